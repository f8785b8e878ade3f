// Follows those who wrote a paper, on its page: most of them have no page of their own to be followed on.

import { button, element } from "../base/dom.js";
import { nameKey, nameSlug } from "../base/names.js";
import { say } from "../base/notice.js";
import { followed } from "../my-list/choices.js";
import { troubleInWords } from "../my-list/mark-buttons.js";
import { choices, choose, onChange } from "../my-list/marks.js";

/** @typedef {{ kind: import("../base/names.js").ContributorKind, name: string }} Contributor */

/**
 * A button for each of them.
 * @param {readonly string[]} authors
 * @param {string} [organisation]
 */
export function followButtons(authors, organisation) {
  /** @type {Contributor[]} */
  const people = authors.map((name) => ({ kind: "author", name }));
  if (organisation) people.push({ kind: "organisation", name: organisation });
  const buttons = people.map((one) => {
    const made = button(one.name, () => toggle(one), { class: "toggle" });
    const show = () => made.setAttribute("aria-pressed", String(followOf(one) !== undefined));
    onChange(show);
    show();
    return made;
  });
  return element("div", { class: "people-to-follow", role: "group", "aria-label": "Follow" }, "Follow", ...buttons);
}

/** @param {Contributor} one */
function toggle({ kind, name }) {
  const known = followOf({ kind, name });
  if (known) choose(`${kind}:${known.key}`, false, known.title);
  else choose(`${kind}:${nameSlug(kind, name)}`, true, name);
  const words = known ? `No longer followed: ${name}.` : `You follow ${name}: the newest papers are in For you.`;
  say(troubleInWords() ?? words);
}

/** @param {Contributor} one */
function followOf({ kind, name }) {
  const key = nameKey(kind, name);
  return followed(choices()).find((follow) => follow.kind === kind && nameKey(kind, follow.title) === key);
}
