// Orders the newest papers by what a reader follows, starred, read and dismissed, and says why. Pure: the same marks
// give the same order, and every reason names what both papers hold.

import { nameKey } from "../base/names.js";
import { termKey } from "./terms.js";

/** @typedef {import("./recent-papers.js").Recent} Recent */
/** @typedef {import("./recent-papers.js").RecentPaper} RecentPaper */
/** @typedef {Map<number, number>} TermWeights by the place of a term in the table */
/** @typedef {"star" | "later" | "read"} Liking */
/**
 * @typedef {object} MarkedPaper a paper that the reader marked
 * @property {string} slug
 * @property {string} title
 * @property {Liking | "dismiss"} mark
 * @property {readonly string[]} terms kept with the mark
 */
/** @typedef {{ kind: "topic" | "author" | "organisation", key: string, title: string }} Followed */
/** @typedef {{ title: string, slugs: Set<string> }} FollowedSearch with the papers that it finds */
/**
 * @typedef {object} Wishes
 * @property {readonly MarkedPaper[]} marked
 * @property {readonly Followed[]} followed
 * @property {readonly FollowedSearch[]} searches
 */
/**
 * @typedef {object} Reason
 * @property {"alike" | "topic" | "author" | "organisation" | "search"} kind
 * @property {string} name of what is followed, or the title of the marked paper
 * @property {string} slug of the marked paper; else empty
 * @property {Liking | null} mark of that paper
 * @property {string[]} terms that both papers hold
 */
/** @typedef {{ paper: RecentPaper, score: number, reasons: Reason[] }} Ranked */
/** @typedef {{ marked: MarkedPaper, terms: TermWeights }} Compared with terms of length 1 */

/** How much a paper counts that is like one with this mark; a dismissed one counts against. */
const LIKING = { star: 1, later: 0.8, read: 0.5 };
const DISLIKING = 0.7;
/** How much it counts, beside being more like the marked papers than any other, that a paper is of what is followed. */
const FOLLOWING = { author: 0.8, search: 0.4, organisation: 0.3, topic: 0.25 };
const NEXT_BEST = 0.8; // how much the second most similar paper counts, of what the first does
const PAIR = 1.6; // how much a pair of words counts, of what a word does
const LEAST_ALIKE = 0.06; // cosine; below it two papers share a phrase, not a subject
const TERMS_SHOWN = 3;
const NEWNESS = 0.02; // between the newest and the oldest paper; decides between equals

/**
 * The papers that the reader has some reason to see, the best first. Marked ones are not among them.
 * @param {Recent} recent
 * @param {Wishes} wishes
 * @returns {Ranked[]}
 */
export function rankedPapers(recent, wishes) {
  const places = new Map(recent.terms.map((term, place) => [termKey(term), place]));
  const known = new Map(recent.papers.map((paper) => [paper.slug, paper]));
  const compared = wishes.marked.map((marked) => ({
    marked,
    terms: weighted(known.get(marked.slug)?.terms ?? keptTerms(marked.terms, places), recent.rarity),
  }));
  const liked = compared.filter(({ marked }) => marked.mark !== "dismiss");
  const boosts = boostsOf(liked, recent.terms);
  const disliked = compared.filter(({ marked }) => marked.mark === "dismiss");
  const hidden = new Set(wishes.marked.map(({ slug }) => slug));
  const seen = recent.papers.flatMap((paper, place) => {
    if (hidden.has(paper.slug)) return [];
    const reasons = followingReasons(paper, wishes);
    const terms = weighted(paper.terms, recent.rarity);
    const near = nearest(terms, liked, boosts);
    const closest = near.find(({ isAlike }) => isAlike);
    if (closest) reasons.push(alikeReason(terms, closest.other, boosts, recent.terms));
    if (!reasons.length) return [];
    const alike = near.reduce((sum, { value }, rank) => sum + value * NEXT_BEST ** rank, 0);
    const newness = NEWNESS * (1 - place / recent.papers.length);
    const against = DISLIKING * Math.max(0, ...disliked.map((other) => cosine(terms, other.terms)));
    return [{ paper, reasons, alike, rest: followingScore(reasons) + newness - against }];
  });
  const most = Math.max(1, ...seen.map(({ alike }) => alike));
  const ranked = seen.map(({ paper, reasons, alike, rest }) => ({ paper, reasons, score: alike / most + rest }));
  return ranked.sort((one, other) => other.score - one.score);
}

/** @param {readonly Reason[]} reasons */
function followingScore(reasons) {
  return reasons.reduce((sum, { kind }) => sum + (kind === "alike" ? 0 : FOLLOWING[kind]), 0);
}

/**
 * How much more a term counts that several papers hold which the reader likes: it is what they have in common. A pair
 * of words says more than a word.
 * @param {readonly Compared[]} liked
 * @param {readonly string[]} names of terms
 * @returns {TermWeights}
 */
function boostsOf(liked, names) {
  /** @type {TermWeights} */
  const counts = new Map();
  for (const term of liked.flatMap(({ terms }) => [...terms.keys()])) counts.set(term, (counts.get(term) ?? 0) + 1);
  const pair = (/** @type {number} */ term) => (termKey(names[term]).includes(" ") ? PAIR : 1);
  return new Map([...counts].map(([term, count]) => [term, (1 + Math.log2(count)) * pair(term)]));
}
/**
 * How much each marked paper is like one, most similar first.
 * @param {TermWeights} terms
 * @param {readonly Compared[]} liked
 * @param {TermWeights} boosts
 */
function nearest(terms, liked, boosts) {
  const boosted = new Map([...terms].map(([term, weight]) => [term, weight * (boosts.get(term) ?? 0)]));
  return liked
    .map((other) => ({
      other,
      value: cosine(boosted, other.terms) * LIKING[/** @type {Liking} */ (other.marked.mark)],
      isAlike: cosine(terms, other.terms) >= LEAST_ALIKE,
    }))
    .sort((one, another) => another.value - one.value);
}

/**
 * @param {TermWeights} terms of the paper
 * @param {Compared} other
 * @param {TermWeights} boosts
 * @param {readonly string[]} names of terms
 * @returns {Reason}
 */
function alikeReason(terms, other, boosts, names) {
  const shared = [...terms]
    .filter(([term]) => other.terms.has(term))
    .map(([term, weight]) => ({
      name: names[term],
      weight: weight * (other.terms.get(term) ?? 0) * (boosts.get(term) ?? 0),
    }))
    .sort((one, another) => another.weight - one.weight)
    .map(({ name }) => name);
  const { slug, title, mark } = other.marked;
  return { kind: "alike", name: title, slug, mark: /** @type {Liking} */ (mark), terms: withoutParts(shared) };
}

/**
 * The first few terms, without those that are words of others.
 * @param {readonly string[]} terms
 */
function withoutParts(terms) {
  const keys = terms.map((term) => ` ${termKey(term)} `);
  const whole = terms.filter((_, at) => !keys.some((key, other) => other !== at && key.includes(keys[at])));
  return whole.slice(0, TERMS_SHOWN);
}

/**
 * Why a paper is of what the reader follows.
 * @param {RecentPaper} paper
 * @param {Wishes} wishes
 * @returns {Reason[]}
 */
function followingReasons(paper, { followed, searches }) {
  const named = followed.filter((one) => isOf(paper, one)).map(({ kind, title }) => ({ kind, name: title }));
  const found = searches
    .filter(({ slugs }) => slugs.has(paper.slug))
    .map(({ title }) => ({ kind: /** @type {const} */ ("search"), name: title }));
  return [...named, ...found].map((reason) => ({ ...reason, slug: "", mark: null, terms: [] }));
}

/**
 * @param {RecentPaper} paper
 * @param {Followed} followed
 */
function isOf(paper, { kind, key, title }) {
  if (kind === "topic") return paper.topics.some((topic) => topic.slug === key);
  const names = kind === "author" ? paper.people : [paper.organisation].filter(Boolean);
  return names.some((name) => nameKey(name) === key || name === title);
}

/**
 * The terms that were kept with a mark, as far as the newest papers hold them.
 * @param {readonly string[]} kept
 * @param {Map<string, number>} places
 */
function keptTerms(kept, places) {
  return kept.map((term) => places.get(termKey(term))).filter((place) => place !== undefined);
}

/**
 * Terms by how rare they are, together of length 1.
 * @param {readonly number[]} terms
 * @param {readonly number[]} rarity
 * @returns {TermWeights}
 */
function weighted(terms, rarity) {
  const length = Math.hypot(...terms.map((term) => rarity[term])) || 1;
  return new Map(terms.map((term) => [term, rarity[term] / length]));
}

/**
 * @param {TermWeights} one
 * @param {TermWeights} other
 */
function cosine(one, other) {
  let sum = 0;
  for (const [term, weight] of one) sum += weight * (other.get(term) ?? 0);
  return sum;
}
