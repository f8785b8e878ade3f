// Buttons that set a mark of a paper and show whether it is set. All of them stay in step: those
// of the same paper on a page, and those in other tabs.

import { button, findAll } from "../base/dom.js";
import { say } from "../base/notice.js";
import { follow, mark, papers, trouble } from "./marks.js";

/** @typedef {import("./marks.js").FlagName} FlagName */
/** @typedef {{ slug: string, title: string, facts: import("./marks.js").PaperFacts }} MarkedPaper */

/** @type {Record<FlagName, string>} */
const LABELS = { star: "Star", later: "Read later", read: "Read" };

const TROUBLES = {
  blocked: "This browser does not let the site store anything: your marks last only until you leave this page.",
  full: "The browser’s storage for this site is full: changes last only until you leave this page. Shorten notes or remove papers from your list.",
  newer:
    "Your list was made by a newer version of this site, so it is left unchanged: changes last only until you leave this page.",
};
const STAR = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="m12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z"/></svg>`;

/**
 * A button for a mark of a paper.
 * @param {FlagName} name
 * @param {MarkedPaper} paper
 */
export function markButton(name, { slug, title, facts }, label = LABELS[name]) {
  const toggle = () => {
    mark(slug, { [name]: !isSet(slug, name) }, facts);
    warnIfUnsaved();
  };
  const labelled = { "data-mark": name, "data-paper": slug, "aria-label": `${LABELS[name]}: ${title}` };
  const made = button("", toggle, { class: "toggle", ...labelled });
  if (name === "star") made.innerHTML = STAR;
  made.append(label);
  show(made);
  return made;
}

/** Why changes are not kept, in words, or null. */
export function troubleInWords() {
  const reason = trouble();
  return reason && TROUBLES[reason];
}

/** Say so, when changes are not kept. */
export function warnIfUnsaved() {
  if (trouble()) say(troubleInWords());
}

/**
 * @param {string} slug
 * @param {FlagName} name
 */
function isSet(slug, name) {
  return papers().get(slug)?.[name]?.value === true;
}

/** @param {HTMLElement} made */
function show(made) {
  const { paper = "", mark: name } = made.dataset;
  made.setAttribute("aria-pressed", String(isSet(paper, /** @type {FlagName} */ (name))));
}

follow(() => findAll("button[data-mark]").forEach(show));
