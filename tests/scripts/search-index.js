// The index of tests/fixtures/search/papers.json, as Python makes it (tests/unit/site/search/test_search_index.py),
// and queries of it.

import { readFileSync } from "node:fs";
import { Index } from "../../overrides/assets/search/search-pieces.js";
import { run } from "../../overrides/assets/search/search-run.js";
import { vectors } from "./vectors.js";

/** The files of the index by their names, with their JSON as text. */
export const files = vectors("search_index").files;

/**
 * Open the index, or one with other files.
 * @param {Record<string, string>} [changed]
 */
export function opened(changed = {}) {
  const all = { ...files, ...changed };
  return Index.open(async (name) => {
    if (all[name] === undefined) throw new Error(`${name}: 404`);
    return JSON.parse(all[name]);
  });
}

/**
 * What a query finds: its outcome, with the slugs of the papers.
 * @param {string} query
 * @param {Index} index
 * @param {Parameters<typeof run>[2]} [options]
 */
export async function found(query, index, options) {
  const outcome = await run(index, query, options);
  const slugs = await Promise.all(
    outcome.papers.map(async (paper) => {
      const { block, row } = await index.block(paper);
      return block.slug[row];
    }),
  );
  return { ...outcome, slugs };
}

/** The queries that people type. */
export const typedQueries = JSON.parse(
  readFileSync(new URL("../fixtures/search/typed_queries.json", import.meta.url), "utf8"),
).queries;
