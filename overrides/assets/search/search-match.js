// Which papers have the words of a query, and in which order. A paper is ranked by where it has each word: in its title,
// in a name, in the curator's note, topics, keywords or venue, in its abstract; and by words that stand together.

import { papersAndPlacesOf, papersOf } from "./search-pieces.js";

/** @typedef {import("./search-pieces.js").Index} Index */
/** @typedef {import("./search-query.js").Slot} Slot */
/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {"heads" | "whole"} Depth without abstracts, or with them */
/**
 * @typedef {object} Hits where a term occurs: numbers of papers, in titles and names each followed by a place
 * @property {number[]} title
 * @property {number[]} names
 * @property {number[]} rest
 * @property {number[]} body
 */
/**
 * @typedef {object} Grades how well each paper has the word of a slot
 * @property {Uint8Array} field that of the best way
 * @property {Int16Array} grade weight less cost, in the best way; only where there is a field
 * @property {Uint8Array} way the place of the best alternative
 * @property {Map<number, number[]>} title places, by papers
 * @property {Map<number, number[]>} names which names, by papers
 */
/** @typedef {{ paper: number, score: number }} Match */

const NONE = 0;
const BODY = 1;
const REST = 2;
const NAMES = 3;
const TITLE = 4;
const WEIGHTS = [0, 1, 4, 8, 20];
const NAME_WEIGHT = 22; // of a name, where a word is rather a name
const TIER = 300;
const TOGETHER = 8;
const CLOSE = 3; // words
/** @type {Hits} */
const NO_HITS = { title: [], names: [], rest: [], body: [] };

/**
 * Where a term occurs.
 * @param {Index} index
 * @param {string} term
 * @param {Depth} depth
 * @returns {Promise<Hits>}
 */
export async function hitsOf(index, term, depth) {
  const heads = await index.cached(`heads of ${term}`, () => headsOf(index, term));
  if (depth === "heads") return heads;
  return index.cached(`hits of ${term}`, async () => ({ ...heads, body: await bodyOf(index, term) }));
}

/**
 * @param {Index} index
 * @param {string} term
 * @returns {Promise<Hits>}
 */
async function headsOf(index, term) {
  const parts = index.root.segments.map(async (segment) => {
    const entry = await index.entry(segment, "heads", term);
    if (!entry) return NO_HITS;
    const [title, names, rest] = entry.postings;
    return {
      title: shifted(papersAndPlacesOf(title), segment, 2),
      names: shifted(papersAndPlacesOf(names), segment, 2),
      rest: shifted(papersOf(rest), segment, 1),
      body: [],
    };
  });
  const all = await Promise.all(parts);
  return {
    title: all.flatMap(({ title }) => title),
    names: all.flatMap(({ names }) => names),
    rest: all.flatMap(({ rest }) => rest),
    body: [],
  };
}

/**
 * @param {Index} index
 * @param {string} term
 */
async function bodyOf(index, term) {
  const parts = index.root.segments.map(async (segment) => {
    const entry = await index.entry(segment, "bodies", term);
    return entry ? shifted(papersOf(entry.postings[0]), segment, 1) : [];
  });
  return (await Promise.all(parts)).flat();
}

/**
 * Numbers of papers in the whole index; those that cannot be are left out.
 * @param {number[]} numbers
 * @param {{ base: number, papers: number }} segment
 * @param {1 | 2} step whether places stand between them
 */
function shifted(numbers, { base, papers }, step) {
  const whole = numbers.length - (numbers.length % step);
  for (let at = 0; at < whole; at += step) {
    if (numbers[at] >= papers) return numbers.slice(0, at);
    numbers[at] += base;
  }
  return whole === numbers.length ? numbers : numbers.slice(0, whole);
}

/**
 * Where a word occurs in one of its ways.
 * @param {Index} index
 * @param {import("./search-query.js").Alternative} way
 * @param {Depth} depth
 * @returns {Promise<Hits>}
 */
export async function hitsOfWay(index, { terms, name }, depth) {
  const hits = together(await Promise.all(terms.map((term) => hitsOf(index, term, depth))));
  if (name === undefined || name === terms[0]) return hits;
  return { ...hits, names: (await hitsOf(index, name, "heads")).names };
}

/** @param {Hits} hits */
export const frequency = ({ title, names, rest, body }) =>
  title.length / 2 + names.length / 2 + rest.length + body.length;

/**
 * How well each paper has the word of a slot.
 * @param {Index} index
 * @param {Slot} slot
 * @param {Depth} depth
 * @returns {Promise<Grades>}
 */
export async function gradesOf(index, slot, depth) {
  const { papers } = index.root;
  /** @type {Grades} */
  const grades = {
    field: new Uint8Array(papers),
    grade: new Int16Array(papers),
    way: new Uint8Array(papers),
    title: new Map(),
    names: new Map(),
  };
  const ways = await Promise.all(slot.alternatives.map((way) => hitsOfWay(index, way, depth)));
  for (const [way, hits] of ways.entries()) {
    const shown = slot.isName ? { ...NO_HITS, names: hits.names } : hits;
    enter(grades, shown, slot.alternatives[way].cost, way);
  }
  return grades;
}

/**
 * Where all of some terms occur: in the best field that has them all.
 * @param {Hits[]} parts
 * @returns {Hits}
 */
function together(parts) {
  if (parts.length === 1) return parts[0];
  const [first, ...others] = parts;
  const sets = others.map(({ title, names, rest, body }) => ({
    title: new Set(title.filter((_, at) => at % 2 === 0)),
    all: new Set([...evens(title), ...evens(names), ...rest, ...body]),
  }));
  /** @type {(paper: number) => boolean} */
  const isInAll = (paper) => sets.every(({ all }) => all.has(paper));
  const title = first.title.filter((_, at) => sets.every((set) => set.title.has(first.title[at - (at % 2)])));
  const body = [...evens(first.title), ...evens(first.names), ...first.rest, ...first.body].filter(isInAll);
  return { title, names: [], rest: [], body };
}

/** @param {number[]} numbers */
const evens = (numbers) => numbers.filter((_, at) => at % 2 === 0);

/**
 * @param {Grades} grades
 * @param {Hits} hits
 * @param {number} cost
 * @param {number} way
 */
function enter(grades, { title, names, rest, body }, cost, way) {
  const isName = names.length > title.length;
  /** @type {(paper: number, field: number) => void} */
  const set = (paper, field) => {
    const grade = (field === NAMES && isName ? NAME_WEIGHT : WEIGHTS[field]) - cost;
    if (grades.field[paper] !== NONE && grades.grade[paper] >= grade) return;
    grades.field[paper] = field;
    grades.grade[paper] = grade;
    grades.way[paper] = way;
  };
  for (const paper of body) set(paper, BODY);
  for (const paper of rest) set(paper, REST);
  for (let at = 0; at < names.length; at += 2) {
    set(names[at], NAMES);
    append(grades.names, names[at], names[at + 1]);
  }
  for (let at = 0; at < title.length; at += 2) {
    set(title[at], TITLE);
    append(grades.title, title[at], title[at + 1]);
  }
}

/**
 * @param {Map<number, number[]>} places
 * @param {number} paper
 * @param {number} place
 */
function append(places, paper, place) {
  const known = places.get(paper);
  if (known) known.push(place);
  else places.set(paper, [place]);
}

/**
 * The papers that have all words, best first; among equals the newest.
 * @param {Query} query
 * @param {Grades[]} grades one for each slot
 * @param {number} papers
 * @param {readonly string[]} months
 * @param {(paper: number) => boolean} isAllowed
 * @returns {Match[]}
 */
export function matches({ slots }, grades, papers, months, isAllowed) {
  /** @type {Match[]} */
  const found = [];
  const required = grades.filter((_, place) => !slots[place].isOptional);
  for (let paper = 0; paper < papers; paper += 1) {
    if (required.every(({ field }) => field[paper] !== NONE) && isAllowed(paper)) {
      found.push({ paper, score: scoreOf(paper, slots, grades) });
    }
  }
  return found.sort((one, other) => other.score - one.score || newer(one.paper, other.paper, months));
}

/**
 * @param {number} one
 * @param {number} other
 * @param {readonly string[]} months
 */
export function newer(one, other, months) {
  if (months[one] !== months[other]) return months[one] < months[other] ? 1 : -1;
  return other - one;
}

/**
 * @param {number} paper
 * @param {Slot[]} slots
 * @param {Grades[]} grades
 */
function scoreOf(paper, slots, grades) {
  const fields = grades.map(({ field }) => field[paper]).filter((field, place) => field || !slots[place].isOptional);
  const isAllIn = (/** @type {number} */ least) => fields.every((field) => field >= least);
  const isNames = fields.every((field) => field === NAMES);
  let score = TIER * (isAllIn(TITLE) || isNames ? 3 : isAllIn(REST) ? 2 : 1);
  for (const { grade } of grades) score += grade[paper];
  for (let number = 1; number < slots.length; number += 1) {
    if (isTogether(paper, slots, grades, number)) score += TOGETHER;
    else if (isRepeated(paper, slots, grades, number)) score += 1;
  }
  return score;
}

/**
 * Is a word of the query there again, as often in the title?
 * @param {number} paper
 * @param {Slot[]} slots
 * @param {Grades[]} grades
 * @param {number} number
 */
function isRepeated(paper, slots, grades, number) {
  const [{ terms }] = slots[number].alternatives;
  const times = slots.slice(0, number + 1).filter(({ alternatives: [way] }) => way.terms[0] === terms[0]).length;
  return times > 1 && (grades[number].title.get(paper)?.length ?? 0) >= times;
}

/**
 * Does a word stand after the one before it, in the title or in a name?
 * @param {number} paper
 * @param {Slot[]} slots
 * @param {Grades[]} grades
 * @param {number} number
 */
function isTogether(paper, slots, grades, number) {
  const [one, other] = [grades[number - 1], grades[number]];
  const apart = slots[number].place - slots[number - 1].place;
  const isNext = pair(
    one.title.get(paper),
    other.title.get(paper),
    (step) => step === 1 || step === apart || step === 0,
  );
  return isNext || pair(one.names.get(paper), other.names.get(paper), (step) => step === 0);
}

/**
 * Is there a place of each, with a distance that fits?
 * @param {number[] | undefined} places
 * @param {number[] | undefined} others
 * @param {(step: number) => boolean} fits
 */
function pair(places, others, fits) {
  if (!places || !others) return false;
  return places.some((place) => others.some((other) => fits(other - place)));
}

/**
 * Does a paper have a phrase word by word, in its title, in a name, or in its abstract?
 * @param {number} paper
 * @param {{ slot: Slot, grades: Grades, places: Map<number, number[]> }[]} words
 */
export function hasPhrase(paper, words) {
  const [first, ...others] = words;
  /** @type {(places: (one: { grades: Grades, places: Map<number, number[]> }) => number[] | undefined) => boolean} */
  const follows = (places) =>
    (places(first) ?? []).some((place) =>
      others.every((word) => (places(word) ?? []).includes(place + word.slot.place - first.slot.place)),
    );
  if (!others.length) return first.grades.field[paper] !== NONE;
  const names = first.grades.names.get(paper) ?? [];
  const isName = names.some((name) => others.every(({ grades }) => (grades.names.get(paper) ?? []).includes(name)));
  return isName || follows(({ grades }) => grades.title.get(paper)) || follows(({ places }) => places.get(paper));
}

/**
 * How many neighbours in the query stand close together in an abstract.
 * @param {number} paper
 * @param {Map<number, number[]>[]} places
 */
export function closeness(paper, places) {
  let close = 0;
  for (let number = 1; number < places.length; number += 1) {
    const one = places[number - 1].get(paper);
    if (pair(one, places[number].get(paper), (step) => step === 1)) close += 2;
    else if (pair(one, places[number].get(paper), (step) => Math.abs(step) <= CLOSE)) close += 1;
  }
  return close;
}
