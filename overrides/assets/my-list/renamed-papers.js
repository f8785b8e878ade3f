// Papers whose slug changed since the reader marked them: the site says which, in one small file.

import { siteUrl } from "../base/dom.js";
import { fault, merged, papers, save } from "./marks.js";

/** @typedef {Record<string, string>} Redirects the present slug for each former one */

/** @type {Promise<Redirects> | undefined} */
let asked;

/** Former slugs with those of now; none when nobody answers. */
export function redirects() {
  asked ??= fetch(siteUrl("api/redirects.json"))
    .then((answer) => answer.json())
    .then((table) => table.redirects ?? {})
    .catch(() => ({}));
  return asked;
}

/** Give the papers on the list their present slugs. */
export async function renamePapers() {
  if (!papers().size) return;
  const table = await redirects();
  const entries = new Map(papers());
  if (renameEntries(entries, table)) save(entries);
}

/**
 * Give entries their present slugs, in place. Returns whether any had a former one.
 * @param {import("./marks.js").Entries} entries
 * @param {Redirects} table
 */
export function renameEntries(entries, table) {
  const known = [...entries.keys()].filter((slug) => Object.hasOwn(table, slug));
  const former = known.filter((slug) => !fault(table[slug], {}));
  for (const old of former) {
    const slug = table[old];
    entries.set(slug, merged(entries.get(slug), entries.get(old)));
    entries.delete(old);
  }
  return former.length > 0;
}
