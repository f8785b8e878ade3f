// Orders the newest papers by what a reader follows, starred, read and dismissed, and says why. Pure: the same marks
// give the same order, and every reason names what both papers hold.

import { nameKey } from "../base/names.js";
import { termKey } from "./terms.js";

/** @typedef {import("./recent-papers.js").Recent} Recent */
/** @typedef {import("./recent-papers.js").RecentPaper} RecentPaper */
/** @typedef {import("./recent-papers.js").RecentTopic} RecentTopic */
/** @typedef {import("../base/names.js").ContributorKind} ContributorKind */
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
 * @property {string} topic that is followed, or that both papers have; else empty
 * @property {string[]} terms that both papers hold
 */
/** @typedef {{ paper: RecentPaper, score: number, reasons: Reason[] }} Ranked */
/** @typedef {{ marked: MarkedPaper, terms: TermWeights, topics: RecentTopic[] | null }} Compared terms of length 1; topics where known */
/** @typedef {{ paper: number, weight: number }} Holder of a term: a paper by its place */
/** @typedef {{ other: Compared, value: number, isAlike: boolean }} Likeness of a paper to a marked one */
/** @typedef {{ value: number, cosine: number, shared: number, isMeant: boolean }} TermSums over what two papers share */

/** How much a paper counts that is like one with this mark; a dismissed one counts against. */
const LIKING = { star: 1, later: 0.8, read: 0.5 };
const DISLIKING = 0.7;
/** How much it counts, beside being more like the marked papers than any other, that a paper is of what is followed. */
const FOLLOWING = { author: 0.8, search: 0.4, organisation: 0.3, topic: 0.25 };
const NEXT_BEST = 0.8; // how much the second most similar paper counts, of what the first does
const PAIR = 1.6; // how much a pair of words counts, of what a word does
const LEAST_ALIKE = 0.06; // cosine; below it two papers share a phrase, not a subject
const LEAST_BY_A_TERM = 0.16; // of papers that share one term, which no other liked paper holds
const LEAST_APART = 0.25; // of papers that have no topic in common
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
    topics: known.get(marked.slug)?.topics ?? null,
  }));
  const isDisliked = (/** @type {Compared} */ { marked }) => marked.mark === "dismiss";
  const liked = compared.filter((one) => !isDisliked(one));
  const boosts = boostsOf(liked, keys);
  const holders = holdersOf(recent);
  const near = likenesses(liked, holders, boosts, recent, keys);
  const against = likenesses(compared.filter(isDisliked), holders, new Map(), recent, keys);
  const follows = followsOf(wishes, recent.also);
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
 * @param {Recent} recent
 * @param {readonly string[]} keys of terms
 */
function likenesses(marked, holders, boosts, { papers }, keys) {
  /** @type {Likeness[][]} */
  const found = papers.map(() => []);
  for (const other of marked) {
    /** @type {Map<number, TermSums>} */
    const sums = new Map();
    const { mark } = other.marked;
    for (const [term, own] of other.terms) {
      const common = boosts.get(term) ?? 1;
      const boost = common * (mark === "dismiss" ? 1 : LIKING[mark]);
      for (const { paper, weight } of holders[term]) {
        const sum = sums.get(paper) ?? { value: 0, cosine: 0, shared: 0, isMeant: false };
        sums.set(paper, sum);
        sum.value += own * weight * boost;
        sum.cosine += own * weight;
        sum.shared += keys[term].includes(" ") ? 2 : 1;
        sum.isMeant ||= sum.cosine > own * weight || common > 1;
      }
    }
    for (const [paper, sum] of sums) {
      found[paper].push({ other, value: sum.value, isAlike: isAlike(sum, other.topics, papers[paper]) });
    }
  }
  return found;
}

/**
 * Is what two papers share their subject? One word is not enough, unless they have a topic in common.
 * @param {TermSums} sums
 * @param {readonly RecentTopic[] | null} topics of the marked one
 * @param {RecentPaper} paper
 */
function isAlike({ cosine, shared, isMeant }, topics, paper) {
  if (cosine < (isMeant ? LEAST_ALIKE : LEAST_BY_A_TERM)) return false;
  if (topics?.some((topic) => paper.topics.includes(topic))) return true;
  return shared > 1 && (!topics || cosine >= LEAST_APART);
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
  const topic = paper.topics.find((own) => other.topics?.includes(own))?.slug ?? "";
  return { kind: "alike", name: title, slug, mark: /** @type {Liking} */ (mark), topic, terms: names };
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
 * By what papers are known to be of what is followed: of a name the spelling that a curator chose, and the address of
 * its page, which stays when the spelling changes.
 * @param {Followed} followed
 * @param {Recent["also"]} also
 */
function keysOf({ kind, key, title }, also) {
  if (kind === "topic") return [key];
  const ofPage = key.replaceAll("-", kind === "author" ? " " : "");
  return [ofPage, ...[title, also.get(title) ?? title].map((name) => nameKey(kind, name))];
}

/**
 * Says why a paper is of what the reader follows.
 * @param {Wishes} wishes
 * @param {Recent["also"]} also
 * @returns {(paper: RecentPaper) => Reason[]}
 */
function followsOf({ followed, searches }, also) {
  const byKey = new Map(followed.flatMap((one) => keysOf(one, also).map((key) => [`${one.kind} ${key}`, one])));
  const kinds = new Set(followed.map(({ kind }) => kind));
  /**
   * @param {ContributorKind} kind
   * @param {readonly string[]} names
   */
  const named = (kind, names) =>
    kinds.has(kind) ? names.map((name) => byKey.get(`${kind} ${nameKey(kind, name)}`)) : [];
  return (paper) => {
    const follows = new Set([
      ...named("author", paper.people),
      ...named("organisation", paper.organisation ? [paper.organisation] : []),
      ...paper.topics.map(({ slug }) => byKey.get(`topic ${slug}`)),
    ]);
    const found = searches.filter(({ slugs }) => slugs.has(paper.slug));
    return [
      ...[...follows].flatMap((one) =>
        one ? [reasonOf(one.kind, one.title, one.kind === "topic" ? one.key : "")] : [],
      ),
      ...found.map(({ title }) => reasonOf("search", title)),
    ];
  };
}

/**
 * @param {Followed["kind"] | "search"} kind
 * @param {string} name
 * @param {string} topic
 * @returns {Reason}
 */
function reasonOf(kind, name, topic = "") {
  return { kind, name, slug: "", mark: null, topic, terms: [] };
}
