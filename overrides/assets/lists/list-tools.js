// Sorts and filters the cards of a list on its page. The address keeps what was chosen, so that it
// is there again on the way back, and can be shared. The place for the tools is printed with the page.

import { button, element, findAll, siteUrl } from "../base/dom.js";
import { folded, foldedWords, grouped } from "../base/format.js";

/** @typedef {"has" | "year"} ChipKind */
/**
 * @typedef {object} Card
 * @property {HTMLElement} item
 * @property {string} title
 * @property {string} text what the filter looks into
 * @property {string} date
 * @property {number} comments
 * @property {string[]} has badges
 * @property {string[]} year
 */
/** @typedef {{ list: HTMLElement, heading: HTMLElement | null, cards: Card[] }} Group */
/** @typedef {{ sort: string, q: string, has: Set<string>, year: Set<string> }} Choice as in the address */

/** @type {Record<string, string>} */
const ORDER_LABELS = {
  newest: "Newest",
  digest: "Digest order",
  digests: "Newest digest",
  comments: "Most comments",
  title: "Title",
};
const alphabet = new Intl.Collator("en", { ignorePunctuation: true, numeric: true });
/** @type {Record<string, (one: Card, other: Card) => number>} */
export const COMPARISONS = {
  newest: (one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0),
  comments: (one, other) => other.comments - one.comments,
  title: (one, other) => alphabet.compare(one.title, other.title),
};

const tools = document.querySelector(".tools");
if (tools instanceof HTMLElement) {
  const groups = groupsAfter(tools);
  const cards = groups.flatMap((group) => group.cards);
  if (cards.length) start(tools, groups, cards);
}

/**
 * The lists that follow, each with its heading; other things may stand between them.
 * @param {HTMLElement} place
 */
function groupsAfter(place) {
  /** @type {Group[]} */
  const groups = [];
  for (let next = place.nextElementSibling; next; next = next.nextElementSibling) {
    if (!(next instanceof HTMLElement) || !next.querySelector(":scope > li > p > a.title")) continue;
    const list = next;
    const before = list.previousElementSibling;
    const heading = before instanceof HTMLElement && before.matches("h2, h3") ? before : null;
    groups.push({ list, heading, cards: findAll(":scope > li", list).map((item, index) => cardOf(item, index, list)) });
  }
  return groups;
}

/**
 * @param {HTMLElement} item
 * @param {number} index
 * @param {HTMLElement} list
 * @returns {Card}
 */
function cardOf(item, index, list) {
  if (item instanceof HTMLLIElement && list.matches("ol")) {
    // A card keeps its place in the digest when others are hidden or come before it.
    item.value = index + 1;
    item.style.counterSet = `place ${index + 1}`;
  }
  const [link] = findAll("a.title", item);
  const lines = [link, ...findAll(":scope > p:not(:first-child, .why)", item)];
  const { date = "", comments = 0, has = "" } = link.dataset;
  return {
    item,
    title: link.textContent ?? "",
    text: folded(lines.map((line) => line.textContent).join("\n")),
    date,
    comments: Number(comments),
    has: has.split(" ").filter(Boolean),
    year: [date.slice(0, 4)].filter(Boolean),
  };
}

/**
 * Fill the place for the tools, and keep cards, tools and address in step.
 * @param {HTMLElement} place
 * @param {Group[]} groups
 * @param {Card[]} cards
 */
function start(place, groups, cards) {
  const ownOrder = place.dataset.order ?? "";
  const orders = ordersOf(ownOrder, cards);
  /** @type {Choice} */
  const choice = { sort: "", q: "", has: new Set(), year: new Set() };

  const isPart = "search" in place.dataset || "of" in place.dataset;
  const these = isPart ? `these ${grouped(cards.length)}` : "this list";
  const input = element("input", {
    type: "search",
    placeholder: isPart ? `Filter ${these}` : "Filter: title, author, word",
    autocomplete: "off",
    "aria-label": `Filter ${these}`,
  });
  const select = element("select", {}, ...orders.map((name) => element("option", { value: name }, ORDER_LABELS[name])));
  const count = element("span", { class: "tools__count", role: "status" });
  const clear = button("Clear", clearAndFocus, { class: "tools__clear" });
  const keys = button("Keys ", showKeys, { class: "keys-hint" });
  keys.append(element("kbd", {}, "?"));
  const chips = [...chipsOf("has", cards), ...chipsOf("year", cards)];
  const longer = element("p", { class: "tools__longer", hidden: !isPart });
  const none = element("p", { class: "tools__none", hidden: true });

  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Sort and filter");
  place.append(
    element("div", { class: "tools__row" }, input, element("label", {}, "Sort ", select), keys),
    element("div", { class: "tools__row" }, count, clear, element("div", { class: "tools__chips" }, ...chips)),
    longer,
  );
  place.after(none);

  input.addEventListener("input", () => choose({ q: input.value }));
  select.addEventListener("change", () => choose({ sort: select.value }));
  for (const chip of chips) chip.addEventListener("click", () => toggle(chip));
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target === select || !isFiltered(choice)) return;
    event.preventDefault();
    empty();
  });
  addEventListener("popstate", readAddress);
  readAddress();

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const sort = asked.get("sort") ?? "";
    choice.sort = orders.includes(sort) ? sort : ownOrder;
    choice.q = asked.get("q") ?? "";
    for (const kind of /** @type {const} */ (["has", "year"])) {
      const known = chips.filter((chip) => chip.dataset.kind === kind).map((chip) => chip.value);
      choice[kind] = new Set((asked.get(kind) ?? "").split(",").filter((value) => known.includes(value)));
    }
    show();
  }

  function empty() {
    choose({ q: "", has: new Set(), year: new Set() });
  }

  function clearAndFocus() {
    empty();
    input.focus();
  }

  /** @param {HTMLButtonElement} chip */
  function toggle(chip) {
    const chosen = choice[kindOf(chip)];
    if (!chosen.delete(chip.value)) chosen.add(chip.value);
    choose({});
  }

  /** @param {Partial<Choice>} change */
  function choose(change) {
    Object.assign(choice, change);
    show();
    writeAddress(choice, ownOrder);
  }

  function show() {
    const shown = arrange(groups, cards, choice, ownOrder);
    // Not while it is typed: the cursor would jump.
    if (input.value.trim() !== choice.q.trim()) input.value = choice.q;
    select.value = choice.sort;
    for (const chip of chips) chip.setAttribute("aria-pressed", String(choice[kindOf(chip)].has(chip.value)));
    clear.hidden = !isFiltered(choice);
    count.textContent = isFiltered(choice) ? `${shown} of ${cards.length} papers` : `${cards.length} papers`;
    none.hidden = shown > 0;
    none.replaceChildren("No paper on this page matches. ", searchLink("Search all papers", "", choice));
    if (isPart) longer.replaceChildren(...longerList(place, cards.length, choice));
  }
}

/**
 * The orders to choose from: the list's own first, and comments only where there are any.
 * @param {string} ownOrder
 * @param {Card[]} cards
 */
export function ordersOf(ownOrder, cards) {
  const hasComments = cards.some((card) => card.comments);
  return [...new Set([ownOrder, "newest", "comments", "title"])].filter((name) => name !== "comments" || hasComments);
}

async function showKeys() {
  const { press } = await import("../base/reader-keys.js");
  press("?");
}

/** @param {Choice} choice */
function isFiltered(choice) {
  return Boolean(choice.q.trim() || choice.has.size || choice.year.size);
}

/**
 * @param {HTMLElement} chip
 * @returns {ChipKind}
 */
function kindOf(chip) {
  return chip.dataset.kind === "year" ? "year" : "has";
}

/**
 * @param {Choice} choice
 * @param {string} ownOrder
 */
function writeAddress(choice, ownOrder) {
  const url = new URL(location.href);
  const values = {
    sort: choice.sort === ownOrder ? "" : choice.sort,
    q: choice.q.trim(),
    has: [...choice.has].join(","),
    year: [...choice.year].join(","),
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, "", url);
}

/**
 * Show the cards that are asked for, in the order that is asked for; returns how many.
 * @param {Group[]} groups
 * @param {Card[]} cards
 * @param {Choice} choice
 * @param {string} ownOrder
 */
function arrange(groups, cards, choice, ownOrder) {
  const words = foldedWords(choice.q);
  for (const card of cards) {
    card.item.hidden = !(
      words.every((word) => card.text.includes(word)) &&
      [...choice.has].every((badge) => card.has.includes(badge)) &&
      (!choice.year.size || card.year.some((year) => choice.year.has(year)))
    );
  }
  const isGrouped = choice.sort === ownOrder;
  if (isGrouped) {
    for (const group of groups) group.list.append(...group.cards.map((card) => card.item));
  } else {
    groups[0].list.append(...[...cards].sort(COMPARISONS[choice.sort]).map((card) => card.item));
  }
  for (const group of groups) {
    const isEmpty = findAll(":scope > li", group.list).every((item) => item.hidden);
    group.list.hidden = isEmpty;
    if (group.heading) group.heading.hidden = isEmpty || !isGrouped;
  }
  return cards.filter((card) => !card.item.hidden).length;
}

/**
 * A button for each value that some but not all cards have; one year alone is no choice.
 * @param {ChipKind} kind
 * @param {Card[]} cards
 */
function chipsOf(kind, cards) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of cards.flatMap((card) => card[kind])) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].filter(([, count]) => count < cards.length);
  if (kind === "year") values.sort(([one], [other]) => other.localeCompare(one));
  else values.sort(([, one], [, other]) => other - one);
  return values.map(([value, count]) => {
    const number = element("span", { class: "count" }, String(count));
    return element("button", { type: "button", value, "data-kind": kind }, value, " ", number);
  });
}

/**
 * The page shows a part of a longer list; the search has the whole of it, else its parts are named on the page.
 * What was asked for goes along, because the filter looks at this page only.
 * @param {HTMLElement} place
 * @param {number} count
 * @param {Choice} choice
 */
function longerList(place, count, choice) {
  const { of, search } = place.dataset;
  const text = `This page shows ${grouped(count)} ${of ? `of ${grouped(Number(of))} papers` : "papers of a longer list"}. `;
  if (!search) return [text, element("a", { href: "#all-papers" }, "See them all")];
  const words = choice.q.trim();
  const what = words ? `Search all${of ? ` ${grouped(Number(of))}` : " of it"} for “${words}”` : "Search them all";
  return [text, searchLink(what, search, choice)];
}

/**
 * @param {string} text
 * @param {string} query of the address
 * @param {Choice} choice
 */
function searchLink(text, query, choice) {
  const url = new URL(siteUrl("search/"));
  url.search = query;
  if (choice.q.trim()) url.searchParams.set("q", choice.q.trim());
  for (const kind of /** @type {const} */ (["has", "year"])) {
    for (const value of choice[kind]) if (!url.searchParams.has(kind, value)) url.searchParams.append(kind, value);
  }
  return element("a", { href: url.href }, text);
}
