// What the site says of a paper that is on the reader's list: its page is asked, once, when it is
// needed. The list may know papers that the site has no more.

import { record } from "../paper/citations.js";
import { learn, papers } from "./marks.js";

const root = new URL(document.documentElement.dataset.root, location.href);
const answers = new Map();
const gone = new Set();

export function pageUrl(slug) {
  return new URL(`papers/${slug}/`, root).href;
}

/** Has the site no such paper any more? Known only after it was asked. */
export function isGone(slug) {
  return gone.has(slug);
}

/** Ask the site for a paper. Its record comes only if the list does not know its authors; else null. */
export function lookUp(slug) {
  if (!answers.has(slug)) answers.set(slug, ask(slug).catch(() => null)); // Offline, nothing is known.
  return answers.get(slug);
}

/** The record of a paper for a citation, by what the list knows and what the site says. */
export async function recordOf(slug, entry) {
  const found = entry.authors ? null : await lookUp(slug);
  if (found) return found;
  const { title = slug, authors = [], date = null, arxiv = null } = entry;
  const year = date ? Number(date.slice(0, 4)) : null;
  return { slug, title, authors, author_count: null, organisation: null, date, year, arxiv, url: pageUrl(slug), doi: null };
}

async function ask(slug) {
  const isKnown = Boolean(papers().get(slug)?.authors);
  const answer = await fetch(pageUrl(slug), { method: isKnown ? "HEAD" : "GET" });
  if ([404, 410].includes(answer.status)) gone.add(slug);
  if (!answer.ok || isKnown) return null;
  const data = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#paper");
  if (!data) return null;
  const found = { ...record(JSON.parse(data.textContent)), slug };
  const { title, authors, date, arxiv } = found;
  learn(slug, { title, date, arxiv, ...(authors.length && { authors }) });
  return found;
}
