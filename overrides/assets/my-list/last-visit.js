// Which papers are new since the last visit: those of digests newer than the newest one there was
// then. A visit ends after half an hour without a page, so marks stay while the reader browses. A
// first visit, and one without storage, marks nothing.

import { siteUrl } from "../base/dom.js";
import { ownKey } from "../base/own-key.js";

/**
 * @typedef {object} Visit
 * @property {string | null} since the date after which digests are new
 * @property {string | null} newest digest that there is now
 * @property {number} at when a page was opened last, in milliseconds
 * @property {number} [left] when the visit before ended
 * @property {Record<string, number>} [brought] how many new papers each of the last digests has
 * @property {string[]} [read] digests that the reader marked as read
 */

const VISIT_KEY = ownKey("papershelf.visit");
const VISIT_PAUSE = 30 * 60 * 1000; // milliseconds
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;
const ISO_LENGTH = 10; // of a date, with which the name of a digest begins
const DIGEST = /^\d{4}-\d\d-\d\d[a-z0-9-]*$/;

/** @type {Promise<void> | undefined} */
let learning;

/** The date after which digests are new, or null. To be called on each page. */
export function visitStart() {
  try {
    const last = readVisit();
    const isSame = last && Math.abs(Date.now() - last.at) <= VISIT_PAUSE;
    const visit = isSame ? last : nextVisit(last);
    keepVisit(visit);
    if (!visit.newest) learning ??= learnNewest();
    return visit.since;
  } catch {
    return null; // Storage is blocked or full.
  }
}

/**
 * @param {Visit | null} last
 * @returns {Visit}
 */
function nextVisit(last) {
  const since = last?.newest ?? last?.since ?? null;
  return { since, newest: null, at: Date.now(), ...(last && { left: last.at }) };
}

/** What is known of this visit, when the site has said what is newest; null when nothing can be kept. */
export async function thisVisit() {
  await learning;
  return readVisit();
}

/**
 * Did a digest come since the last visit, and was it not marked as read?
 * @param {string} digest
 */
export function isUnread(digest, visit = readVisit()) {
  return Boolean(visit?.since && digest.slice(0, ISO_LENGTH) > visit.since && !visit.read?.includes(digest));
}

/** Forget when the reader was here. */
export function forgetVisit() {
  try {
    localStorage.removeItem(VISIT_KEY);
  } catch {
    // Then nothing was kept either.
  }
}

/** What is newest now is for the next visit to compare with; asked once in a visit. */
async function learnNewest() {
  try {
    const answer = await (await fetch(siteUrl("api/newest.json"))).json();
    const visit = readVisit();
    if (visit && isDate(answer.digest)) keepVisit({ ...visit, newest: answer.digest, brought: countsOf(answer.new) });
  } catch {
    // Nobody answers: the next page asks again.
  }
}

/**
 * The numbers of papers by digest, as far as a value has them.
 * @param {unknown} value
 * @returns {Record<string, number>}
 */
function countsOf(value) {
  const isOne = (/** @type {[string, unknown]} */ [slug, papers]) => DIGEST.test(slug) && Number.isSafeInteger(papers);
  return Object.fromEntries(Object.entries(value ?? {}).filter(isOne));
}

/** @param {unknown} date */
function isDate(date) {
  return typeof date === "string" && ISO_DATE.test(date);
}

/**
 * Keep what is known of a visit. Throws when nothing can be kept.
 * @param {Visit} visit
 */
export function keepVisit(visit) {
  localStorage.setItem(VISIT_KEY, JSON.stringify({ ...visit, at: Date.now() }));
}

/**
 * What is kept, if it is what was written here: anything may stand in a storage.
 * @returns {Visit | null}
 */
export function readVisit() {
  try {
    const { since, newest, at, left, brought, read } = JSON.parse(localStorage.getItem(VISIT_KEY) ?? "null");
    const areDates = [since, newest].every((date) => date === null || isDate(date));
    if (!areDates || !Number.isFinite(at)) return null;
    return {
      since,
      newest,
      at,
      ...(Number.isFinite(left) && { left }),
      brought: countsOf(brought),
      read: Array.isArray(read) ? read.filter((slug) => typeof slug === "string" && DIGEST.test(slug)) : [],
    };
  } catch {
    return null;
  }
}
