// Previous and next inside the list that a reader came from. Printed into pages, neighbours would
// change thousands of pages with each digest; so a list is kept in the tab when a paper is opened
// from it, and the paper's page shows where the paper stands in it.
//
// A list is the nearest `ul`, `ol` or `[data-list]` around links that carry `data-slug`, or lie in
// something with `data-slug` or `data-paper`; lists that are sorted together are one. A search is named by
// its query, another list by its `data-list`, else by the heading of the page.

import { element, find, findAll, siteUrl } from "../base/dom.js";
import { ownKey } from "../base/own-key.js";

/** @typedef {[slug: string, title: string]} ListedPaper */
/** @typedef {{ title: string, url: string, papers: ListedPaper[] }} CameFrom */

const CAME_FROM_KEY = ownKey("papershelf.came-from");
const PAPER = "[data-slug], [data-paper]";
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
    const link = item.matches("a") ? item : item.querySelector("a.title, a[href]");
    // What a filter hides is not in the list that the reader sees.
    const isSeen = item.checkVisibility?.() ?? true;
    if (link && isSeen) papers.set(item.dataset.slug ?? item.dataset.paper, (link.textContent ?? "").trim());
  }
  try {
    sessionStorage.setItem(CAME_FROM_KEY, JSON.stringify({ ...nameOf(list), papers: [...papers] }));
  } catch {
    // Storage is blocked or full: the paper's page shows no neighbours.
  }
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

if (document.querySelector("main[data-slug]")) {
  show();
  // The browser may bring the page back as it was, while the reader has been to another list.
  addEventListener("pageshow", (event) => event.persisted && show());
}

function show() {
  const page = find(HTMLElement, "main[data-slug]");
  for (const old of findAll(".neighbours, .steps", page)) old.remove();
  const list = kept();
  const index = list ? list.papers.findIndex(([slug]) => slug === page.dataset.slug) : -1;
  if (!list || index < 0 || list.papers.length < 2) return;
  const [previous, next] = [list.papers[index - 1], list.papers[index + 1]];
  const place = `${index + 1} of ${list.papers.length}`;
  // Arrows at the top for readers who skim a list; titles at the end for those who have read the paper.
  page.prepend(
    element(
      "nav",
      { class: "steps", "aria-label": "Position in the list" },
      ...arrow(previous, "←", "Previous"),
      element("span", {}, place),
      ...arrow(next, "→", "Next"),
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
    ),
  );
}

/** @returns {CameFrom | null} */
function kept() {
  try {
    const list = JSON.parse(sessionStorage.getItem(CAME_FROM_KEY) ?? "null");
    return isList(list) && new URL(list.url).origin === location.origin ? list : null;
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
  const texts = [value?.title, value?.url, ...(Array.isArray(value?.papers) ? value.papers.flat() : [null])];
  return texts.every((text) => typeof text === "string") && value.papers.every(isPair);
}

/** @param {unknown} value */
function isPair(value) {
  return Array.isArray(value) && value.length === 2;
}

/**
 * @param {ListedPaper | undefined} paper
 * @param {string} sign
 * @param {string} label
 */
function arrow(paper, sign, label) {
  if (!paper) return [];
  const [slug, title] = paper;
  return [element("a", { href: pageOf(slug), class: "steps__one", "aria-label": `${label}: ${title}`, title }, sign)];
}

/**
 * @param {ListedPaper | undefined} paper
 * @param {string} which
 * @param {string} label
 */
function neighbour(paper, which, label) {
  if (!paper) return [];
  const [slug, title] = paper;
  return [element("a", { href: pageOf(slug), class: `neighbours__${which}` }, element("small", {}, label), " ", title)];
}

/** @param {string} slug */
function pageOf(slug) {
  return siteUrl(`papers/${encodeURIComponent(slug)}/`);
}
