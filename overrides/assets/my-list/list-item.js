// One paper on the page of the reader's own list.

import { button, element, find } from "../base/dom.js";
import { arxivUrl, localDate, people, shortDay } from "../base/format.js";
import { markButton, warnIfUnsaved } from "./mark-buttons.js";
import { MARKS, mark, papers } from "./marks.js";
import { noteField } from "./note-field.js";
import { isGone, lookUp, pageUrl } from "./paper-lookup.js";

/** @typedef {import("./marks.js").Entry} Entry */
/** @typedef {import("./marks.js").PaperFacts} PaperFacts */

/** The site is asked about a paper when it comes into view. */
const watcher = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting || !(target instanceof HTMLElement)) continue;
    watcher.unobserve(target);
    lookUp(target.dataset.paper ?? "").then(() => target.dispatchEvent(new Event("known")));
  }
});

export class ListItem {
  /** @param {string} slug */
  constructor(slug) {
    this.slug = slug;
    /** @type {Entry} */
    this.entry = {};
    /** @type {PaperFacts} */
    this.known = {};
    /** @type {string | null} */
    this.title = null;
    /** @type {string | null} */
    this.target = null;
    this.head = element("p");
    this.facts = element("p", { class: "facts" });
    this.note = element("div", { class: "own-note" });
    this.marks = element("div", { class: "row" });
    this.opener = button("", () => (this.isEdited ? this.close() : this.edit()), { class: "toggle" });
    /** @type {HTMLElement | null} */
    this.field = null;
    this.element = element("li", { "data-paper": slug }, this.head, this.facts, this.note, this.marks);
    this.element.addEventListener("known", () => this.show(this.entry));
    watcher.observe(this.element);
  }

  /** Is its note being written? Then it stays, whatever becomes of its marks. */
  get isEdited() {
    return this.field !== null;
  }

  /**
   * Show what is known now, touching only what changed: a button must not lose the focus.
   * @param {Entry} entry
   */
  show(entry) {
    // An entry without marks holds no facts about its paper.
    this.known = { ...this.known, ...factsOf(entry) };
    this.entry = entry;
    const title = this.known.title ?? this.slug;
    const target = isGone(this.slug) ? this.arxivPage() : pageUrl(this.slug);
    if (title !== this.title || target !== this.target) this.drawTitle(title, target);
    this.facts.textContent = this.factsInWords();
    this.element.classList.toggle("is-read", entry.read?.value === true);
    this.showNote();
    return this.element;
  }

  arxivPage() {
    return this.known.arxiv ? arxivUrl(this.known.arxiv) : null;
  }

  factsInWords() {
    const { authors = [], date = "" } = this.known;
    const added = `added ${shortDay(localDate(addedAt(this.entry)))}`;
    const facts = [people(authors, 3), shortDay(date), added, isGone(this.slug) && "no longer on this site"];
    return facts.filter(Boolean).join(" · ");
  }

  /**
   * Draw what the title is part of; that includes the buttons, which are named after it.
   * @param {string} title
   * @param {string | null} target
   */
  drawTitle(title, target) {
    this.title = title;
    this.target = target;
    const paper = { slug: this.slug, title, facts: this.known };
    const link = target
      ? element("a", { class: "title", href: target }, title)
      : element("span", { class: "title" }, title);
    this.head.replaceChildren(
      link,
      button("×", () => this.remove(), { class: "toggle", "aria-label": `Remove: ${title}` }),
    );
    const flags = /** @type {const} */ (["star", "later", "read"]).map((name) => markButton(name, paper));
    this.marks.replaceChildren(...flags, this.opener);
  }

  remove() {
    this.field = null;
    const entry = papers().get(this.slug);
    const set = MARKS.filter((name) => entry?.[name]?.value);
    mark(this.slug, Object.fromEntries(set.map((name) => [name, name === "note" ? "" : false])));
    warnIfUnsaved();
  }

  showNote() {
    const note = this.entry.note?.value ?? "";
    const label = this.isEdited ? "Done" : note ? "Edit note" : "Add a note";
    this.opener.textContent = label;
    this.opener.setAttribute("aria-label", `${label}: ${this.title}`);
    if (!this.isEdited) this.note.textContent = note;
    this.note.hidden = !note && !this.isEdited;
  }

  edit() {
    this.field = noteField({ slug: this.slug, title: this.title ?? this.slug, facts: this.known });
    this.note.replaceChildren(this.field);
    this.showNote();
    find(HTMLTextAreaElement, "textarea", this.field).focus();
  }

  close() {
    this.field?.querySelector("textarea")?.dispatchEvent(new Event("change"));
    this.field = null;
    this.element.dispatchEvent(new Event("closed", { bubbles: true }));
    this.showNote();
  }
}

/**
 * When a paper was added to the list, in milliseconds.
 * @param {Entry} entry
 */
export function addedAt(entry) {
  const times = MARKS.map((name) => entry[name]).flatMap((set) => (set?.value ? [set.at] : []));
  return Math.min(...times, Date.now());
}

/**
 * What an entry knows of the paper itself.
 * @param {Entry} entry
 * @returns {PaperFacts}
 */
export function factsOf({ title, authors, date, arxiv }) {
  return Object.fromEntries(Object.entries({ title, authors, date, arxiv }).filter(([, value]) => value));
}
