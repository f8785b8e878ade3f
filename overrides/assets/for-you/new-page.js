// The page of what is new since the last visit: the digests, and their papers as one list.

import { button, element, find, siteUrl } from "../base/dom.js";
import { counted, shortDay } from "../base/format.js";
import { say } from "../base/notice.js";
import { addMarks } from "../my-list/card-marks.js";
import { visitStart } from "../my-list/last-visit.js";
import { papers } from "../my-list/marks.js";
import { renamePapers } from "../my-list/renamed-papers.js";
import { recentCard } from "./recent-cards.js";
import { recentPapers } from "./recent-papers.js";
import { markAsRead, newInWords, unread } from "./unread.js";

/** @typedef {import("./unread.js").UnreadDigest} UnreadDigest */

const page = find(HTMLElement, "#kept");
const status = element("p", { class: "facts", role: "status", tabindex: "-1" });
const rest = element("div");
page.replaceChildren(status, rest);

async function draw() {
  const found = await unread();
  if (!found) return showNone("This browser keeps nothing for this site, so it is not known what is new to you.");
  if (!found.since)
    return showNone(
      "This is your first visit, as far as this browser knows. Come back, and this page shows what is new since.",
    );
  if (!found.digests.length) return showNone(`Nothing new since ${shortDay(found.since)}.`);
  status.textContent = `${newInWords(found)}.`;
  const all = press("Mark all as read", () => setRead(found.digests));
  const digests = element("ul", { class: "new-digests" }, ...found.digests.map(digestItem));
  rest.replaceChildren(all, digests);
  try {
    const recent = await recentPapers();
    const slugs = new Set(found.digests.map(({ slug }) => slug));
    const isSeen = (/** @type {string} */ slug) =>
      papers().get(slug)?.read?.value || papers().get(slug)?.dismiss?.value;
    const shown = recent.papers.filter((paper) => slugs.has(paper.digest) && !isSeen(paper.slug));
    const name = `New since ${shortDay(found.since)}`;
    const list = element("ol", { "data-list": name }, ...shown.map((paper) => recentCard(paper, recent.shown)));
    rest.replaceChildren(all, digests, list, element("p", { class: "facts" }, ...ending(found.digests, recent)));
    addMarks(list);
  } catch {
    rest.append(element("p", {}, "The papers could not be loaded. Reload the page to try again, or open a digest."));
  }
}

/**
 * What is not on the list.
 * @param {readonly UnreadDigest[]} digests
 * @param {import("./recent-papers.js").Recent} recent
 */
function ending(digests, recent) {
  const brought = digests.reduce((sum, digest) => sum + digest.papers, 0);
  const slugs = new Set(digests.map(({ slug }) => slug));
  const isCut = recent.papers.filter(({ digest }) => slugs.has(digest)).length < brought;
  const words = "Papers that you have read or dismissed are left out.";
  return isCut
    ? [`These are the newest ${counted(recent.papers.length, "paper")}; the digests have the others. ${words}`]
    : [words];
}

/** @param {UnreadDigest} digest */
function digestItem(digest) {
  const link = element("a", { href: siteUrl(`digests/${digest.slug}/`) }, `Digest of ${nameOf(digest.slug)}`);
  const count = element("span", { class: "count" }, counted(digest.papers, "new paper"));
  return element(
    "li",
    {},
    link,
    " ",
    count,
    " ",
    press("Mark as read", () => setRead([digest]), nameOf(digest.slug)),
  );
}

/**
 * A digest by its day, and its label where a day has several.
 * @param {string} slug
 */
function nameOf(slug) {
  return [shortDay(slug.slice(0, 10)), slug.slice(11)].filter(Boolean).join(", ");
}

/** @param {readonly UnreadDigest[]} digests */
async function setRead(digests) {
  const slugs = digests.map(({ slug }) => slug);
  markAsRead(slugs);
  await draw();
  status.focus();
  const undo = async () => {
    markAsRead(slugs, false);
    await draw();
    status.focus();
  };
  say(`Marked as read: ${counted(slugs.length, "digest")}.`, { label: "Undo", run: undo });
}

/** @param {string} text */
function showNone(text) {
  status.textContent = text;
  const digests = element("a", { href: siteUrl("digests/") }, "The newest digests");
  const forYou = element("a", { href: siteUrl("for-you/") }, "For you");
  rest.replaceChildren(element("p", {}, digests, " · ", forYou));
}

/**
 * @param {string} label
 * @param {() => unknown} run
 * @param {string} [name] of what it is for
 */
function press(label, run, name) {
  return button(label, run, { class: "press", "aria-label": name ? `${label}: ${name}` : null });
}

visitStart();
await renamePapers();
await draw();
