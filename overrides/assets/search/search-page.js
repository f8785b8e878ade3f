// The page of the search: a query, filters with counts, and every state of it in the address.

import { address, ask, counted, element, leftOut, resultItem, topicLink } from "./search-results.js";

const PAGE = 10;
const LONGEST = 8; // values of a facet before the rest is folded away
const WAIT = 250; // milliseconds after the last key
const NAMES = {
  area: "Area",
  topic: "Topic",
  year: "Year published",
  digest: "Digest",
  has: "Comes with",
  curated: "Curated",
};

const place = document.getElementById("search-page");
const at = (name) => place.querySelector(name);
const form = at("form");
const field = at("#search-field");
const status = at(".search__status");
const sorting = at("[name=sort]");
const chips = at(".chips");
const hints = at(".search__hints");
const list = at(".search__results");
const more = at(".search__more");
const panel = at(".facets");
const facetList = at(".facets__list");
const desk = matchMedia("(min-width: 50rem)");

// --- the state, which is the address ---------------------------------------------------------------

function stateOf(search) {
  const asked = new URLSearchParams(search);
  const filters = {};
  for (const facet of Object.keys(NAMES)) {
    const values = [...new Set(asked.getAll(facet))].filter(Boolean);
    if (values.length) filters[facet] = values;
  }
  const sort = ["newest", "comments"].includes(asked.get("sort")) ? asked.get("sort") : "";
  return { query: (asked.get("q") ?? "").trim(), filters, sort };
}

function searchOf({ query, filters, sort }) {
  const asked = new URLSearchParams();
  if (query) asked.set("q", query);
  for (const [facet, values] of Object.entries(filters)) for (const value of values) asked.append(facet, value);
  if (sort) asked.set("sort", sort);
  return asked.size ? `?${asked}` : "";
}

let state = stateOf(location.search);

/** Go to another state; a step back leads to this one, unless it was only typed through. */
function go(next, { isTyping = false } = {}) {
  state = { ...state, ...next };
  const target = location.pathname + searchOf(state);
  if (target === location.pathname + location.search) return;
  if (isTyping) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  run();
}

function toggled(facet, value) {
  const before = state.filters[facet] ?? [];
  const values = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const filters = { ...state.filters, [facet]: values };
  if (!values.length) delete filters[facet];
  return filters;
}

// --- running ---------------------------------------------------------------------------------------

let latest = 0;

async function run() {
  const mine = ++latest;
  const isLatest = () => mine === latest;
  if (document.activeElement !== field) field.value = state.query;
  sorting.value = state.sort;
  const isAsked = state.query || Object.keys(state.filters).length;
  document.title = document.title.replace(/^.*?(?= · )/, state.query ? `${state.query}: search` : "Search");
  try {
    const answer = isAsked ? await ask("search", { ...state, count: PAGE }) : undefined;
    if (!isLatest()) return;
    showResults(answer);
    showChips();
    await whenWanted(isLatest);
    if (!isLatest()) return;
    const [facets, loosening] = await Promise.all([
      ask("facets", state),
      answer && !answer.total && Object.keys(state.filters).length ? ask("loosening", state) : [],
    ]);
    if (!isLatest()) return;
    showFacets(facets);
    showChips();
    showLoosening(loosening);
  } catch (error) {
    if (!isLatest()) return;
    console.warn(error);
    list.replaceChildren();
    status.textContent = "The search could not be loaded. Reload the page to try again.";
  }
}

/** Filters are loaded after the results: at once where they matter, else when nothing more urgent is to do. */
function whenWanted(isLatest) {
  if (Object.keys(state.filters).length || facetList.children.length) return Promise.resolve();
  return new Promise((resolve) => {
    const wanted = () => isLatest() && resolve();
    panel.addEventListener("pointerenter", wanted, { once: true });
    panel.addEventListener("focusin", wanted, { once: true });
    panel.addEventListener("toggle", () => panel.open && wanted());
    // On a phone the filters are folded away, and many readers never open them.
    if (panel.open) setTimeout(wanted, 1000);
  });
}

// --- showing ---------------------------------------------------------------------------------------

function showResults(answer) {
  hints.replaceChildren();
  list.start = 1;
  if (!answer) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "Type a query, or choose filters to browse.";
    return;
  }
  const { total, cards, words, without, topics } = answer;
  list.replaceChildren(...cards.map((card) => resultItem(card, words)));
  if (cards.length) mark();
  showMore(total, words);
  status.textContent = total ? counted(total, "result") : "No results.";
  if (total && without.length) hints.append(element("p", {}, leftOut({ without })));
  if (topics.length) {
    hints.append(element("p", { class: "search__topics" }, "Topics: ", ...topics.map((topic) => topicLink(topic))));
  }
  if (!total && !Object.keys(state.filters).length) {
    hints.append(
      element("p", {}, "Try fewer words, other spellings or a part of a word. Or look through the ",
        element("a", { href: address("topics/") }, "topics"), "."),
    );
  }
}

/** The reader's own marks, as on every card. */
const mark = () => import("../my-list/card-marks.js").then(({ dress }) => dress(list));

function showMore(total, words) {
  const shown = list.children.length;
  more.hidden = shown >= total;
  more.textContent = `Show more (${(total - shown).toLocaleString("en")} left)`;
  more.onclick = async () => {
    const mine = latest;
    const answer = await ask("search", { ...state, from: shown, count: 2 * PAGE });
    if (mine !== latest) return;
    const items = answer.cards.map((card) => resultItem(card, words));
    list.append(...items);
    mark();
    showMore(total, words);
    items[0]?.querySelector("a").focus();
    status.textContent = `${list.children.length.toLocaleString("en")} of ${counted(total, "result")}`;
  };
}

const titles = new Map();
const titleOf = (facet, value) =>
  titles.get(`${facet} ${value}`) ?? (facet === "curated" ? "With a curator’s note" : value.replaceAll("-", " "));

function showChips() {
  const items = Object.entries(state.filters).flatMap(([facet, values]) =>
    values.map((value) => {
      const name = `${NAMES[facet]}: ${titleOf(facet, value)}`;
      const chip = element("button", { type: "button", "aria-label": `Remove filter ${name}` }, name,
        element("span", { "aria-hidden": "true" }, " ×"));
      chip.addEventListener("click", () => remove(facet, value));
      return element("li", {}, chip);
    }),
  );
  if (items.length) {
    const clear = element("button", { type: "button", class: "chips__clear" }, "Clear all filters");
    clear.addEventListener("click", () => {
      field.focus();
      go({ filters: {} });
    });
    items.push(element("li", {}, clear));
  }
  chips.replaceChildren(...items);
  chips.hidden = !items.length;
}

function remove(facet, value) {
  go({ filters: toggled(facet, value) });
  field.focus(); // the button is about to go
}

function showFacets(facets) {
  const isOpen = new Map([...facetList.querySelectorAll("details")].map((fold) => [fold.dataset.facet, fold.open]));
  const unfolded = new Set([...facetList.querySelectorAll(".facet--all")].map((fold) => fold.dataset.facet));
  const focused = document.activeElement?.closest?.(".facets")
    ? [document.activeElement.name, document.activeElement.value] : undefined;
  facetList.replaceChildren();
  for (const { facet, values } of facets) {
    for (const { value, title } of values) titles.set(`${facet} ${value}`, title);
    if (!values.length) continue;
    const chosen = new Set(state.filters[facet] ?? []);
    const sorted = values.sort(orderOf(facet));
    const items = sorted.map(({ value, title, count }) => {
      const box = element("input", { type: "checkbox", name: facet, value, checked: chosen.has(value) });
      box.addEventListener("change", () => go({ filters: toggled(facet, value) }));
      const name = element("span", {}, title);
      return element("li", {}, element("label", {}, box, name, element("span", { class: "count" }, count.toLocaleString("en"))));
    });
    // What is chosen always shows.
    items.forEach((item, index) => {
      if (index >= LONGEST && !chosen.has(sorted[index].value)) item.classList.add("facet__rest");
    });
    const fold = element("details", { class: "facet", "data-facet": facet, open: isOpen.get(facet) ?? (desk.matches || chosen.size > 0) },
      element("summary", {}, NAMES[facet]), element("ul", {}, ...items));
    if (fold.querySelector(".facet__rest")) fold.append(allButton(fold, items.length, NAMES[facet]));
    if (unfolded.has(facet)) fold.classList.add("facet--all");
    facetList.append(fold);
  }
  if (focused) [...facetList.querySelectorAll("input")].find((box) => box.name === focused[0] && box.value === focused[1])?.focus();
}

function allButton(fold, count, name) {
  const button = element("button", { type: "button", class: "facet__all", "aria-label": `Show all ${count} of ${name}` }, `All ${count}`);
  button.addEventListener("click", () => {
    const rest = fold.querySelector(".facet__rest input");
    fold.classList.add("facet--all");
    rest?.focus();
  });
  return button;
}

const orderOf = (facet) => (one, other) =>
  facet === "year" || facet === "digest"
    ? other.value.localeCompare(one.value, "en")
    : other.count - one.count || one.title.localeCompare(other.title, "en");

function showLoosening(loosening) {
  const useful = loosening.filter(({ count }) => count).sort((one, other) => other.count - one.count);
  if (!loosening.length) return;
  const items = useful.map(({ facet, value, count }) => {
    const button = element("button", { type: "button" }, `Without “${NAMES[facet]}: ${titleOf(facet, value)}”: ${counted(count, "result")}`);
    button.addEventListener("click", () => remove(facet, value));
    return element("li", {}, button);
  });
  const all = element("button", { type: "button" }, "Without any filter");
  all.addEventListener("click", () => {
    field.focus();
    go({ filters: {} });
  });
  hints.replaceChildren(
    element("p", {}, items.length ? "Fewer filters find more:" : "No single filter is in the way; together they are, or the words find nothing."),
    element("ul", { class: "search__loosen" }, ...items, element("li", {}, all)),
  );
}

// --- what readers do -------------------------------------------------------------------------------

let timer;
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go({ query: field.value.trim() }, { isTyping: true }), WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  go({ query: field.value.trim() });
  field.blur(); // so that a phone shows the results and not its keyboard
});
sorting.addEventListener("change", () => go({ sort: sorting.value }));
window.addEventListener("popstate", () => {
  state = stateOf(location.search);
  field.value = state.query;
  run();
});

const fold = () => (panel.open = desk.matches);
desk.addEventListener("change", fold);
fold();
if (!state.query) field.focus({ preventScroll: true });
run();
