// More results of a search than its list showed, for the page of a paper that was opened from there.

import { stateOf } from "./search-address.js";
import { ask } from "./search-results.js";

const RESULTS_AT_ONCE = 20;

/**
 * The results from a place on.
 * @param {string} search of the address of the search
 * @param {number} from
 * @returns {Promise<import("../base/came-from.js").ListedPaper[]>}
 */
export async function moreResults(search, from) {
  const { cards } = await ask("search", { ...stateOf(search), from, count: RESULTS_AT_ONCE });
  return cards.map(({ slug, title }) => [slug, title]);
}
