// What the reader keeps of papers: a star, "read later", "read" and a note. It is kept in this
// browser only, under one key: {version, papers: {slug: {title, authors, date, arxiv, MARK...}}},
// where each mark is {value, at}. A mark that was taken off stays, with its time: when two devices
// are merged, the newest decides of each mark, so that what was taken off does not come back.

const KEY = "papershelf.list";
const ASIDE = `${KEY}.damaged.`;
export const VERSION = 1;
export const LONGEST_NOTE = 10_000;
export const MARKS = ["star", "later", "read", "note"];

/** What leads from a list of one version to the next: `1: (list) => ...` makes version 2 of version 1. */
const STEPS = {};

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NO_TEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const isText = (value, most, pattern = /^[^\p{Cc}\u2028\u2029]*$/u) =>
  typeof value === "string" && value.length <= most && pattern.test(value);
const isMark = (mark, isValue) =>
  isObject(mark) && Object.keys(mark).length === 2 && isValue(mark.value) && isTime(mark.at);
const isTime = (at) => Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15;
const isFlag = (mark) => isMark(mark, (value) => typeof value === "boolean");
const FIELDS = {
  title: (value) => isText(value, 1000),
  authors: (value) => Array.isArray(value) && value.length <= 60 && value.every((name) => isText(name, 200)),
  date: (value) => isText(value, 10, /^\d{4}(-\d\d){0,2}$/),
  arxiv: (value) => isText(value, 40, /^[\w.-]+(\/\d+)?$/),
  star: isFlag,
  later: isFlag,
  read: isFlag,
  note: (mark) => isMark(mark, (value) => isText(value, LONGEST_NOTE, /^/) && value === textOf(value)),
};

let known = { text: null, papers: new Map() };
let memory = null; // Stands in for a storage that cannot be used.
let problem = null;
const listeners = new Set();

/** All entries by slug, those without any mark too. To be read only. */
export function papers() {
  if (memory) return memory;
  try {
    const text = localStorage.getItem(KEY);
    if (text !== known.text) known = { text, papers: understood(text) };
    return memory ?? known.papers;
  } catch {
    problem = "blocked";
    return (memory = new Map());
  }
}

/** Is any mark on? */
export function isKept(entry) {
  return MARKS.some((name) => entry?.[name]?.value);
}

/** Set marks of a paper, such as `{star: true, note: ""}`; `facts` are kept where none were known. */
export function mark(slug, values, facts = {}) {
  const before = papers().get(slug) ?? {};
  const entry = { ...sound(facts), ...before };
  for (const [name, value] of Object.entries(values)) {
    // Later than what it replaces, even where the clock of the other device was fast.
    entry[name] = { value: name === "note" ? textOf(value) : value, at: Math.max(Date.now(), (before[name]?.at ?? 0) + 1) };
  }
  save(new Map(papers()).set(slug, entry));
}

/** Keep what is known better now of a paper that is in the list. */
export function learn(slug, facts) {
  const before = papers().get(slug);
  const entry = { ...before, ...sound(facts) };
  if (isKept(before) && JSON.stringify(entry) !== JSON.stringify(before)) save(new Map(papers()).set(slug, entry));
}

/** Two entries of one paper as one: of each mark the newer, of equally new ones the greater. */
export function merged(one, two) {
  const entry = { ...two, ...one };
  for (const name of MARKS) {
    const [a, b] = [one?.[name], two?.[name]];
    if (a && b) entry[name] = b.at > a.at || (b.at === a.at && b.value > a.value) ? b : a;
  }
  return entry;
}

/** Keep these entries in place of all others. */
export function save(entries) {
  // Of a paper without marks nothing is kept but the times at which they were taken off.
  const kept = new Map([...entries].map(([slug, entry]) => [slug, isKept(entry) ? entry : bare(entry)]));
  const text = JSON.stringify({ version: VERSION, papers: Object.fromEntries(kept) });
  try {
    if (problem === "newer") throw new Error(problem);
    localStorage.setItem(KEY, text);
    known = { text, papers: kept };
    memory = problem = null;
  } catch (error) {
    problem ??= error.name === "QuotaExceededError" ? "full" : "blocked";
    memory = kept;
  }
  tell();
}

/** Forget everything, also the times of what was taken off and what was set aside. */
export function clear() {
  try {
    for (const key of [KEY, ...asides()]) localStorage.removeItem(key);
    problem = memory = null;
  } catch {
    memory = new Map();
  }
  tell();
}

/** Why changes are not kept: "blocked", "full", "newer" (the list of a later version); else null. */
export function trouble() {
  papers();
  return memory && problem;
}

/** Keys of lists that could not be read; they are never changed. */
export function asides() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(ASIDE));
  } catch {
    return [];
  }
}

/** Call back after each change, in this tab or in another. */
export function follow(listener) {
  listeners.add(listener);
}

/** What is wrong with an entry, in words, or null. */
export function fault(slug, entry) {
  if (!isText(slug, 200, SLUG)) return `“${slug}” is no name of a paper`;
  if (!isObject(entry)) return `${slug}: expected marks of a paper`;
  for (const [key, value] of Object.entries(entry)) {
    if (!Object.hasOwn(FIELDS, key)) return `${slug}: “${key}” is unknown`;
    if (!FIELDS[key](value)) return `${slug}: “${key}” holds something else than expected`;
  }
  return null;
}

/** A list in the newest form; throws when it has none. */
export function migrated(list, steps = STEPS, newest = VERSION) {
  if (!isObject(list) || !Number.isInteger(list.version)) throw new TypeError("expected a list with its version");
  for (let version = list.version; version < newest; version += 1) {
    list = { ...steps[version](list), version: version + 1 };
  }
  return list;
}

export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entries of a stored text. One that is damaged is set aside whole, and what is sound in it goes on. */
function understood(text) {
  if (text === null) return new Map();
  let entries = null;
  try {
    const list = migrated(JSON.parse(text));
    if (list.version > VERSION) {
      problem = "newer";
      return (memory = new Map());
    }
    entries = isObject(list.papers) ? Object.entries(list.papers) : null;
  } catch {
    // Not a list at all: as damaged as one with bad entries.
  }
  const papers = new Map(entries?.filter((entry) => !fault(...entry)));
  if (papers.size !== entries?.length) {
    try {
      localStorage.setItem(ASIDE + Date.now(), text);
      localStorage.setItem(KEY, JSON.stringify({ version: VERSION, papers: Object.fromEntries(papers) }));
    } catch {
      problem = "full";
      memory = papers;
    }
  }
  return papers;
}

function sound(facts) {
  return Object.fromEntries(Object.entries(facts).filter(([key, value]) => FIELDS[key]?.(value)));
}

/** A note as it can be kept. */
function textOf(note) {
  return note.slice(0, LONGEST_NOTE).replace(NO_TEXT, "");
}

function bare(entry) {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => MARKS.includes(key)));
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) tell();
});
// A page that the browser kept while the reader was on another one has missed what happened there.
addEventListener("pageshow", (event) => event.persisted && tell());
