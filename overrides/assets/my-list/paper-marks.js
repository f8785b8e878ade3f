// The reader's own part of a paper's page: marks to set, and a private note.

import { follow, learn, papers } from "./marks.js";
import { noteField } from "./note-field.js";
import { renew } from "./renamed-papers.js";
import { toggle } from "./mark-buttons.js";
import { since } from "./last-visit.js";

const slug = document.querySelector("main").dataset.slug;
const paper = { slug, title: document.querySelector("h1").textContent.replace(/\s+/g, " ").trim(), facts: facts() };

/** What the list keeps of the paper itself. Names are left out when they are not all known. */
function facts() {
  const { name, author, datePublished, identifier } = JSON.parse(document.querySelector("#paper").textContent);
  const names = (author ?? []).filter((one) => one["@type"] === "Person").map((one) => one.name);
  const found = { title: name, date: datePublished, arxiv: identifier?.replace(/^arXiv:/, "") };
  return names.length ? { ...found, authors: names } : found;
}

function build() {
  const actions = document.querySelector(".actions");
  const field = noteField(paper);
  const row = document.createElement("span");
  row.className = "own-marks";
  row.append(...["star", "later", "read"].map((name) => toggle(name, paper)), opener(field));
  actions.prepend(row);
  document.querySelector(".note-field")?.remove(); // what the page itself showed until now
  actions.after(field);
}

/** The button that shows and hides the note. One that was written is shown from the start. */
function opener(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toggle";
  button.textContent = "Note";
  const show = (isOpen) => {
    field.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
  };
  const hasNote = () => Boolean(papers().get(slug)?.note?.value);
  button.addEventListener("click", () => {
    show(field.hidden);
    if (!field.hidden) field.querySelector("textarea").focus();
  });
  // A note may also come from another tab.
  follow(() => hasNote() && show(true));
  show(hasNote());
  return button;
}

since();
build();
learn(slug, paper.facts);
renew();
