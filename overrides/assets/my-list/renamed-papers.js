// Papers that got another slug since the reader marked them: the site says which, in one small file.

import { fault, merged, papers, save } from "./marks.js";

const root = new URL(document.documentElement.dataset.root, location.href);
let asked = null;

/** Former slugs with those of now; none when nobody answers. */
export function redirects() {
  asked ??= fetch(new URL("api/redirects.json", root))
    .then((answer) => answer.json())
    .then((found) => found.redirects ?? {})
    .catch(() => ({}));
  return asked;
}

/** Call papers in the list by their slugs of now. */
export async function renew() {
  if (!papers().size) return;
  const found = await redirects();
  const entries = new Map(papers());
  if (rename(entries, found)) save(entries);
}

/** Give entries the slugs that papers have now: `{old: new}`. Says whether any had an old one. */
export function rename(entries, redirects) {
  const known = [...entries.keys()].filter((slug) => Object.hasOwn(redirects, slug));
  const found = known.filter((slug) => !fault(redirects[slug], {}));
  for (const old of found) {
    const slug = redirects[old];
    entries.set(slug, merged(entries.get(slug), entries.get(old)));
    entries.delete(old);
  }
  return found.length > 0;
}
