// What a reader typed, understood: words, phrases, ids, and what narrows the results.

import { folded, stem, tokensOf, wordsOfToken } from "./search-words.js";

/**
 * @typedef {object} Alternative a way in which a paper can have a word: by all of these terms
 * @property {string[]} terms
 * @property {number} cost taken from the rank of a paper that has the word in this way
 * @property {string} [name] the word as a name has it, which is not the term: Hans is not Han
 * @property {string} [meant] how the word is spelt, where it was corrected
 */
/**
 * @typedef {object} Slot a word of the query, which a paper must have
 * @property {string} surface as typed, folded
 * @property {Alternative[]} alternatives
 * @property {number} place in the query, counted in words
 * @property {number} phrase the number of the phrase that it is part of, or -1
 * @property {boolean} isName must it be part of a name?
 * @property {boolean} isOpen may it still be being typed?
 * @property {boolean} isOptional is it so short that it may be the beginning of any word?
 */
/** @typedef {"year" | "topic" | "org" | "venue"} Narrowing */
/**
 * @typedef {object} Chip what a query says beside words
 * @property {Narrowing | "author" | "without"} kind
 * @property {string} label
 * @property {string[]} values years, or the words of a name
 * @property {string} rest the query without it
 * @property {boolean} [isGuess] was it only words? A paper whose title has them is meant, too.
 */
/** @typedef {{ id: string | undefined, slots: Slot[], excluded: Slot[], chips: Chip[], phrases: number }} Query */

// 2501.00010, arXiv:2501.00010v2, or an address that ends in it; a part of one is a prefix.
const ARXIV_QUERY =
  /^(?:\S*(?:arxiv|abs|pdf|html|papers)[:./ ]\s*)?(\d{4}\.\d{1,5})(?:v\d+)?(?:\.pdf)?\/?(?:[?#]\S*)?$/i;
const OLD_ARXIV_QUERY = /^(?:\S*(?:arxiv|abs|pdf)[:./ ]\s*)?[a-z-]+(?:\.[a-z]{2})?\/(\d{7})(?:v\d+)?(?:\.pdf)?\/?$/i;
// Such an id is enough, whatever words are around it, as in a citation.
const ARXIV_AMONG_WORDS = /(?<![\d.])(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d|\.\d)/;
const DOI = /(?<![\d.])10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;)\]]/;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.*)$/i;
const OTHER_ID = /^(?:\S*(?:aclanthology\.org\/|[?&]id=))([\w.-]{6,40})\/?(?:[&#]\S*)?$/i;
// K. Zhang; Zhang, K.: half of all papers have a word that begins like that.
const INITIAL = /(?<!\S)\p{L}\.(?!\S)/gu;
const ITEM = /(-?)(?:(author|topic|org|venue|year):\s*)?(?:["“”]([^"“”]*)(?:["“”]|$)|([^\s"“”]+))/giu;
const YEARS = /(?<![\w.-])(?:since\s+)?((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?(?![\w.]|-\d)/giu;
const LONGEST_QUERY = 600; // characters
const MOST_SLOTS = 24; // words that are searched for
const SHORTEST_PART = 3; // letters of a part that is looked for apart from the other
const NO_PHRASE = -1;

/**
 * @param {string} text
 * @param {ReadonlySet<string>} stopWords
 * @param {{ first: number, last: number }} years of the papers that there are
 * @returns {Query}
 */
export function parsed(text, stopWords, years) {
  const typed = text.slice(0, LONGEST_QUERY).trim();
  /** @type {Query} */
  const query = { id: idOf(typed), slots: [], excluded: [], chips: [], phrases: 0 };
  if (query.id) return query;
  const isOpen = !/[\s"”]$/.test(text);
  const plain = withoutYears(typed, years, query.chips);
  let place = 0;
  for (const { 0: whole, 1: minus, 2: key, 3: quoted, 4: bare, index } of plain.matchAll(ITEM)) {
    const value = quoted ?? bare;
    const rest = tidy(plain.slice(0, index) + plain.slice(index + whole.length));
    const kind = key?.toLowerCase();
    if (kind && kind !== "author") {
      const narrowed = kind === "year" ? yearsOf(value, years) : [value];
      if (narrowed.length) {
        query.chips.push({ kind: /** @type {Narrowing} */ (kind), label: value, values: narrowed, rest });
      }
      continue;
    }
    const isPhrase = quoted !== undefined && !kind;
    const phrase = isPhrase ? query.phrases++ : NO_PHRASE;
    const slots = slotsOf(value, place, { phrase, isName: kind === "author" });
    place += tokensOf(value).flat().length;
    if (kind) query.chips.push({ kind: "author", label: value, values: [], rest });
    if (minus && value) query.chips.push({ kind: "without", label: value, values: [], rest });
    (minus ? query.excluded : query.slots).push(...slots);
  }
  query.slots = telling(query.slots, stopWords, typed);
  const last = query.slots.at(-1);
  if (last) {
    last.isOpen = isOpen && last.phrase === NO_PHRASE && folded(typed).endsWith(last.surface.slice(-1));
    last.isOptional = last.isOpen && query.slots.length > 1 && /^\p{L}{1,3}$/u.test(last.surface);
  }
  return query;
}

/**
 * All words but those of grammar, unless there are no others; and without initials, unless there is nothing else.
 * @param {Slot[]} slots
 * @param {ReadonlySet<string>} stopWords
 * @param {string} typed
 */
function telling(slots, stopWords, typed) {
  const initials = new Set((typed.match(INITIAL) ?? []).map((initial) => folded(initial).replace(".", "")));
  const words = slots.filter(({ surface }) => !stopWords.has(surface));
  const named = words.filter(({ surface }) => !initials.has(surface));
  const kept = named.length ? named : words.length ? words : slots;
  return kept.slice(0, MOST_SLOTS);
}

/**
 * A hyphenated or numbered token is one slot: it is found by its joined form, or by its parts where these say enough.
 * @param {string} text
 * @param {number} place
 * @param {{ phrase: number, isName: boolean }} rest
 * @returns {Slot[]}
 */
function slotsOf(text, place, { phrase, isName }) {
  /** @type {Slot[]} */
  const slots = [];
  let next = place;
  for (const parts of tokensOf(text)) {
    const words = wordsOfToken(parts, next);
    next += parts.length;
    const joined = words.find(({ isJoined }) => isJoined);
    const single = words.filter(({ isJoined }) => !isJoined);
    const shown = joined && !isName && phrase === NO_PHRASE ? [joined] : single;
    for (const word of shown) {
      /** @type {Alternative[]} */
      const alternatives = [{ terms: [word.term], cost: 0, name: word.surface.replaceAll("-", "") }];
      if (word.isJoined && parts.every((part) => part.length >= SHORTEST_PART)) {
        alternatives.push({ terms: single.map(({ term }) => term), cost: 1 });
      }
      slots.push({
        surface: word.surface,
        alternatives,
        place: word.place,
        phrase,
        isName,
        isOpen: false,
        isOptional: false,
      });
    }
  }
  return slots;
}

/**
 * The id that a query is or holds, as one word.
 * @param {string} typed
 */
function idOf(typed) {
  const doi = typed.match(DOI)?.[0];
  const arxiv = doi?.match(ARXIV_DOI)?.[1] ?? typed;
  const id = arxiv.match(ARXIV_QUERY) ?? arxiv.match(OLD_ARXIV_QUERY) ?? arxiv.match(ARXIV_AMONG_WORDS);
  if (id) return id[1].replace(".", "");
  const other = doi ?? typed.match(OTHER_ID)?.[1];
  return other?.toLowerCase().replace(/[^0-9a-z]/g, "");
}

/**
 * A query without the years that stand beside its words; they become chips.
 * @param {string} typed
 * @param {{ first: number, last: number }} years
 * @param {Chip[]} chips
 */
function withoutYears(typed, years, chips) {
  const quoted = /["“”][^"“”]*["“”]|\S+:\S+/g;
  const hidden = typed.replace(quoted, (part) => "\u0001".repeat(part.length));
  const matches = [...hidden.matchAll(YEARS)].filter(([text]) => yearsOf(text, years).length);
  const remains = hidden.replace(YEARS, "").replace(/[\s\p{P}]/gu, "");
  if (matches.length !== 1 || !remains) return typed;
  const [{ 0: text, index }] = matches;
  const rest = tidy(typed.slice(0, index) + typed.slice(index + text.length));
  chips.push({ kind: "year", label: text.trim(), values: yearsOf(text, years), rest, isGuess: true });
  return rest;
}

/**
 * `2024`, `2023-2024`, `since 2024`, `2024-`: the years that there are papers of.
 * @param {string} text
 * @param {{ first: number, last: number }} years
 */
function yearsOf(text, { first, last }) {
  const [, since, from, to, isOpen] =
    /^\s*(since\s+|>=?)?(\d{4})(?:\s*[-–]\s*(\d{4})|\s*([-–]))?\s*$/i.exec(text) ?? [];
  const begin = Number(from);
  const end = since || isOpen ? last : Number(to ?? from);
  if (!(begin >= first && begin <= last && end >= begin)) return [];
  return Array.from({ length: Math.min(end, last) - begin + 1 }, (_, step) => String(begin + step));
}

/** @param {string} text */
const tidy = (text) => text.replace(/\s+/g, " ").trim();

/**
 * The term of a word, and of two that are written as one.
 * @param {string} surface
 */
export const joinedTerm = (surface) => stem(surface.replaceAll("-", ""));
