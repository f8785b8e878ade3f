// What the dialog and the page of the search share: the way to the engine, and how a result looks.

import { element, siteUrl } from "../base/dom.js";
import { counted, enumerated } from "../base/format.js";
import { everyWord, root } from "./search-words.js";

/** @typedef {import("./search-engine.js").ResultCard} ResultCard */
/** @typedef {import("./search-engine.js").TopicOfResult} TopicOfResult */
/** @typedef {import("./search-engine.js").Methods} Methods */

/** @type {Worker | undefined} */
let worker;
let lastId = 0;
/** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
const waiting = new Map();

/**
 * Ask the engine, which starts with the first question.
 * @template {keyof Methods} Method
 * @param {Method} method
 * @param {Parameters<Methods[Method]>[0]} [request]
 * @returns {Promise<Awaited<ReturnType<Methods[Method]>>>}
 */
export function ask(method, request) {
  const engine = worker ?? startEngine();
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    engine.postMessage({ id: lastId, method, request });
  });
}

function startEngine() {
  worker = new Worker(new URL("./search-engine.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, answer, error } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error));
    else asked?.resolve(answer);
  });
  worker.addEventListener("error", (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message));
    waiting.clear();
  });
  return worker;
}

/**
 * A link to a topic in the hue of its area.
 * @param {TopicOfResult} topic
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
 * @param {ResultCard} card
 * @param {readonly string[]} words
 */
export function resultItem(card, words, { withTopics = true } = {}) {
  const title = element(
    "a",
    {
      class: "title",
      href: siteUrl(`papers/${card.slug}/`),
      "data-slug": card.slug,
      "data-date": card.date,
      "data-since": card.since,
      "data-comments": card.comments,
      "data-has": card.has?.join(" "),
    },
    highlighted(card.title, words),
  );
  const item = element("li", {}, element("p", {}, title));
  if (card.lead) item.append(element("p", {}, highlighted(card.lead, words)));
  const facts = [card.by, card.when, card.comments && counted(card.comments, "comment")].filter(Boolean);
  const line = element("p", { class: "facts" }, highlighted(facts.join(" · "), words));
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
 * @param {string} text
 * @param {readonly string[]} words
 */
export function highlighted(text, words) {
  const roots = words.map(root);
  const nodes = document.createDocumentFragment();
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'’]+)/u)) {
    const [word = ""] = everyWord(piece);
    const isMarked = word && roots.some((start) => word.startsWith(start));
    nodes.append(isMarked ? element("mark", {}, piece) : piece);
  }
  return nodes;
}

/**
 * What a search that left words out says of it.
 * @param {{ without: readonly string[] }} answer
 */
export function wordsLeftOut({ without }) {
  const quoted = without.map((word) => `“${word}”`);
  return `No paper has all of these words. These results are without ${enumerated(quoted)}.`;
}
