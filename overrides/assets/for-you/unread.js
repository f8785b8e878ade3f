// Which digests came since the last visit and were not marked as read.

import { counted, localDate, shortDay } from "../base/format.js";
import { keepVisit, readVisit, thisVisit } from "../my-list/last-visit.js";

/** @typedef {{ slug: string, papers: number }} UnreadDigest */
/** @typedef {{ since: string | null, digests: UnreadDigest[] }} Unread `since` is the day of the last visit */

const ISO_LENGTH = 10; // of a date, with which the name of a digest begins

/** What is new, the newest digest first; null when nothing can be kept. */
export async function unread() {
  const visit = await thisVisit();
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
