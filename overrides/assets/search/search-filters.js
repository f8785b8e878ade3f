// Filters, orders and counts of results, by a table of all papers that is loaded with the first of them.

import { newer } from "./search-match.js";
import { wordsOf } from "./search-words.js";

/** @typedef {import("./search-pieces.js").Index} Index */
/** @typedef {import("./search-run.js").Outcome} Outcome */
/** @typedef {"area" | "topic" | "year" | "digest" | "org" | "venue" | "has" | "curated"} Facet */
/** @typedef {Partial<Record<Facet, string[]>>} Filters the values that are chosen */
/** @typedef {{ facet: Facet, values: { value: string, title: string, count: number }[] }} FacetCounts */
/** @typedef {{ facet: Facet, value: string, title: string, count: number }} Offer of a filter that the query names */
/**
 * @typedef {object} FilterTable
 * @property {(facet: Facet, paper: number) => string[]} valuesOf
 * @property {(facet: Facet, value: string) => string} titleOf
 * @property {number[]} comments
 * @property {Partial<Record<Facet, string[]>>} named values by which the words of a query may be meant
 */

/** @type {Facet[]} */
const FACETS = ["area", "topic", "year", "digest", "org", "venue", "has", "curated"];
const MOST_OFFERS = 3;

/**
 * What papers are filtered and sorted by.
 * @param {Index} index
 * @returns {Promise<FilterTable>}
 */
function tableOf(index) {
  return index.cached("table of filters", async () => {
    const columns = await index.filters();
    const { topics, areas } = index.root;
    const months = index.months();
    const digests = new Map(columns.digests);
    const topicTitles = new Map(topics.map(({ slug, title }) => [slug, title]));
    const areaTitles = new Map(areas.map(({ slug, title }) => [slug, title]));
    /** @type {(list: any[], place: number) => any[]} */
    const named = (list, place) => (list[place] === undefined ? [] : [list[place]]);
    /** @type {Record<Facet, (paper: number) => string[]>} */
    const values = {
      area: (paper) => [
        ...new Set((columns.topics[paper] ?? []).flatMap((/** @type {number} */ topic) => topics[topic]?.area ?? [])),
      ],
      topic: (paper) =>
        (columns.topics[paper] ?? []).flatMap((/** @type {number} */ topic) => topics[topic]?.slug ?? []),
      year: (paper) => [months[paper].slice(0, 4)],
      digest: (paper) =>
        (columns.in[paper] ?? []).flatMap((/** @type {number} */ digest) => columns.digests[digest]?.[0] ?? []),
      org: (paper) => named(columns.organisations, columns.organisation[paper]),
      venue: (paper) => named(columns.venues, columns.venue[paper]),
      has: (paper) => badges(columns.has[paper]).filter((badge) => badge !== "curated"),
      curated: (paper) => (badges(columns.has[paper]).includes("curated") ? ["yes"] : []),
    };
    return {
      valuesOf: (facet, paper) => values[facet](paper),
      titleOf: (facet, value) => {
        if (facet === "curated") return "With a curator’s note";
        const titles =
          facet === "area" ? areaTitles : facet === "topic" ? topicTitles : facet === "digest" ? digests : undefined;
        return titles?.get(value) ?? value;
      },
      comments: columns.comments,
      named: { topic: topics.map(({ slug }) => slug), org: columns.organisations, venue: columns.venues },
    };
  });
}

/** @param {string | undefined} text */
const badges = (text) => (text ?? "").split(" ").filter(Boolean);

/**
 * Does a paper have, in each facet in which values are chosen, one of them?
 * @param {FilterTable} table
 * @param {number} paper
 * @param {Filters} filters
 * @param {Facet} [except]
 */
function passes(table, paper, filters, except) {
  return FACETS.every((facet) => {
    const chosen = filters[facet];
    if (facet === except || !chosen?.length) return true;
    const own = table.valuesOf(facet, paper);
    return chosen.some((value) => own.includes(value));
  });
}

/** @param {Filters} filters */
const isFiltered = (filters) => FACETS.some((facet) => filters[facet]?.length);

/**
 * The values that `topic:`, `org:` and `venue:` in a query mean: those with all of their words.
 * @param {FilterTable} table
 * @param {Outcome} outcome
 * @returns {{ facet: Facet, values: string[] }[]}
 */
function narrowing(table, { chips }) {
  return chips.flatMap(({ kind, values: [text] }) => {
    if (kind !== "topic" && kind !== "org" && kind !== "venue") return [];
    return { facet: kind, values: valuesNamed(table, kind, text) };
  });
}

/**
 * @param {FilterTable} table
 * @param {Facet} facet
 * @param {string} text
 */
function valuesNamed(table, facet, text) {
  const asked = wordsOf(text).map(({ term }) => term);
  return (table.named[facet] ?? []).filter((value) => {
    const own = new Set([value, table.titleOf(facet, value)].flatMap((name) => wordsOf(name).map(({ term }) => term)));
    return asked.length > 0 && asked.every((term) => own.has(term));
  });
}

/**
 * The papers of a query, filtered by what it says itself.
 * @param {Index} index
 * @param {Outcome} outcome
 */
async function narrowed(index, outcome) {
  if (!outcome.chips.some(({ kind }) => kind === "topic" || kind === "org" || kind === "venue")) return outcome.papers;
  const table = await tableOf(index);
  const asked = narrowing(table, outcome);
  return outcome.papers.filter((paper) =>
    asked.every(({ facet, values }) => table.valuesOf(facet, paper).some((value) => values.includes(value))),
  );
}

/**
 * Papers of a query, filtered and sorted as asked for. Without words there is no relevance, and the newest come first.
 * @param {Index} index
 * @param {Outcome} outcome
 * @param {Filters} filters
 * @param {string} sort
 */
export async function filterAndSort(index, outcome, filters, sort) {
  const order = sort || (outcome.slots.length ? "" : "newest");
  const papers = await narrowed(index, outcome);
  const table = isFiltered(filters) || order === "comments" ? await tableOf(index) : undefined;
  const kept = table ? papers.filter((paper) => passes(table, paper, filters)) : [...papers];
  const months = index.months();
  if (order) kept.sort((one, other) => newer(one, other, months));
  if (table && order === "comments") {
    kept.sort((one, other) => (table.comments[other] ?? 0) - (table.comments[one] ?? 0));
  }
  return kept;
}

/**
 * For each facet its values with the number of papers that each would leave or add, and the filters that the words
 * of the query name.
 * @param {Index} index
 * @param {Outcome} outcome
 * @param {Filters} filters
 * @param {string} query
 */
export async function facets(index, outcome, filters, query) {
  const [papers, table] = await Promise.all([narrowed(index, outcome), tableOf(index)]);
  /** @type {FacetCounts[]} */
  const counted = FACETS.map((facet) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const paper of papers) {
      if (!passes(table, paper, filters, facet)) continue;
      for (const value of table.valuesOf(facet, paper)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const values = new Set([...counts.keys(), ...(filters[facet] ?? [])]);
    const titled = [...values].map((value) => {
      return { value, title: table.titleOf(facet, value), count: counts.get(value) ?? 0 };
    });
    return { facet, values: titled };
  });
  return { counts: counted, offers: offersFor(table, counted, query) };
}

/**
 * Filters that have all words of a query in their name.
 * @param {FilterTable} table
 * @param {FacetCounts[]} counts
 * @param {string} query
 * @returns {Offer[]}
 */
function offersFor(table, counts, query) {
  if (!query || /["“”:]/.test(query)) return [];
  return counts.flatMap(({ facet, values }) => {
    const named = new Set(valuesNamed(table, facet, query));
    const fitting = values.filter(({ value, count }) => count && named.has(value));
    fitting.sort((one, other) => other.count - one.count);
    return fitting.slice(0, MOST_OFFERS).map((value) => ({ facet, ...value }));
  });
}

/**
 * How many results there would be without each of the values that filter now.
 * @param {Index} index
 * @param {Outcome} outcome
 * @param {Filters} filters
 */
export async function loosening(index, outcome, filters) {
  const [papers, table] = await Promise.all([narrowed(index, outcome), tableOf(index)]);
  return FACETS.flatMap((facet) => {
    const chosen = filters[facet] ?? [];
    return chosen.map((value) => {
      const rest = { ...filters, [facet]: chosen.filter((other) => other !== value) };
      return { facet, value, count: papers.filter((paper) => passes(table, paper, rest)).length };
    });
  });
}
