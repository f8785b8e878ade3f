// The page of the reader's own list: what is on it, to look through, change, export and import.

import { button, element, find, siteUrl } from "../base/dom.js";
import { counted, folded, foldedWords, localDate, people, shortDay } from "../base/format.js";
import { say } from "../base/notice.js";
import { bibliography, ris } from "../paper/citations.js";
import { followed, mergedChoices } from "./choices.js";
import { forgetVisit } from "./last-visit.js";
import { changeInWords, listAsJson, listAsMarkdown, mergedLists, readList } from "./list-exchange.js";
import { addedAt, factsOf, ListItem } from "./list-item.js";
import { troubleInWords, warnIfUnsaved } from "./mark-buttons.js";
import { choices, clear, damagedKeys, isKept, isMarked, MARKS, mark, onChange, papers, save } from "./marks.js";
import { recordOf } from "./paper-lookup.js";
import { redirects, renamePapers } from "./renamed-papers.js";

/** @typedef {import("./marks.js").Entries} Entries */
/** @typedef {import("./marks.js").Entry} Entry */
/** @typedef {import("./marks.js").MarkName} MarkName */
/** @typedef {{ slug: string, entry: Entry }} Listed */
/** @typedef {"all" | MarkName} Tab */

const LOOK_UPS = 6; // at the same time
const FAULTS_SHOWN = 5;
const page = find(HTMLElement, "#kept");

/** @type {Record<Tab, string>} */
const TABS = {
  all: "All",
  star: "Starred",
  later: "Read later",
  read: "Read",
  note: "With a note",
  dismiss: "Dismissed",
};
/** @type {Record<string, [label: string, compare: (one: Listed, other: Listed) => number]>} */
const LIST_ORDERS = {
  added: ["Recently added", (one, other) => addedAt(other.entry) - addedAt(one.entry)],
  date: ["Recently published", (one, other) => (other.entry.date ?? "").localeCompare(one.entry.date ?? "")],
  title: ["Title", (one, other) => titleOf(one).localeCompare(titleOf(other), "en")],
};
/** @type {{ tab: Tab, words: string, order: string }} */
const wanted = { tab: "all", words: "", order: "added" };
/** @type {Map<string, ListItem>} */
const items = new Map(); // of papers that were shown, by slug
/** @type {Entries} */
let listed = new Map(); // what was on the list when it was drawn last

const trouble = element("p", { class: "trouble" });
const damaged = element("div", { class: "trouble" });
const tabs = Object.entries(TABS).map(([name, label]) => tabButton(/** @type {Tab} */ (name), label));
const filter = element("input", { type: "search", autocomplete: "off" });
const order = element(
  "select",
  {},
  ...Object.entries(LIST_ORDERS).map(([value, [label]]) => element("option", { value }, label)),
);
const controls = element(
  "div",
  { class: "controls" },
  element("div", { class: "row", role: "group", "aria-label": "Papers to show" }, ...tabs),
  element("label", {}, "Search titles, authors and notes ", filter),
  element("label", {}, "Sort by ", order),
);
const count = element("p", { class: "facts", role: "status" });
const list = element("ul", { class: "own-list" });
const nothing = element("div", { class: "nothing" });
const chosen = element("p");
const forms = element(
  "div",
  {},
  chosen,
  row(press("BibTeX", exportBibtex), press("RIS", exportRis), press("Markdown, with notes", exportMarkdown)),
);
const backup = element(
  "div",
  {},
  element("p", {}, "Everything, as a backup or to merge on another device:"),
  row(press("JSON", exportJson)),
);
const chooser = element("input", { type: "file", accept: ".json,application/json" });
const report = element("div", { class: "report", role: "status" });
const end = element("section", {}, element("h2", {}, "Delete"), row(press("Delete everything", askToDelete)));

// --- what is shown ---------------------------------------------------------------------------

function draw() {
  const now = new Map([...papers()].filter(([slug, entry]) => isMarked(entry) || items.get(slug)?.isEdited));
  offerBack(now);
  listed = now;
  const matches = matching();
  trouble.textContent = troubleInWords() ?? "";
  for (const tab of tabs) showTab(tab);
  place(matches.map(({ slug, entry }) => itemOf(slug).show(entry)));
  const onList = [...now].filter(([slug, entry]) => isOnList(slug, entry)).length;
  const all = counted(onList, "paper");
  const isAll = wanted.tab !== "dismiss" && matches.length === onList;
  count.textContent =
    wanted.tab === "dismiss" ? counted(matches.length, "paper") : isAll ? all : `${matches.length} of ${all}`;
  chosen.textContent = matches.length === 1 ? "The paper shown above:" : `The ${matches.length} papers shown above:`;
  for (const part of [controls, count]) part.hidden = now.size === 0;
  end.hidden = now.size === 0 && choices().size === 0;
  forms.hidden = matches.length === 0;
  backup.hidden = end.hidden;
  nothing.replaceChildren(...(matches.length ? [] : onList || wanted.tab === "dismiss" ? noMatch() : howToBegin()));
}

/** The papers to show, in their order. */
function matching() {
  const words = foldedWords(wanted.words);
  /** @param {Listed} paper */
  const fits = ({ slug, entry }) => {
    const isInTab =
      wanted.tab === "all" ? isOnList(slug, entry) : entry[wanted.tab]?.value || items.get(slug)?.isEdited;
    const text = folded([entry.title ?? slug, ...(entry.authors ?? []), entry.note?.value, entry.arxiv].join(" "));
    return isInTab && words.every((word) => text.includes(word));
  };
  const all = [...listed].map(([slug, entry]) => ({ slug, entry }));
  const [, compare] = LIST_ORDERS[wanted.order];
  return all.filter(fits).sort((one, other) => compare(one, other) || one.slug.localeCompare(other.slug));
}

/**
 * Is a paper on the list, or its note being written? One that was only dismissed has a tab of its own.
 * @param {string} slug
 * @param {Entry} entry
 */
function isOnList(slug, entry) {
  return isKept(entry) || Boolean(items.get(slug)?.isEdited);
}

/**
 * @param {Tab} name
 * @param {string} label
 */
function tabButton(name, label) {
  const made = button(label, () => show({ tab: name }), { class: "toggle", "data-show": name });
  made.append(" ", element("span", { class: "count" }));
  return made;
}

/** @param {HTMLElement} tab */
function showTab(tab) {
  const name = /** @type {Tab} */ (tab.dataset.show);
  const entries = [...listed].filter(([slug, entry]) => (name === "all" ? isOnList(slug, entry) : entry[name]?.value));
  tab.hidden = name === "dismiss" && !entries.length && wanted.tab !== name;
  tab.setAttribute("aria-pressed", String(wanted.tab === name));
  find(HTMLElement, ".count", tab).textContent = String(entries.length);
}

/** @param {Partial<typeof wanted>} change */
function show(change) {
  Object.assign(wanted, change);
  draw();
}

/** @param {string} slug */
function itemOf(slug) {
  const item = items.get(slug) ?? new ListItem(slug);
  items.set(slug, item);
  return item;
}

/**
 * Put the items in their places. If the one that has the focus leaves, the focus moves to the next.
 * @param {HTMLElement[]} elements
 */
function place(elements) {
  const before = [...list.children];
  if (before.length === elements.length && before.every((item, index) => item === elements[index])) return;
  const focused = document.activeElement;
  const index = before.findIndex((item) => item.contains(focused));
  list.replaceChildren(...elements);
  if (index < 0 || !(focused instanceof HTMLElement)) return;
  const next = elements[Math.min(index, elements.length - 1)]?.querySelector("a, button");
  const other = next instanceof HTMLElement ? next : heading();
  (focused.isConnected ? focused : other).focus();
}

function heading() {
  const title = find(HTMLElement, "h1");
  title.tabIndex = -1;
  return title;
}

/**
 * A paper that has just left the list, by whichever button, can be put back.
 * @param {Entries} now
 */
function offerBack(now) {
  const gone = [...listed].filter(([slug, entry]) => isMarked(entry) && !now.has(slug));
  if (gone.length !== 1 || !document.hasFocus()) return;
  const [[slug, entry]] = gone;
  const values = MARKS.filter((name) => entry[name]?.value).map((name) => [name, entry[name]?.value]);
  const back = () => mark(slug, Object.fromEntries(values), factsOf(entry));
  say(`“${entry.title ?? slug}” was removed from your list.`, { label: "Undo", run: back });
}

function noMatch() {
  const all = () => {
    filter.value = "";
    show({ tab: "all", words: "" });
    filter.focus();
  };
  return [element("p", {}, "No paper on your list matches."), row(press("Show all", all))];
}

function howToBegin() {
  const begin =
    "Press the star beside a title in any list, or open a paper to mark it “read later” or “read” and to write a private note.";
  const follows = followed(choices()).map(({ title }) => title);
  const forYou = element("a", { href: siteUrl("for-you/") }, "For you");
  const kept = [`You follow ${people(follows, 3)}: `, forYou, " has the newest papers. No paper is marked yet."];
  return [
    element("p", {}, ...(follows.length ? kept : ["Your list is empty."]), ` ${begin}`),
    element(
      "p",
      {},
      "Begin with a ",
      element("a", { href: siteUrl("digests/") }, "digest"),
      " or a ",
      element("a", { href: siteUrl("topics/") }, "topic"),
      ". You can also import a list from another device below.",
    ),
  ];
}

// --- export ----------------------------------------------------------------------------------

async function exportBibtex() {
  const records = (await chosenPapers()).map((paper) => paper.record);
  download("bib", "application/x-bibtex", bibliography(records));
}

async function exportRis() {
  const references = (await chosenPapers()).map((paper) => ris(paper.record));
  download("ris", "application/x-research-info-systems", references.join("\r\n"));
}

async function exportMarkdown() {
  download("md", "text/markdown", listAsMarkdown(`My list from ${page.dataset.name}`, await chosenPapers()));
}

function exportJson() {
  download("json", "application/json", listAsJson(papers(), choices()));
}

/** The papers shown, with their records; a few at a time are asked for. */
async function chosenPapers() {
  const chosenNow = matching();
  const queue = [...chosenNow.keys()];
  /** @type {{ record: import("../paper/citations.js").PaperRecord, entry: Entry }[]} */
  const results = [];
  const work = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const { slug, entry } = chosenNow[index];
      results[index] = { record: await recordOf(slug, entry), entry };
    }
  };
  if (chosenNow.some(({ entry }) => !entry.authors)) say("Looking up authors…");
  await Promise.all(Array.from({ length: LOOK_UPS }, work));
  return results;
}

/**
 * @param {string} ending
 * @param {string} type
 * @param {string} text
 */
function download(ending, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: url, download: `my-list-${localDate(Date.now())}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  say(`Downloaded ${link.download}.`);
}

// --- import ----------------------------------------------------------------------------------

async function importFile() {
  const file = chooser.files?.[0];
  if (!file) return;
  const { entries, choices: chosen, faults } = await readList(file);
  chooser.value = ""; // The same file can be chosen again.
  if (faults.length) {
    reportFaults(file.name, faults);
    return;
  }
  const result = mergedLists(papers(), entries, await redirects());
  listed = new Map(); // The report names what a merge takes off the list, so no notice need.
  const before = new Set(followed(choices()).map(nameOfFollow));
  save(result.entries, mergedChoices(choices(), chosen));
  warnIfUnsaved();
  const added = followed(choices())
    .map(nameOfFollow)
    .filter((name) => !before.has(name));
  reportChanges(file.name, result.changes, added);
}

/**
 * @param {string} name
 * @param {readonly string[]} faults
 */
function reportFaults(name, faults) {
  const more = faults.length - FAULTS_SHOWN;
  const lines = [...faults.slice(0, FAULTS_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
  report.replaceChildren(
    element("p", {}, `Nothing was imported from ${name}:`),
    element("ul", {}, ...lines.map((line) => element("li", {}, line))),
  );
}

/** @param {import("./choices.js").Follow} follow */
function nameOfFollow({ kind, title }) {
  return `${kind} ${title}`;
}

/**
 * @param {string} name
 * @param {readonly import("./list-exchange.js").Change[]} changes
 * @param {readonly string[]} follows that are new
 */
function reportChanges(name, changes, follows) {
  /** @param {string} kind */
  const times = (kind) => changes.filter((change) => change.kind === kind).length;
  const sums = ["added", "changed", "removed"].filter(times).map((kind) => `${times(kind)} ${kind}`);
  const lines = changes.map((change) => element("li", {}, element("b", {}, change.title), ` ${changeInWords(change)}`));
  lines.push(...follows.map((follow) => element("li", {}, `now followed: ${follow}`)));
  if (follows.length) sums.push(`${follows.length} more followed`);
  report.replaceChildren(element("p", {}, `Merged ${name}: ${sums.join(", ") || "nothing new"}.`));
  if (!lines.length) return;
  report.append(element("details", {}, element("summary", {}, "What changed"), element("ul", {}, ...lines)));
}

// --- damaged lists, and the end of everything ----------------------------------------------------

function drawDamaged() {
  const lines = damagedKeys().map((key) => {
    const day = shortDay(localDate(Number(key.split(".").at(-1))));
    const take = press("Download it", () => download("txt", "text/plain", localStorage.getItem(key) ?? ""));
    const drop = press("Discard it", () => {
      localStorage.removeItem(key);
      drawDamaged();
    });
    const text = `Your list was found damaged on ${day}. The entries that could be read are below; the original was set aside.`;
    return element("div", {}, element("p", {}, text), row(take, drop));
  });
  damaged.replaceChildren(...lines);
}

function askToDelete() {
  const text = `All marks and notes on ${counted(listed.size, "paper")}, and what you follow, will be deleted from this browser. Only a file that you have downloaded can restore them.`;
  const keep = press("Keep my list", () => dialog.close(), { autofocus: true });
  const go = press("Delete everything", () => {
    dialog.close();
    deleteAll();
  });
  const dialog = element("dialog", { "aria-label": "Delete everything" }, element("p", {}, text), row(keep, go));
  dialog.addEventListener("close", () => dialog.remove());
  page.append(dialog);
  dialog.showModal();
}

function deleteAll() {
  listed = new Map();
  clear();
  forgetVisit();
  drawDamaged();
  report.replaceChildren();
  say("Your list has been deleted.");
  heading().focus();
}

// --- small things ----------------------------------------------------------------------------

/**
 * @param {string} label
 * @param {() => unknown} run
 * @param {import("../base/dom.js").Attributes} [attributes]
 */
function press(label, run, attributes) {
  return button(label, run, { class: "press", ...attributes });
}

/** @param {...Node} children */
function row(...children) {
  return element("div", { class: "row" }, ...children);
}

/** @param {Listed} paper */
function titleOf({ slug, entry }) {
  return entry.title ?? slug;
}

filter.addEventListener("input", () => show({ words: filter.value }));
order.addEventListener("change", () => show({ order: order.value }));
chooser.addEventListener("change", importFile);
list.addEventListener("closed", draw);
const importer = element("label", {}, "Import a file from another device ", chooser);
const exchange = element("section", {}, element("h2", {}, "Export and import"), forms, backup, importer, report);
page.replaceChildren(trouble, damaged, controls, count, list, nothing, exchange, end);
draw();
drawDamaged();
onChange(draw);
renamePapers();
