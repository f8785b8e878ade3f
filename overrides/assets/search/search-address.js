// What is searched for, as the address of the search page has it.

/** @typedef {import("./search-filters.js").Facet} Facet */
/** @typedef {import("./search-filters.js").Filters} Filters */
/** @typedef {{ query: string, filters: Filters, sort: string, isLiteral: boolean }} State */

/** @type {readonly Facet[]} */
const FACETS = ["area", "topic", "year", "digest", "org", "venue", "has", "curated"];

/**
 * @param {string} search of an address
 * @returns {State}
 */
export function stateOf(search) {
  const asked = new URLSearchParams(search);
  /** @type {Filters} */
  const filters = {};
  for (const facet of FACETS) {
    const values = [...new Set(asked.getAll(facet))].filter(Boolean);
    if (values.length) filters[facet] = values;
  }
  const sort = asked.get("sort") ?? "";
  const isLiteral = asked.get("as") === "typed";
  return {
    query: (asked.get("q") ?? "").trim(),
    filters,
    sort: ["newest", "comments"].includes(sort) ? sort : "",
    isLiteral,
  };
}

/** @param {State} state */
export function searchOf({ query, filters, sort, isLiteral }) {
  const asked = new URLSearchParams();
  if (query) asked.set("q", query);
  for (const { facet, value } of chosenValues(filters)) asked.append(facet, value);
  if (sort) asked.set("sort", sort);
  if (isLiteral) asked.set("as", "typed");
  return asked.size ? `?${asked}` : "";
}

/** @param {Filters} filters */
export function chosenValues(filters) {
  const entries = /** @type {[Facet, string[]][]} */ (Object.entries(filters));
  return entries.flatMap(([facet, values]) => values.map((value) => ({ facet, value })));
}
