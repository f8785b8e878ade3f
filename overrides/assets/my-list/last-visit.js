// Which papers are new since the last visit: those of digests newer than the newest one there was
// then. A visit ends after half an hour without a page, so marks stay while the reader browses. A
// first visit, and one without storage, marks nothing.

import { siteUrl } from "../base/dom.js";
import { ownKey } from "../base/own-key.js";

/** @typedef {{ since: string | null, newest: string | null, at?: number }} Visit */

const VISIT_KEY = ownKey("papershelf.visit");
const VISIT_PAUSE = 30 * 60 * 1000; // milliseconds
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/** The date after which digests are new, or null. To be called once on each page. */
export function visitStart() {
  try {
    const last = readVisit();
    const isSame = last && Math.abs(Date.now() - last.at) <= VISIT_PAUSE;
    const visit = isSame ? last : { since: last?.newest ?? last?.since ?? null, newest: null };
    keepVisit(visit);
    if (!visit.newest) learnNewest();
    return visit.since;
  } catch {
    return null; // Storage is blocked or full.
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
    const { digest } = await (await fetch(siteUrl("api/newest.json"))).json();
    if (isDate(digest)) keepVisit({ since: null, ...readVisit(), newest: digest });
  } catch {
    // Nobody answers: the next page asks again.
  }
}

/** @param {unknown} date */
function isDate(date) {
  return typeof date === "string" && ISO_DATE.test(date);
}

/** @param {Visit} visit */
function keepVisit(visit) {
  localStorage.setItem(VISIT_KEY, JSON.stringify({ ...visit, at: Date.now() }));
}

/** @returns {Required<Visit> | null} */
function readVisit() {
  try {
    const last = JSON.parse(localStorage.getItem(VISIT_KEY) ?? "null");
    const areDates = [last.since, last.newest].every((date) => date === null || isDate(date));
    return areDates && Number.isFinite(last.at) ? last : null;
  } catch {
    return null;
  }
}
