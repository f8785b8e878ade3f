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
const jsonld = JSON.parse(find(HTMLScriptElement, "script#paper").text);
/** @type {{ name: string }[]} */
const persons = jsonld.author ?? [];
const paper = { slug, title, facts: factsOfPage(), text: abstract };

/** What the list keeps of the paper itself. Names are left out when they are not all known. */
function factsOfPage() {
  return {
    title: jsonld.name,
    date: jsonld.datePublished,
    arxiv: /^arXiv:([^,]+)/.exec(jsonld.identifier ?? "")?.[1],
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
  const follow = persons.length || jsonld.sourceOrganization ? [followButton(actions)] : [];
  actions.prepend(element("span", { class: "own-marks" }, ...flags, noteButton(field), ...follow));
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

/**
 * The button that shows and hides what follows those who wrote the paper.
 * @param {HTMLElement} actions
 */
function followButton(actions) {
  const made = button("Follow", toggle, { class: "toggle", "aria-expanded": "false" });
  /** @type {HTMLElement | undefined} */
  let buttons;
  async function toggle() {
    if (!buttons) {
      const { followButtons } = await import("../for-you/follow-people.js");
      buttons = followButtons(
        persons.map((person) => person.name),
        jsonld.sourceOrganization?.name,
      );
      buttons.hidden = true;
      actions.after(buttons);
    }
    buttons.hidden = !buttons.hidden;
    made.setAttribute("aria-expanded", String(!buttons.hidden));
  }
  return made;
}

visitStart();
build();
learn(slug, paper.facts);
// One that was marked on a card is compared by more from now on.
if (isMarked(papers().get(slug))) keepTerms(slug, title, abstract());
renamePapers();
