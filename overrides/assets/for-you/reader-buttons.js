// Buttons that pages print for scripts to take over: "follow" what the page is about, and "mark as read" a digest that
// came since the last visit. Their place is kept free, so that nothing moves when they show.

import { element, findAll } from "../base/dom.js";
import { warnIfUnsaved } from "../my-list/mark-buttons.js";
import { choices, choose, onChange } from "../my-list/marks.js";

/**
 * Make a button follow something, or something else than before.
 * @param {HTMLElement} made
 * @param {string} follow its kind and what it is, such as `topic:reasoning`
 * @param {string} title
 */
export function offerToFollow(made, follow, title) {
  made.dataset.follow = follow;
  made.dataset.title = title;
  made.onclick = () => {
    const { follow = "" } = made.dataset;
    choose(follow, !isFollowed(follow), made.dataset.title);
    warnIfUnsaved();
  };
  show(made);
}

/** @param {string} key */
function isFollowed(key) {
  return choices().get(key)?.value === true;
}

/** @param {HTMLElement} made */
function show(made) {
  made.setAttribute("aria-pressed", String(isFollowed(made.dataset.follow ?? "")));
}

/** @param {HTMLElement} made */
async function offerToRead(made) {
  const { isUnread, markAsRead } = await import("./unread.js");
  const { digest = "" } = made.dataset;
  if (!isUnread(digest)) {
    // Its place stays, so that nothing moves.
    made.replaceWith(element("span", { class: "by-script", hidden: true }, made.textContent ?? ""));
    return;
  }
  made.hidden = false;
  made.onclick = () => {
    markAsRead([digest]);
    made.textContent = "Marked as read";
    made.setAttribute("aria-disabled", "true");
  };
}

for (const made of findAll("button.by-script")) {
  const { follow, title, digest } = made.dataset;
  if (follow) {
    offerToFollow(made, follow, title ?? follow);
    made.hidden = false;
  } else if (digest) offerToRead(made);
}
onChange(() => findAll("button[data-follow]").forEach(show));
