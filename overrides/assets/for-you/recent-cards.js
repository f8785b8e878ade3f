// Cards of the newest papers, on pages that a script makes for one reader.

import { element, siteUrl } from "../base/dom.js";
import { resultItem } from "../search/search-results.js";

/** @typedef {import("./recent-papers.js").RecentPaper} RecentPaper */
/** @typedef {import("./for-you-ranking.js").Reason} Reason */

const DONE = { star: "starred", later: "want to read", read: "read" };

/**
 * The card of a paper, with why the reader sees it.
 * @param {RecentPaper} paper
 * @param {number} topics that a card names
 * @param {readonly Reason[]} reasons
 */
export function recentCard(paper, topics, reasons = []) {
  const { slug, title, by, when, date, since, comments, has } = paper;
  const shown = { slug, title, by, when, date, since, comments, has, topics: paper.topics.slice(0, topics) };
  const item = resultItem(shown);
  const words = reasons.flatMap((reason, at) => [...(at ? [" · "] : []), ...reasonInWords(reason)]);
  if (words.length) item.append(element("p", { class: "reason" }, ...words));
  return item;
}

/**
 * Why a paper is shown to the reader.
 * @param {Reason} reason
 * @returns {(string | Node)[]}
 */
function reasonInWords({ kind, name, slug, mark, terms }) {
  if (kind === "topic") return [`In a topic that you follow: ${name}`];
  if (kind === "author") return [`By an author you follow: ${name}`];
  if (kind === "organisation") return [`From an organisation that you follow: ${name}`];
  if (kind === "search") return [`In a search that you follow: ${name}`];
  const words = terms.flatMap((term, at) => [...(at ? [", "] : []), element("em", {}, term)]);
  const address = { href: siteUrl(`papers/${slug}/`), title: name };
  return ["Shares ", ...words, " with ", element("a", address, `a paper that you ${DONE[mark ?? "star"]}`)];
}
