// Which digests came since the last visit and were not marked as read, and what of them is left to read.

import { counted, localDate, shortDay } from "../base/format.js";
import { isUnread, keepVisit, readVisit, thisVisit } from "../my-list/last-visit.js";
import { papers } from "../my-list/marks.js";

/** @typedef {{ slug: string, papers: number, brought: number }} UnreadDigest `papers` are left of those that it brought */
/** @typedef {{ since: string | null, digests: UnreadDigest[] }} Unread `since` is the day of the last visit */

/** What is new, the newest digest first; null when nothing can be kept. */
export async function unread() {
  const visit = await thisVisit();
  if (!visit) return null;
  const digests = Object.entries(visit.brought ?? {}).flatMap(([slug, brought]) =>
    brought && isUnread(slug, visit) ? [{ slug, papers: brought, brought }] : [],
  );
  const since = visit.since && (visit.left === undefined ? visit.since : localDate(visit.left));
  /** @type {Unread} */
  const found = { since, digests: (await withoutDone(digests, visit.since)).filter(({ papers }) => papers) };
  return found;
}

/**
 * Has the reader read or dismissed a paper?
 * @param {string} slug
 */
export function isDone(slug) {
  return isDoneBy(papers().get(slug), 0);
}

/**
 * @param {import("../my-list/marks.js").Entry | undefined} entry
 * @param {number} after a time in milliseconds
 */
function isDoneBy(entry, after) {
  return [entry?.read, entry?.dismiss].some((mark) => mark?.value && mark.at >= after);
}

/**
 * The digests with what is left of them. Which papers they brought is asked only where some may have been read or
 * dismissed: after the day before which nobody could see them here.
 * @param {UnreadDigest[]} digests
 * @param {string | null} since
 */
async function withoutDone(digests, since) {
  const start = Date.parse(since ?? "");
  if (!digests.length || ![...papers().values()].some((entry) => isDoneBy(entry, start))) return digests;
  const { recentPapers } = await import("./recent-papers.js");
  const recent = await recentPapers().catch(() => null);
  const done = (recent?.papers ?? []).filter(({ slug }) => isDone(slug)).map(({ digest }) => digest);
  return digests.map(({ slug, brought }) => {
    const papers = brought - done.filter((digest) => digest === slug).length;
    return { slug, papers, brought };
  });
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
