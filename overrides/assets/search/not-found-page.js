// The page for an address that is not there: searches for the words of the address.

import { address, ask, element, resultItem, topicLink } from "./search-results.js";

const SHOWN = 5;
const LONGEST = 200; // characters of an address that say what was meant

const place = document.getElementById("meant");
const query = wordsOfAddress();
if (query) search().catch(() => {}); // the links below stay

/** What an address below the site's root says: its last part, without the ending of a file. */
function wordsOfAddress() {
  const root = new URL(document.documentElement.dataset.root, location.href).pathname;
  const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname;
  const parts = path.split("/").filter((part) => part && !/^index\.\w+$/.test(part));
  const last = parts.at(-1)?.replace(/\.(?:html?|md|pdf|json|xml)$/i, "").slice(0, LONGEST) ?? "";
  try {
    return decodeURIComponent(last).replace(/[-_+]+/g, " ").trim();
  } catch {
    return last; // a percent sign that begins nothing
  }
}

async function search() {
  const { cards, topics, words, total } = await ask("search", { query, count: SHOWN });
  if (!total && !topics.length) return;
  const items = topics.map((topic) => element("li", {}, element("p", {}, topicLink(topic))));
  place.querySelector("ol").replaceChildren(...cards.map((card) => resultItem(card, words)), ...items);
  const link = place.querySelector("[data-meant]");
  link.href = address(`search/?${new URLSearchParams({ q: query })}`);
  link.querySelector("q").textContent = query;
  place.hidden = false;
}
