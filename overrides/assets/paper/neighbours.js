// Previous and next inside the list that a reader came from. Printed into pages, neighbours would
// change thousands of pages with each digest; so a list is kept in the tab when a paper is opened
// from it, and the paper's page shows where the paper stands in it.
//
// A list is the nearest `ul`, `ol` or `[data-list]` around titles of cards, links in `.titles`, or in
// something with `data-paper`; lists that are sorted together are one. A search is named by
// its query, another list by its `data-list`, else by the heading of the page.
//
// A list may be longer than its page shows (`data-of`, and `data-before` for what precedes it). A search
// is asked for more when its last paper is reached; another list ends with a link to what follows (`.onward`).

import { element, find, findAll, paperSlug, siteUrl } from "../base/dom.js";
import { grouped } from "../base/format.js";
import { ownKey } from "../base/own-key.js";

/** @typedef {[slug: string, title: string]} ListedPaper */
/** @typedef {[label: string, title: string, url: string]} Onward */
/** @typedef {{ title: string, url: string }} Step */
/**
 * @typedef {object} CameFrom
 * @property {string} title
 * @property {string} url
 * @property {ListedPaper[]} papers
 * @property {number} [before] papers that precede these
 * @property {number} [of] papers of the whole list
 * @property {string} [search] of the address that has more of them
 * @property {Onward | null} [onward] what follows the last of them
 */

const CAME_FROM_KEY = ownKey("papershelf.came-from");
const PAPER = "a.title:not([data-paper] *), .titles a, [data-paper]";
const LIST = "[data-list]:not(a), ul, ol";

// --- on lists ----------------------------------------------------------------------------------

/** @param {Event} event */
function opened(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const list = link?.closest(LIST);
  const paper = link?.closest(PAPER);
  if (list instanceof HTMLElement && paper && list.contains(paper)) keep(list);
}
// Before anyone else hears of it: a dialog may close, and then its list is no longer seen.
document.addEventListener("click", opened, { capture: true });

/** @param {HTMLElement} list */
function keep(list) {
  const sorted = list.matches(".tools ~ *") ? list.parentElement : null;
  const lists = sorted ? findAll(":scope > .tools ~ :is(ul, ol)", sorted) : [list];
  const papers = new Map();
  for (const item of lists.flatMap((part) => findAll(PAPER, part))) {
    const link = item instanceof HTMLAnchorElement ? item : item.querySelector("a");
    // What a filter hides is not in the list that the reader sees.
    const isSeen = item.checkVisibility?.() ?? true;
    if (link && isSeen) papers.set(item.dataset.paper ?? paperSlug(link), (link.textContent ?? "").trim());
  }
  const name = nameOf(list);
  save({ ...name, papers: [...papers], ...(isAsPrinted() && restOf(sorted, lists, name.url)) });
}

/** @param {CameFrom} list */
function save(list) {
  try {
    sessionStorage.setItem(CAME_FROM_KEY, JSON.stringify(list));
  } catch {
    // Storage is blocked or full: the paper's page shows no neighbours.
  }
}

/** Is nothing on the page sorted or left out? A search is always as it was asked for. */
function isAsPrinted() {
  const asked = new URLSearchParams(location.search);
  return document.querySelector("#search-field") || !["sort", "q", "has", "year"].some((name) => asked.has(name));
}

/**
 * What a list has beside the papers that its page shows.
 * @param {HTMLElement | null} sorted
 * @param {HTMLElement[]} lists
 * @param {string} url of the list
 * @returns {Partial<CameFrom>}
 */
function restOf(sorted, lists, url) {
  const last = lists.filter((part) => part.querySelector(PAPER)).at(-1) ?? lists[0];
  const { of, before } = (sorted ? find(HTMLElement, ":scope > .tools", sorted) : last).dataset;
  const search = last.matches(".search__results, .finder__results") ? new URL(url).search : undefined;
  return { of: Number(of) || undefined, before: Number(before) || 0, search, onward: onwardFrom(last) };
}

/**
 * @param {HTMLElement} list
 * @returns {Onward | null}
 */
function onwardFrom(list) {
  const next = list.nextElementSibling;
  const link = next?.matches(".onward") ? next.querySelector("a") : null;
  if (!link) return null;
  const label = (next?.firstChild?.textContent ?? "").replace(/: *$/, "");
  return [next?.firstChild === link ? "Next" : label, link.textContent ?? "", link.href];
}

/**
 * What a list is called, and where it is.
 * @param {HTMLElement} list
 */
function nameOf(list) {
  const dialog = list.closest("dialog");
  const field = dialog ? dialog.querySelector("input") : document.querySelector("#search-field");
  const query = field instanceof HTMLInputElement ? field.value.trim() : "";
  if (query) {
    const search = siteUrl(`search/?${new URLSearchParams({ q: query })}`);
    return { title: `Results for “${query}”`, url: dialog ? search : location.href };
  }
  /** @param {Node} heading */
  const isBefore = (heading) => heading.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING;
  const isHome = location.pathname === new URL(siteUrl("")).pathname;
  const section = isHome ? [...document.querySelectorAll("h2")].filter(isBefore).at(-1) : null;
  const heading = section ?? document.querySelector("h1");
  return { title: list.dataset.list || heading?.textContent?.trim() || document.title, url: location.href };
}

// --- on the page of a paper ----------------------------------------------------------------------

if (document.querySelector("main.page--paper")) {
  show();
  // The browser may bring the page back as it was, while the reader has been to another list.
  addEventListener("pageshow", (event) => event.persisted && show());
}

function show() {
  const page = find(HTMLElement, "main.page--paper");
  for (const old of findAll(".neighbours, .steps", page)) old.remove();
  const list = kept();
  const index = list ? list.papers.findIndex(([slug]) => slug === paperSlug(location)) : -1;
  if (!list) return;
  const { papers, before = 0, onward } = list;
  const of = Math.max(list.of ?? 0, before + papers.length);
  if (index < 0 || of < 2) return;
  const [previous, next] = [papers[index - 1], papers[index + 1]].map((paper) => paper && stepTo(paper));
  const isEnd = before + papers.length === of;
  const [label, title, url] = onward ?? [];
  const after = !next && label && title && url ? { title, url } : null;
  const place = `${grouped(before + index + 1)} of ${grouped(of)}`;
  // Arrows at the top for readers who skim a list; titles at the end for those who have read the paper.
  page.prepend(
    element(
      "nav",
      { class: "steps", "aria-label": "Position in the list" },
      ...arrow(previous, "←", "Previous"),
      element("span", {}, place),
      ...arrow(next, "→", "Next"),
      ...arrow(after, "→", label, "steps__onward"),
    ),
  );
  const back = element("a", { href: list.url, class: "neighbours__list" }, list.title);
  page.append(
    element(
      "nav",
      { class: "neighbours", "aria-label": "In the list you came from" },
      element("p", {}, back, ` ${place}`),
      ...neighbour(previous, "previous", "Previous"),
      ...neighbour(next, "next", "Next"),
      ...neighbour(after, "onward", label),
    ),
  );
  if (!next && !isEnd && list.search !== undefined) extend(list, list.search);
}

/**
 * Ask a search for what follows.
 * @param {CameFrom} list
 * @param {string} search
 */
async function extend(list, search) {
  const { moreResults } = await import("../search/search-more.js");
  const known = new Set(list.papers.map(([slug]) => slug));
  const more = await moreResults(search, list.papers.length).catch(() => []);
  const papers = [...list.papers, ...more.filter(([slug]) => !known.has(slug))];
  if (papers.length === known.size) return;
  save({ ...list, papers });
  show();
}

/**
 * @param {ListedPaper} paper
 * @returns {Step}
 */
function stepTo([slug, title]) {
  return { title, url: siteUrl(`papers/${encodeURIComponent(slug)}/`) };
}

/** @returns {CameFrom | null} */
function kept() {
  try {
    const list = JSON.parse(sessionStorage.getItem(CAME_FROM_KEY) ?? "null");
    return isList(list) && [list.url, list.onward?.[2] ?? list.url].every(isOwn) ? list : null;
  } catch {
    return null; // blocked, damaged, or not ours
  }
}

/**
 * Is a value what `keep` writes? Anything may stand in a storage.
 * @param {any} value
 * @returns {value is CameFrom}
 */
function isList(value) {
  const { title, url, papers, before = 0, of = 0, search = "", onward } = value ?? {};
  const texts = [title, url, search, ...(onward ?? ["", "", ""]), ...(Array.isArray(papers) ? papers.flat() : [null])];
  const isText = texts.every((text) => typeof text === "string");
  return isText && [before, of].every(Number.isSafeInteger) && papers.every(isPair) && (!onward || onward.length === 3);
}

/** @param {string} url */
function isOwn(url) {
  return new URL(url).origin === location.origin;
}

/** @param {unknown} value */
function isPair(value) {
  return Array.isArray(value) && value.length === 2;
}

/**
 * @param {Step | null | undefined} step
 * @param {string} sign
 * @param {string} [label]
 */
function arrow(step, sign, label = "", name = "steps__one") {
  if (!step) return [];
  const { title, url } = step;
  return [element("a", { href: url, class: name, "aria-label": `${label}: ${title}`, title }, sign)];
}

/**
 * @param {Step | null | undefined} step
 * @param {string} which
 * @param {string} [label]
 */
function neighbour(step, which, label = "") {
  if (!step) return [];
  const { title, url } = step;
  return [element("a", { href: url, class: `neighbours__${which}` }, element("small", {}, label), " ", title)];
}
