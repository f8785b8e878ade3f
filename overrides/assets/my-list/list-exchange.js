// The list as files: out as JSON and Markdown, and in again from another device. A file may be
// damaged or hostile, so all of it must be exactly as it is written here, or none of it is taken.

import { arxivUrl, oneLine, people } from "../base/format.js";
import { choiceFault, fault, isMarked, isObject, LIST_VERSION, MARKS, merged, migrated } from "./marks.js";
import { renameEntries } from "./renamed-papers.js";

/** @typedef {import("./marks.js").Entry} Entry */
/** @typedef {import("./marks.js").Entries} Entries */
/** @typedef {import("./marks.js").Choices} Choices */
/** @typedef {import("./marks.js").MarkName} MarkName */
/** @typedef {import("../paper/citations.js").PaperRecord} PaperRecord */
/** @typedef {"added" | "changed" | "removed"} ChangeKind */
/**
 * @typedef {object} Change what a merge does to a paper
 * @property {string} slug
 * @property {string} title
 * @property {ChangeKind} kind
 * @property {MarkName[]} marks those that change
 * @property {Entry | undefined} before
 * @property {Entry} after
 */

const FILE_FORMAT = "papershelf.list";
const LARGEST_FILE = 20_000_000; // bytes; storage holds less

/**
 * The whole list as JSON, with the times of removed marks, and what the reader follows.
 * @param {Entries} entries
 * @param {Choices} choices
 */
export function listAsJson(entries, choices) {
  const [papers, chosen] = [entries, choices].map((map) => Object.fromEntries([...map].sort()));
  const list = { format: FILE_FORMAT, version: LIST_VERSION, papers, choices: chosen };
  return `${JSON.stringify(list, null, 1)}\n`;
}

/**
 * What a file holds, or what is wrong with it.
 * @param {Blob} file
 * @returns {Promise<{ entries: Entries, choices: Choices, faults: string[] }>}
 */
export async function readList(file) {
  if (file.size > LARGEST_FILE) return refused("The file is too large to be a list.");
  let list = null;
  try {
    list = JSON.parse(await file.text());
  } catch {
    return refused("The file is not JSON. Choose a file that was downloaded from this page.");
  }
  if (!isObject(list) || list.format !== FILE_FORMAT || !isObject(list.papers) || !Number.isInteger(list.version)) {
    return refused("The file is not a list of papers. Choose a file that was downloaded from this page.");
  }
  if (list.version > LIST_VERSION) return refused("The file was made by a newer version of this site.");
  try {
    list = migrated(list);
  } catch {
    return refused("The file was made by an unknown version of this site.");
  }
  return isObject(list.choices) ? checked(list) : refused("The file has no choices where they should be.");
}

/** @param {string} fault */
function refused(fault) {
  return { entries: new Map(), choices: new Map(), faults: [fault] };
}

/** @param {Record<string, any>} list */
function checked(list) {
  const unknown = Object.keys(list).filter((key) => !["format", "version", "papers", "choices"].includes(key));
  const entries = Object.entries(list.papers);
  const choices = Object.entries(list.choices);
  const faults = [
    ...unknown.map((key) => `“${key}” is unknown`),
    ...entries.map(([slug, entry]) => fault(slug, entry)).filter((text) => text !== null),
    ...choices.map(([key, choice]) => choiceFault(key, choice)).filter((text) => text !== null),
  ];
  return faults.length
    ? { entries: new Map(), choices: new Map(), faults }
    : { entries: new Map(entries), choices: new Map(choices), faults };
}

/**
 * Both lists as one, and what that changes.
 * @param {Entries} mine
 * @param {Entries} theirs
 * @param {import("./renamed-papers.js").Redirects} redirects
 */
export function mergedLists(mine, theirs, redirects, now = Date.now()) {
  const incoming = new Map([...theirs].map(([slug, entry]) => [slug, noLaterThan(entry, now)]));
  renameEntries(incoming, redirects);
  const entries = new Map(mine);
  /** @type {Change[]} */
  const changes = [];
  for (const [slug, entry] of incoming) {
    const before = mine.get(slug);
    const after = merged(before, entry);
    entries.set(slug, after);
    const marks = MARKS.filter((name) => markValue(before, name) !== markValue(after, name));
    if (marks.length) changes.push(changeOf(slug, before, after, marks));
  }
  return { entries, changes };
}

/**
 * A clock that runs fast must not win for years.
 * @param {Entry} entry
 * @param {number} now
 * @returns {Entry}
 */
function noLaterThan(entry, now) {
  const dated = MARKS.flatMap((name) => {
    const mark = entry[name];
    return mark ? [[name, { ...mark, at: Math.min(mark.at, now) }]] : [];
  });
  return { ...entry, ...Object.fromEntries(dated) };
}

/**
 * @param {string} slug
 * @param {Entry | undefined} before
 * @param {Entry} after
 * @param {MarkName[]} marks
 * @returns {Change}
 */
function changeOf(slug, before, after, marks) {
  const kind = !isMarked(before) ? "added" : isMarked(after) ? "changed" : "removed";
  return { slug, title: after.title ?? before?.title ?? slug, kind, marks, before, after };
}

/**
 * @param {Entry | undefined} entry
 * @param {MarkName} name
 */
function markValue(entry, name) {
  return entry?.[name]?.value || (name === "note" ? "" : false);
}

const FLAG_CHANGES = {
  star: { set: "starred", removed: "star removed" },
  later: { set: "added to read later", removed: "removed from read later" },
  read: { set: "marked as read", removed: "marked as unread" },
  dismiss: { set: "dismissed", removed: "no longer dismissed" },
};

/**
 * A change in words. A note that was replaced is quoted: it is nowhere else any more.
 * @param {Change} change
 */
export function changeInWords({ kind, marks, before, after }) {
  const words = marks.map((name) => {
    if (name !== "note") return FLAG_CHANGES[name][markValue(after, name) ? "set" : "removed"];
    const old = markValue(before, name);
    return old ? `note ${markValue(after, name) ? "replaced" : "removed"}, it was: “${old}”` : "note added";
  });
  return `${kind}: ${words.join("; ")}`;
}

/**
 * Papers with the reader's marks and notes as Markdown.
 * @param {string} heading
 * @param {readonly { record: PaperRecord, entry: Entry }[]} papers
 */
export function listAsMarkdown(heading, papers) {
  const lines = papers.map(({ record, entry }) => {
    const target = record.arxiv ? arxivUrl(record.arxiv) : record.url;
    const facts = [
      record.authors.length ? people(record.authors, 4) : record.organisation,
      record.year,
      entry.star?.value && "starred",
      entry.later?.value && "to read",
      entry.read?.value && "read",
    ];
    const title = `- [${escaped(record.title)}](${encodeURI(target)})`;
    const line = [title, ...facts.filter(Boolean).map((fact) => escaped(String(fact)))].join(" · ");
    return entry.note?.value ? [line, "", ...noteLines(entry.note.value), ""].join("\n") : line;
  });
  return `# ${escaped(heading)}\n\n${lines.join("\n")}\n`;
}

/** @param {string} note */
function noteLines(note) {
  return note
    .trimEnd()
    .split("\n")
    .map((line) => `  > ${escapedStart(line)}`.trimEnd());
}

/** @param {string} text */
function escaped(text) {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~&$!]/g, "\\$&");
}

/**
 * A line of a note, whose beginning must not begin a list or the like.
 * @param {string} line
 */
function escapedStart(line) {
  return escaped(line)
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^[-+=:]/, "\\$&");
}
