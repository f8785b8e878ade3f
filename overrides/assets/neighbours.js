// Previous and next inside the list that a reader came from. Printed into pages, neighbours would
// change thousands of pages with each digest; so a list is kept in the tab when a paper is opened
// from it, and the paper's page shows where it stands in it.
//
// A list is the nearest `ul`, `ol` or `[data-list]` around the links that carry `data-slug`, or lie
// in something that does. `data-list="Results for sorting"` names it; else it has the page's heading.

const KEY = "papershelf.list";
const root = new URL(document.documentElement.dataset.root, location.href);

// --- on lists ----------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const list = link?.closest("[data-slug]") && link.closest("[data-list]:not(a), ul, ol");
  if (list) keep(list);
});

function keep(list) {
  const papers = [];
  for (const one of list.querySelectorAll("[data-slug]")) {
    const link = one.matches("a") ? one : one.querySelector("a.title, a[href]");
    // What a filter hides is not in the list that the reader sees.
    if (link && (one.checkVisibility?.() ?? true)) papers.push([one.dataset.slug, link.textContent.trim()]);
  }
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ title: nameOf(list), url: location.href, papers }));
  } catch {
    // Storage is blocked or full: the paper's page shows no neighbours.
  }
}

function nameOf(list) {
  const isHome = location.pathname === root.pathname;
  const near = isHome && [...document.querySelectorAll("h2")].filter((one) => follows(one, list)).at(-1);
  return list.dataset.list || (near || document.querySelector("h1"))?.textContent.trim() || document.title;
}

function follows(one, two) {
  return one.compareDocumentPosition(two) & Node.DOCUMENT_POSITION_FOLLOWING;
}

// --- on the page of a paper ----------------------------------------------------------------------

const page = document.querySelector("main[data-slug]");
if (page) {
  show();
  // The browser may bring the page back as it was, while the reader has been to another list.
  addEventListener("pageshow", (event) => event.persisted && show());
}

function show() {
  for (const old of page.querySelectorAll(".neighbours")) old.remove();
  const list = kept();
  const at = list ? list.papers.findIndex(([slug]) => slug === page.dataset.slug) : -1;
  if (at < 0 || list.papers.length < 2) return;
  const nav = document.createElement("nav");
  nav.className = "neighbours";
  nav.setAttribute("aria-label", "In the list you came from");
  const back = linkTo(list.url, list.title, "neighbours__list");
  const place = Object.assign(document.createElement("span"), { textContent: ` ${at + 1} of ${list.papers.length}` });
  const middle = document.createElement("p");
  middle.append(back, place);
  nav.append(...neighbour(list.papers[at - 1], "previous"), middle, ...neighbour(list.papers[at + 1], "next"));
  page.append(nav);
}

function kept() {
  try {
    const list = JSON.parse(sessionStorage.getItem(KEY));
    return Array.isArray(list?.papers) && new URL(list.url).origin === location.origin ? list : null;
  } catch {
    return null; // blocked, absent, or not ours
  }
}

function neighbour(paper, which) {
  if (!paper) return [];
  const link = linkTo(new URL(`papers/${encodeURIComponent(paper[0])}/`, root), "", `neighbours__${which}`);
  link.rel = which === "next" ? "next" : "prev";
  const label = Object.assign(document.createElement("small"), { textContent: which === "next" ? "Next" : "Previous" });
  link.append(label, " ", paper[1]);
  return [link];
}

function linkTo(url, text, name) {
  return Object.assign(document.createElement("a"), { href: url, textContent: text, className: name });
}
