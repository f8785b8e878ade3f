// The reader's own part of a paper's page: marks to set, and a private note.

import { button, element, find, findAll, paperSlug } from "../base/dom.js";
import { oneLine } from "../base/format.js";
import { visitStart } from "./last-visit.js";
import { keepTerms, markButton } from "./mark-buttons.js";
import { isMarked, learn, onChange, papers } from "./marks.js";
import { noteField } from "./note-field.js";
import { renamePapers } from "./renamed-papers.js";

const slug = paperSlug(location);
const title = oneLine(find(HTMLElement, "h1").textContent);
const paper = { slug, title, facts: factsOfPage(), text: abstract };

/** What the list keeps of the paper itself. Names are left out when they are not all known. */
function factsOfPage() {
  const jsonld = JSON.parse(find(HTMLScriptElement, "script#paper").text);
  const contributors = /** @type {Record<string, string>[]} */ (jsonld.author ?? []);
  const persons = contributors.filter((contributor) => contributor["@type"] === "Person");
  return {
    title: jsonld.name,
    date: jsonld.datePublished,
    arxiv: /^arXiv:(.+)/.exec(jsonld.identifier ?? "")?.[1],
    ...(persons.length && { authors: persons.map((person) => person.name) }),
  };
}

function abstract() {
  return findAll(".abstract")
    .map((paragraph) => paragraph.textContent)
    .join("\n");
}

function build() {
  const actions = find(HTMLElement, ".actions");
  const field = noteField(paper);
  const flags = /** @type {const} */ (["star", "later", "read"]).map((name) => markButton(name, paper));
  actions.prepend(element("span", { class: "own-marks" }, ...flags, noteButton(field)));
  document.querySelector(".note-field")?.remove(); // what the page itself showed until now
  actions.after(field);
}

/**
 * The button that shows and hides the note. One that was written is shown from the start.
 * @param {HTMLElement} field
 */
function noteButton(field) {
  const made = button("Note", toggle, { class: "toggle" });
  /** @param {boolean} isOpen */
  function show(isOpen) {
    field.hidden = !isOpen;
    made.setAttribute("aria-expanded", String(isOpen));
  }
  function toggle() {
    show(Boolean(field.hidden));
    if (!field.hidden) find(HTMLTextAreaElement, "textarea", field).focus();
  }
  const hasNote = () => Boolean(papers().get(slug)?.note?.value);
  // A note may also come from another tab.
  onChange(() => hasNote() && show(true));
  show(hasNote());
  return made;
}

visitStart();
build();
learn(slug, paper.facts);
// One that was marked on a card is compared by more from now on.
if (isMarked(papers().get(slug))) keepTerms(slug, title, abstract());
renamePapers();
