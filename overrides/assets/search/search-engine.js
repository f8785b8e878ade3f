// The search itself. It runs in a worker, so that typing never waits for it: understands a query, asks
// Pagefind, puts the results in order, and counts them by filter. Everything is loaded when it is needed.

import { root, wordsOf, wordsOfQuery } from "./search-words.js";

/** @typedef {{ slug: string, title: string, hue: number }} Area */
/** @typedef {{ slug: string, title: string, area: string, papers: number }} Topic */
/** @typedef {Topic & { hue?: number }} TopicOfResult */
/**
 * @typedef {object} Shelf what every search needs to know of the list of papers: shelf.json
 * @property {number} papers
 * @property {number} shards
 * @property {ReadonlySet<string>} stop
 * @property {string[]} posts words of the index that show where its pieces begin
 * @property {Area[]} areas
 * @property {Topic[]} topics
 */
/** @typedef {"area" | "topic" | "year" | "digest" | "has" | "curated"} Facet */
/** @typedef {Record<Facet, string[]> & { date: string, comments: number }} Row of the filter table */
/** @typedef {{ rows: Map<string, Row>, digests: { slug: string, title: string }[] }} FilterTable */
/** @typedef {Partial<Record<Facet, string[]>>} Filters the values that are chosen */
/** @typedef {{ id: string, matchedMetaFields?: string[], data: () => Promise<any> }} Result of Pagefind */
/** @typedef {{ results: Result[], words: string[], without: string[] }} Outcome of a query, best first */
/**
 * @typedef {object} ResultCard what a result shows; generator/site/search/search_records.py makes it
 * @property {string} slug
 * @property {string} title
 * @property {string} [lead]
 * @property {string} [by]
 * @property {string} [when]
 * @property {string} date
 * @property {string} since
 * @property {number} [comments]
 * @property {string[]} [has]
 * @property {TopicOfResult[]} topics
 */
/**
 * @typedef {object} Answer a page of results
 * @property {number} total
 * @property {ResultCard[]} cards
 * @property {string[]} words those that were searched for
 * @property {string[]} without those that had to be left out
 * @property {TopicOfResult[]} topics
 */
/** @typedef {{ query: string, filters: Filters }} Filtered */
/** @typedef {{ query: string, filters?: Filters, sort?: string, from?: number, count?: number }} SearchRequest */
/** @typedef {{ facet: Facet, values: { value: string, title: string, count: number }[] }} FacetCounts */
/** @typedef {{ search: (words: string | null) => Promise<{ results: Result[] }>, preload: (words: string) => Promise<void> }} Pagefind */
/** @typedef {typeof methods} Methods */

const FOLDER = new URL("../../pagefind/", import.meta.url).href;
// A title that holds all words of a query comes before any abstract that does; so do the names of authors.
const RANKING = { metaWeights: { title: 20, by: 8 } };
/** @type {Facet[]} */
const FACETS = ["area", "topic", "year", "digest", "has", "curated"];

/** @param {string} name */
const fetchJson = async (name) => (await fetch(FOLDER + name)).json();

/** @type {Promise<{ pagefind: Pagefind, shelf: Shelf }> | undefined} */
let loading;

/** Pagefind, and what every search needs to know of the list of papers. */
function load() {
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

/** @type {Promise<FilterTable> | undefined} */
let tabulating;

/** What the papers are filtered and sorted by: a row for each id. */
function filterTable() {
  tabulating ??= loadTable();
  tabulating.catch(() => {
    tabulating = undefined;
  });
  return tabulating;
}

async function loadTable() {
  const [{ shelf }, columns] = await Promise.all([load(), fetchJson("papers.json")]);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const [number, id] of columns.id.entries()) {
    const topics = columns.topics[number].map((/** @type {number} */ topic) => shelf.topics[topic]);
    const badges = columns.has[number].split(" ").filter(Boolean);
    rows.set(id, {
      date: columns.date[number],
      comments: columns.comments[number],
      area: [...new Set(topics.map((/** @type {Topic} */ topic) => topic.area))],
      topic: topics.map((/** @type {Topic} */ topic) => topic.slug),
      year: [columns.date[number].slice(0, 4)],
      digest: columns.in[number].map((/** @type {number} */ digest) => columns.digests[digest].slug),
      has: badges.filter((/** @type {string} */ badge) => badge !== "curated"),
      curated: badges.includes("curated") ? ["yes"] : [],
    });
  }
  return { rows, digests: columns.digests };
}

// --- finding -------------------------------------------------------------------------------------

const MOST_CACHED = 30; // queries
/** @type {Map<string, Promise<Outcome>>} */
const outcomes = new Map();

/**
 * The outcome of a query, which is run only once.
 * @param {string} query
 */
function cached(query) {
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

// --- filtering, sorting, counting ----------------------------------------------------------------

/**
 * Does a paper have, in each facet in which values are chosen, one of them?
 * @param {Row | undefined} row
 * @param {Filters} filters
 * @param {Facet} [except]
 */
function passes(row, filters, except) {
  return FACETS.every((facet) => {
    const chosen = filters[facet];
    return facet === except || !chosen?.length || chosen.some((value) => row?.[facet].includes(value));
  });
}

/** @param {Filters} filters */
const isFiltered = (filters) => FACETS.some((facet) => filters[facet]?.length);

/**
 * Results of a query, filtered and sorted as asked for.
 * @param {Filtered & { sort: string }} request
 * @returns {Promise<Outcome>}
 */
async function filterAndSort({ query, filters, sort }) {
  const { results, ...rest } = await cached(query);
  const { stop } = (await load()).shelf;
  // Without words there is no relevance, and the newest come first.
  const order = sort || (wordsOfQuery(query, stop).length ? "" : "newest");
  if (!order && !isFiltered(filters)) return { ...rest, results };
  const { rows } = await filterTable();
  const kept = results.filter((result) => passes(rows.get(result.id), filters));
  /** @param {Result} result */
  const dateOf = (result) => rows.get(result.id)?.date ?? "";
  /** @param {Result} result */
  const commentsOf = (result) => rows.get(result.id)?.comments ?? 0;
  if (order) kept.sort((one, other) => descending(dateOf(one), dateOf(other)));
  if (order === "comments") kept.sort((one, other) => commentsOf(other) - commentsOf(one));
  return { ...rest, results: kept };
}

/**
 * @param {string} one
 * @param {string} other
 */
function descending(one, other) {
  return one < other ? 1 : one > other ? -1 : 0;
}

/**
 * For each facet its values with the number of papers that each would leave or add.
 * @param {Filtered} request
 * @returns {Promise<FacetCounts[]>}
 */
async function facets({ query, filters }) {
  const [{ results }, titles, { rows }] = await Promise.all([cached(query), titlesOfValues(), filterTable()]);
  return FACETS.map((facet) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { id } of results) {
      const row = rows.get(id);
      if (!row || !passes(row, filters, facet)) continue;
      for (const value of row[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const values = new Set([...counts.keys(), ...(filters[facet] ?? [])]);
    const titled = [...values].map((value) => {
      return { value, title: titles[facet]?.get(value) ?? value, count: counts.get(value) ?? 0 };
    });
    return { facet, values: titled };
  });
}

/** @returns {Promise<Partial<Record<Facet, Map<string, string>>>>} */
async function titlesOfValues() {
  const [{ shelf }, { digests }] = await Promise.all([load(), filterTable()]);
  return {
    area: new Map(shelf.areas.map((area) => [area.slug, area.title])),
    topic: new Map(shelf.topics.map((topic) => [topic.slug, topic.title])),
    digest: new Map(digests.map((digest) => [digest.slug, digest.title])),
    curated: new Map([["yes", "With a curator’s note"]]),
  };
}

/**
 * How many results there would be without each of the values that filter now.
 * @param {Filtered} request
 */
async function loosening({ query, filters }) {
  const [{ results }, { rows }] = await Promise.all([cached(query), filterTable()]);
  return FACETS.flatMap((facet) => {
    const chosen = filters[facet] ?? [];
    return chosen.map((value) => {
      const rest = { ...filters, [facet]: chosen.filter((other) => other !== value) };
      return { facet, value, count: results.filter((result) => passes(rows.get(result.id), rest)).length };
    });
  });
}

// --- answering -----------------------------------------------------------------------------------

/**
 * Cards of some results, the names of topics filled in.
 * @param {readonly Result[]} results
 * @param {Shelf} shelf
 * @returns {Promise<ResultCard[]>}
 */
async function cardsOf(results, { topics, areas }) {
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]));
  return Promise.all(
    results.map(async (result) => {
      const card = JSON.parse((await result.data()).raw_url);
      /** @type {string[]} */
      const slugs = card.topics ?? [];
      const named = slugs.flatMap((slug) => bySlug.get(slug) ?? []);
      return { ...card, topics: named.map((topic) => withHue(topic, areas)) };
    }),
  );
}

/**
 * @param {Topic} topic
 * @param {readonly Area[]} areas
 * @returns {TopicOfResult}
 */
function withHue(topic, areas) {
  return { ...topic, hue: areas.find((area) => area.slug === topic.area)?.hue };
}

/**
 * Topics whose title holds all words of a query, the last of them perhaps not typed to its end.
 * @param {string} query
 * @param {Shelf} shelf
 */
function topicsFor(query, { topics, areas, stop }) {
  const words = wordsOfQuery(query, stop);
  /** @param {Topic} topic */
  const fits = (topic) => {
    const title = wordsOf(topic.title, stop);
    return words.every((word) => title.some((own) => own.startsWith(word)));
  };
  const fitting = words.length ? topics.filter((topic) => topic.papers && fits(topic)) : [];
  return fitting.slice(0, 3).map((topic) => withHue(topic, areas));
}

/**
 * A page of results.
 * @param {SearchRequest} request
 * @returns {Promise<Answer>}
 */
async function search({ query, filters = {}, sort = "", from = 0, count = 10 }) {
  const { shelf } = await load();
  if (!shelf.papers) return { total: 0, cards: [], words: [], without: [], topics: [] };
  const { results, words, without } = await filterAndSort({ query, filters, sort });
  const cards = await cardsOf(results.slice(from, from + count), shelf);
  if (!sort && !from) {
    // Among papers that match equally well, the one with exactly that title is meant.
    const asked = words.join(" ");
    /** @param {ResultCard} card */
    const likeness = (card) => likenessOf(wordsOf(card.title, shelf.stop).join(" "), asked);
    const likenesses = new Map(cards.map((card) => [card, likeness(card)]));
    cards.sort((one, other) => (likenesses.get(other) ?? 0) - (likenesses.get(one) ?? 0));
  }
  return { total: results.length, cards, words, without, topics: from ? [] : topicsFor(query, shelf) };
}

/**
 * How much of a title a query covers: all of it, its beginning, a part, or less.
 * @param {string} title
 * @param {string} asked
 */
function likenessOf(title, asked) {
  if (title === asked) return 3;
  return title.startsWith(asked) ? 2 : title.includes(asked) ? 1 : 0;
}

const methods = { load: async () => void (await load()), search, facets, loosening };

self.addEventListener("message", async ({ data: { id, method, request } }) => {
  try {
    self.postMessage({ id, answer: await methods[/** @type {keyof typeof methods} */ (method)](request) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
