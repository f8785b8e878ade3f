// What the reader keeps of papers: a star, "read later", "read", "dismissed" and a note. It is kept in this
// browser only, under a key of this list: {version, papers: {slug: {title, authors, date, arxiv, terms, MARK...}},
// choices: {...}}, where each mark is {value, at}. A mark that was removed stays, with its time: when two devices
// are merged, the newest decides for each mark, so that what was removed does not come back.

import { ownKey } from "../base/own-key.js";

/** @typedef {"star" | "later" | "read" | "dismiss"} FlagName */
/** @typedef {FlagName | "note"} MarkName */
/** @typedef {{ value: boolean, at: number }} Flag `at` in milliseconds */
/** @typedef {{ value: string, at: number }} Note */
/** @typedef {{ title?: string, authors?: string[], date?: string, arxiv?: string, terms?: string[] }} PaperFacts */
/** @typedef {PaperFacts & { star?: Flag, later?: Flag, read?: Flag, dismiss?: Flag, note?: Note }} Entry */
/** @typedef {Map<string, Entry>} Entries by slug */
/** @typedef {{ star?: boolean, later?: boolean, read?: boolean, dismiss?: boolean, note?: string }} MarkValues */
/** @typedef {{ value: boolean, at: number, title?: string }} Choice with the title of what is followed */
/** @typedef {Map<string, Choice>} Choices by key: `for-you`, or a kind with what it names, such as `topic:reasoning` */
/** @typedef {{ entries: Entries, choices: Choices }} Kept */
/** @typedef {"blocked" | "full" | "newer"} StorageTrouble */

const SHARED_KEY = "papershelf.list"; // also in `folded-cards.js` and in `../paper/kept-note.js`
const LIST_KEY = ownKey(SHARED_KEY);
const DAMAGED_PART = ".damaged.";
const DAMAGED_KEY = LIST_KEY + DAMAGED_PART;
const IS_AT_ROOT = LIST_KEY === SHARED_KEY;
const OF_ROOT = '{"of":"/",'; // how the list at the root of an origin begins
export const LIST_VERSION = 2;
export const LONGEST_NOTE = 10_000; // characters
export const MOST_TERMS = 40; // by which a marked paper is compared with others
export const LONGEST_TERM = 60; // characters
/** @type {readonly MarkName[]} */
export const MARKS = ["star", "later", "read", "note", "dismiss"];

/**
 * What leads from a list of one version to the next: `1: (list) => ...` makes version 2 of version 1.
 * @type {Record<number, (list: any) => any>}
 */
const MIGRATIONS = { 1: (list) => ({ ...list, choices: {} }) };

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CHOICE_KEY = /^(for-you|(topic|author|organisation|search):[^\p{Cc}\u2028\u2029]+)$/u;
const LONGEST_CHOICE = 300; // characters of its key, and of its title
const PLAIN_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no note may hold
const NO_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/**
 * @param {unknown} value
 * @param {number} most characters
 */
const isText = (value, most, pattern = PLAIN_LINE) =>
  typeof value === "string" && value.length <= most && pattern.test(value);
/**
 * @param {unknown} mark
 * @param {(value: unknown) => boolean} isValue
 */
const isMark = (mark, isValue) =>
  isObject(mark) && Object.keys(mark).length === 2 && isValue(mark.value) && isTime(mark.at);
/** @param {unknown} at */
const isTime = (at) => Number.isSafeInteger(at) && Number(at) >= 0 && Number(at) <= 8.64e15;
/** @param {unknown} mark */
const isFlag = (mark) => isMark(mark, (value) => typeof value === "boolean");

/** @type {Record<string, (value: unknown) => boolean>} */
const FIELDS = {
  title: (value) => isText(value, 1000),
  authors: (value) => Array.isArray(value) && value.length <= 60 && value.every((name) => isText(name, 200)),
  date: (value) => isText(value, 10, /^\d{4}(-\d\d){0,2}$/),
  arxiv: (value) => isText(value, 40, /^[\w.-]+(\/\d+)?$/),
  terms: (value) =>
    Array.isArray(value) && value.length <= MOST_TERMS && value.every((term) => isText(term, LONGEST_TERM)),
  star: isFlag,
  later: isFlag,
  read: isFlag,
  dismiss: isFlag,
  note: (mark) =>
    isMark(mark, (value) => typeof value === "string" && value.length <= LONGEST_NOTE && value === noteText(value)),
};

/** @type {{ text: string | null, kept: Kept }} */
let stored = { text: null, kept: nothing() };
/** @type {Kept | null} */
let unstored = null; // stands in for a storage that cannot be used
/** @type {StorageTrouble | null} */
let reason = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * All entries by slug, those without any mark too. To be read only.
 * @returns {Entries}
 */
export function papers() {
  return allKept().entries;
}

/**
 * What the reader chose beside marks, by key. To be read only.
 * @returns {Choices}
 */
export function choices() {
  return allKept().choices;
}

/** @returns {Kept} */
function allKept() {
  if (unstored) return unstored;
  try {
    const text = storedText();
    if (text !== stored.text) stored = { text, kept: readStored(text) };
    return unstored ?? stored.kept;
  } catch {
    reason = "blocked";
    unstored = nothing();
    return unstored;
  }
}

/** @returns {Kept} */
function nothing() {
  return { entries: new Map(), choices: new Map() };
}

/**
 * Is a paper on the list? One that was only dismissed is not.
 * @param {Entry | undefined} entry
 */
export function isKept(entry) {
  return MARKS.some((name) => name !== "dismiss" && entry?.[name]?.value);
}

/**
 * Is any mark set?
 * @param {Entry | undefined} entry
 */
export function isMarked(entry) {
  return MARKS.some((name) => entry?.[name]?.value);
}

/**
 * Make a choice, or take it back.
 * @param {string} key
 * @param {boolean} value
 * @param {string} [title] of what is followed
 */
export function choose(key, value, title) {
  // Later than what it replaces, as marks are.
  const at = Math.max(Date.now(), (choices().get(key)?.at ?? 0) + 1);
  const choice = { value, at, ...(title && { title: title.replace(/[\p{Cc}\s]+/gu, " ").slice(0, LONGEST_CHOICE) }) };
  if (!choiceFault(key, choice)) save(papers(), new Map(choices()).set(key, choice));
}

/**
 * What is wrong with a choice, in words, or null.
 * @param {string} key
 * @param {unknown} choice
 */
export function choiceFault(key, choice) {
  if (!isText(key, LONGEST_CHOICE, CHOICE_KEY)) return `“${key.slice(0, LONGEST_CHOICE)}” is nothing to choose`;
  const { title = "", ...rest } = isObject(choice) ? choice : {};
  return isText(title, LONGEST_CHOICE) && isFlag(rest) ? null : `${key}: unexpected value`;
}

/**
 * Set marks of a paper, such as `{star: true, note: ""}`; `facts` are kept where none were known.
 * @param {string} slug
 * @param {MarkValues} values
 * @param {PaperFacts} facts
 */
export function mark(slug, values, facts = {}) {
  const before = papers().get(slug) ?? {};
  const marks = Object.entries(values).map(([name, value]) => {
    // Later than what it replaces, even where the clock of the other device was fast.
    const at = Math.max(Date.now(), (before[/** @type {MarkName} */ (name)]?.at ?? 0) + 1);
    return [name, { value: typeof value === "string" ? noteText(value) : value, at }];
  });
  save(new Map(papers()).set(slug, { ...validFacts(facts), ...before, ...Object.fromEntries(marks) }));
}

/**
 * Keep what is now known better about a paper on the list.
 * @param {string} slug
 * @param {Record<string, unknown>} facts
 */
export function learn(slug, facts) {
  const before = papers().get(slug);
  const entry = { ...before, ...validFacts(facts) };
  if (isMarked(before) && JSON.stringify(entry) !== JSON.stringify(before)) save(new Map(papers()).set(slug, entry));
}

/**
 * Two entries of one paper as one: of each mark the newer, of equally new ones the greater.
 * @param {Entry | undefined} one
 * @param {Entry | undefined} other
 * @returns {Entry}
 */
export function merged(one, other) {
  const entry = { ...other, ...one };
  for (const name of MARKS) {
    const [mine, theirs] = [one?.[name], other?.[name]];
    if (!mine || !theirs) continue;
    const isNewer = theirs.at > mine.at || (theirs.at === mine.at && theirs.value > mine.value);
    Object.assign(entry, { [name]: isNewer ? theirs : mine });
  }
  return entry;
}

/**
 * Keep these entries, and these choices, in place of all others.
 * @param {Entries} entries
 * @param {Choices} chosen
 */
export function save(entries, chosen = choices()) {
  // Of a paper without marks nothing is kept but the times at which they were removed.
  const cut = new Map([...entries].map(([slug, entry]) => [slug, isMarked(entry) ? entry : onlyMarks(entry)]));
  const kept = { entries: cut, choices: chosen };
  const text = listText(kept);
  try {
    if (reason === "newer") throw new Error(reason);
    localStorage.setItem(LIST_KEY, text);
    stored = { text, kept };
    unstored = null;
    reason = null;
  } catch (error) {
    reason ??= error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "blocked";
    unstored = kept;
  }
  tellListeners();
}

/** Forget everything, including the times of removed marks and the lists that were set aside. */
export function clear() {
  try {
    for (const key of [LIST_KEY, ...damagedKeys()]) localStorage.removeItem(key);
    // Otherwise what was shared would be taken over once more.
    if (sharedText() !== null) localStorage.setItem(LIST_KEY, listText(nothing()));
    unstored = null;
    reason = null;
  } catch {
    unstored = nothing();
  }
  tellListeners();
}

/** Why changes are not kept: "blocked", "full", "newer" (the list of a later version); else null. */
export function trouble() {
  papers();
  return unstored && reason;
}

/** Keys of lists that could not be read; they are never changed. */
export function damagedKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(DAMAGED_KEY));
  } catch {
    return [];
  }
}

/**
 * Call back after each change, in this tab or in another.
 * @param {() => void} listener
 */
export function onChange(listener) {
  listeners.add(listener);
}

/**
 * What is wrong with an entry, in words, or null.
 * @param {unknown} slug
 * @param {unknown} entry
 */
export function fault(slug, entry) {
  if (!isText(slug, 200, SLUG)) return `“${slug}” is not the name of a paper`;
  if (!isObject(entry)) return `${slug}: expected the marks of a paper`;
  for (const [key, value] of Object.entries(entry)) {
    if (!Object.hasOwn(FIELDS, key)) return `${slug}: “${key}” is unknown`;
    if (!FIELDS[key](value)) return `${slug}: “${key}” has an unexpected value`;
  }
  return null;
}

/**
 * A list in the newest form. Throws a `TypeError` when it has none.
 * @param {unknown} list
 */
export function migrated(list, migrations = MIGRATIONS, newest = LIST_VERSION) {
  if (!isObject(list) || !Number.isInteger(list.version)) throw new TypeError("expected a list with its version");
  let current = list;
  for (let version = list.version; version < newest; version += 1) {
    current = { ...migrations[version](current), version: version + 1 };
  }
  return current;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The text of this list. Where several lists of an origin once shared theirs, each takes over a copy, once: nobody
 * can tell which paper was marked in which list. What was shared stays for the others.
 */
function storedText() {
  const own = localStorage.getItem(LIST_KEY);
  const shared = own === null ? sharedText() : null;
  if (shared === null) return own;
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(SHARED_KEY + DAMAGED_PART))) {
      localStorage.setItem(LIST_KEY + key.slice(SHARED_KEY.length), localStorage.getItem(key) ?? "");
    }
    localStorage.setItem(LIST_KEY, shared);
  } catch {
    // Storage is full: what was shared is read where it is, and a change will say that it cannot be kept.
  }
  return shared;
}

/** What lists shared before each had its own; null for what has belonged to the list at the root since then. */
function sharedText() {
  const text = IS_AT_ROOT ? null : localStorage.getItem(SHARED_KEY);
  return text?.startsWith(OF_ROOT) ? null : text;
}

/**
 * What a stored text holds. A list that is damaged is set aside whole, and its valid entries stay in use.
 * @param {string | null} text
 * @returns {Kept}
 */
function readStored(text) {
  if (text === null) return nothing();
  const list = parsed(text);
  if (list && list.version > LIST_VERSION) {
    reason = "newer";
    unstored = nothing();
    return unstored;
  }
  const entries = isObject(list?.papers) ? Object.entries(list.papers) : null;
  const chosen = isObject(list?.choices) ? Object.entries(list.choices) : null;
  const valid = {
    entries: new Map(entries?.filter(([slug, entry]) => !fault(slug, entry))),
    choices: new Map(chosen?.filter(([key, choice]) => !choiceFault(key, choice))),
  };
  if (valid.entries.size !== entries?.length || valid.choices.size !== chosen?.length) setAside(text, valid);
  return valid;
}

/** @param {string} text */
function parsed(text) {
  try {
    return migrated(JSON.parse(text));
  } catch {
    return null; // Not a list at all: as damaged as one with invalid entries.
  }
}

/**
 * @param {string} text
 * @param {Kept} valid
 */
function setAside(text, valid) {
  try {
    localStorage.setItem(DAMAGED_KEY + Date.now(), text);
    localStorage.setItem(LIST_KEY, listText(valid));
  } catch {
    reason = "full";
    unstored = valid;
  }
}

/** @param {Kept} kept */
function listText(kept) {
  const [papers, chosen] = [kept.entries, kept.choices].map((map) => Object.fromEntries(map));
  const list = { version: LIST_VERSION, papers, choices: chosen };
  return JSON.stringify(IS_AT_ROOT ? { of: "/", ...list } : list);
}

/**
 * @param {Record<string, unknown>} facts
 * @returns {PaperFacts}
 */
function validFacts(facts) {
  return Object.fromEntries(Object.entries(facts).filter(([key, value]) => FIELDS[key]?.(value)));
}

/**
 * A note as it can be kept.
 * @param {string} note
 */
function noteText(note) {
  return note.slice(0, LONGEST_NOTE).replace(NO_TEXT, "");
}

/**
 * @param {Entry} entry
 * @returns {Entry}
 */
function onlyMarks(entry) {
  return Object.fromEntries(MARKS.filter((name) => entry[name]).map((name) => [name, entry[name]]));
}

function tellListeners() {
  for (const listener of listeners) listener();
}

if (typeof window !== "undefined") {
  window.addEventListener("storage", (event) => {
    if (event.key === LIST_KEY || event.key === null) tellListeners();
  });
  // A page that the browser kept while the reader was on another one has missed what happened there.
  window.addEventListener("pageshow", (event) => event.persisted && tellListeners());
}
