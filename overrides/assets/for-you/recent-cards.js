// Cards of the newest papers, on pages that a script makes for one reader.

import { button, element, siteUrl } from "../base/dom.js";
import { press } from "../base/reader-keys.js";
import { resultItem } from "../search/search-results.js";

/** @typedef {import("./recent-papers.js").RecentPaper} RecentPaper */
/** @typedef {import("./for-you-ranking.js").Reason} Reason */

const DONE = { star: "starred", later: "want to read", read: "read" };

/** A button that shows the keys, beside a list that they go through. */
export function keysButton() {
  const made = button("Keys ", () => press("?"), { class: "keys-hint" });
  made.append(element("kbd", {}, "?"));
  return made;
}

/**
 * The card of a paper, with why the reader sees it.
 * @param {RecentPaper} paper
 * @param {number} topics that a card names
 * @param {readonly Reason[]} reasons
 */
export function recentCard(paper, topics, reasons = []) {
  const { slug, title, by, when, date, since, comments, has } = paper;
  // What a reason names is on the card.
  const named = paper.topics.filter(
    (topic, at) => at < topics || reasons.some((reason) => reason.topic === topic.slug),
  );
  const shown = { slug, title, by, when, date, since, comments, has, topics: named };
  const item = resultItem(shown);
  const titles = new Map(paper.topics.map((topic) => [topic.slug, topic.title]));
  const words = reasons.flatMap((reason, at) => [...(at ? [" · "] : []), ...reasonInWords(reason, titles)]);
  if (words.length) item.insertBefore(element("p", { class: "reason" }, ...words), item.children[1]);
  return item;
}

/**
 * Why a paper is shown to the reader.
 * @param {Reason} reason
 * @param {Map<string, string>} titles of topics
 * @returns {(string | Node)[]}
 */
function reasonInWords({ kind, name, slug, mark, topic, terms }, titles) {
  if (kind === "topic") return [`In a topic that you follow: ${name}`];
  if (kind === "author") return [`By an author you follow: ${name}`];
  if (kind === "organisation") return [`From an organisation that you follow: ${name}`];
  if (kind === "search") return [`In a search that you follow: ${name}`];
  // Single words tell little by themselves.
  const isTelling = terms.some((term) => term.includes(" ")) || !topic;
  const both = isTelling ? terms : [titles.get(topic) ?? "", ...terms];
  const words = both.flatMap((term, at) => [...(at ? [", "] : []), element("em", {}, term)]);
  const address = { href: siteUrl(`papers/${slug}/`), title: name };
  return ["Shares ", ...words, " with ", element("a", address, `a paper that you ${DONE[mark ?? "star"]}`)];
}
