// The search itself. It runs in a worker, so that typing never waits for it, and answers with what is shown.

import { facets, filterAndSort, loosening } from "./search-filters.js";
import { load } from "./search-index.js";
import { wordsOf, wordsOfQuery } from "./search-words.js";

/** @typedef {import("./search-index.js").Area} Area */
/** @typedef {import("./search-index.js").Topic} Topic */
/** @typedef {import("./search-index.js").Shelf} Shelf */
/** @typedef {import("./search-index.js").Result} Result */
/** @typedef {import("./search-filters.js").Filters} Filters */
/** @typedef {Topic & { hue?: number }} TopicOfResult */
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
/** @typedef {{ query: string, filters?: Filters, sort?: string, from?: number, count?: number }} SearchRequest */
/** @typedef {typeof methods} Methods */

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
