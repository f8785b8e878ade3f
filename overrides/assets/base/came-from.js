// Keeps the list from which a paper is opened in the tab, so that the paper's page shows where the paper stands in it
// (`paper/neighbours.js`). Printed into pages, neighbours would change thousands of pages with each digest.
//
// A list is the nearest `ul`, `ol` or `[data-list]` around titles of cards, links in `.titles`, or in
// something with `data-paper`; lists that are sorted together are one. A search is named by
// its query, another list by its `data-list`, else by the heading of the page.
//
// A list may be longer than its page shows (`data-of`, and `data-before` for what precedes it). A search
// is asked for more when its last paper is reached; another list ends with a link to what follows (`.onward`).

import { find, findAll, paperSlug, siteUrl } from "./dom.js";
import { ownKey } from "./own-key.js";

/** @typedef {[slug: string, title: string]} ListedPaper */
/** @typedef {[label: string, title: string, url: string]} Onward */
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

export const CAME_FROM_KEY = ownKey("papershelf.came-from");
const PAPER = "a.title:not([data-paper] *), .titles a, [data-paper]";
const LIST = "[data-list]:not(a), ul, ol";

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
  keepList({ ...name, papers: [...papers], ...(isAsPrinted() && restOf(sorted, lists, name.url)) });
}

/** @param {CameFrom} list */
export function keepList(list) {
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
