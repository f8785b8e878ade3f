// What the dialog and the page of the search share: the way to the engine, and how a result looks.

import { highlighted } from "./search-words.js";

const root = new URL(document.documentElement.dataset.root, location.href);

let worker;
let last = 0;
const waiting = new Map();

/** Ask the engine, which starts with the first question. */
export function ask(method, request = {}) {
  if (!worker) {
    worker = new Worker(new URL("./search-engine.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data: { id, answer, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(answer);
    });
    worker.addEventListener("error", (event) => {
      for (const { reject } of waiting.values()) reject(new Error(event.message));
      waiting.clear();
    });
  }
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, method, request });
  });
}

/** The address of something below the site's root. */
export const address = (path) => new URL(path, root).href;

/** An element with attributes and children; a text stays a text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** `1 result`, `1,234 results`. */
export const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** A link to a topic in the hue of its area. */
export function topicLink(topic, ...more) {
  const link = element("a", { class: "topic", href: address(`topics/${topic.slug}/`) }, topic.title, ...more);
  if (topic.hue !== undefined) link.style.setProperty("--hue", topic.hue);
  return link;
}

/** A result as an item of a list, with the words of the query marked. */
export function resultItem(card, words, { withTopics = true } = {}) {
  const title = element("a", {
    class: "title",
    href: address(`papers/${card.slug}/`),
    "data-slug": card.slug,
    "data-date": card.date,
    "data-since": card.since,
    "data-comments": card.comments,
    "data-has": card.has?.join(" "),
  });
  title.append(highlighted(card.title, words));
  const item = element("li", {}, element("p", {}, title));
  if (card.lead) item.append(element("p", {}, highlighted(card.lead, words)));
  const facts = [card.by, card.when, card.comments && counted(card.comments, "comment")].filter(Boolean);
  const line = element("p", { class: "facts" }, element("span", {}, highlighted(facts.join(" · "), words)));
  for (const badge of card.has ?? []) line.append(" ", element("span", { class: "badge" }, badge));
  if (withTopics) line.append(...card.topics.flatMap((topic) => [" ", topicLink(topic)]));
  item.append(line);
  return item;
}

/** What a search that left words out says of it. */
export function leftOut({ without }) {
  const quoted = without.map((word) => `“${word}”`);
  const names = quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}` : quoted[0];
  return `No paper has all of these words. These are without ${names}.`;
}
