// Papers that got another slug since the reader marked them: the site says which, in one small file.

import { papers, rename, save } from "./marks.js";

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
