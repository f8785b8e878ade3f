// What the site says of a paper on the reader's list: its page is asked, once, when it is needed. The
// list may know papers that the site no longer has.

import { siteUrl } from "../base/dom.js";
import { recordOfPage } from "../paper/citations.js";
import { learn, papers } from "./marks.js";

/** @typedef {import("../paper/citations.js").PaperRecord} PaperRecord */

/** @type {Map<string, Promise<PaperRecord | null>>} */
const answers = new Map();
/** @type {Set<string>} */
const gone = new Set();

/** @param {string} slug */
export function pageUrl(slug) {
  return siteUrl(`papers/${slug}/`);
}

/**
 * Has the site lost this paper? Known only after it was asked.
 * @param {string} slug
 */
export function isGone(slug) {
  return gone.has(slug);
}

/**
 * Ask the site for a paper. Its record comes only if the list does not know its authors; else null.
 * @param {string} slug
 */
export function lookUp(slug) {
  const answer = answers.get(slug) ?? askSite(slug).catch(() => null); // Offline, nothing is known.
  answers.set(slug, answer);
  return answer;
}

/**
 * The record of a paper for a citation, by what the list knows and what the site says.
 * @param {string} slug
 * @param {import("./marks.js").Entry} entry
 * @returns {Promise<PaperRecord>}
 */
export async function recordOf(slug, entry) {
  const answer = entry.authors ? null : await lookUp(slug);
  if (answer) return answer;
  const { title = slug, authors = [], date = null, arxiv = null } = entry;
  const year = date ? Number(date.slice(0, 4)) : null;
  const unknown = { author_count: null, organisation: null, doi: null };
  return { slug, title, authors, date, year, arxiv, url: pageUrl(slug), ...unknown };
}

/** @param {string} slug */
async function askSite(slug) {
  const isKnown = Boolean(papers().get(slug)?.authors);
  const answer = await fetch(pageUrl(slug), { method: isKnown ? "HEAD" : "GET" });
  if ([404, 410].includes(answer.status)) gone.add(slug);
  if (!answer.ok || isKnown) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("#paper")) return null;
  const record = { ...recordOfPage(page), slug };
  const { title, authors, date, arxiv } = record;
  learn(slug, { title, date, arxiv, ...(authors.length && { authors }) });
  return record;
}
