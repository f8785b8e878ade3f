// The terms of a paper, as they are compared: words and pairs of adjacent words, whatever their form. Which of them
// tell papers apart is not known here; the file of the newest papers says it (generator/site/exports/recent/).

import { LONGEST_TERM, MOST_TERMS } from "../my-list/marks.js";

const WORD = /[\p{L}\p{N}]+/gu;
const LONG_PLURAL = /(ss|x|ch|sh|z)es$/;
const NO_PLURAL = /(ss|us|is)$/;

/**
 * A term by which its forms are known: `Formal Theorems` and `formal theorem` are one.
 * @param {string} text
 */
export function termKey(text) {
  return words(text).join(" ");
}

/**
 * What is kept of a paper so that others can be compared with it, when the file of the newest papers no longer has
 * it: the terms of its title, then those of what else is shown of it, the most frequent first.
 * @param {string} title
 * @param {string} text
 */
export function termsOf(title, text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const term of termsIn(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const frequent = [...counts].sort(([, one], [, other]) => other - one).map(([term]) => term);
  const all = new Set([...termsIn(title), ...frequent]);
  return [...all].filter((term) => term.length <= LONGEST_TERM).slice(0, MOST_TERMS);
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function termsIn(text) {
  return text.split(/[^\p{L}\p{N}\s-]+/u).flatMap((run) => {
    const alone = words(run);
    const pairs = alone.slice(1).map((word, index) => `${alone[index]} ${word}`);
    return [...pairs, ...alone.filter((word) => word.length > 2)];
  });
}

/** @param {string} text */
function words(text) {
  return (text.toLowerCase().match(WORD) ?? []).map(singular);
}

/** @param {string} word */
function singular(word) {
  if (word.length < 4 || !word.endsWith("s") || NO_PLURAL.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.slice(0, LONG_PLURAL.test(word) ? -2 : -1);
}
