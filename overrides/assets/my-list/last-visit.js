// Which papers are new since the last visit: those of digests newer than the newest one there was
// then. A visit ends after half an hour without a page, so marks stay while the reader browses. A
// first visit, and one without storage, marks nothing.

import { siteUrl } from "../base/dom.js";
import { counted, localDate, shortDay } from "../base/format.js";
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
/** @typedef {{ slug: string, papers: number }} UnreadDigest */
/** @typedef {{ since: string | null, digests: UnreadDigest[] }} Unread `since` is the day of the last visit */

const VISIT_KEY = ownKey("papershelf.visit");
const VISIT_PAUSE = 30 * 60 * 1000; // milliseconds
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;
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

/** What is new and not marked as read, the newest digest first; null when nothing can be kept. */
export async function unread() {
  await learning;
  const visit = readVisit();
  if (!visit) return null;
  const digests = Object.entries(visit.brought ?? {}).map(([slug, papers]) => ({ slug, papers }));
  const since = visit.since && (visit.left === undefined ? visit.since : localDate(visit.left));
  /** @type {Unread} */
  const found = { since, digests: digests.filter(({ slug, papers }) => papers && isUnread(slug, visit)) };
  return found;
}

/**
 * Did a digest come since the last visit, and was it not marked as read?
 * @param {string} slug
 */
export function isUnread(slug, visit = readVisit()) {
  const isNew = visit?.since && slug.slice(0, ISO_LENGTH) > visit.since;
  return Boolean(isNew && !visit.read?.includes(slug));
}
const ISO_LENGTH = 10; // of a date, with which the name of a digest begins

/**
 * `61 new papers in 3 digests since 17 Aug 2026`.
 * @param {Unread} unread
 */
export function newInWords({ since, digests }) {
  const papers = digests.reduce((sum, digest) => sum + digest.papers, 0);
  return `${counted(papers, "new paper")} in ${counted(digests.length, "digest")} since ${shortDay(since ?? "")}`;
}

/**
 * Mark digests as read, in this browser, or take that back.
 * @param {readonly string[]} slugs
 */
export function markAsRead(slugs, isRead = true) {
  try {
    const visit = readVisit();
    const others = (visit?.read ?? []).filter((slug) => !slugs.includes(slug));
    if (visit) keepVisit({ ...visit, read: isRead ? [...others, ...slugs] : others });
  } catch {
    // Storage is full: the digest is new until the next visit.
  }
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

/** @param {Visit} visit */
function keepVisit(visit) {
  localStorage.setItem(VISIT_KEY, JSON.stringify({ ...visit, at: Date.now() }));
}

/**
 * What is kept, if it is what was written here: anything may stand in a storage.
 * @returns {Visit | null}
 */
function readVisit() {
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
