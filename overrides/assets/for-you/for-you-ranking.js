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
/** @typedef {{ paper: number, weight: number }} Holder of a term: a paper by its place */
/** @typedef {{ other: Compared, value: number, isAlike: boolean }} Likeness of a paper to a marked one */

/** How much a paper counts that is like one with this mark; a dismissed one counts against. */
const LIKING = { star: 1, later: 0.8, read: 0.5 };
const DISLIKING = 0.7;
/** How much it counts, beside being more like the marked papers than any other, that a paper is of what is followed. */
const FOLLOWING = { author: 0.8, search: 0.4, organisation: 0.3, topic: 0.25 };
const NEXT_BEST = 0.8; // how much the second most similar paper counts, of what the first does
const PAIR = 1.6; // how much a pair of words counts, of what a word does
const LEAST_ALIKE = 0.06; // cosine; below it two papers share a phrase, not a subject
const LEAST_BY_A_WORD = 0.16; // of papers that share one word, which no other liked paper holds
const TERMS_SHOWN = 3;
const NEWNESS = 0.02; // between the newest and the oldest paper; decides between equals

/**
 * The papers that the reader has some reason to see, the best first. Marked ones are not among them.
 * @param {Recent} recent
 * @param {Wishes} wishes
 * @returns {Ranked[]}
 */
export function rankedPapers(recent, wishes) {
  const keys = recent.terms.map(termKey);
  const places = new Map(keys.map((key, place) => [key, place]));
  const known = new Map(recent.papers.map((paper) => [paper.slug, paper]));
  const compared = wishes.marked.map((marked) => ({
    marked,
    terms: weighted(known.get(marked.slug)?.terms ?? keptTerms(marked.terms, places), recent.rarity),
  }));
  const isDisliked = (/** @type {Compared} */ { marked }) => marked.mark === "dismiss";
  const liked = compared.filter((one) => !isDisliked(one));
  const boosts = boostsOf(liked, keys);
  const holders = holdersOf(recent);
  const near = likenesses(liked, holders, boosts, recent.papers.length);
  const against = likenesses(compared.filter(isDisliked), holders, new Map(), recent.papers.length);
  const follows = followsOf(wishes);
  const hidden = new Set(wishes.marked.map(({ slug }) => slug));
  const seen = recent.papers.flatMap((paper, place) => {
    if (hidden.has(paper.slug)) return [];
    const reasons = follows(paper);
    const likest = near[place].sort((one, another) => another.value - one.value);
    const closest = likest.find(({ isAlike }) => isAlike);
    if (closest) reasons.push(alikeReason(paper, closest.other, boosts, keys, recent));
    if (!reasons.length) return [];
    const alike = likest.reduce((sum, { value }, rank) => sum + value * NEXT_BEST ** rank, 0);
    const newness = NEWNESS * (1 - place / recent.papers.length);
    const disliked = DISLIKING * Math.max(0, ...against[place].map(({ value }) => value));
    return [{ paper, reasons, alike, rest: followingScore(reasons) + newness - disliked }];
  });
  const most = Math.max(1, ...seen.map(({ alike }) => alike));
  const ranked = seen.map(({ paper, reasons, alike, rest }) => ({ paper, reasons, score: alike / most + rest }));
  return ranked.sort((one, other) => other.score - one.score);
}

// --- how alike papers are ----------------------------------------------------------------------

/**
 * The papers that hold each term, so that only papers which share one are compared.
 * @param {Recent} recent
 * @returns {Holder[][]}
 */
function holdersOf({ papers, terms, rarity }) {
  /** @type {Holder[][]} */
  const holders = terms.map(() => []);
  for (const [paper, { terms: held }] of papers.entries()) {
    for (const [term, weight] of weighted(held, rarity)) holders[term].push({ paper, weight });
  }
  return holders;
}

/**
 * For each paper how much it is like the marked ones that share a term with it.
 * @param {readonly Compared[]} marked
 * @param {readonly Holder[][]} holders
 * @param {TermWeights} boosts
 * @param {number} papers
 */
function likenesses(marked, holders, boosts, papers) {
  /** @type {Likeness[][]} */
  const found = Array.from({ length: papers }, () => []);
  for (const other of marked) {
    /** @type {Map<number, { value: number, cosine: number, isMeant: boolean }>} */
    const sums = new Map();
    const { mark } = other.marked;
    for (const [term, own] of other.terms) {
      const common = boosts.get(term) ?? 1;
      const boost = common * (mark === "dismiss" ? 1 : LIKING[mark]);
      for (const { paper, weight } of holders[term]) {
        const sum = sums.get(paper);
        if (!sum) {
          sums.set(paper, { value: own * weight * boost, cosine: own * weight, isMeant: common > 1 });
          continue;
        }
        sum.value += own * weight * boost;
        sum.cosine += own * weight;
        sum.isMeant = true;
      }
    }
    for (const [paper, { value, cosine, isMeant }] of sums) {
      found[paper].push({ other, value, isAlike: cosine >= (isMeant ? LEAST_ALIKE : LEAST_BY_A_WORD) });
    }
  }
  return found;
}

/**
 * How much more a term counts that several papers hold which the reader likes: it is what they have in common. A pair
 * of words says more than a word.
 * @param {readonly Compared[]} liked
 * @param {readonly string[]} keys of terms
 * @returns {TermWeights}
 */
function boostsOf(liked, keys) {
  /** @type {TermWeights} */
  const counts = new Map();
  for (const { terms } of liked) {
    for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const pair = (/** @type {number} */ term) => (keys[term].includes(" ") ? PAIR : 1);
  return new Map([...counts].map(([term, count]) => [term, (1 + Math.log2(count)) * pair(term)]));
}

/**
 * @param {RecentPaper} paper
 * @param {Compared} other
 * @param {TermWeights} boosts
 * @param {readonly string[]} keys of terms
 * @param {Recent} recent
 * @returns {Reason}
 */
function alikeReason(paper, other, boosts, keys, recent) {
  const weight = (/** @type {number} */ term) =>
    (other.terms.get(term) ?? 0) * (boosts.get(term) ?? 0) * recent.rarity[term];
  const shared = paper.terms
    .filter((term) => other.terms.has(term))
    .sort((one, another) => weight(another) - weight(one));
  // A word that is part of a shared pair says nothing more.
  const isPart = (/** @type {number} */ term) =>
    shared.some((pair) => pair !== term && ` ${keys[pair]} `.includes(` ${keys[term]} `));
  const terms = shared.filter((term) => !isPart(term)).slice(0, TERMS_SHOWN);
  const { slug, title, mark } = other.marked;
  const names = terms.map((term) => recent.terms[term]);
  return { kind: "alike", name: title, slug, mark: /** @type {Liking} */ (mark), terms: names };
}

/**
 * The terms that were kept with a mark, as far as the newest papers hold them.
 * @param {readonly string[]} kept
 * @param {Map<string, number>} places
 */
function keptTerms(kept, places) {
  const known = kept.map((term) => places.get(termKey(term))).filter((place) => place !== undefined);
  return [...new Set(known)];
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

// --- what is followed --------------------------------------------------------------------------

/** @param {readonly Reason[]} reasons */
function followingScore(reasons) {
  return reasons.reduce((sum, { kind }) => sum + (kind === "alike" ? 0 : FOLLOWING[kind]), 0);
}

/**
 * Says why a paper is of what the reader follows.
 * @param {Wishes} wishes
 * @returns {(paper: RecentPaper) => Reason[]}
 */
function followsOf({ followed, searches }) {
  const byName = new Map(followed.flatMap((one) => [one.key, one.title].map((name) => [`${one.kind} ${name}`, one])));
  const kinds = new Set(followed.map(({ kind }) => kind));
  /**
   * @param {Followed["kind"]} kind
   * @param {readonly string[]} names
   */
  const named = (kind, names) =>
    kinds.has(kind) ? names.map((name) => byName.get(`${kind} ${name}`) ?? byName.get(`${kind} ${nameKey(name)}`)) : [];
  return (paper) => {
    const follows = new Set([
      ...named("author", paper.people),
      ...named("organisation", paper.organisation ? [paper.organisation] : []),
      ...paper.topics.map(({ slug }) => byName.get(`topic ${slug}`)),
    ]);
    const found = searches.filter(({ slugs }) => slugs.has(paper.slug));
    return [
      ...[...follows].flatMap((one) => (one ? [reasonOf(one.kind, one.title)] : [])),
      ...found.map(({ title }) => reasonOf("search", title)),
    ];
  };
}

/**
 * @param {Followed["kind"] | "search"} kind
 * @param {string} name
 * @returns {Reason}
 */
function reasonOf(kind, name) {
  return { kind, name, slug: "", mark: null, terms: [] };
}
