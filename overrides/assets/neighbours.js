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
