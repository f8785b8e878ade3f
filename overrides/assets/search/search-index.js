// What a query finds, in Pagefind's index: papers that have its words, best first. Everything is loaded when it
// is needed, and stays.

import { root, wordsOfQuery } from "./search-words.js";

/** @typedef {{ slug: string, title: string, hue: number }} Area */
/** @typedef {{ slug: string, title: string, area: string, papers: number }} Topic */
/**
 * @typedef {object} Shelf what every search needs to know of the list of papers: shelf.json
 * @property {number} papers
 * @property {number} shards
 * @property {ReadonlySet<string>} stop
 * @property {string[]} posts words of the index that show where its pieces begin
 * @property {Area[]} areas
 * @property {Topic[]} topics
 */
/** @typedef {{ id: string, matchedMetaFields?: string[], data: () => Promise<any> }} Result of Pagefind */
/** @typedef {{ results: Result[], words: string[], without: string[] }} Outcome of a query, best first */
/** @typedef {{ search: (words: string | null) => Promise<{ results: Result[] }>, preload: (words: string) => Promise<void> }} Pagefind */

const FOLDER = new URL("../../pagefind/", import.meta.url).href;
// A title that holds all words of a query comes before any abstract that does; so do the names of authors.
const RANKING = { metaWeights: { title: 20, by: 8 } };

/** @param {string} name */
export const fetchJson = async (name) => (await fetch(FOLDER + name)).json();

/** @type {Promise<{ pagefind: Pagefind, shelf: Shelf }> | undefined} */
let loading;

/** Pagefind, and what every search needs to know of the list of papers. */
export function load() {
  loading ??= loadShards();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function loadShards() {
  const [shelf, { createInstance }] = await Promise.all([fetchJson("shelf.json"), import(`${FOLDER}pagefind.js`)]);
  const pagefind = createInstance({ noWorker: true, ranking: RANKING });
  await pagefind.init();
  for (let shard = 2; shard <= shelf.shards; shard += 1) {
    await pagefind.mergeIndex(`${FOLDER}${shard}/`, { ranking: RANKING });
  }
  return { pagefind, shelf: { ...shelf, stop: new Set(shelf.stop) } };
}

const MOST_CACHED = 30; // queries
/** @type {Map<string, Promise<Outcome>>} */
const outcomes = new Map();

/**
 * The outcome of a query, which is run only once.
 * @param {string} query
 */
export function cached(query) {
  const known = outcomes.get(query);
  if (known) return known;
  if (outcomes.size > MOST_CACHED) outcomes.clear();
  const outcome = runQuery(query);
  outcome.catch(() => outcomes.delete(query));
  outcomes.set(query, outcome);
  return outcome;
}

/**
 * @param {string} query
 * @returns {Promise<Outcome>}
 */
async function runQuery(query) {
  const { pagefind, shelf } = await load();
  const words = wordsOfQuery(query, shelf.stop);
  if (!words.length) return { results: (await pagefind.search(null)).results, words, without: [] };
  // Almost every paper has a word that begins with a certain letter.
  if (words.length === 1 && words[0].length < 2) return { results: [], words, without: [] };
  await pagefind.preload(words.flatMap((word) => wordsToLoad(word, shelf.posts)).join(" "));
  const results = await matchesOf(pagefind, words);
  const last = words.at(-1) ?? "";
  if (words.length > 1 && /^\p{L}{1,3}$/u.test(last)) {
    // It may be the beginning of more words than were loaded, so the papers without it are found too.
    const others = await matchesOf(pagefind, words.slice(0, -1));
    const ids = new Set(results.map((result) => result.id));
    results.push(...others.filter((result) => !ids.has(result.id)));
  }
  if (results.length) return { results, words, without: [] };
  const kept = await wordsOfBestPaper(pagefind, words, shelf.papers);
  return {
    results: await matchAll(pagefind, kept),
    words: kept,
    without: words.filter((word) => !kept.includes(word)),
  };
}

/**
 * @param {Pagefind} pagefind
 * @param {string[]} words
 */
async function matchesOf(pagefind, words) {
  return dropFalseMatches(await matchAll(pagefind, words), words);
}

const CHECKED_RESULTS = 8;

/**
 * The papers that have the words. For a word that no paper of a shard has, Pagefind takes the longest beginning
 * of it that one has: that is good for a slip at its end, and nonsense for a letter or two. So the first
 * results, which are shown anyway, are looked at; where some of them are nonsense, so is what comes after.
 * @param {Result[]} results
 * @param {readonly string[]} words
 */
async function dropFalseMatches(results, words) {
  const first = results.slice(0, CHECKED_RESULTS);
  const fits = await Promise.all(first.map((result) => hasWords(result, words)));
  return fits.every(Boolean) ? results : first.filter((_, index) => fits[index]);
}

const LEAST_SHARE = 0.7; // of a word that a paper must have

/**
 * @param {Result} result
 * @param {readonly string[]} words
 */
async function hasWords(result, words) {
  const { content, meta } = await result.data();
  /** @type {string[]} */
  const tokens = `${content} ${meta.title} ${meta.by}`.split(/\s+/);
  const own = tokens.flatMap((token) => [bareWord(token), ...token.split(/[^\p{L}\p{N}]+/u).map(bareWord)]);
  /** @type {(candidate: string, word: string) => boolean} */
  const fits = (candidate, word) =>
    candidate.startsWith(word) || (candidate.length >= LEAST_SHARE * word.length && word.startsWith(candidate));
  return words.map((word) => bareWord(root(word))).every((word) => own.some((candidate) => fits(candidate, word)));
}

/** @param {string} word */
const bareWord = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

// Pagefind matches beginnings of words, but looks only into the piece of its index in which the beginning
// itself would stand; words that go on from it may lie in the next pieces. Index boundaries lead to those: words
// that stand in the index closer together than its pieces begin.
const MOST_BOUNDARIES = 16;

/**
 * @param {string} word
 * @param {readonly string[]} boundaries
 */
function wordsToLoad(word, boundaries) {
  const beginning = root(word);
  const between = boundaries.filter((boundary) => boundary.startsWith(beginning)).slice(0, MOST_BOUNDARIES);
  return [beginning, word, ...between, `${beginning}zzzz`];
}

/**
 * The papers with all of these words; first those with the very phrase in their title or a name, then those
 * with its first word at the end, as names stand in an index: Zhu, Jun.
 * @param {Pagefind} pagefind
 * @param {readonly string[]} words
 */
async function matchAll(pagefind, words) {
  if (!words.length) return [];
  const { results } = await pagefind.search(words.map(root).join(" "));
  // A shard without an id answers with hundreds that begin a little like it, and they come first.
  const isId = words.length === 1 && /^\d{7,9}$/.test(words[0]);
  if (!results.length || (words.length < 2 && !isId)) return results;
  const phrases = words.length > 3 ? [words] : [words, [...words.slice(1), words[0]]];
  /** @type {Map<string, number>} */
  const ranks = new Map();
  for (const [rank, phrase] of phrases.entries()) {
    const withPhrase = await pagefind.search(`"${phrase.join(" ")}"`);
    for (const { id, matchedMetaFields } of withPhrase.results) {
      if ((isId || matchedMetaFields?.length) && !ranks.has(id)) ranks.set(id, rank);
    }
  }
  /** @param {Result} result */
  const rankOf = ({ id }) => ranks.get(id) ?? phrases.length;
  return results.sort((one, other) => rankOf(one) - rankOf(other));
}

/**
 * The words that one paper has: the paper that has most of them, where a rare word counts more.
 * @param {Pagefind} pagefind
 * @param {readonly string[]} words
 * @param {number} papers how many there are
 */
async function wordsOfBestPaper(pagefind, words, papers) {
  /** @type {Map<string, Set<string>>} */
  const papersWith = new Map();
  /** @type {Map<string, number>} */
  const weights = new Map();
  for (const word of new Set(words)) {
    const { results } = await pagefind.search(root(word));
    const ids = (await dropFalseMatches(results, [word])).map((result) => result.id);
    papersWith.set(word, new Set(ids));
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + Math.log(1 + papers / ids.length));
  }
  const [best] = [...weights].reduce((one, other) => (other[1] > one[1] ? other : one), ["", 0]);
  return words.filter((word) => papersWith.get(word)?.has(best));
}
