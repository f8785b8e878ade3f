// Filters, orders and counts of results, by a table of all papers that is loaded with the first of them.

import { cached, fetchJson, load } from "./search-index.js";
import { wordsOfQuery } from "./search-words.js";

/** @typedef {import("./search-index.js").Topic} Topic */
/** @typedef {import("./search-index.js").Outcome} Outcome */
/** @typedef {import("./search-index.js").Result} Result */
/** @typedef {"area" | "topic" | "year" | "digest" | "has" | "curated"} Facet */
/** @typedef {Record<Facet, string[]> & { date: string, comments: number }} Row of the filter table */
/** @typedef {{ rows: Map<string, Row>, digests: { slug: string, title: string }[] }} FilterTable */
/** @typedef {Partial<Record<Facet, string[]>>} Filters the values that are chosen */
/** @typedef {{ query: string, filters: Filters }} Filtered */
/** @typedef {{ facet: Facet, values: { value: string, title: string, count: number }[] }} FacetCounts */

/** @type {Facet[]} */
const FACETS = ["area", "topic", "year", "digest", "has", "curated"];

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
export async function filterAndSort({ query, filters, sort }) {
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
export async function facets({ query, filters }) {
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
export async function loosening({ query, filters }) {
  const [{ results }, { rows }] = await Promise.all([cached(query), filterTable()]);
  return FACETS.flatMap((facet) => {
    const chosen = filters[facet] ?? [];
    return chosen.map((value) => {
      const rest = { ...filters, [facet]: chosen.filter((other) => other !== value) };
      return { facet, value, count: results.filter((result) => passes(rows.get(result.id), rest)).length };
    });
  });
}
