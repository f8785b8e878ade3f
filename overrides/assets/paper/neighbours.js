// Previous and next inside the list that a reader came from, on the page of a paper.

import { CAME_FROM_KEY, keepList } from "../base/came-from.js";
import { element, find, findAll, paperSlug, siteUrl } from "../base/dom.js";
import { grouped } from "../base/format.js";

/** @typedef {import("../base/came-from.js").CameFrom} CameFrom */
/** @typedef {import("../base/came-from.js").ListedPaper} ListedPaper */
/** @typedef {{ title: string, url: string }} Step */

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
  keepList({ ...list, papers });
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

show();
// The browser may bring the page back as it was, while the reader has been to another list.
addEventListener("pageshow", (event) => event.persisted && show());
