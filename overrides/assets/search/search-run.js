// Answers a query step by step: first with what titles, names and notes say, which takes few bytes; then with abstracts,
// other forms of its words, words that were meant, and at last without words that no paper has beside the others.

import { closeness, frequency, gradesOf, hasPhrase, hitsOf, hitsOfWay, matches } from "./search-match.js";
import { joinedTerm, parsed } from "./search-query.js";
import { candidates } from "./search-spelling.js";
import { stem } from "./search-words.js";

/** @typedef {import("./search-pieces.js").Index} Index */
/** @typedef {import("./search-query.js").Slot} Slot */
/** @typedef {import("./search-query.js").Query} Query */
/** @typedef {import("./search-query.js").Chip} Chip */
/** @typedef {import("./search-match.js").Depth} Depth */
/** @typedef {import("./search-match.js").Match} Match */
/**
 * @typedef {object} Outcome of a query
 * @property {number[]} papers best first
 * @property {Map<number, number>} scores of the first ones
 * @property {string[][]} slots for each word of the query the terms by which papers may have it
 * @property {string[]} without words that had to be left out
 * @property {{ typed: string, meant: string }[]} corrected
 * @property {Chip[]} chips
 */
/** @typedef {(paper: number) => boolean} Filter */

/** @type {Record<Depth, ("heads" | "bodies")[]>} */
const KINDS = { heads: ["heads"], whole: ["heads", "bodies"] };
const ENOUGH = 10; // results: with so many, other forms of a word being typed are not looked for
const FEW = 3;
const RARE = 3; // papers
const MUCH_MORE = 30; // times as many papers
const SLIP_COST = 30;
const DOUBTFUL = 800; // a word that was meant after all comes after all papers that have it as typed
const COMPLETION_COST = 5;
const MOST_COMPLETIONS = 12;
const MOST_CLOSE = 400; // papers
const MOST_CORRECTED = 3; // words
const TITLE_WEIGHT = 1.5;
const MOST_SCORED = 200;
const SHORTEST_SPLIT = 3; // letters

/**
 * @param {Index} index
 * @param {string} text
 * @param {{ isLiteral?: boolean, onFirst?: (outcome: Outcome) => unknown }} [options]
 * @returns {Promise<Outcome>}
 */
export async function run(index, text, { isLiteral = false, onFirst = () => {} } = {}) {
  const query = parsed(text, index.root.stop, yearsOf(index));
  if (query.id) return byId(index, query.id);
  const search = new Search(index, query, isLiteral);
  return search.run(onFirst);
}

/**
 * The years of the first and the last papers.
 * @param {Index} index
 */
function yearsOf({ root }) {
  const years = root.segments.flatMap(({ months }) => months.map(([month]) => Number(month.slice(0, 4))));
  return { first: Math.min(...years), last: Math.max(...years) };
}

/**
 * Papers with an id, or with ids that begin so.
 * @param {Index} index
 * @param {string} id
 * @returns {Promise<Outcome>}
 */
async function byId(index, id) {
  const papers = new Set((await hitsOf(index, id, "heads")).rest);
  if (!papers.size) {
    for (const term of await completions(index, id, Number.POSITIVE_INFINITY)) {
      for (const paper of (await hitsOf(index, term, "heads")).rest) papers.add(paper);
    }
  }
  const found = [...papers].sort((one, other) => other - one);
  return { papers: found, scores: new Map(), slots: [[id]], without: [], corrected: [], chips: [] };
}

/**
 * Terms that go on from what was typed, the most frequent first.
 * @param {Index} index
 * @param {string} typed
 * @param {number} [most]
 * @param {Depth} [depth]
 */
async function completions(index, typed, most = MOST_COMPLETIONS, depth = "heads") {
  const start = stem(typed);
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const segment of index.root.segments) {
    for (const kind of KINDS[depth]) {
      const places = new Set([
        ...index.placesOf(segment, kind, start),
        ...index.placesOf(segment, kind, typed, `${typed}\uffff`).slice(0, most > MOST_COMPLETIONS ? undefined : 2),
      ]);
      const pieces = await Promise.all([...places].map((place) => index.piece(segment, kind, place)));
      for (const piece of pieces) {
        for (const [term, { surface, postings }] of piece) {
          if (!surface.startsWith(typed) && !term.startsWith(typed)) continue;
          found.set(term, (found.get(term) ?? 0) + postings.join("").length);
        }
      }
    }
  }
  const ranked = [...found].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  return ranked.slice(0, most).map(([term]) => term);
}

class Search {
  /** @type {Match[]} */
  found = [];
  /** @type {import("./search-match.js").Grades[]} */
  grades = [];
  /** @type {string[]} */
  without = [];
  isJoined = false;
  /** @type {Depth} */
  depth = "heads";
  /** @type {Set<Slot>} */
  isCorrected = new Set();

  /**
   * @param {Index} index
   * @param {Query} query
   * @param {boolean} isLiteral
   */
  constructor(index, query, isLiteral) {
    this.index = index;
    this.query = query;
    this.isLiteral = isLiteral;
    this.months = index.months();
    this.slots = query.slots;
  }

  /** @param {(outcome: Outcome) => unknown} onFirst */
  async run(onFirst) {
    if (!this.slots.length) {
      await this.excludeAndNarrow();
      this.found = matches(this.query, [], this.index.root.papers, this.months, this.isAllowed);
      return this.outcome();
    }
    await this.excludeAndNarrow();
    // What comes next waits until these are shown: first results are wanted first.
    if (await this.first()) await onFirst(this.outcome());
    await this.whole();
    return this.outcome();
  }

  /** From titles, names and notes. Is anything found? */
  async first() {
    if (this.query.phrases) return false;
    await this.evaluate("heads");
    if (this.found.length) return true;
    await this.join();
    await this.complete("heads");
    await this.evaluate("heads");
    if (this.found.length) return true;
    if (await this.correct(await this.unknown())) await this.evaluate("heads");
    return this.found.length > 0 && this.found[0].score > 0;
  }

  async whole() {
    await this.join();
    await this.evaluate("whole");
    if (this.found.length < ENOUGH) {
      await this.complete("whole");
      await this.evaluate("whole");
    }
    if (!this.found.length || (this.found.length < FEW && (await this.isPoor()))) {
      const unknown = await this.unknown();
      if (await this.correct(unknown.length ? unknown : await this.rarest())) await this.evaluate("whole");
    }
    if (this.found.length) await this.bringTogether();
    else await this.leaveOut();
  }

  /** Are the results in abstracts only, with a word that few papers have? */
  async isPoor() {
    if (this.found[0].score >= 600) return false;
    const [rarest] = await this.rarest();
    return rarest !== undefined && (await this.frequencyOf(rarest)) <= RARE;
  }

  // --- which papers ------------------------------------------------------------------------------

  /** @type {Filter} */
  isAllowed = () => true;

  /** What is excluded and which years are meant is known before papers are ranked. */
  async excludeAndNarrow() {
    const { index, query, months } = this;
    const excluded = await Promise.all(query.excluded.map((slot) => gradesOf(index, slot, "whole")));
    const years = query.chips.filter(({ kind }) => kind === "year");
    const named = await Promise.all(
      years.map(({ values, isGuess }) =>
        isGuess && values.length === 1 ? hitsOf(index, values[0], "heads") : undefined,
      ),
    );
    const titles = named.map((hits) => new Set(hits?.title.filter((_, at) => at % 2 === 0)));
    this.isAllowed = (paper) =>
      excluded.every(({ field }) => !field[paper]) &&
      years.every(({ values }, chip) => values.includes(months[paper].slice(0, 4)) || titles[chip].has(paper));
  }

  /** @param {Depth} depth */
  async evaluate(depth) {
    const { index, query } = this;
    this.depth = depth;
    this.grades = await Promise.all(this.slots.map((slot) => gradesOf(index, slot, depth)));
    const all = matches({ ...query, slots: this.slots }, this.grades, index.root.papers, this.months, this.isAllowed);
    this.found = query.phrases && depth === "whole" ? await this.withPhrases(all) : all;
  }

  /** @param {Match[]} found */
  async withPhrases(found) {
    const words = await Promise.all(
      this.slots.map(async (slot, number) => {
        const places = slot.phrase < 0 ? new Map() : await this.placesOf(slot);
        return { slot, grades: this.grades[number], places };
      }),
    );
    const phrases = Array.from({ length: this.query.phrases }, (_, phrase) =>
      words.filter(({ slot }) => slot.phrase === phrase),
    );
    return found.filter(({ paper }) => phrases.every((phrase) => !phrase.length || hasPhrase(paper, phrase)));
  }

  /**
   * The places of a word in abstracts.
   * @param {Slot} slot
   */
  async placesOf(slot) {
    const { index } = this;
    const [{ terms }] = slot.alternatives;
    const parts = await Promise.all(index.root.segments.map((segment) => index.placesInAbstracts(segment, terms[0])));
    return new Map(parts.flatMap((part) => [...part]));
  }

  // --- other forms ---------------------------------------------------------------------------------

  /** Words that stand next to each other may be written as one, and one word as two. */
  async join() {
    if (this.isJoined || this.query.phrases) return;
    this.isJoined = true;
    const { index, slots } = this;
    await Promise.all(
      slots.map(async (slot, number) => {
        const next = slots[number + 1];
        if (slot.isName || slot.phrase >= 0) return;
        await this.split(slot);
        if (!next || next.isName || next.phrase >= 0 || next.place !== slot.place + 1) return;
        const term = joinedTerm(slot.surface + next.surface);
        if (!frequency(await hitsOf(index, term, "heads")) && this.depth === "heads" && slots.length > 2) {
          this.isJoined = false; // abstracts may have it
        }
        for (const one of [slot, next]) add(one, { terms: [term], cost: 1 });
      }),
    );
  }

  /**
   * A word that is often written in parts is found by these, too.
   * @param {Slot} slot
   */
  async split(slot) {
    const { index } = this;
    const [{ terms }] = slot.alternatives;
    for (const segment of index.root.segments) {
      const entry = await index.entry(segment, "heads", terms[0]);
      const parts = entry?.surface.split("-") ?? [];
      if (parts.length === 2 && parts.every((part) => part.length >= SHORTEST_SPLIT))
        add(slot, { terms: parts.map(stem), cost: 1 });
    }
  }

  /**
   * The last word may not have been typed to its end.
   * @param {Depth} depth
   */
  async complete(depth) {
    const slot = this.slots.at(-1);
    if (!slot?.isOpen || slot.surface.length < 2) return;
    for (const term of await completions(this.index, slot.surface.replaceAll("-", ""), MOST_COMPLETIONS, depth)) {
      add(slot, { terms: [term], cost: COMPLETION_COST });
    }
  }

  // --- words that were meant -----------------------------------------------------------------------

  /**
   * How many papers have the word of a slot.
   * @param {Slot} slot
   * @param {Depth} depth
   */
  async frequencyOf(slot, depth = "whole") {
    const hits = await Promise.all(slot.alternatives.map((way) => hitsOfWay(this.index, way, depth)));
    return hits.reduce((sum, found) => sum + frequency(found), 0);
  }

  /** Words that no paper has. */
  async unknown() {
    const numbers = await Promise.all(
      this.slots.map(async (slot) => (await this.frequencyOf(slot, "heads")) || this.frequencyOf(slot)),
    );
    return this.slots.filter((_, place) => !numbers[place]);
  }

  /** Words of few papers, the rarest first. */
  async rarest() {
    const numbers = await Promise.all(this.slots.map((slot) => this.frequencyOf(slot)));
    const places = [...numbers.keys()].sort((one, other) => numbers[one] - numbers[other]);
    return places.map((place) => this.slots[place]);
  }

  /**
   * Look for what words may have been meant for. Is there anything?
   * @param {Slot[]} slots
   */
  async correct(slots) {
    if (this.isLiteral) return false;
    const doubted = slots
      .filter((slot) => slot.phrase < 0 && !slot.isOptional && !this.isCorrected.has(slot))
      .slice(0, MOST_CORRECTED);
    const additions = await Promise.all(doubted.map((slot) => this.correctOne(slot)));
    return additions.some(Boolean);
  }

  /** @param {Slot} slot */
  async correctOne(slot) {
    const { index } = this;
    this.isCorrected.add(slot);
    const own = await this.frequencyOf(slot);
    const meant = await candidates(index, slot.surface);
    const known = await Promise.all(meant.map(async ({ term }) => frequency(await hitsOf(index, term, "heads"))));
    for (const [place, { term, surface, distance }] of meant.entries()) {
      const isLikely = own === 0 || known[place] > MUCH_MORE * own;
      add(slot, { terms: [term], cost: SLIP_COST * distance + (isLikely ? 0 : DOUBTFUL), meant: surface });
    }
    const parts = own ? [] : await this.partsOf(slot.surface);
    for (const [one, other] of parts) {
      add(slot, { terms: [stem(one), stem(other)], cost: SLIP_COST / 2, meant: `${one} ${other}` });
    }
    return meant.length + parts.length > 0;
  }

  /**
   * Ways to part a word into two that there are.
   * @param {string} surface
   * @returns {Promise<[string, string][]>}
   */
  async partsOf(surface) {
    /** @type {[string, string][]} */
    const parts = [];
    for (let at = SHORTEST_SPLIT; at <= surface.length - SHORTEST_SPLIT; at += 1) {
      const [one, other] = [surface.slice(0, at), surface.slice(at)];
      if (!frequency(await hitsOf(this.index, stem(one), "heads"))) continue;
      if (frequency(await hitsOf(this.index, stem(other), "heads"))) parts.push([one, other]);
    }
    return parts;
  }

  // --- the end -------------------------------------------------------------------------------------

  /** Papers with the words in their abstracts only: those come first in which the words stand together. */
  async bringTogether() {
    const { found, slots } = this;
    const first = found.findIndex(({ score }) => score < 600);
    if (slots.length < 2 || first < 0 || first >= ENOUGH) return;
    const places = await Promise.all(slots.map((slot) => this.placesOf(slot)));
    const rest = found.slice(first);
    for (const match of rest.slice(0, MOST_CLOSE)) match.score += closeness(match.paper, places);
    rest.sort((one, other) => other.score - one.score);
    this.found = [...found.slice(0, first), ...rest];
  }

  /** Only words that one paper has: the paper that has most of them, where a rare word and one of its title count more. */
  async leaveOut() {
    const { index, slots } = this;
    if (slots.length < 2) return;
    const weights = new Float64Array(index.root.papers);
    // What only may have been meant, although it is a word as it was typed, counts for nothing here.
    const has = (/** @type {import("./search-match.js").Grades} */ { field, grade }, /** @type {number} */ paper) =>
      field[paper] > 0 && grade[paper] > -DOUBTFUL / 2;
    for (const grades of this.grades) {
      const having = [...grades.field.keys()].filter((paper) => has(grades, paper) && this.isAllowed(paper));
      const weight = Math.log(1 + index.root.papers / having.length);
      for (const paper of having) weights[paper] += weight * (grades.title.has(paper) ? TITLE_WEIGHT : 1);
    }
    const best = weights.reduce((most, weight, paper) => (weight > weights[most] ? paper : most), 0);
    if (!weights[best]) return;
    const kept = slots.filter((_, place) => has(this.grades[place], best));
    this.without = slots.filter((slot) => !kept.includes(slot)).map(({ surface }) => surface);
    this.slots = kept;
    await this.evaluate("whole");
  }

  /** @returns {Outcome} */
  outcome() {
    const { slots, found, grades, query } = this;
    const best = found[0]?.paper;
    const ways = slots.map((slot, place) =>
      best === undefined ? undefined : slot.alternatives[grades[place].way[best]],
    );
    const corrected = ways.flatMap((way, place) => {
      const { surface } = slots[place];
      return way?.meant && way.meant !== surface ? [{ typed: surface, meant: way.meant }] : [];
    });
    return {
      papers: found.map(({ paper }) => paper),
      scores: new Map(found.slice(0, MOST_SCORED).map(({ paper, score }) => [paper, score])),
      slots: slots.map(({ alternatives }) => [...new Set(alternatives.flatMap(({ terms }) => terms))]),
      without: this.without,
      corrected,
      chips: query.chips,
    };
  }
}

/**
 * @param {Slot} slot
 * @param {import("./search-query.js").Alternative} alternative
 */
function add(slot, alternative) {
  const key = alternative.terms.join(" ");
  if (!slot.alternatives.some(({ terms }) => terms.join(" ") === key)) slot.alternatives.push(alternative);
}
