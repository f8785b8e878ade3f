// Folds the cards that the reader dismissed as soon as they are parsed. The page waits for this script, as for a style
// sheet, so that the one that takes over from it moves nothing. The list is stored in the form of `marks.js`, under
// its keys.

try {
  const path = new URL(document.documentElement.dataset.root ?? "./", location.href).pathname;
  const shared = "papershelf.list";
  const list = localStorage.getItem(path === "/" ? shared : `${shared}:${path}`) ?? localStorage.getItem(shared);
  const { papers } = JSON.parse(list ?? "");
  const dismissed = new Set(Object.keys(papers).filter((slug) => papers[slug]?.dismiss?.value));
  const watch = new MutationObserver(() => {
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const titles = document.querySelectorAll("li:not(.is-folded) > p > a.title");
    for (const title of titles)
      if (dismissed.has(title.pathname.split("/").at(-2) ?? ""))
        title.closest("li")?.classList.add("is-dismissed", "is-folded");
  });
  if (dismissed.size) watch.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => watch.disconnect());
} catch {
  // Storage is blocked, or nothing was ever marked.
}
