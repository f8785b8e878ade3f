// Buttons that pages print for scripts to take over: "follow" what the page is about, and "mark as read" a digest that
// came since the last visit. Their place is kept free, so that nothing moves when they show.

import { element, findAll } from "../base/dom.js";
import { say } from "../base/notice.js";
import { isUnread } from "../my-list/last-visit.js";
import { troubleInWords } from "../my-list/mark-buttons.js";
import { choices, choose, onChange } from "../my-list/marks.js";

/** @type {WeakMap<HTMLElement, string>} what buttons say while nothing is followed */
const offers = new WeakMap();

/**
 * Make a button follow something, or something else than before.
 * @param {HTMLElement} made
 * @param {string} follow its kind and what it is, such as `topic:reasoning`
 * @param {string} title
 */
export function offerToFollow(made, follow, title) {
  if (!offers.has(made)) {
    offers.set(made, made.textContent ?? "");
    // As wide as it was printed, whatever it says.
    made.style.minWidth = `${made.getBoundingClientRect().width}px`;
  }
  made.dataset.follow = follow;
  made.dataset.title = title;
  made.onclick = () => {
    const { follow = "", title } = made.dataset;
    choose(follow, !isFollowed(follow), title);
    const words = isFollowed(follow)
      ? `You follow ${title}: the newest papers are in For you.`
      : `No longer followed: ${title}.`;
    say(troubleInWords() ?? words);
  };
  show(made);
}

/** @param {string} key */
function isFollowed(key) {
  return choices().get(key)?.value === true;
}

/** @param {HTMLElement} made */
function show(made) {
  const isOn = isFollowed(made.dataset.follow ?? "");
  made.setAttribute("aria-pressed", String(isOn));
  made.textContent = isOn ? "Following" : (offers.get(made) ?? "");
}

/** @param {HTMLElement} made */
function offerToRead(made) {
  const { digest = "" } = made.dataset;
  if (!isUnread(digest)) {
    // Its place stays, so that nothing moves.
    made.replaceWith(element("span", { class: "by-script", hidden: true }, made.textContent ?? ""));
    return;
  }
  made.hidden = false;
  made.onclick = async () => {
    const { markAsRead } = await import("./unread.js");
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
