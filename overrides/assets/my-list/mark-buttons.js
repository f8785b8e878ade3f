// Buttons that set a mark of a paper and show whether it is set. All of them stay in step: those
// of the same paper on a page, and those in other tabs.

import { follow, mark, papers, trouble } from "./marks.js";
import { say } from "../base/notice.js";

export const LABELS = { star: "Star", later: "Read later", read: "Read" };

const TROUBLES = {
  blocked: "This browser lets the site keep nothing: your marks last only until you leave this page.",
  full: "The browser’s storage for this site is full: changes last only until you leave this page. Shorten notes or take papers off your list.",
  newer: "Your list was made by a newer version of this site and is left as it is: changes last only until you leave this page.",
};
const STAR = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z"/></svg>`;

/** A button for a mark of a paper, which is {slug, title, facts}. */
export function toggle(name, { slug, title, facts }, label = LABELS[name]) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toggle";
  button.dataset.mark = name;
  button.dataset.paper = slug;
  button.setAttribute("aria-label", `${LABELS[name]}: ${title}`);
  if (name === "star") button.innerHTML = STAR;
  button.append(label);
  button.addEventListener("click", () => {
    mark(slug, { [name]: !isOn(button) }, facts);
    complain();
  });
  show(button);
  return button;
}

/** Why changes are not kept, in words, or null. */
export function troubleInWords() {
  return TROUBLES[trouble()] ?? null;
}

/** Say so, when changes are not kept. */
export function complain() {
  if (trouble()) say(troubleInWords());
}

function isOn(button) {
  return papers().get(button.dataset.paper)?.[button.dataset.mark]?.value === true;
}

function show(button) {
  button.setAttribute("aria-pressed", isOn(button));
}

follow(() => document.querySelectorAll("button[data-mark]").forEach(show));
