// Marks on cards: a star to set, and a word for papers that are read, to be read, or new since the
// last visit. Their place on a card is kept free by the style sheet, so that nothing moves.

import { element, find, findAll } from "../base/dom.js";
import { oneLine } from "../base/format.js";
import { visitStart } from "./last-visit.js";
import { markButton } from "./mark-buttons.js";
import { follow, papers } from "./marks.js";

const TITLE = "li > p > a.title[data-slug]";
const newAfter = visitStart();

/**
 * Give the cards below an element their marks.
 * @param {ParentNode} root
 */
export function addMarks(root) {
  for (const link of findAll(TITLE, root)) {
    const line = link.parentElement;
    if (!line || line.querySelector(".tag")) continue;
    const { slug = "", date } = link.dataset;
    const title = oneLine(link.textContent);
    line.append(element("span", { class: "tag" }), markButton("star", { slug, title, facts: { title, date } }, ""));
    showTag(link);
  }
}

/** @param {HTMLElement} link the title of a card */
function showTag(link) {
  const entry = papers().get(link.dataset.slug ?? "");
  const isNew = newAfter && (link.dataset.since ?? "") > newAfter;
  const tag = entry?.read?.value ? "read" : entry?.later?.value ? "to read" : isNew ? "new" : "";
  link.closest("li")?.classList.toggle("is-read", tag === "read");
  if (link.parentElement) find(HTMLElement, ".tag", link.parentElement).textContent = tag;
}

addMarks(document);
follow(() => findAll("p:has(> .tag) > a.title").forEach(showTag));
