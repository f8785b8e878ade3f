// What a misspelt word may have been meant for: words of the index that differ from it by a slip or two of the finger.

import { stem } from "./search-words.js";

/** @typedef {import("./search-pieces.js").Index} Index */
/** @typedef {import("./search-pieces.js").Segment} Segment */
/** @typedef {{ term: string, surface: string, distance: number, weight: number, isLoaded: boolean }} Candidate */
/** @typedef {(term: string, surface: string, weight: number, isLoaded: boolean) => void} Consider */

const SHORTEST = 4; // letters of a word that is corrected
const TWO_SLIPS = 6; // letters of a word in which two slips are thought of
const MOST_PIECES = 3; // of a dictionary, for one word
const MOST_CANDIDATES = 8;

/**
 * How many slips lead from one word to another: a letter wrong, missing, too many, or two swapped; one more than
 * `most` when it is more than that.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let steps = Math.min(last[column - 1] + (isSame ? 0 : 1), last[column] + 1, now[column - 1] + 1);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        steps = Math.min(steps, before[column - 2] + 1);
      }
      now.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[other.length], most + 1);
}

/**
 * Words that a typed one may have been meant for, the likeliest first. Slips after its first letters leave it near
 * where it should stand in the dictionary; slips in them leave its end, by which there is a dictionary too.
 * @param {Index} index
 * @param {string} surface
 * @returns {Promise<Candidate[]>}
 */
export async function candidates(index, surface) {
  const word = surface.replaceAll("-", "");
  if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) return [];
  const most = word.length < TWO_SLIPS ? 1 : 2;
  const term = stem(word);
  /** @type {Map<string, Candidate>} */
  const found = new Map();
  /** @type {Consider} */
  const consider = (known, shown, weight, isLoaded) => {
    const bare = shown.replaceAll("-", "");
    const forms = formsOf(known, word).map((form) => distance(word, form, most));
    const steps = Math.min(distance(word, bare, most), distance(term, known, most), ...forms);
    if (steps > most || known === term || !/^\p{L}/u.test(known)) return;
    const before = found.get(known);
    found.set(known, {
      term: known,
      surface: isLoaded || !before ? shown : before.surface,
      distance: Math.min(steps, before?.distance ?? steps),
      weight: Math.max(weight, before?.weight ?? 0),
      isLoaded: isLoaded || Boolean(before?.isLoaded),
    });
  };
  await Promise.all(
    index.root.segments.flatMap((segment) => [
      byBeginning(index, segment, term, consider),
      byEnd(index, segment, term, consider),
    ]),
  );
  const ranked = [...found.values()].sort((one, other) => one.distance - other.distance || other.weight - one.weight);
  // What is a slip further away is considered only where that takes no more bytes.
  const near = ranked.filter((one) => one.distance === ranked[0].distance || one.isLoaded);
  return near.slice(0, MOST_CANDIDATES);
}

const ENDINGS = ["s", "e", "es", "ed", "ing", "ion", "ation"];

/**
 * Forms of a term with the letters that a typed word may end in: the index knows the most frequent form only.
 * @param {string} term
 * @param {string} word
 */
function formsOf(term, word) {
  if (term.length < 3 || word.length <= term.length || distance(term, word.slice(0, term.length), 1) > 1) return [];
  const doubled = term + term.slice(-1);
  return [...ENDINGS.map((ending) => term + ending), `${doubled}ing`, `${doubled}ed`];
}

/** @param {string} term */
const beginningOf = (term) => term.slice(0, term.length < 7 ? 2 : term.length < 9 ? 3 : 4);

/**
 * @param {Index} index
 * @param {Segment} segment
 * @param {string} term
 * @param {Consider} consider
 */
async function byBeginning(index, segment, term, consider) {
  const beginning = beginningOf(term);
  const own = index.placesOf(segment, "heads", term)[0] ?? 0;
  const places = index.placesOf(segment, "heads", beginning, `${beginning}\uffff`);
  places.sort((one, other) => Math.abs(one - own) - Math.abs(other - own));
  const heads = places.slice(0, MOST_PIECES).map((place) => index.piece(segment, "heads", place));
  const [body] = index.placesOf(segment, "bodies", term);
  const pieces = await Promise.all(body === undefined ? heads : [...heads, index.piece(segment, "bodies", body)]);
  for (const piece of pieces) {
    for (const [known, { surface, postings }] of piece) consider(known, surface, postings.join("").length, true);
  }
}

/**
 * @param {Index} index
 * @param {Segment} segment
 * @param {string} term
 * @param {Consider} consider
 */
async function byEnd(index, segment, term, consider) {
  const end = [...term]
    .reverse()
    .join("")
    .slice(0, Math.max(3, term.length - beginningOf(term).length - 1));
  const places = index.placesOf(segment, "endings", end, `${end}\uffff`).slice(0, MOST_PIECES);
  const pieces = await Promise.all(places.map((place) => index.piece(segment, "endings", place)));
  for (const piece of pieces) {
    for (const [known, { postings }] of piece) {
      consider(known, known, 2 ** ("0123456789ABCDEFGHIJKLMNOPQRSTUV".indexOf(postings[0]) || 0), false);
    }
  }
}
