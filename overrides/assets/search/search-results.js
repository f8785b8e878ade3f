// What the dialog and the page of the search share: the way to the engine, and how a result looks.

import { element, findAll, siteUrl } from "../base/dom.js";
import { counted, enumerated } from "../base/format.js";

/** @typedef {import("./search-engine.js").ResultCard} ResultCard */
/** @typedef {{ slug: string, title: string, hue?: number }} LinkedTopic */
/** @typedef {Omit<ResultCard, "topics" | "paper"> & { topics: readonly LinkedTopic[] }} ShownCard */
/** @typedef {import("./search-engine.js").Methods} Methods */
/** @typedef {import("./search-passages.js").Stretch} Stretch */

/** @type {Worker | undefined} */
let worker;
let lastId = 0;
/** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void, onFirst?: (answer: any) => void }>} */
const waiting = new Map();

/**
 * Ask the engine, which starts with the first question.
 * @template {keyof Methods} Method
 * @param {Method} method
 * @param {Parameters<Methods[Method]>[0]} [request]
 * @param {(answer: Awaited<ReturnType<Methods[Method]>>) => void} [onFirst] gets what is known before the whole answer
 * @returns {Promise<Awaited<ReturnType<Methods[Method]>>>}
 */
export function ask(method, request, onFirst) {
  const engine = worker ?? startEngine();
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject, onFirst });
    engine.postMessage({ id: lastId, method, request });
  });
}

function startEngine() {
  worker = new Worker(new URL("./search-engine.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, first, answer, error } }) => {
    const asked = waiting.get(id);
    if (first) {
      asked?.onFirst?.(first);
      // What else there is may wait until these are on the screen.
      requestAnimationFrame(() => worker?.postMessage({ shown: id }));
      return;
    }
    waiting.delete(id);
    if (error) asked?.reject(new Error(error));
    else asked?.resolve(answer);
  });
  worker.addEventListener("error", (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
    worker = undefined;
  });
  return worker;
}

/**
 * A link to a topic in the hue of its area.
 * @param {LinkedTopic} topic
 * @param {...(string | Node)} more
 */
export function topicLink(topic, ...more) {
  const hue = topic.hue === undefined ? null : `--hue:${topic.hue}`;
  const target = { class: "topic", href: siteUrl(`topics/${topic.slug}/`), style: hue };
  return element("a", target, topic.title, ...more);
}

/**
 * A result as an item of a list, with the words of the query marked: the card that
 * generator/pages/components/cards.py prints, which tests/fixtures/vectors/cards.json holds it to.
 * @param {ShownCard} card
 */
export function resultItem(card, { withTopics = true } = {}) {
  const title = element(
    "a",
    {
      class: "title",
      href: siteUrl(`papers/${card.slug}/`),
      "data-date": card.date,
      "data-since": card.since,
      "data-comments": card.comments,
      "data-has": card.has?.join(" "),
    },
    ...nodesOf(card.marks?.title ?? card.title),
  );
  const item = element("li", {}, element("p", {}, title));
  const text = card.passage ?? card.lead;
  if (text) item.append(element("p", {}, ...nodesOf(card.marks?.text ?? text)));
  const facts = [card.when, card.comments && counted(card.comments, "comment")].filter(Boolean).join(" · ");
  const people = card.by ? [...nodesOf(card.marks?.by ?? card.by), facts && " · "] : [];
  const line = element("p", { class: "facts" }, ...people, facts);
  for (const badge of card.has ?? []) line.append(" ", element("span", { class: badgeClass(badge) }, badge));
  if (withTopics) line.append(...card.topics.flatMap((topic) => [" ", topicLink(topic)]));
  item.append(line);
  return item;
}

/** @param {string} badge */
function badgeClass(badge) {
  return badge === "withdrawn" || badge === "retracted" ? "badge badge--warning" : "badge";
}

/**
 * A text as nodes, in which the words of a query are marked. Nothing in it is ever read as markup.
 * @param {string | Stretch[]} text
 */
function nodesOf(text) {
  if (typeof text === "string") return [text];
  return text.map(({ text: part, isMarked }) => (isMarked ? element("mark", {}, part) : part));
}

/**
 * Show results in a list. Items that stay as they are keep the focus and their place.
 * @param {HTMLElement} list
 * @param {readonly ResultCard[]} cards
 * @param {{ withTopics?: boolean }} [options]
 */
export function showCards(list, cards, options) {
  const before = new Map(findAll("li[data-card]", list).map((item) => [item.dataset.card, item]));
  const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.href : undefined;
  const items = cards.map((card) => {
    const key = JSON.stringify(card);
    const known = before.get(key);
    if (known) return known;
    const item = resultItem(card, options);
    item.dataset.card = key;
    return item;
  });
  if (items.length === list.children.length && items.every((item, place) => item === list.children[place])) return;
  list.replaceChildren(...items);
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll("a.title"));
  [...links].find((link) => link.href === focused)?.focus();
}

/**
 * What a search that left words out says of it.
 * @param {{ without: readonly string[] }} answer
 */
export function wordsLeftOut({ without }) {
  const quoted = without.map((word) => `“${word}”`);
  return `No paper has all of these words. These results are without ${enumerated(quoted)}.`;
}
