// Marks on cards: a star to set, and a word for papers that are read, to be read, or new since the
// last visit. Their place on a card is kept free by the style sheet, so that nothing moves.

import { follow, papers } from "./marks.js";
import { toggle } from "./mark-buttons.js";
import { since } from "./last-visit.js";

const TITLE = "li > p > a.title[data-slug]";
const day = since();

/** Give the cards below an element their marks. */
export function dress(root) {
  for (const link of root.querySelectorAll(TITLE)) {
    if (link.parentElement.querySelector(".tag")) continue;
    const title = link.textContent.replace(/\s+/g, " ").trim();
    const word = document.createElement("span");
    word.className = "tag";
    const facts = { title, date: link.dataset.date };
    link.parentElement.append(word, toggle("star", { slug: link.dataset.slug, title, facts }, ""));
    show(link);
  }
}

function show(link) {
  const entry = papers().get(link.dataset.slug);
  const word = entry?.read?.value ? "read" : entry?.later?.value ? "to read" : day && link.dataset.since > day ? "new" : "";
  link.closest("li").classList.toggle("is-read", word === "read");
  link.parentElement.querySelector(".tag").textContent = word;
}

dress(document);
follow(() => document.querySelectorAll(`p:has(> .tag) > a.title`).forEach(show));
