// The search itself. It runs in a worker, so that typing never waits for it: understands a query, asks
// Pagefind, puts what it finds in order, and counts by filter. Everything that it loads is loaded when needed.

import { root, wordsOf, wordsOfQuery } from "./search-words.js";

const FOLDER = new URL("../../pagefind/", import.meta.url).href;
// A title that holds all words of a query comes before any abstract that does; so do the names of authors.
const RANKING = { metaWeights: { title: 20, by: 8 } };
const FACETS = ["area", "topic", "year", "digest", "has", "curated"];

const json = async (name) => (await fetch(FOLDER + name)).json();

let loading;
/** Pagefind, and what every search needs to know of the shelf. */
function load() {
  loading ??= (async () => {
    const [shelf, { createInstance }] = await Promise.all([json("shelf.json"), import(`${FOLDER}pagefind.js`)]);
    const pagefind = createInstance({ noWorker: true, ranking: RANKING });
    await pagefind.init();
    for (let shard = 2; shard <= shelf.shards; shard += 1) {
      await pagefind.mergeIndex(`${FOLDER}${shard}/`, { ranking: RANKING });
    }
    return { pagefind, shelf: { ...shelf, stop: new Set(shelf.stop) } };
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

let tabulating;
/** What the papers are filtered and sorted by: a row for each id. */
function table() {
  tabulating ??= (async () => {
    const [{ shelf }, papers] = await Promise.all([load(), json("papers.json")]);
    const rows = new Map();
    papers.id.forEach((id, number) => {
      const topics = papers.topics[number].map((topic) => shelf.topics[topic]);
      const has = papers.has[number].split(" ").filter(Boolean);
      rows.set(id, {
        date: papers.date[number],
        comments: papers.comments[number],
        area: [...new Set(topics.map((topic) => topic.area))],
        topic: topics.map((topic) => topic.slug),
        year: [papers.date[number].slice(0, 4)],
        digest: papers.in[number].map((digest) => papers.digests[digest].slug),
        has: has.filter((badge) => badge !== "curated"),
        curated: has.includes("curated") ? ["yes"] : [],
      });
    });
    return { rows, digests: papers.digests };
  })();
  tabulating.catch(() => (tabulating = undefined));
  return tabulating;
}

// --- finding -------------------------------------------------------------------------------------

const found = new Map();
/** What a query finds, best first: `{ results, words, without }`. */
function find(query) {
  if (!found.has(query)) {
    if (found.size > 30) found.clear();
    const finding = look(query);
    finding.catch(() => found.delete(query));
    found.set(query, finding);
  }
  return found.get(query);
}

async function look(query) {
  const { pagefind, shelf } = await load();
  const words = wordsOfQuery(query, shelf.stop);
  if (!words.length) return { results: (await pagefind.search(null)).results, words, without: [] };
  // Almost every paper has a word that begins with a certain letter.
  if (words.length === 1 && words[0].length < 2) return { results: [], words, without: [] };
  await pagefind.preload(words.flatMap((word) => signs(word, shelf.posts)).join(" "));
  const results = await sound(await ask(pagefind, words), words);
  const last = words.at(-1);
  if (words.length > 1 && /^\p{L}{1,3}$/u.test(last)) {
    // It may be the beginning of more words than were loaded, so the papers without it are found too.
    const rest = words.slice(0, -1);
    const others = await sound(await ask(pagefind, rest), rest);
    const first = new Set(results.map((one) => one.id));
    results.push(...others.filter((one) => !first.has(one.id)));
  }
  if (results.length) return { results, words, without: [] };
  const kept = await loosened(pagefind, words, shelf.papers);
  return { results: await ask(pagefind, kept), words: kept, without: words.filter((word) => !kept.includes(word)) };
}

const LOOKED_AT = 8;

/** The papers that have the words. For a word that no paper of a shard has, Pagefind takes the longest beginning
    of it that one has: that is good for a slip at its end, and nonsense for a letter or two. So the first
    results, which are shown anyway, are looked at; where some of them are nonsense, so is what comes after. */
async function sound(results, words) {
  const first = results.slice(0, LOOKED_AT);
  const fitting = await Promise.all(first.map((one) => has(one, words)));
  return fitting.every(Boolean) ? results : first.filter((_, number) => fitting[number]);
}

async function has(result, words) {
  const { content, meta } = await result.data();
  const own = `${content} ${meta.title} ${meta.by}`.split(/\s+/).flatMap((one) => [fold(one), ...one.split(/[^\p{L}\p{N}]+/u).map(fold)]);
  return words.map(root).map(fold).every((word) =>
    own.some((one) => one.startsWith(word) || (one.length >= SIMILAR * word.length && word.startsWith(one))));
}

const SIMILAR = 0.7;
const fold = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

// Pagefind matches beginnings of words, but looks only into the piece of its index in which the beginning
// itself would stand; words that go on from it may lie in the next pieces. Signposts lead to those: words
// that stand in the index closer together than its pieces begin.
const MOST_SIGNS = 16;

function signs(word, posts) {
  const begun = root(word);
  const between = posts.filter((post) => post.startsWith(begun)).slice(0, MOST_SIGNS);
  return [begun, word, ...between, `${begun}zzzz`];
}

/** The papers with all of these words; first those with the very phrase in their title or a name, then those
    with its first word at the end, as names stand in an index: Zhu, Jun. */
async function ask(pagefind, words) {
  if (!words.length) return [];
  const { results } = await pagefind.search(words.map(root).join(" "));
  // A shard without an id answers with hundreds that begin a little like it, and they come first.
  const isId = words.length === 1 && /^\d{7,9}$/.test(words[0]);
  if (!results.length || (words.length < 2 && !isId)) return results;
  const phrases = words.length > 3 ? [words] : [words, [...words.slice(1), words[0]]];
  const places = new Map();
  for (const [place, phrase] of phrases.entries()) {
    const found = await pagefind.search(`"${phrase.join(" ")}"`);
    for (const { id, matchedMetaFields } of found.results) {
      if ((isId || matchedMetaFields?.length) && !places.has(id)) places.set(id, place);
    }
  }
  const placeOf = ({ id }) => places.get(id) ?? phrases.length;
  return results.sort((one, other) => placeOf(one) - placeOf(other));
}

/** The words that one paper has: the one that has most of them, where a rare word counts more. */
async function loosened(pagefind, words, papers) {
  const having = new Map();
  const weights = new Map();
  for (const word of new Set(words)) {
    const { results } = await pagefind.search(root(word));
    const ids = (await sound(results, [word])).map((one) => one.id);
    having.set(word, new Set(ids));
    for (const id of ids) weights.set(id, (weights.get(id) ?? 0) + Math.log(1 + papers / ids.length));
  }
  const [best] = [...weights].reduce((one, other) => (other[1] > one[1] ? other : one), [null, 0]);
  return words.filter((word) => having.get(word).has(best));
}

// --- filtering, sorting, counting ----------------------------------------------------------------

/** Does a paper have, in each facet in which values are chosen, one of them? */
function passes(row, filters, except) {
  return FACETS.every((facet) => {
    const chosen = filters[facet];
    return facet === except || !chosen?.length || chosen.some((value) => row[facet].includes(value));
  });
}

const isFiltered = (filters) => FACETS.some((facet) => filters[facet]?.length);

/** Results of a query as asked for: filtered and sorted. */
async function listed({ query, filters, sort }) {
  const { results, ...rest } = await find(query);
  const { stop } = (await load()).shelf;
  // Without words there is no relevance, and the newest come first.
  const order = sort || (wordsOfQuery(query, stop).length ? "" : "newest");
  if (!order && !isFiltered(filters)) return { ...rest, results };
  const { rows } = await table();
  const kept = results.filter((one) => passes(rows.get(one.id), filters));
  const by = (one) => rows.get(one.id);
  if (order) kept.sort((one, other) => (by(one).date < by(other).date ? 1 : by(one).date > by(other).date ? -1 : 0));
  if (order === "comments") kept.sort((one, other) => by(other).comments - by(one).comments);
  return { ...rest, results: kept };
}

/** For each facet its values with the number of papers that each would leave or add. */
async function facets({ query, filters }) {
  const [{ results }, { shelf }, { rows, digests }] = await Promise.all([find(query), load(), table()]);
  const named = {
    area: shelf.areas.map((area) => [area.slug, area.title]),
    topic: shelf.topics.map((topic) => [topic.slug, topic.title]),
    digest: digests.map((digest) => [digest.slug, digest.title]),
    curated: [["yes", "With a curator’s note"]],
  };
  return FACETS.map((facet) => {
    const counts = new Map();
    for (const { id } of results) {
      const row = rows.get(id);
      if (passes(row, filters, facet)) {
        for (const value of row[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const names = new Map(named[facet]);
    const values = new Set([...counts.keys(), ...(filters[facet] ?? [])]);
    return {
      facet,
      values: [...values].map((value) => ({
        value,
        title: names.get(value) ?? value,
        count: counts.get(value) ?? 0,
      })),
    };
  });
}

/** How many results there would be without each of the values that filter now. */
async function loosening({ query, filters }) {
  const [{ results }, { rows }] = await Promise.all([find(query), table()]);
  return FACETS.flatMap((facet) =>
    (filters[facet] ?? []).map((value) => {
      const rest = { ...filters, [facet]: filters[facet].filter((one) => one !== value) };
      return { facet, value, count: results.filter((one) => passes(rows.get(one.id), rest)).length };
    }),
  );
}

// --- answering -----------------------------------------------------------------------------------

/** Cards of some results, the names of topics filled in. */
async function cards(results, shelf) {
  const topics = new Map(shelf.topics.map((topic) => [topic.slug, topic]));
  const areas = new Map(shelf.areas.map((area) => [area.slug, area]));
  return Promise.all(
    results.map(async (one) => {
      const card = JSON.parse((await one.data()).raw_url);
      const named = (card.topics ?? []).map((slug) => topics.get(slug)).filter(Boolean);
      return { ...card, topics: named.map((topic) => ({ ...topic, hue: areas.get(topic.area)?.hue })) };
    }),
  );
}

/** Topics whose title holds all words of a query, the last of them perhaps not typed to its end. */
function topicsFor(query, { topics, areas, stop }) {
  const words = wordsOfQuery(query, stop);
  const hues = new Map(areas.map((area) => [area.slug, area.hue]));
  const fits = (topic) => {
    const title = wordsOf(topic.title, stop);
    return words.every((word) => title.some((one) => one.startsWith(word)));
  };
  const fitting = words.length ? topics.filter((topic) => topic.papers && fits(topic)) : [];
  return fitting.slice(0, 3).map((topic) => ({ ...topic, hue: hues.get(topic.area) }));
}

/** A page of results: `{ total, cards, words, without, topics }`. */
async function search({ query, filters = {}, sort = "", from = 0, count = 10 }) {
  const { shelf } = await load();
  if (!shelf.papers) return { total: 0, cards: [], words: [], without: [], topics: [] };
  const { results, words, without } = await listed({ query, filters, sort });
  const shown = await cards(results.slice(from, from + count), shelf);
  if (!sort && !from) {
    // Of papers that fit alike, the one of that very title is meant.
    const asked = words.join(" ");
    const likeness = new Map(shown.map((card) => [card, likenessOf(wordsOf(card.title, shelf.stop).join(" "), asked)]));
    shown.sort((one, other) => likeness.get(other) - likeness.get(one));
  }
  return { total: results.length, cards: shown, words, without, topics: from ? [] : topicsFor(query, shelf) };
}

/** How much of a title a query is: all of it, its beginning, a part, or not even that. */
function likenessOf(title, asked) {
  if (title === asked) return 3;
  return title.startsWith(asked) ? 2 : title.includes(asked) ? 1 : 0;
}

const methods = { load: async () => void (await load()), search, facets, loosening };

self.addEventListener("message", async ({ data: { id, method, request } }) => {
  try {
    self.postMessage({ id, answer: await methods[method](request) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
});
