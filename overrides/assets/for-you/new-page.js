// The page of what is new since the last visit: the digests, and their papers as one list.

import { button, element, find, siteUrl } from "../base/dom.js";
import { counted, grouped, shortDay } from "../base/format.js";
import { say } from "../base/notice.js";
import { addMarks } from "../my-list/card-marks.js";
import { visitStart } from "../my-list/last-visit.js";
import { markButton } from "../my-list/mark-buttons.js";
import { renamePapers } from "../my-list/renamed-papers.js";
import { keysButton, recentCard } from "./recent-cards.js";
import { recentPapers } from "./recent-papers.js";
import { isDone, markAsRead, newInWords, unread } from "./unread.js";

/** @typedef {import("./recent-papers.js").Recent} Recent */
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
  const all = element(
    "div",
    { class: "row" },
    press("Mark all as read", () => setRead(found.digests)),
    keysButton(),
  );
  const recent = await recentPapers().catch(() => null);
  const items = found.digests.map((digest) => digestItem(digest, recent));
  rest.replaceChildren(all, element("ul", { class: "new-digests" }, ...items));
  if (!recent) {
    rest.append(element("p", {}, "The papers could not be loaded. Reload the page to try again, or open a digest."));
    return;
  }
  const slugs = new Set(found.digests.map(({ slug }) => slug));
  const shown = recent.papers.filter((paper) => slugs.has(paper.digest) && !isDone(paper.slug));
  const name = `New since ${shortDay(found.since)}`;
  const list = element("ol", { "data-list": name }, ...shown.map((paper) => newCard(paper, recent.shown)));
  rest.append(list, element("p", { class: "facts" }, ending(found.digests, shown.length, recent)));
  addMarks(list);
}

/**
 * A card with a button that marks its paper as read, as its own page has it.
 * @param {import("./recent-papers.js").RecentPaper} paper
 * @param {number} topics that a card names
 */
function newCard(paper, topics) {
  const card = recentCard(paper, topics);
  const { slug, title, date } = paper;
  card.lastElementChild?.append(" ", markButton("read", { slug, title, facts: { title, date } }));
  return card;
}

/**
 * What is not on the list.
 * @param {readonly UnreadDigest[]} digests
 * @param {number} shown papers
 * @param {Recent} recent
 */
function ending(digests, shown, recent) {
  const words = "Papers that you have read or dismissed are left out.";
  const isCut = shown < digests.reduce((sum, digest) => sum + digest.papers, 0);
  return isCut
    ? `These are of the newest ${counted(recent.papers.length, "paper")}; the digests have the others. ${words}`
    : words;
}

/**
 * @param {UnreadDigest} digest
 * @param {Recent | null} recent
 */
function digestItem(digest, recent) {
  const link = element("a", { href: siteUrl(`digests/${digest.slug}/`) }, `Digest of ${nameOf(digest.slug)}`);
  const count = element("span", { class: "count" }, countOf(digest, recent?.listed.get(digest.slug)));
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
 * `57 new of 67 papers: 8 listed before, 2 read or dismissed`.
 * @param {UnreadDigest} digest
 * @param {number} [listed] papers that the digest lists
 */
function countOf({ papers, brought }, listed = brought) {
  const before = listed - brought && `${grouped(listed - brought)} listed before`;
  const done = brought - papers && `${grouped(brought - papers)} read or dismissed`;
  const others = [before, done].filter(Boolean).join(", ");
  return others ? `${grouped(papers)} new of ${counted(listed, "paper")}: ${others}` : counted(papers, "new paper");
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
