// The list as files: out in four forms, and in again from another device. What comes in may be
// damaged or mean harm, so all of it must be exactly as it is written out here, or none is taken.

import { MARKS, VERSION, fault, isKept, isObject, merged, migrated } from "./marks.js";
import { rename } from "./renamed-papers.js";

const FORMAT = "papershelf.list";
const LARGEST = 20_000_000; // bytes; storage holds less

/** The whole list as JSON, with the times of what was taken off. */
export function packed(entries) {
  const list = { format: FORMAT, version: VERSION, papers: Object.fromEntries([...entries].sort()) };
  return `${JSON.stringify(list, null, 1)}\n`;
}

/** The entries of a file, or what is wrong with it: {entries, faults}. */
export async function unpacked(file) {
  if (file.size > LARGEST) return refused("The file is larger than any list can be.");
  let list = null;
  try {
    list = JSON.parse(await file.text());
  } catch {
    return refused("The file is not JSON. Choose one that was downloaded here.");
  }
  if (!isObject(list) || list.format !== FORMAT || !isObject(list.papers) || !Number.isInteger(list.version)) {
    return refused("The file is no list of papers. Choose one that was downloaded here.");
  }
  if (list.version > VERSION) return refused("The file was made by a newer version of this site.");
  try {
    list = migrated(list);
  } catch {
    return refused("The file was made by no known version of this site.");
  }
  const unknown = Object.keys(list).filter((key) => !["format", "version", "papers"].includes(key));
  const entries = Object.entries(list.papers);
  const faults = [...unknown.map((key) => `“${key}” is unknown`), ...entries.map((one) => fault(...one)).filter(Boolean)];
  return { entries: faults.length ? new Map() : new Map(entries), faults };
}

function refused(reason) {
  return { entries: new Map(), faults: [reason] };
}

/** Both lists as one, and what that changes: {entries, changes: [{slug, title, kind, marks}]}. */
export function joined(mine, theirs, redirects, now = Date.now()) {
  const incoming = new Map([...theirs].map(([slug, entry]) => [slug, noLaterThan(entry, now)]));
  rename(incoming, redirects);
  const entries = new Map(mine);
  const changes = [];
  for (const [slug, entry] of incoming) {
    const before = mine.get(slug);
    const after = merged(before, entry);
    entries.set(slug, after);
    const marks = MARKS.filter((name) => valueOf(before, name) !== valueOf(after, name));
    if (marks.length) changes.push(change(slug, before, after, marks));
  }
  return { entries, changes };
}

/** A clock that is fast must not decide for years. */
function noLaterThan(entry, now) {
  const marks = MARKS.filter((name) => entry[name]);
  const dated = marks.map((name) => [name, { ...entry[name], at: Math.min(entry[name].at, now) }]);
  return { ...entry, ...Object.fromEntries(dated) };
}

function change(slug, before, after, marks) {
  const kind = !isKept(before) ? "added" : isKept(after) ? "changed" : "taken off";
  return { slug, title: after.title ?? before?.title ?? slug, kind, marks, before, after };
}

function valueOf(entry, name) {
  return entry?.[name]?.value || (name === "note" ? "" : false);
}

const WORDS = {
  star: ["star set", "star taken off"],
  later: ["to be read", "no more to be read"],
  read: ["read", "not read"],
};

/** A change in words. A note that was replaced is quoted: it is nowhere else any more. */
export function changeInWords({ kind, marks, before, after }) {
  const words = marks.map((name) => {
    if (name !== "note") return WORDS[name][valueOf(after, name) ? 0 : 1];
    const old = valueOf(before, name);
    return old ? `note ${valueOf(after, name) ? "replaced" : "removed"}, it was: “${old}”` : "note added";
  });
  return `${kind}: ${words.join("; ")}`;
}

/** Papers with the reader's marks and notes as Markdown. Each is {record, entry}. */
export function markdown(name, found) {
  const lines = found.map(({ record, entry }) => {
    const target = record.arxiv ? `https://arxiv.org/abs/${record.arxiv}` : record.url;
    const marks = [["star", "starred"], ["later", "to read"], ["read", "read"]];
    const facts = [people(record), record.year, ...marks.map(([mark, word]) => entry[mark]?.value && word)];
    const note = (entry.note?.value ?? "").trimEnd().split("\n").map((line) => `  > ${quoted(line)}`.trimEnd());
    const head = `- [${inline(record.title)}](${encodeURI(target)})`;
    const said = [head, ...facts.filter(Boolean).map((one) => inline(String(one)))].join(" · ");
    return entry.note?.value ? [said, "", ...note, ""].join("\n") : said;
  });
  return `# ${inline(name)}\n\n${lines.join("\n")}\n`;
}

function people({ authors, organisation }) {
  if (authors.length > 4) return `${authors.slice(0, 3).join(", ")} et al.`;
  return authors.length ? authors.join(", ") : organisation;
}

function inline(text) {
  return text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~&$!]/g, "\\$&");
}

/** A line of a note: its beginning must begin nothing either. */
function quoted(line) {
  return inline(line).replace(/^(\d+)([.)])/, "$1\\$2").replace(/^[-+=:]/, "\\$&");
}
