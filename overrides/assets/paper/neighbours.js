// Previous and next inside the list that a reader came from. Printed into pages, neighbours would
// change thousands of pages with each digest; so a list is kept in the tab when a paper is opened
// from it, and the paper's page shows where it stands in it.
//
// A list is the nearest `ul`, `ol` or `[data-list]` around links that carry `data-slug`, or lie in
// something with `data-slug` or `data-paper`; lists that are sorted together are one. A search has its
// query for a name, another list its `data-list`, else the heading of the page.

const KEY = "papershelf.list";
const PAPER = "[data-slug], [data-paper]";
const LIST = "[data-list]:not(a), ul, ol";
const root = new URL(document.documentElement.dataset.root, location.href);

// --- on lists ----------------------------------------------------------------------------------

function opened(event) {
  const link = event.target.closest?.("a[href]");
  const list = link?.closest(LIST);
  if (list && link.closest(PAPER) && list.contains(link.closest(PAPER))) keep(list);
}
// Before anyone else hears of it: a dialog may close, and then its list is no longer seen.
document.addEventListener("click", opened, { capture: true });

function keep(list) {
  const together = list.matches(".tools ~ *") ? list.parentElement.querySelectorAll(":scope > .tools ~ :is(ul, ol)") : [list];
  const papers = new Map();
  for (const one of [...together].flatMap((each) => [...each.querySelectorAll(PAPER)])) {
    const link = one.matches("a") ? one : one.querySelector("a.title, a[href]");
    // What a filter hides is not in the list that the reader sees.
    if (link && (one.checkVisibility?.() ?? true)) papers.set(one.dataset.slug ?? one.dataset.paper, link.textContent.trim());
  }
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...nameOf(list), papers: [...papers] }));
  } catch {
    // Storage is blocked or full: the paper's page shows no neighbours.
  }
}

/** What a list is called, and where it is. */
function nameOf(list) {
  const query = (list.closest("dialog")?.querySelector("input") ?? document.getElementById("search-field"))?.value.trim();
  if (query) {
    const search = new URL(`search/?${new URLSearchParams({ q: query })}`, root);
    return { title: `Results for “${query}”`, url: list.closest("dialog") ? search.href : location.href };
  }
  const before = (one) => one.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING;
  const isHome = location.pathname === root.pathname;
  const heading = (isHome && [...document.querySelectorAll("h2")].filter(before).at(-1)) || document.querySelector("h1");
  return { title: list.dataset.list || heading?.textContent.trim() || document.title, url: location.href };
}

// --- on the page of a paper ----------------------------------------------------------------------

const page = document.querySelector("main[data-slug]");
if (page) {
  show();
  // The browser may bring the page back as it was, while the reader has been to another list.
  addEventListener("pageshow", (event) => event.persisted && show());
}

function show() {
  for (const old of page.querySelectorAll(".neighbours, .steps")) old.remove();
  const list = kept();
  const at = list ? list.papers.findIndex(([slug]) => slug === page.dataset.slug) : -1;
  if (at < 0 || list.papers.length < 2) return;
  const [previous, next] = [list.papers[at - 1], list.papers[at + 1]];
  const place = `${at + 1} of ${list.papers.length}`;
  // Arrows at the top for whoever leafs through a list; titles at the end for whoever has read.
  const steps = navigation("steps", "Place in the list");
  steps.append(...step(previous, "←", "Previous"), element("span", place), ...step(next, "→", "Next"));
  page.prepend(steps);
  const nav = navigation("neighbours", "In the list you came from");
  const back = element("p");
  back.append(linkTo(list.url, list.title, "neighbours__list"), ` ${place}`);
  nav.append(back, ...neighbour(previous, "previous", "Previous"), ...neighbour(next, "next", "Next"));
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

function step(paper, arrow, label) {
  if (!paper) return [];
  const link = linkTo(addressOf(paper), arrow, "steps__one");
  link.setAttribute("aria-label", `${label}: ${paper[1]}`);
  link.title = paper[1];
  return [link];
}

function neighbour(paper, which, label) {
  if (!paper) return [];
  const link = linkTo(addressOf(paper), "", `neighbours__${which}`);
  link.append(element("small", label), " ", paper[1]);
  return [link];
}

function addressOf([slug]) {
  return new URL(`papers/${encodeURIComponent(slug)}/`, root);
}

function navigation(name, label) {
  const nav = element("nav");
  nav.className = name;
  nav.setAttribute("aria-label", label);
  return nav;
}

function linkTo(url, text, name) {
  return Object.assign(element("a", text), { href: url, className: name });
}

function element(name, text = "") {
  return Object.assign(document.createElement(name), { textContent: text });
}
