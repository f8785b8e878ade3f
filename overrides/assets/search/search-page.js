// The page of the search: a query, filters with counts, and every state of it in the address.

import { button, element, find, findAll, siteUrl } from "../base/dom.js";
import { counted, grouped } from "../base/format.js";
import { chosenValues, searchOf, stateOf } from "./search-address.js";
import { ask, resultItem, showCards, wordsLeftOut } from "./search-results.js";

/** @typedef {import("./search-engine.js").Answer} Answer */
/** @typedef {import("./search-filters.js").Facet} Facet */
/** @typedef {import("./search-filters.js").FacetCounts} FacetCounts */
/** @typedef {import("./search-filters.js").Filters} Filters */
/** @typedef {import("./search-filters.js").Offer} Offer */
/** @typedef {import("./search-query.js").Chip} Chip */
/** @typedef {{ facet: Facet, value: string, count: number }} Loosening the results without one filter */
/** @typedef {import("./search-address.js").State} State */
/** @typedef {{ shown: number, top: number }} Kept of a state in the history: how many results there were, and how far down */

const PAGE_SIZE = 10; // results
const VALUES_SHOWN = 8; // of a facet, before the rest is folded away
const ADDRESS_PAUSE = 250; // milliseconds after the last key: browsers limit how often an address changes
const MOST_RESTORED = 200; // results
/** @type {Record<Facet, string>} */
const FACET_NAMES = {
  area: "Area",
  topic: "Topic",
  year: "Year published",
  digest: "Digest",
  org: "Organisation",
  venue: "Venue",
  has: "Comes with",
  curated: "Curated",
};
/** @type {Record<Chip["kind"], string>} */
const CHIP_NAMES = {
  year: "Year",
  topic: "Topic",
  org: "Organisation",
  venue: "Venue",
  author: "Author",
  without: "Without",
};

const place = find(HTMLElement, "#search-page");
const form = find(HTMLFormElement, "form", place);
const field = find(HTMLInputElement, "#search-field", place);
const status = find(HTMLElement, ".search__status", place);
const sorting = find(HTMLSelectElement, "[name=sort]", place);
const follower = find(HTMLButtonElement, ".by-script", place);
const chips = find(HTMLElement, ".chips", place);
const hints = find(HTMLElement, ".search__hints", place);
const offers = find(HTMLElement, ".search__offers", place);
const list = find(HTMLOListElement, ".search__results", place);
const more = find(HTMLButtonElement, ".search__more", place);
const panel = find(HTMLDetailsElement, ".facets", place);
const facetList = find(HTMLElement, ".facets__list", place);
const desktop = matchMedia("(min-width: 50rem)");

// --- the state, which is the address ---------------------------------------------------------------

let state = stateOf(location.search);
let addressTimer = 0;

/**
 * Go to another state; a step back leads to this one, unless it was only typed through.
 * @param {Partial<State>} change
 */
function go(change, { isTyping = false } = {}) {
  if (!isTyping) keepPlace();
  const before = searchOf(state); // not the address, which typing changes later
  state = { ...state, ...change };
  const asked = searchOf(state);
  if (asked === before) return;
  clearTimeout(addressTimer);
  const target = location.pathname + asked;
  if (isTyping) addressTimer = setTimeout(() => history.replaceState(null, "", target), ADDRESS_PAUSE);
  else history.pushState(null, "", target);
  run();
}

/** Remember with the address how many results there are and how far down the reader is, for the way back. */
function keepPlace() {
  if (addressTimer) history.replaceState(null, "", location.pathname + searchOf(state));
  addressTimer = 0;
  history.replaceState({ shown: list.children.length, top: scrollY }, "");
}

/**
 * The filters of now with a value added, or taken away.
 * @param {Facet} facet
 * @param {string} value
 */
function toggled(facet, value) {
  const before = state.filters[facet] ?? [];
  const values = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  const filters = { ...state.filters, [facet]: values };
  if (!values.length) delete filters[facet];
  return filters;
}

function hasFilters() {
  return Object.keys(state.filters).length > 0;
}

// --- running ---------------------------------------------------------------------------------------

const siteName = document.title.split(" · ").slice(1).join(" · ");
let latestRun = 0;

/** @param {Kept | null} [kept] where the reader was, on the way back */
async function run(kept) {
  latestRun += 1;
  const mine = latestRun;
  const isLatest = () => mine === latestRun;
  if (document.activeElement !== field) field.value = state.query;
  sorting.value = state.sort;
  document.title = [state.query ? `${state.query}: search` : "Search", siteName].filter(Boolean).join(" · ");
  const count = Math.min(Math.max(PAGE_SIZE, kept?.shown ?? 0), MOST_RESTORED);
  const showIfLatest = (/** @type {Answer | undefined} */ answer) => {
    if (isLatest()) showResults(answer);
  };
  try {
    const isAsked = state.query || hasFilters();
    const answer = isAsked ? await ask("search", { ...state, count }, showIfLatest) : undefined;
    if (!isLatest()) return;
    showResults(answer);
    showFollow(Boolean(isAsked));
    if (kept) scrollTo(0, kept.top);
    await whenWanted(isLatest);
    if (!isLatest()) return;
    const isEmpty = answer && !answer.total && hasFilters();
    const [facets, loosening] = await Promise.all([ask("facets", state), isEmpty ? ask("loosening", state) : []]);
    if (!isLatest()) return;
    showFacets(facets.counts);
    showChips(answer?.chips ?? []);
    if (answer) showOffers(facets.offers, answer);
    showLoosening(loosening);
  } catch (error) {
    if (!isLatest()) return;
    console.warn(error);
    list.replaceChildren();
    status.textContent = "The search could not be loaded. Reload the page to try again.";
  }
}

/**
 * Filters are loaded after the results. On a phone they are folded away, and many readers never open them.
 * @param {() => boolean} isLatest
 */
function whenWanted(isLatest) {
  if (hasFilters() || facetList.children.length || panel.open) return Promise.resolve();
  return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
    const wanted = () => isLatest() && panel.open && resolve();
    panel.addEventListener("toggle", wanted);
  });
}

// --- results ---------------------------------------------------------------------------------------

/** @param {Answer | undefined} answer */
function showResults(answer) {
  list.start = 1;
  showChips(answer?.chips ?? []);
  if (!answer) {
    hints.replaceChildren();
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "Type a query, or choose filters to browse.";
    return;
  }
  const { total, cards, isWhole } = answer;
  showCards(list, cards);
  list.dataset.of = String(total);
  if (cards.length) addReaderMarks();
  showMore(isWhole ? total : 0);
  status.textContent = isWhole ? (total ? counted(total, "result") : "No results.") : "Searching abstracts…";
  hints.replaceChildren(...hintsOf(answer));
  offers.replaceChildren(...offersOf([], answer));
}

/**
 * How the query was understood, when it was not as typed.
 * @param {Answer} answer
 */
function hintsOf({ total, without, meant, isWhole }) {
  const paragraphs = [];
  if (meant) {
    const literal = element(
      "a",
      { href: location.pathname + searchOf({ ...state, isLiteral: true }) },
      "search for ",
      element("q", {}, state.query),
      " instead",
    );
    literal.addEventListener("click", (event) => {
      event.preventDefault();
      go({ isLiteral: true });
    });
    paragraphs.push(element("p", {}, "Showing results for ", element("strong", {}, meant), "; ", literal));
  }
  if (total && without.length) paragraphs.push(element("p", {}, wordsLeftOut({ without })));
  if (isWhole && !total && !hasFilters()) {
    const topicsPage = element("a", { href: siteUrl("topics/") }, "topics");
    const advice = "Try fewer words, another spelling or part of a word, or browse the ";
    paragraphs.push(element("p", {}, advice, topicsPage, "."));
  }
  return paragraphs;
}

/**
 * Filters that the words of the query name, as chips that apply them.
 * @param {Offer[]} named
 * @param {Answer} answer
 */
function offersOf(named, { topics, author }) {
  const offered = [
    ...topics.map(({ slug, title }) => ({ facet: /** @type {Facet} */ ("topic"), value: slug, title })),
    ...named.filter(({ facet }) => facet !== "topic"),
  ].filter(({ facet, value }) => !state.filters[facet]?.includes(value));
  const items = offered.map(({ facet, value, title }) => {
    titles.set(`${facet} ${value}`, title);
    return element(
      "li",
      {},
      button(`${FACET_NAMES[facet]}: ${title}`, () => choose({ query: "", filters: toggled(facet, value) })),
    );
  });
  if (author) {
    const asked = `author:"${author}"`;
    items.push(
      element(
        "li",
        {},
        button(`Author: ${author}`, () => choose({ query: asked })),
      ),
    );
  }
  return items;
}

/**
 * @param {Offer[]} named
 * @param {Answer} answer
 */
function showOffers(named, answer) {
  offers.replaceChildren(...offersOf(named, answer));
}

/** @param {Partial<State>} change */
function choose(change) {
  field.value = change.query ?? field.value;
  field.focus(); // the button is about to disappear
  go({ ...change, isLiteral: false });
}

/**
 * Offer to follow the search, in whatever order its results are shown.
 * @param {boolean} isAsked
 */
async function showFollow(isAsked) {
  const { offerToFollow } = await import("../for-you/reader-buttons.js");
  const names = chosenValues(state.filters).map(({ facet, value }) => titleOf(facet, value));
  const title = [state.query && `“${state.query}”`, ...names].filter(Boolean).join(", ");
  offerToFollow(follower, `search:${searchOf({ ...state, sort: "" })}`, title);
  follower.hidden = !isAsked;
}

/** The reader's own marks, as on every card. */
async function addReaderMarks() {
  const marks = await import("../my-list/card-marks.js");
  marks.addMarks(list);
}

/** @param {number} total */
function showMore(total) {
  const shown = list.children.length;
  more.hidden = shown >= total;
  more.textContent = `Show more (${grouped(total - shown)} left)`;
  more.onclick = async () => {
    const mine = latestRun;
    const answer = await ask("search", { ...state, from: shown, count: 2 * PAGE_SIZE });
    if (mine !== latestRun) return;
    const items = answer.cards.map((card) => resultItem(card));
    list.append(...items);
    keepPlace();
    addReaderMarks();
    showMore(total);
    items[0]?.querySelector("a")?.focus();
    status.textContent = `${grouped(list.children.length)} of ${counted(total, "result")}`;
  };
}

// --- filters ---------------------------------------------------------------------------------------

/** @type {Map<string, string>} */
const titles = new Map(); // of values, by facet and value

/**
 * @param {Facet} facet
 * @param {string} value
 */
function titleOf(facet, value) {
  const unnamed = facet === "curated" ? "With a curator’s note" : value.replaceAll("-", " ");
  return titles.get(`${facet} ${value}`) ?? unnamed;
}

/** @param {Chip[]} understood what the query says beside words */
function showChips(understood) {
  const items = chosenValues(state.filters).map(({ facet, value }) => {
    const name = `${FACET_NAMES[facet]}: ${titleOf(facet, value)}`;
    const chip = button(name, () => removeFilter(facet, value), { "aria-label": `Remove filter ${name}` });
    chip.append(element("span", { "aria-hidden": "true" }, " ×"));
    return element("li", {}, chip);
  });
  for (const { kind, label, rest } of understood) {
    const name = `${CHIP_NAMES[kind]}: ${label}`;
    const remove = () => choose({ query: rest });
    const chip = button(name, remove, { "aria-label": `Remove from the query ${name}` });
    chip.append(element("span", { "aria-hidden": "true" }, " ×"));
    items.push(element("li", {}, chip));
  }
  if (hasFilters()) items.push(element("li", {}, button("Clear all filters", clearFilters, { class: "chips__clear" })));
  chips.replaceChildren(...items);
  chips.hidden = !items.length;
}

function clearFilters() {
  field.focus();
  go({ filters: {} });
}

/**
 * @param {Facet} facet
 * @param {string} value
 */
function removeFilter(facet, value) {
  go({ filters: toggled(facet, value) });
  field.focus(); // the button is about to disappear
}

/** @param {FacetCounts[]} facets */
function showFacets(facets) {
  const folds = findAll("details", facetList);
  const isOpen = new Map(folds.map((fold) => [fold.dataset.facet, fold.hasAttribute("open")]));
  const unfolded = new Set(folds.filter((fold) => fold.matches(".facet--all")).map((fold) => fold.dataset.facet));
  const focused = document.activeElement;
  const box = focused instanceof HTMLInputElement && focused.closest(".facets") ? focused : null;
  for (const { facet, values } of facets) {
    for (const { value, title } of values) titles.set(`${facet} ${value}`, title);
  }
  const filled = facets.filter(({ values }) => values.length);
  facetList.replaceChildren(
    ...filled.map((counts) => {
      const fold = facetFold(counts, isOpen.get(counts.facet));
      if (unfolded.has(counts.facet)) fold.classList.add("facet--all");
      return fold;
    }),
  );
  const boxes = [...facetList.querySelectorAll("input")];
  boxes.find((other) => box && other.name === box.name && other.value === box.value)?.focus();
}

/**
 * A facet with its values, of which the most useful are seen without unfolding.
 * @param {FacetCounts} counts
 * @param {boolean | undefined} wasOpen
 */
function facetFold({ facet, values }, wasOpen) {
  const chosen = new Set(state.filters[facet] ?? []);
  const items = values.sort(orderOf(facet)).map(({ value, title, count }, index) => {
    const box = element("input", { type: "checkbox", name: facet, value, checked: chosen.has(value) });
    box.addEventListener("change", () => go({ filters: toggled(facet, value) }));
    const number = element("span", { class: "count" }, grouped(count));
    const item = element("li", {}, element("label", {}, box, element("span", {}, title), number));
    // What is chosen always shows.
    if (index >= VALUES_SHOWN && !chosen.has(value)) item.classList.add("facet__rest");
    return item;
  });
  const fold = element(
    "details",
    { class: "facet", "data-facet": facet, open: wasOpen ?? (desktop.matches || chosen.size > 0) },
    element("summary", {}, FACET_NAMES[facet]),
    element("ul", {}, ...items),
  );
  if (fold.querySelector(".facet__rest")) fold.append(allButton(fold, items.length, FACET_NAMES[facet]));
  return fold;
}

/**
 * @param {HTMLElement} fold
 * @param {number} count
 * @param {string} name
 */
function allButton(fold, count, name) {
  const unfold = () => {
    const [rest] = findAll(".facet__rest input", fold);
    fold.classList.add("facet--all");
    rest?.focus();
  };
  return button(`All ${count}`, unfold, { class: "facet__all", "aria-label": `Show all ${count} values of ${name}` });
}

/**
 * Years and digests from the newest on, other values by how many papers have them.
 * @param {Facet} facet
 * @returns {(one: FacetCounts["values"][number], other: FacetCounts["values"][number]) => number}
 */
function orderOf(facet) {
  if (facet === "year" || facet === "digest") return (one, other) => other.value.localeCompare(one.value, "en");
  return (one, other) => other.count - one.count || one.title.localeCompare(other.title, "en");
}

/** @param {Loosening[]} loosening */
function showLoosening(loosening) {
  if (!loosening.length) return;
  const useful = loosening.filter(({ count }) => count).sort((one, other) => other.count - one.count);
  const items = useful.map(({ facet, value, count }) => {
    const label = `Without “${FACET_NAMES[facet]}: ${titleOf(facet, value)}”: ${counted(count, "result")}`;
    return element(
      "li",
      {},
      button(label, () => removeFilter(facet, value)),
    );
  });
  const none = "Removing any one filter gives no results. Remove them all, or change the query.";
  const all = element("li", {}, button("Without any filter", clearFilters));
  hints.replaceChildren(
    element("p", {}, items.length ? "Remove a filter to see more results:" : none),
    element("ul", { class: "search__loosen" }, ...items, all),
  );
}

// --- what readers do -------------------------------------------------------------------------------

field.addEventListener("input", () => go({ query: field.value.trim(), isLiteral: false }, { isTyping: true }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ query: field.value.trim() });
  keepPlace();
  field.blur(); // so that a phone shows the results and not its keyboard
});
sorting.addEventListener("change", () => go({ sort: sorting.value }));
window.addEventListener("popstate", (event) => {
  state = stateOf(location.search);
  field.value = state.query;
  run(event.state);
});
window.addEventListener("pagehide", keepPlace);
list.addEventListener("click", keepPlace);

function foldFilters() {
  panel.open = desktop.matches;
}
desktop.addEventListener("change", foldFilters);
foldFilters();
if (!state.query) field.focus({ preventScroll: true });
history.scrollRestoration = "manual"; // only when the results are there can a place be found again
run(history.state);
