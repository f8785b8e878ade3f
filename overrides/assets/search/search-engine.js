// The search itself. It runs in a worker, so that typing never waits for it, and answers with what is shown.

import { abstractOf } from "./page-abstract.js";
import { facets, filterAndSort, loosening } from "./search-filters.js";
import { marked, passageOf, queryAsMeant } from "./search-passages.js";
import { Index, IndexChanged } from "./search-pieces.js";
import { run } from "./search-run.js";
import { wordsOf } from "./search-words.js";

/** @typedef {import("./search-pieces.js").Area} Area */
/** @typedef {import("./search-pieces.js").Topic} Topic */
/** @typedef {import("./search-pieces.js").Root} Root */
/** @typedef {import("./search-query.js").Chip} Chip */
/** @typedef {import("./search-run.js").Outcome} Outcome */
/** @typedef {import("./search-filters.js").Filters} Filters */
/** @typedef {import("./search-passages.js").Stretch} Stretch */
/** @typedef {Topic & { hue?: number }} TopicOfResult */
/**
 * @typedef {object} ResultCard what a result shows; generator/site/search/search_records.py makes it
 * @property {number} paper its number in the index
 * @property {string} slug
 * @property {string} title
 * @property {string} [lead]
 * @property {string} [passage] of the abstract, where the lead has none of the words
 * @property {string} [by]
 * @property {string} [when]
 * @property {string} date
 * @property {string} since
 * @property {number} [comments]
 * @property {string[]} [has]
 * @property {TopicOfResult[]} topics
 * @property {{ title: Stretch[], text: Stretch[], by: Stretch[] }} [marks] its texts with the words of the query marked
 */
/**
 * @typedef {object} Answer a page of results
 * @property {number} total
 * @property {ResultCard[]} cards
 * @property {string[]} without words that had to be left out
 * @property {string} meant the query as it was meant; empty where that is as it was typed
 * @property {Chip[]} chips
 * @property {TopicOfResult[]} topics
 * @property {string} [author] whose name the words are
 * @property {boolean} isWhole are abstracts searched, too?
 */
/** @typedef {{ query: string, filters?: Filters, sort?: string, isLiteral?: boolean, from?: number, count?: number }} SearchRequest */
/** @typedef {typeof methods} Methods */

const FOLDER = new URL("../../search-index/", import.meta.url).href;
const PAPERS = new URL("../../papers/", import.meta.url).href;
const MOST_CACHED = 30; // queries
const MOST_TOPICS = 3;
const FEW_WORDS = 3; // with fewer, a newer paper comes before one with a shorter title

/**
 * A file of the index. The root may be as old as the page; the names of all others say what is in them.
 * @param {string} name
 */
async function read(name, isFresh = false) {
  const response = await fetch(FOLDER + name, { cache: isFresh ? "reload" : "default" });
  if (!response.ok) throw new IndexChanged(`${name}: ${response.status}`);
  try {
    return await response.json();
  } catch {
    throw new IndexChanged(`${name} is no JSON`);
  }
}

/**
 * The abstract of a paper; empty where its page cannot be had.
 * @param {string} slug
 */
async function readAbstract(slug) {
  try {
    const response = await fetch(`${PAPERS}${encodeURIComponent(slug)}/`);
    return response.ok ? abstractOf(await response.text()) : "";
  } catch {
    return "";
  }
}

/** @type {Promise<Index> | undefined} */
let opening;
/** @type {Map<string, Promise<Outcome>>} */
const outcomes = new Map();

/** The index, which is opened once, or again after the site has changed. */
function opened(isFresh = false) {
  if (isFresh) outcomes.clear();
  if (isFresh || !opening) {
    opening = Index.open(read, isFresh);
    opening.catch(() => {
      opening = undefined;
    });
  }
  return opening;
}

/**
 * Do something with the index; once more with a new one when a file is no longer there, because the site was
 * updated since the page was loaded.
 * @template Value
 * @param {(index: Index) => Promise<Value>} work
 * @returns {Promise<Value>}
 */
async function withIndex(work) {
  try {
    return await work(await opened());
  } catch (error) {
    if (!(error instanceof IndexChanged)) throw error;
    return work(await opened(true));
  }
}

/**
 * The outcome of a query, which is run only once.
 * @param {Index} index
 * @param {SearchRequest} request
 * @param {(outcome: Outcome) => unknown} [onFirst]
 */
function outcomeOf(index, { query, isLiteral = false }, onFirst) {
  const key = `${isLiteral} ${query}`;
  const known = outcomes.get(key);
  if (known) return known;
  if (outcomes.size > MOST_CACHED) outcomes.clear();
  const outcome = run(index, query, { isLiteral, onFirst });
  outcome.catch(() => outcomes.delete(key));
  outcomes.set(key, outcome);
  return outcome;
}

/**
 * What results show, the names of topics filled in.
 * @param {Index} index
 * @param {readonly number[]} papers
 * @returns {Promise<ResultCard[]>}
 */
function cardsOf(index, papers) {
  const { topics, areas } = index.root;
  return Promise.all(
    papers.map(async (paper) => {
      const { block, row } = await index.block(paper);
      if (!block?.slug?.[row]) throw new IndexChanged(`no record of paper ${paper}`);
      return {
        paper,
        slug: block.slug[row],
        title: block.title[row],
        lead: block.lead[row],
        by: block.by[row],
        when: block.when[row],
        date: block.date[row],
        since: block.since[row],
        comments: block.comments[row],
        has: block.has[row].split(" ").filter(Boolean),
        topics: block.topics[row].flatMap((/** @type {number} */ topic) =>
          topics[topic] ? withHue(topics[topic], areas) : [],
        ),
      };
    }),
  );
}

/**
 * @param {Topic} topic
 * @param {readonly Area[]} areas
 * @returns {TopicOfResult}
 */
function withHue(topic, areas) {
  return { ...topic, hue: areas.find((area) => area.slug === topic.area)?.hue };
}

/**
 * Topics whose title holds all words of a query, the last of them perhaps not typed to its end.
 * @param {string} query
 * @param {Root} root
 */
function topicsFor(query, { topics, areas, stop }) {
  const words = wordsOf(query).filter(({ surface }) => !stop.has(surface));
  /** @param {Topic} topic */
  const fits = (topic) => {
    const title = wordsOf(topic.title);
    return words.every(({ surface, term }) =>
      title.some((own) => own.term === term || own.surface.startsWith(surface)),
    );
  };
  const fitting = words.length ? topics.filter((topic) => topic.papers && fits(topic)) : [];
  return fitting.slice(0, MOST_TOPICS).map((topic) => withHue(topic, areas));
}

/**
 * A page of results. What titles, names and notes say is told first, when that is enough for a beginning.
 * @param {SearchRequest} request
 * @param {(answer: Answer) => Promise<void>} tell gets what is known before the whole; resolves when that is shown
 * @returns {Promise<Answer>}
 */
function search(request, tell) {
  return withIndex(async (index) => {
    const { query, from = 0, count = 10, filters = {}, sort = "" } = request;
    /** @type {(outcome: Outcome, isWhole: boolean) => Promise<Answer>} */
    const answered = async (outcome, isWhole) => {
      const papers = await filterAndSort(index, outcome, filters, sort);
      const cards = await cardsOf(index, papers.slice(from, from + count));
      if (!sort && !from) {
        const ranks = new Map(cards.map((card) => [card, rankOf(card, query, outcome)]));
        cards.sort((one, other) => compared(ranks.get(other) ?? [], ranks.get(one) ?? []));
      }
      return {
        total: papers.length,
        cards: cards.map((card) => withMarks(card, outcome)),
        without: outcome.without,
        meant: outcome.corrected.length ? queryAsMeant(query, outcome.corrected) : "",
        chips: outcome.chips,
        topics: from ? [] : topicsFor(query, index.root),
        author: from ? undefined : authorOf(query, cards),
        isWhole,
      };
    };
    /** @param {Outcome} outcome */
    const first = async (outcome) => {
      // Whatever is missing is missed again, by the whole answer.
      const answer = await answered(outcome, false).catch(() => undefined);
      if (answer?.total) await tell(answer);
    };
    const outcome = await outcomeOf(index, request, from ? undefined : first);
    const answer = await answered(outcome, true);
    if (!from && answer.total) tell(answer);
    return { ...answer, cards: await withPassages(index, answer.cards, outcome) };
  });
}

/**
 * A card with the words of the query marked.
 * @param {ResultCard} card
 * @param {Pick<Outcome, "slots">} outcome
 * @returns {ResultCard}
 */
function withMarks(card, { slots }) {
  const words = new Set(slots.flat());
  const [title, text, by] = [card.title, card.passage ?? card.lead ?? "", card.by ?? ""].map((part) =>
    marked(part, words),
  );
  return { ...card, marks: { title, text, by } };
}

/**
 * Cards with the sentence of the abstract that has the words, where the lead has none and the title not all.
 * @param {Index} index
 * @param {ResultCard[]} cards
 * @param {Outcome} outcome
 */
function withPassages(index, cards, { slots }) {
  const words = new Set(slots.flat());
  return Promise.all(
    cards.map(async (card) => {
      const title = new Set(wordsOf(card.title).map(({ term }) => term));
      const isTold = slots.every((terms) => terms.some((term) => title.has(term)));
      if (!slots.length || isTold || wordsOf(card.lead ?? "").some(({ term }) => words.has(term))) return card;
      const abstract = await index.cached(`abstract of ${card.slug}`, () => readAbstract(card.slug));
      return withMarks({ ...card, passage: passageOf(abstract, words) }, { slots });
    }),
  );
}

/**
 * How much of a title a query of several words covers: all of it, its beginning, a part, or less.
 * @param {ResultCard} card
 * @param {string} query
 */
function likeness({ title }, query) {
  const [own, asked] = [title, query].map((text) =>
    wordsOf(text)
      .flatMap(({ term, isJoined }) => (isJoined ? [] : term))
      .join(" "),
  );
  if (!asked.includes(" ")) return 0;
  if (own === asked) return 3;
  return own.startsWith(asked) ? 2 : own.includes(asked) ? 1 : 0;
}

/**
 * What decides between the papers of a page: how much of the title the query is; what it has of the words; and of
 * several words that titles have, how much else the title says.
 * @param {ResultCard} card
 * @param {string} query
 * @param {Outcome} outcome
 */
function rankOf(card, query, { slots, scores }) {
  const length = slots.length < FEW_WORDS ? 0 : wordsOf(card.title).filter(({ isJoined }) => !isJoined).length;
  return [likeness(card, query), scores.get(card.paper) ?? 0, -length];
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function compared(one, other) {
  const place = one.findIndex((number, at) => number !== other[at]);
  return place < 0 ? 0 : one[place] - other[place];
}

/**
 * The author whose name the words of a query are, as a result has it.
 * @param {string} query
 * @param {ResultCard[]} cards
 */
function authorOf(query, cards) {
  const asked = wordsOf(query).filter(({ isJoined }) => !isJoined);
  if (!asked.length || /["“”:]/.test(query)) return undefined;
  for (const { by } of cards) {
    for (const name of (by ?? "").split(/, | and /)) {
      const own = new Set(wordsOf(name).map(({ term }) => term));
      // Where no author is known, an organisation stands there; a name has a word before the family's.
      if (own.size > 1 && asked.every(({ term }) => own.has(term))) return name;
    }
  }
  return undefined;
}

const methods = {
  load: () => withIndex(async () => {}),
  search,
  facets: (/** @type {SearchRequest} */ request) =>
    withIndex(async (index) => facets(index, await outcomeOf(index, request), request.filters ?? {}, request.query)),
  loosening: (/** @type {SearchRequest} */ request) =>
    withIndex(async (index) => loosening(index, await outcomeOf(index, request), request.filters ?? {})),
};

const LONGEST_WAIT = 300; // milliseconds until first results are taken for shown, as in a tab that is not seen
/** @type {Map<number, () => void>} */
const untilShown = new Map();

self.addEventListener("message", async ({ data: { id, method, request, shown } }) => {
  if (shown !== undefined) {
    untilShown.get(shown)?.();
    return;
  }
  const run = methods[/** @type {keyof typeof methods} */ (method)];
  /** @type {(first: Answer) => Promise<void>} */
  const tell = (first) => {
    self.postMessage({ id, first });
    return new Promise((resolve) => {
      untilShown.set(id, resolve);
      setTimeout(resolve, LONGEST_WAIT);
    });
  };
  try {
    const answer = await run(request, tell);
    untilShown.delete(id);
    self.postMessage({ id, answer });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
