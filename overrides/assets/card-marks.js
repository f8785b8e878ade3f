// Marks on cards: a star to set, and a word for papers that are read, to be read, or new since the
// last visit. Their place on a card is kept free by the style sheet, so that nothing moves.

import { follow, papers } from "./marks.js";
import { toggle } from "./toggles.js";
import { since } from "./visits.js";

const CARD = "li:has(> p > a.title[data-slug])";
const day = since(document.documentElement.dataset.newest);

/** Give the cards below an element their marks. */
export function dress(root) {
  for (const card of root.querySelectorAll(CARD)) {
    const line = card.firstElementChild;
    if (line.querySelector("button.mark")) continue;
    const link = line.querySelector("a.title");
    const title = link.textContent.replace(/\s+/g, " ").trim();
    const facts = { title, date: link.dataset.date };
    const word = document.createElement("span");
    word.className = "tag";
    line.append(word, toggle("star", { slug: link.dataset.slug, title, facts }, ""));
    show(card);
  }
}

function show(card) {
  const link = card.querySelector("a.title");
  const entry = papers().get(link.dataset.slug);
  const isNew = day && link.dataset.since > day;
  card.classList.toggle("is-read", entry?.read?.value === true);
  card.querySelector(".tag").textContent = entry?.read?.value ? "read" : entry?.later?.value ? "to read" : isNew ? "new" : "";
}

dress(document);
follow(() => document.querySelectorAll(`${CARD}:has(.tag)`).forEach(show));
