// Buttons that pages print for scripts to take over: "follow" what the page is about, and "mark as read" a digest that
// came since the last visit. Their place is kept free, so that nothing moves when they show.

import { findAll } from "../base/dom.js";
import { followKey } from "../my-list/choices.js";
import { isUnread, markAsRead } from "../my-list/last-visit.js";
import { warnIfUnsaved } from "../my-list/mark-buttons.js";
import { choices, choose, onChange } from "../my-list/marks.js";

/** @typedef {import("../my-list/choices.js").FollowKind} FollowKind */

/**
 * Make a button follow something, or something else than before.
 * @param {HTMLElement} made
 * @param {FollowKind} kind
 * @param {string} key
 * @param {string} title
 */
export function offerToFollow(made, kind, key, title) {
  made.dataset.follow = followKey(kind, key);
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
function offerToRead(made) {
  const { digest = "" } = made.dataset;
  made.hidden = !isUnread(digest);
  made.onclick = () => {
    markAsRead([digest]);
    made.textContent = "Marked as read";
    made.setAttribute("aria-disabled", "true");
  };
}

for (const made of findAll("button.by-script")) {
  const [, kind, key] = /^(\w+):(.+)$/.exec(made.dataset.follow ?? "") ?? [];
  if (kind) {
    offerToFollow(made, /** @type {FollowKind} */ (kind), key, made.dataset.title ?? key);
    made.hidden = false;
  } else if (made.dataset.digest) offerToRead(made);
}
onChange(() => findAll("button[data-follow]").forEach(show));
