// The page of the reader's own list: what is on it, to look through, change, take along and merge.

import { bibliography, ris } from "../paper/citations.js";
import { make, press } from "../base/dom.js";
import { changeInWords, joined, markdown, packed, unpacked } from "./list-exchange.js";
import { Item, addedAt, day, factsOf, localDay } from "./list-item.js";
import { MARKS, asides, clear, follow, isKept, mark, papers, save } from "./marks.js";
import { say } from "../base/notice.js";
import { redirects, renew } from "./renamed-papers.js";
import { recordOf } from "./paper-lookup.js";
import { complain, troubleInWords } from "./mark-buttons.js";
import { forget } from "./last-visit.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const page = document.querySelector("#kept");

const SHOWN = { all: "All", star: "Starred", later: "Read later", read: "Read", note: "With a note" };
const ORDERS = {
  added: ["Added last", (a, b) => addedAt(b.entry) - addedAt(a.entry)],
  date: ["Published last", (a, b) => (b.entry.date ?? "").localeCompare(a.entry.date ?? "")],
  title: ["Title", (a, b) => titleOf(a).localeCompare(titleOf(b), "en")],
};
const wanted = { mark: "all", words: "", order: "added" };
const items = new Map(); // of papers that were shown, by slug
let listed = new Map(); // what was on the list when it was drawn last

const trouble = make("p", { className: "trouble" });
const aside = make("div", { className: "trouble" });
const tabs = Object.entries(SHOWN).map(([name, text]) => tab(name, text));
const filter = make("input", { type: "search", autocomplete: "off" });
const order = make("select", {}, ...Object.entries(ORDERS).map(([value, [text]]) => make("option", { value }, text)));
const controls = make(
  "div",
  { className: "controls" },
  make("div", { className: "row", role: "group", ariaLabel: "Papers to show" }, ...tabs),
  make("label", {}, "Words in title, authors or note ", filter),
  make("label", {}, "Order ", order),
);
const count = make("p", { className: "facts", role: "status" });
const list = make("ul", { className: "own-list" });
const nothing = make("div", { className: "nothing" });
const chosen = make("p");
const forms = make(
  "div",
  {},
  chosen,
  row(press("BibTeX", exportBibtex), press("RIS", exportRis), press("Markdown, with notes", exportMarkdown)),
  make("p", {}, "Everything, to keep or to merge on another device:"),
  row(press("JSON", exportJson)),
);
const merge = make("input", { type: "file", accept: ".json,application/json" });
const report = make("div", { className: "report", role: "status" });
const end = make("section", {}, make("h2", {}, "Delete"), row(press("Delete everything", askToDelete)));

// --- what is shown ---------------------------------------------------------------------------

function draw() {
  const now = new Map([...papers()].filter(([slug, entry]) => isKept(entry) || items.get(slug)?.isEdited));
  offerBack(now);
  listed = now;
  const found = matches();
  trouble.textContent = troubleInWords() ?? "";
  for (const one of tabs) showTab(one);
  place(found.map(({ slug, entry }) => itemOf(slug).show(entry)));
  count.textContent = found.length === now.size ? counted(now.size) : `${found.length} of ${counted(now.size)}`;
  chosen.textContent = found.length === 1 ? "The paper shown above:" : `The ${found.length} papers shown above:`;
  for (const one of [controls, count, end]) one.hidden = now.size === 0;
  forms.hidden = found.length === 0;
  nothing.replaceChildren(...(found.length ? [] : now.size ? noMatch() : howToBegin()));
}

/** The papers to show, in their order: {slug, entry}. */
function matches() {
  const words = folded(wanted.words).split(/\s+/).filter(Boolean);
  const fits = ({ slug, entry }) => {
    const isMarked = wanted.mark === "all" || entry[wanted.mark]?.value || items.get(slug)?.isEdited;
    const text = folded([entry.title ?? slug, ...(entry.authors ?? []), entry.note?.value, entry.arxiv].join(" "));
    return isMarked && words.every((word) => text.includes(word));
  };
  const all = [...listed].map(([slug, entry]) => ({ slug, entry }));
  return all.filter(fits).sort((a, b) => ORDERS[wanted.order][1](a, b) || a.slug.localeCompare(b.slug));
}

function tab(name, text) {
  const made = press(text, () => show({ mark: name }));
  made.className = "toggle";
  made.dataset.show = name;
  made.append(" ", make("span", { className: "count" }));
  return made;
}

function showTab(one) {
  const { show: name } = one.dataset;
  const number = [...listed.values()].filter((entry) => name === "all" || entry[name]?.value).length;
  one.setAttribute("aria-pressed", wanted.mark === name);
  one.querySelector(".count").textContent = number;
}

function show(change) {
  Object.assign(wanted, change);
  draw();
}

function itemOf(slug) {
  if (!items.has(slug)) items.set(slug, new Item(slug));
  return items.get(slug);
}

/** Put the items in their places; who was at one that left is led to the next. */
function place(elements) {
  const before = [...list.children];
  if (before.length === elements.length && before.every((one, index) => one === elements[index])) return;
  const held = document.activeElement;
  const at = before.findIndex((one) => one.contains(held));
  list.replaceChildren(...elements);
  if (at < 0) return;
  const next = elements[Math.min(at, elements.length - 1)]?.querySelector("a, button") ?? heading();
  (held.isConnected ? held : next).focus();
}

function heading() {
  const found = document.querySelector("h1");
  found.tabIndex = -1;
  return found;
}

/** A paper that has just left the list, by whichever button, can be put back. */
function offerBack(now) {
  const gone = [...listed].filter(([slug, entry]) => isKept(entry) && !now.has(slug));
  if (gone.length !== 1 || !document.hasFocus()) return;
  const [[slug, entry]] = gone;
  const values = MARKS.filter((name) => entry[name]?.value).map((name) => [name, entry[name].value]);
  const back = () => mark(slug, Object.fromEntries(values), factsOf(entry));
  say(`“${entry.title ?? slug}” is off your list.`, { label: "Undo", run: back });
}

function noMatch() {
  const all = () => {
    filter.value = "";
    show({ mark: "all", words: "" });
    filter.focus();
  };
  return [make("p", {}, "No paper on your list is like that."), row(press("Show all", all))];
}

function howToBegin() {
  const to = (path, text) => make("a", { href: new URL(path, root).href }, text);
  const begin = "Press the star beside a title in any list, or open a paper to mark it “read later” or “read” and to write a private note.";
  return [
    make("p", {}, `Nothing is on your list yet. ${begin}`),
    make("p", {}, "Begin with a ", to("digests/", "digest"), " or a ", to("topics/", "topic"), ". A list from another device can be merged below."),
  ];
}

// --- out -------------------------------------------------------------------------------------

async function exportBibtex() {
  download("bib", "application/x-bibtex", bibliography((await chosenPapers()).map((one) => one.record)));
}

async function exportRis() {
  const references = (await chosenPapers()).map((one) => ris(one.record));
  download("ris", "application/x-research-info-systems", references.join("\r\n"));
}

async function exportMarkdown() {
  download("md", "text/markdown", markdown(`My list from ${page.dataset.name}`, await chosenPapers()));
}

function exportJson() {
  download("json", "application/json", packed(papers()));
}

/** The papers shown, with their records; a few at a time are asked for. */
async function chosenPapers() {
  const found = matches();
  const queue = [...found.keys()];
  const results = [];
  const work = async () => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
      const { slug, entry } = found[index];
      results[index] = { record: await recordOf(slug, entry), entry };
    }
  };
  if (found.some(({ entry }) => !entry.authors)) say("Looking up the authors …");
  await Promise.all(Array.from({ length: 6 }, work));
  return results;
}

function download(ending, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = make("a", { href: url, download: `my-list-${localDay(Date.now())}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  say(`Downloaded ${link.download}.`);
}

// --- in --------------------------------------------------------------------------------------

async function mergeFile() {
  const [file] = merge.files;
  if (!file) return;
  const { entries, faults } = await unpacked(file);
  merge.value = ""; // The same file can be chosen again.
  if (faults.length) {
    tellFaults(file.name, faults);
    return;
  }
  const result = joined(papers(), entries, await redirects());
  listed = new Map(); // What a merge takes off stands in its report.
  save(result.entries);
  complain();
  tellChanges(file.name, result.changes);
}

function tellFaults(name, faults) {
  const more = faults.length - 5;
  const lines = [...faults.slice(0, 5), ...(more > 0 ? [`and ${more} more`] : [])];
  report.replaceChildren(
    make("p", {}, `Nothing was taken from ${name}:`),
    make("ul", {}, ...lines.map((line) => make("li", {}, line))),
  );
}

function tellChanges(name, changes) {
  const times = (kind) => changes.filter((one) => one.kind === kind).length;
  const sums = ["added", "changed", "taken off"].filter(times).map((kind) => `${times(kind)} ${kind}`);
  const lines = changes.map((one) => make("li", {}, make("b", {}, one.title), ` ${changeInWords(one)}`));
  report.replaceChildren(
    make("p", {}, `Merged ${name}: ${sums.join(", ") || "nothing in it is new"}.`),
    ...(lines.length ? [make("details", {}, make("summary", {}, "What changed"), make("ul", {}, ...lines))] : []),
  );
}

// --- lists that could not be read, and the end of everything ----------------------------------

function drawAsides() {
  const lines = asides().map((key) => {
    const when = day(localDay(Number(key.split(".").at(-1))));
    const take = press("Download it", () => download("txt", "text/plain", localStorage.getItem(key)));
    const drop = press("Discard it", () => {
      localStorage.removeItem(key);
      drawAsides();
    });
    const text = `On ${when} your list was found damaged. What could be read of it is below; the whole was set aside.`;
    return make("div", {}, make("p", {}, text), row(take, drop));
  });
  aside.replaceChildren(...lines);
}

function askToDelete() {
  const dialog = make("dialog", { ariaLabel: "Delete everything" });
  const text = `All marks and notes of ${counted(listed.size)} go from this browser. Only a file that you downloaded can bring them back.`;
  const keep = press("Keep my list", () => dialog.close());
  const go = press("Delete everything", () => {
    dialog.close();
    deleteAll();
  });
  keep.autofocus = true;
  dialog.append(make("p", {}, text), row(keep, go));
  dialog.addEventListener("close", () => dialog.remove());
  page.append(dialog);
  dialog.showModal();
}

function deleteAll() {
  listed = new Map();
  clear();
  forget();
  drawAsides();
  report.replaceChildren();
  say("Your list is deleted.");
  heading().focus();
}

// --- small things ----------------------------------------------------------------------------

function row(...children) {
  return make("div", { className: "row" }, ...children);
}

function titleOf({ slug, entry }) {
  return entry.title ?? slug;
}

function counted(number) {
  return `${number} ${number === 1 ? "paper" : "papers"}`;
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

filter.addEventListener("input", () => show({ words: filter.value }));
order.addEventListener("change", () => show({ order: order.value }));
merge.addEventListener("change", mergeFile);
list.addEventListener("closed", draw);
const from = make("label", {}, "Merge a file from another device ", merge);
const take = make("section", {}, make("h2", {}, "Take it along"), forms, from, report);
page.replaceChildren(trouble, aside, controls, count, list, nothing, take, end);
draw();
drawAsides();
follow(draw);
renew();
