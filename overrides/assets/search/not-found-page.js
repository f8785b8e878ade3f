// The page for an address that is not there: searches for the words of the address.

import { element, find, siteUrl } from "../base/dom.js";
import { ask, resultItem, topicLink } from "./search-results.js";

const GUESSES = 5;
const LONGEST_QUERY = 200; // characters of an address that say what was meant

const query = wordsOfAddress();
if (query) search().catch(() => {}); // the links below stay

/** What an address below the site's root says: its last part, without the ending of a file. */
function wordsOfAddress() {
  const root = new URL(siteUrl("")).pathname;
  const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname;
  const parts = path.split("/").filter((part) => part && !/^index\.\w+$/.test(part));
  const last = (parts.at(-1) ?? "").replace(/\.(?:html?|md|pdf|json|xml)$/i, "").slice(0, LONGEST_QUERY);
  try {
    return decodeURIComponent(last)
      .replace(/[-_+]+/g, " ")
      .trim();
  } catch {
    return last; // a stray percent sign
  }
}

async function search() {
  const { cards, topics, total } = await ask("search", { query, count: GUESSES });
  if (!total && !topics.length) return;
  const place = find(HTMLElement, "#meant");
  const topicItems = topics.map((topic) => element("li", {}, element("p", {}, topicLink(topic))));
  find(HTMLElement, "ol", place).replaceChildren(...cards.map((card) => resultItem(card)), ...topicItems);
  const link = find(HTMLAnchorElement, "[data-meant]", place);
  link.href = siteUrl(`search/?${new URLSearchParams({ q: query })}`);
  find(HTMLElement, "q", link).textContent = query;
  place.hidden = false;
}
