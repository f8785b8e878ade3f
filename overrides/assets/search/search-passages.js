// The sentence of an abstract that shows why it is a result, and the words that are marked in a text.

import { folded, IS_PAIRED, tokensOf, wordsOf } from "./search-words.js";

/** @typedef {{ text: string, isMarked: boolean }} Stretch of a text */

const LONGEST_PASSAGE = 260; // characters
const BEFORE = 40; // characters before the first word of a passage that is cut at its beginning
const FAR = 70; // characters: a word that comes later may not be seen where a card shows one line
const SENTENCE_END = /(?<=[.!?。！？]["”’)\]]?)\s+(?=["“‘(]?[\p{Lu}\p{N}])|(?<=[。！？])/u;

/**
 * The sentence with the most of the words, the first among equals; undefined when none has any.
 * @param {string} abstract
 * @param {ReadonlySet<string>} words terms
 */
export function passageOf(abstract, words) {
  let best = "";
  let most = 0;
  for (const sentence of abstract.split(SENTENCE_END)) {
    const own = new Set(wordsOf(sentence).flatMap(({ term }) => (words.has(term) ? term : [])));
    if (own.size > most) [best, most] = [sentence, own.size];
  }
  return most ? shortened(best, words) : undefined;
}

/**
 * A sentence around the first of its words.
 * @param {string} sentence
 * @param {ReadonlySet<string>} words
 */
function shortened(sentence, words) {
  let at = 0;
  for (const { text, isMarked } of marked(sentence, words)) {
    if (isMarked) break;
    at += text.length;
  }
  const begin = at > FAR ? sentence.lastIndexOf(" ", at - BEFORE) + 1 : 0;
  const end =
    sentence.length - begin > LONGEST_PASSAGE ? sentence.lastIndexOf(" ", begin + LONGEST_PASSAGE) : sentence.length;
  const cut = sentence.slice(begin, end > begin ? end : begin + LONGEST_PASSAGE);
  return `${begin ? "… " : ""}${cut}${end < sentence.length ? " …" : ""}`;
}

/**
 * A text in stretches that have a word of a query, and the rest between them.
 * @param {string} text
 * @param {ReadonlySet<string>} words terms
 */
export function marked(text, words) {
  /** @type {Stretch[]} */
  const stretches = [];
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'’.+#*-]*[\p{L}\p{N}\p{M}+#*])/u)) {
    for (const part of IS_PAIRED.test(piece) ? pairsOf(piece, words) : [piece]) {
      const isMarked = wordsOf(part).some(({ term }) => words.has(term));
      const last = stretches.at(-1);
      if (last && last.isMarked === isMarked && !isMarked) last.text += part;
      else if (part) stretches.push({ text: part, isMarked });
    }
  }
  return stretches;
}

/**
 * A run without spaces, parted where pairs of characters that are words begin and end.
 * @param {string} run
 * @param {ReadonlySet<string>} words
 */
function pairsOf(run, words) {
  const signs = [...run];
  const isIn = signs.map(
    (sign, place) => words.has((signs[place - 1] ?? "") + sign) || words.has(sign + (signs[place + 1] ?? "")),
  );
  /** @type {string[]} */
  const parts = [];
  for (const [place, sign] of signs.entries()) {
    if (place && isIn[place] === isIn[place - 1]) parts.push(`${parts.pop()}${sign}`);
    else parts.push(sign);
  }
  return parts;
}

/**
 * A query as it was meant, word by word.
 * @param {string} query
 * @param {readonly { typed: string, meant: string }[]} corrected
 */
export function queryAsMeant(query, corrected) {
  return corrected.reduce((text, { typed, meant }) => {
    const places = [...text.matchAll(/[\p{L}\p{N}\p{M}'’.+#*-]*[\p{L}\p{N}\p{M}+#*]/gu)];
    const place = places.find(
      ([word]) => folded(word).replace(/['’]/g, "") === typed || tokensOf(word).flat().join("-") === typed,
    );
    return place ? text.slice(0, place.index) + meant + text.slice(place.index + place[0].length) : text;
  }, query);
}
