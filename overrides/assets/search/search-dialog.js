// The dialog of the search, on every page. Loaded when a reader turns to the button or presses its key.

import { address, ask, counted, element, leftOut, resultItem, topicLink } from "./search-results.js";

const SHOWN = 8;
const WAIT = 120; // milliseconds after the last key

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
const close = element("button", { class: "finder__close", type: "button" }, "Close");
const status = element("p", { class: "finder__status", role: "status" });
const topics = element("ul", { class: "finder__topics", "aria-label": "Topics" });
const results = element("ol", { class: "finder__results", "aria-label": "Papers" });
const all = element("a", { class: "finder__all" });
const form = element("form", { class: "finder__form", role: "search" }, field, close);
const dialog = element(
  "dialog",
  { class: "finder", "aria-label": "Search" },
  form,
  element("div", { class: "finder__found md-typeset", tabindex: "-1" }, status, topics, results, all),
);
document.body.append(dialog);
show({ total: 0, cards: [], words: [], without: [], topics: [] }, "");

/** Open the dialog, with the last query still in it, or with what was typed until it could open, where
    the Enter key is a line break; whoever pressed Escape until then has typed nothing, not even "". */
export async function open(typed) {
  ask("load").catch(() => {});
  await styled;
  if (dialog.open || typed() === undefined) return;
  dialog.showModal();
  field.focus();
  field.select();
  const [query, ...entered] = typed().split("\n");
  if (!query) return;
  field.value = query;
  if (entered.length) form.requestSubmit();
  else search();
}

let timer;
let shownQuery = "";
let showing; // while an answer is awaited

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, WAIT);
});

/** Show what the query finds; a query that is being answered is not asked again. */
function search() {
  clearTimeout(timer);
  const query = field.value.trim();
  if (query !== shownQuery) {
    shownQuery = query;
    showing = answer(query);
  }
  return showing;
}

async function answer(query) {
  if (!query) {
    show({ total: 0, cards: [], words: [], without: [], topics: [] }, "");
    return;
  }
  try {
    const found = await ask("search", { query, count: SHOWN });
    // A later query may have been answered already.
    if (query === shownQuery) show(found, query);
  } catch {
    if (query !== shownQuery) return;
    shownQuery = "";
    status.textContent = "The search could not be loaded. Try again in a moment.";
  }
}

function show(answer, query) {
  const { total, cards, words, without } = answer;
  topics.replaceChildren(
    ...answer.topics.map((topic) =>
      element("li", {}, topicLink(topic, element("span", { class: "count" }, ` ${counted(topic.papers, "paper")}`))),
    ),
  );
  results.replaceChildren(...cards.map((card) => resultItem(card, words, { withTopics: false })));
  for (const list of [topics, results]) list.hidden = !list.children.length;
  all.hidden = !total;
  all.href = address(`search/?${new URLSearchParams({ q: query })}`);
  all.textContent = total === 1 ? "The result with filters" : `All ${counted(total, "result")}, with filters`;
  status.textContent = message(total, without, query);
  dialog.querySelector(".finder__found").scrollTop = 0;
}

function message(total, without, query) {
  if (!query) return "";
  if (!total) return `Nothing found for “${query}”.`;
  // A short last word is perhaps still being typed.
  const isTyping = without.length === 1 && without[0].length < 4 && query.toLowerCase().endsWith(without[0]);
  return without.length && !isTyping ? leftOut({ without }) : counted(total, "result");
}

// --- keys ------------------------------------------------------------------------------------------

const isShown = (link) => link.offsetParent !== null;
const papers = () => [...results.querySelectorAll("a.title"), all].filter(isShown);
const links = () => [...topics.querySelectorAll("a"), ...papers()].filter(isShown);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await search();
  (results.querySelector("a") ?? topics.querySelector("a"))?.click();
});
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  // The dialog itself is hit only on its backdrop, for its content covers it.
  if (event.target === dialog || event.target.closest("a")) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  // While signs are composed, as in Japanese, the keys choose among signs.
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const every = links();
  const here = every.indexOf(document.activeElement);
  const isInField = document.activeElement === field;
  const last = every.length - 1;
  const target = {
    // From the field down to the papers, which are meant most often; the topics stand above them.
    ArrowDown: isInField ? (papers()[0] ?? every[0]) : here < last ? every[here + 1] : field,
    ArrowUp: here > 0 ? every[here - 1] : here === 0 ? field : every[last],
    Home: isInField ? undefined : every[0],
    End: isInField ? undefined : every[last],
  }[event.key];
  if (target) {
    event.preventDefault();
    target.focus();
  } else if (here >= 0 && event.key.length === 1 && event.key !== " ") {
    field.focus(); // whoever types on means the query
  }
});
