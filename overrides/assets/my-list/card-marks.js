// Marks on cards: a star, "read later" and "dismiss" to set, and a word for papers that are read, to be read, or new
// since the last visit. Their place on a card is kept free by the style sheet, so that nothing moves; what was
// dismissed is folded away as the page is parsed (`folded-cards.js`).

import { element, find, paperSlug } from "../base/dom.js";
import { oneLine } from "../base/format.js";
import { isUnread, readVisit, visitStart } from "./last-visit.js";
import { markButton } from "./mark-buttons.js";
import { onChange, papers } from "./marks.js";

const TITLE = "li > p > a.title";
const visit = visitStart() ? readVisit() : null;

/**
 * Give the cards below an element their marks.
 * @param {ParentNode} root
 */
export function addMarks(root) {
  for (const link of titles(TITLE, root)) {
    const line = link.parentElement;
    if (!line || line.querySelector(".tag")) continue;
    const slug = paperSlug(link);
    const { date } = link.dataset;
    const title = oneLine(link.textContent);
    const text = () =>
      oneLine(line.parentElement?.querySelector(":scope > p:not(:first-child, .facts, .why, .reason)")?.textContent);
    const paper = { slug, title, facts: { title, date }, text };
    const dismiss = markButton("dismiss", paper, "");
    dismiss.addEventListener("click", () => fold(link));
    line.append(
      element("span", { class: "tag" }),
      markButton("star", paper, ""),
      markButton("later", paper, ""),
      dismiss,
    );
    // A search shows what it was asked for; on lists, what folds was folded before anything was drawn.
    if (root === document) fold(link);
    showTag(link);
  }
}

/**
 * @param {string} selector
 * @param {ParentNode} root
 * @returns {NodeListOf<HTMLAnchorElement>}
 */
function titles(selector, root) {
  return root.querySelectorAll(selector);
}

/** @param {HTMLAnchorElement} link the title of a card */
function fold(link) {
  link.closest("li")?.classList.toggle("is-folded", isSet(link, "dismiss"));
}

/** @param {HTMLAnchorElement} link the title of a card */
function showTag(link) {
  const { since = "" } = link.dataset;
  const isNew = isUnread(since, visit);
  const isRead = isSet(link, "read");
  const isDismissed = isSet(link, "dismiss");
  const tag = isDismissed ? "dismissed" : isRead ? "read" : isSet(link, "later") ? "to read" : isNew ? "new" : "";
  const card = link.closest("li");
  card?.classList.toggle("is-read", isRead && !isDismissed);
  card?.classList.toggle("is-dismissed", isDismissed);
  if (!isDismissed) card?.classList.remove("is-folded");
  if (link.parentElement) find(HTMLElement, ".tag", link.parentElement).textContent = tag;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {import("./marks.js").FlagName} name
 */
function isSet(link, name) {
  return papers().get(paperSlug(link))?.[name]?.value === true;
}

addMarks(document);
onChange(() => titles("p:has(> .tag) > a.title", document).forEach(showTag));
