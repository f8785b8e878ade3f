// The newest papers, as api/recent.json lists them in columns (generator/site/exports/recent/recent_papers.py).

import { siteUrl } from "../base/dom.js";
import { counted, people } from "../base/format.js";

/** @typedef {{ slug: string, title: string, hue: number }} RecentTopic */
/**
 * @typedef {object} RecentPaper
 * @property {string} slug
 * @property {string} title
 * @property {string[]} people all authors
 * @property {string} organisation
 * @property {string} by
 * @property {string} when
 * @property {string} date
 * @property {string} digest that first listed it
 * @property {string} since the same, as cards have it
 * @property {number} comments
 * @property {string[]} has badges
 * @property {RecentTopic[]} topics
 * @property {number[]} terms by their places in the table
 */
/**
 * @typedef {object} Recent
 * @property {RecentPaper[]} papers the newest digest first, in its order
 * @property {string[]} terms as most papers write them
 * @property {number[]} rarity of each term
 * @property {RecentTopic[]} topics
 * @property {number} shown topics that a card names
 * @property {number} of papers that there are, older ones too
 * @property {Map<string, number>} listed papers by the digests that list them, those of other digests too
 * @property {Map<string, string>} also the names that papers state, beside those that the list uses
 */

const SLUG_LENGTH = 80; // characters, as in generator/model/identity.py

/** @type {Promise<Recent> | undefined} */
let asked;

/** The newest papers. Rejects when nobody answers. */
export function recentPapers() {
  asked ??= fetch(siteUrl("api/recent.json"))
    .then((answer) => answer.json())
    .then(recentOf);
  return asked;
}

/**
 * The columns as papers.
 * @param {any} columns
 * @returns {Recent}
 */
export function recentOf(columns) {
  /** @type {RecentTopic[]} */
  const topics = columns.topics.map((/** @type {[string, string, number]} */ [slug, title, hue]) => ({
    slug,
    title,
    hue,
  }));
  const papers = columns.title.map((/** @type {string} */ title, /** @type {number} */ at) => {
    const names = columns.people[at];
    const digest = columns.digests[columns.digest[at]];
    let place = 0;
    return {
      slug: columns.slug[at] || slugOf(title),
      title,
      people: names,
      organisation: columns.organisation[at],
      by: byline(names, columns.organisation[at], columns.count[at]),
      when: columns.when[at],
      date: columns.date[at],
      digest,
      since: digest,
      comments: columns.comments[at],
      has: columns.has[at].split(" ").filter(Boolean),
      topics: columns.topic[at].map((/** @type {number} */ topic) => topics[topic]),
      terms: columns.term[at].map((/** @type {number} */ step) => {
        place += step;
        return place;
      }),
    };
  });
  const rarity = [...columns.rarity].map((digit) => Number.parseInt(digit, 36));
  const { terms, shown, of } = columns;
  const listed = new Map(
    columns.digests.map((/** @type {string} */ slug, /** @type {number} */ at) => [slug, columns.listed[at]]),
  );
  return { papers, terms, rarity, topics, shown, of, listed, also: new Map(Object.entries(columns.also)) };
}

/**
 * The slug of a title in plain letters, cut at the end of a word; others are in the file.
 * @param {string} title
 */
function slugOf(title) {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug.length <= SLUG_LENGTH ? slug : slug.slice(0, slug.slice(0, SLUG_LENGTH + 1).lastIndexOf("-"));
}

/**
 * @param {string[]} names
 * @param {string} organisation
 * @param {number} count
 */
function byline(names, organisation, count) {
  if (names.length) return people(names, 3);
  return organisation || (count ? counted(count, "author") : "");
}
