// The dialog of the search, on every page. Loaded when a reader points at its button or presses its key.

import { button, element, findAll, siteUrl } from "../base/dom.js";
import { counted } from "../base/format.js";
import { ask, showCards, topicLink, wordsLeftOut } from "./search-results.js";

/** @typedef {import("./search-engine.js").Answer} Answer */

const RESULTS_SHOWN = 8;
/** @type {Answer} */
const NO_ANSWER = {
  total: 0,
  cards: [],
  without: [],
  meant: "",
  chips: [],
  topics: [],
  author: undefined,
  isWhole: true,
};

const stylesheet = element("link", { rel: "stylesheet", href: new URL("./search.css", import.meta.url).href });
const styled = new Promise((done) => {
  stylesheet.addEventListener("load", done);
  stylesheet.addEventListener("error", done);
});
document.head.append(stylesheet);

const field = element("input", {
  class: "finder__field",
  type: "text",
  inputmode: "search",
  enterkeyhint: "go",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  "aria-label": "Title, author, organisation, arXiv id or topic",
  placeholder: "Title, author, arXiv id, topic…",
});
const close = button("Close", () => dialog.close(), { class: "finder__close" });
const status = element("p", { class: "finder__status", role: "status" });
const meant = element("p", { class: "finder__meant", hidden: true });
const topics = element("ul", { class: "finder__topics", "aria-label": "Topics" });
const results = element("ol", { class: "finder__results", "aria-label": "Papers" });
const all = element("a", { class: "finder__all" });
const form = element("form", { class: "finder__form", role: "search" }, field, close);
const answerBox = element(
  "div",
  { class: "finder__found md-typeset", tabindex: "-1" },
  status,
  meant,
  topics,
  results,
  all,
);
const dialog = element("dialog", { class: "finder", "aria-label": "Search" }, form, answerBox);
document.body.append(dialog);
let lastQuery = "";
show(NO_ANSWER, "");

/**
 * Open the dialog, with the last query still in it, or with what was typed until it could open, where the
 * Enter key is a line break. Undefined means that the reader pressed Escape: the dialog stays closed.
 * @param {() => string | undefined} typed
 */
export async function open(typed) {
  ask("load").catch(() => {});
  await styled;
  const text = typed();
  if (dialog.open || text === undefined) return;
  dialog.showModal();
  field.focus();
  field.select();
  const [query, ...entered] = text.split("\n");
  if (!query) return;
  field.value = query;
  if (entered.length) form.requestSubmit();
  else search();
}

let shownQuery = "";
let hasFailed = false;
/** @type {Promise<void> | undefined} */
let showing; // while an answer is awaited

field.addEventListener("input", search);

/** Show the results of the query. While one is being answered, only the newest of those typed since is asked next. */
function search() {
  const query = field.value.trim() && field.value;
  if (query === shownQuery && !hasFailed) return showing;
  shownQuery = query;
  hasFailed = false;
  showing ??= answerAll().finally(() => {
    showing = undefined;
  });
  return showing;
}

async function answerAll() {
  for (let asked; asked !== shownQuery; ) {
    asked = shownQuery;
    await answer(asked);
  }
}

/** @param {string} query */
async function answer(query) {
  if (!query) {
    show(NO_ANSWER, "");
    return;
  }
  // A later query may have been typed already.
  const showIfAsked = (/** @type {Answer} */ found) => query === shownQuery && show(found, query.trim());
  try {
    showIfAsked(await ask("search", { query, count: RESULTS_SHOWN }, showIfAsked));
  } catch {
    if (query !== shownQuery) return;
    hasFailed = true;
    status.textContent = "The search could not be loaded. Try again in a moment.";
  }
}

/**
 * @param {Answer} found
 * @param {string} query
 */
function show(found, query) {
  const { total, cards } = found;
  topics.replaceChildren(
    ...found.topics.map((topic) => {
      const papers = element("span", { class: "count" }, ` ${counted(topic.papers, "paper")}`);
      return element("li", {}, topicLink(topic, papers));
    }),
  );
  showMeant(found, query);
  showCards(results, cards, { withTopics: false });
  results.dataset.of = String(total);
  for (const list of [topics, results]) list.hidden = !list.children.length;
  all.hidden = !total;
  all.href = pageOf(query);
  all.textContent = total === 1 ? "Show this result with filters" : `All ${counted(total, "result")}, with filters`;
  if (!found.isWhole) all.textContent = "All results, with filters";
  status.textContent = message(found, query);
  if (query !== lastQuery) answerBox.scrollTop = 0;
  lastQuery = query;
}

/** @param {string} query */
function pageOf(query, isLiteral = false) {
  return siteUrl(`search/?${new URLSearchParams(isLiteral ? { q: query, as: "typed" } : { q: query })}`);
}

/**
 * Say how a query was understood, when it was not as typed.
 * @param {Answer} found
 * @param {string} query
 */
function showMeant({ meant: text }, query) {
  meant.hidden = !text;
  if (!text) return;
  const literal = element("a", { href: pageOf(query, true) }, "search for ", element("q", {}, query), " instead");
  meant.replaceChildren("Showing results for ", element("strong", {}, text), "; ", literal);
}

/**
 * @param {Answer} found
 * @param {string} query
 */
function message({ total, without, isWhole, chips }, query) {
  if (!query) return "";
  if (!total) return `Nothing found for “${query}”.`;
  if (!isWhole) return "Searching abstracts…";
  const narrowed = chips.filter(({ kind }) => kind === "year").map(({ label }) => label);
  const number = narrowed.length ? `${counted(total, "result")} of ${narrowed.join(", ")}` : counted(total, "result");
  // A short last word is perhaps still being typed.
  const isTyping = without.length === 1 && without[0].length < 4 && query.toLowerCase().endsWith(without[0]);
  return without.length && !isTyping ? wordsLeftOut({ without }) : number;
}

// --- keys ------------------------------------------------------------------------------------------

/** @param {HTMLElement} link */
const isShown = (link) => link.offsetParent !== null;
const paperLinks = () => [...findAll("a.title", results), all].filter(isShown);
const allLinks = () => [...findAll("a", meant), ...findAll("a", topics), ...paperLinks()].filter(isShown);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await search();
  (results.querySelector("a") ?? topics.querySelector("a"))?.click();
});
dialog.addEventListener("click", (event) => {
  // The dialog itself is hit only on its backdrop, for its content covers it.
  const isOnLink = event.target instanceof Element && event.target.closest("a");
  if (event.target === dialog || isOnLink) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  // While characters are being composed, as in Japanese, the keys choose among them.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = targetOf(event.key);
  if (target) {
    event.preventDefault();
    target.focus();
  } else if (isOnResult() && event.key.length === 1 && event.key !== " ") {
    field.focus(); // typing on continues the query
  }
});

/**
 * Where a key leads to.
 * @param {string} key
 */
function targetOf(key) {
  const links = allLinks();
  const focused = document.activeElement;
  const here = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
  const isInField = focused === field;
  switch (key) {
    case "ArrowDown":
      // From the field down to the papers, which are meant most often; the topics stand above them.
      if (isInField) return paperLinks()[0] ?? links[0];
      return links[here + 1] ?? field;
    case "ArrowUp":
      return here === 0 ? field : links.at(here > 0 ? here - 1 : -1);
    case "Home":
      return isInField ? undefined : links[0];
    case "End":
      return isInField ? undefined : links.at(-1);
    default:
      return undefined;
  }
}

function isOnResult() {
  return allLinks().some((link) => link === document.activeElement);
}
