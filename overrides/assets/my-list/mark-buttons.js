// Buttons that set a mark of a paper and show whether it is set. All of them stay in step: those
// of the same paper on a page, and those in other tabs.

import { button, findAll } from "../base/dom.js";
import { say } from "../base/notice.js";
import { learn, mark, onChange, papers, trouble } from "./marks.js";

/** @typedef {import("./marks.js").FlagName} FlagName */
/**
 * @typedef {object} MarkedPaper
 * @property {string} slug
 * @property {string} title
 * @property {import("./marks.js").PaperFacts} facts
 * @property {() => string} [text] what the page says of it beside its title
 */

/** @type {Record<FlagName, string>} */
const LABELS = { star: "Star", later: "Read later", read: "Read", dismiss: "Dismiss" };

const TROUBLES = {
  blocked: "This browser does not let the site store anything: your marks last only until you leave this page.",
  full: "The browser’s storage for this site is full: changes last only until you leave this page. Shorten notes or remove papers from your list.",
  newer:
    "Your list was made by a newer version of this site, so it is left unchanged: changes last only until you leave this page.",
};
/** @type {Partial<Record<FlagName, string>>} */
const ICONS = {
  star: "m12 3.2 2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1L3.2 9.6l6.1-.8z",
  later: "M6 3.5h12v17l-6-4.5-6 4.5z",
  dismiss: "m6 6 12 12M18 6 6 18",
};

/**
 * A button for a mark of a paper; one without a label shows its sign alone.
 * @param {FlagName} name
 * @param {MarkedPaper} paper
 */
export function markButton(name, { slug, title, facts, text }, label = LABELS[name]) {
  const toggle = () => {
    const value = !isSet(slug, name);
    mark(slug, { [name]: value }, facts);
    warnIfUnsaved();
    if (value && text) keepTerms(slug, title, text());
  };
  const hint = label ? null : LABELS[name];
  const labelled = { "data-mark": name, "data-paper": slug, "aria-label": `${LABELS[name]}: ${title}`, title: hint };
  const made = button("", toggle, { class: "toggle", ...labelled });
  const icon = name === "star" || !label ? ICONS[name] : null;
  if (icon)
    made.innerHTML = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="${icon}"/></svg>`;
  made.append(label);
  show(made);
  return made;
}

/**
 * Keep with a mark what others are compared by, because the site does not say it of older papers.
 * @param {string} slug
 * @param {string} title
 * @param {string} text
 */
export async function keepTerms(slug, title, text) {
  const { termsOf } = await import("../for-you/terms.js");
  learn(slug, { terms: termsOf(title, text) });
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

onChange(() => findAll("button[data-mark]").forEach(show));
