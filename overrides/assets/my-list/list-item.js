// One paper on the page of the reader's own list.

import { make, press } from "../base/dom.js";
import { MARKS, mark, papers } from "./marks.js";
import { noteField } from "./note-field.js";
import { isGone, lookUp, pageUrl } from "./paper-lookup.js";
import { complain, toggle } from "./mark-buttons.js";

/** The site is asked about a paper when it comes into view. */
const watcher = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen.filter((one) => one.isIntersecting)) {
    watcher.unobserve(target);
    lookUp(target.dataset.paper).then(() => target.dispatchEvent(new Event("known")));
  }
});

export class Item {
  constructor(slug) {
    this.slug = slug;
    this.head = make("p");
    this.facts = make("p", { className: "facts" });
    this.note = make("div", { className: "own-note" });
    this.marks = make("div", { className: "row" });
    this.field = null;
    this.element = make("li", {}, this.head, this.facts, this.note, this.marks);
    this.element.dataset.paper = slug;
    this.element.addEventListener("known", () => this.show(this.entry));
    watcher.observe(this.element);
  }

  /** Is its note being written? Then it stays, whatever becomes of its marks. */
  get isEdited() {
    return this.field !== null;
  }

  /** Show what is known now, touching only what changed: a button must not lose the focus. */
  show(entry) {
    // An entry without marks knows nothing of its paper.
    this.known = { ...this.known, ...factsOf(entry) };
    this.entry = entry;
    const title = this.known.title ?? this.slug;
    const target = isGone(this.slug) ? arxivPage(this.known) : pageUrl(this.slug);
    if (title !== this.title || target !== this.target) this.name(title, target);
    this.facts.textContent = this.factsInWords();
    this.element.classList.toggle("is-read", entry.read?.value === true);
    this.showNote();
    return this.element;
  }

  factsInWords() {
    const added = `added ${day(localDay(addedAt(this.entry)))}`;
    const facts = [people(this.known.authors), day(this.known.date), added];
    return [...facts, isGone(this.slug) && "no longer on this site"].filter(Boolean).join(" · ");
  }

  /** Draw what the title is part of: the buttons are called by it, too. */
  name(title, target) {
    [this.title, this.target] = [title, target];
    const paper = { slug: this.slug, title, facts: this.known };
    const remove = press("×", () => this.remove());
    remove.setAttribute("aria-label", `Remove: ${title}`);
    this.opener = press("", () => (this.isEdited ? this.close() : this.edit()));
    for (const one of [this.opener, remove]) one.className = "toggle";
    this.head.replaceChildren(titled(title, target), remove);
    this.marks.replaceChildren(...["star", "later", "read"].map((name) => toggle(name, paper)), this.opener);
  }

  remove() {
    this.field = null;
    const on = MARKS.filter((name) => papers().get(this.slug)?.[name]?.value);
    mark(this.slug, Object.fromEntries(on.map((name) => [name, name === "note" ? "" : false])));
    complain();
  }

  showNote() {
    const note = this.entry.note?.value ?? "";
    const words = this.isEdited ? "Done" : note ? "Edit note" : "Add a note";
    this.opener.textContent = words;
    this.opener.setAttribute("aria-label", `${words}: ${this.title}`);
    if (!this.isEdited) this.note.textContent = note;
    this.note.hidden = !note && !this.isEdited;
  }

  edit() {
    this.field = noteField({ slug: this.slug, title: this.title, facts: this.known });
    this.note.replaceChildren(this.field);
    this.showNote();
    this.field.querySelector("textarea").focus();
  }

  close() {
    this.field.querySelector("textarea").dispatchEvent(new Event("change"));
    this.field = null;
    this.element.dispatchEvent(new Event("closed", { bubbles: true }));
    this.showNote();
  }
}

/** When a paper came onto the list. */
export function addedAt(entry) {
  return Math.min(...MARKS.filter((name) => entry[name]?.value).map((name) => entry[name].at), Date.now());
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `31 Oct 2025`, `Oct 2025`, `2025`. */
export function day(date = "") {
  const [year, month, number] = date.split("-");
  return [Number(number) || null, MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** The reader's own day at a time: `2025-10-31`. */
export function localDay(time) {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
}

/** What an entry knows of the paper itself. */
export function factsOf({ title, authors, date, arxiv }) {
  return Object.fromEntries(Object.entries({ title, authors, date, arxiv }).filter(([, value]) => value));
}

function titled(title, target) {
  return target ? make("a", { className: "title", href: target }, title) : make("span", { className: "title" }, title);
}

function arxivPage({ arxiv }) {
  return arxiv ? `https://arxiv.org/abs/${arxiv}` : null;
}

function people(authors = []) {
  if (authors.length > 3) return `${authors.slice(0, 2).join(", ")} and ${authors.length - 2} more`;
  return [authors.slice(0, -1).join(", "), authors.at(-1)].filter(Boolean).join(" and ");
}
