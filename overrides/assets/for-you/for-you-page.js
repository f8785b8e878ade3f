// The page For you: the newest papers by what the reader follows and marks, and what that is. All of it is worked out
// here, from one file that is the same for everybody.

import { button, element, find, siteUrl } from "../base/dom.js";
import { counted, grouped } from "../base/format.js";
import { addMarks } from "../my-list/card-marks.js";
import { FOR_YOU, followed } from "../my-list/choices.js";
import { troubleInWords, warnIfUnsaved } from "../my-list/mark-buttons.js";
import { choices, choose, papers, save } from "../my-list/marks.js";
import { renamePapers } from "../my-list/renamed-papers.js";
import { stateOf } from "../search/search-address.js";
import { ask } from "../search/search-results.js";
import { followForm } from "./follow-form.js";
import { rankedPapers } from "./for-you-ranking.js";
import { keysButton, recentCard } from "./recent-cards.js";
import { recentPapers } from "./recent-papers.js";

/** @typedef {import("../my-list/choices.js").Follow} Follow */
/** @typedef {import("./for-you-ranking.js").Ranked} Ranked */
/** @typedef {import("./recent-papers.js").Recent} Recent */

const PAGE_SIZE = 30; // papers
const MOST_FOUND = 100; // papers of a search, the newest
const page = find(HTMLElement, "#kept");
const status = element("p", { class: "facts", role: "status" });
const trouble = element("p", { class: "trouble" });
const list = element("ol", { "data-list": "For you" });
const more = button("Show more", showMore, { class: "press", hidden: true });
const beginning = element("div", { class: "nothing" });
const following = element("section");
const form = followForm(draw);
const onOff = button("Order papers for me", () => setOn(!isOn()), { class: "toggle" });
/** @type {{ ranked: Ranked[], topics: number }} */
let worked = { ranked: [], topics: 0 };

function isOn() {
  return choices().get(FOR_YOU)?.value !== false;
}

/** @param {boolean} value */
function setOn(value) {
  choose(FOR_YOU, value);
  warnIfUnsaved();
  draw();
}

// --- the papers --------------------------------------------------------------------------------

async function draw() {
  onOff.setAttribute("aria-pressed", String(isOn()));
  trouble.textContent = troubleInWords() ?? "";
  drawFollowing();
  list.replaceChildren();
  worked = { ranked: [], topics: 0 };
  if (isOn()) await work();
  else status.textContent = "This page is turned off: nothing is worked out. What you follow is kept.";
  beginning.replaceChildren(...(isOn() && !hasWishes() ? howToBegin() : []));
  showMore();
}

async function work() {
  if (!hasWishes()) {
    status.textContent = "";
    return;
  }
  try {
    const recent = await recentPapers();
    keepTerms(recent);
    const searches = await foundBySearches();
    worked = {
      ranked: rankedPapers(recent, { marked: marked(), followed: namedFollows(), searches }),
      topics: recent.shown,
    };
    const [number, papers] = [worked.ranked.length, recent.papers.length];
    const all = `${papers < recent.of ? "the newest" : "all"} ${grouped(papers)}`;
    status.textContent = number
      ? `${counted(number, "paper")} for you, of ${all}. What you marked is left out.`
      : `Nothing for you among ${all} yet: star or follow more.`;
  } catch {
    status.textContent = "The newest papers could not be loaded. Reload the page to try again.";
  }
}

function hasWishes() {
  return marked().some(({ mark }) => mark !== "dismiss") || followed(choices()).length > 0;
}

/** What the reader marked; of several marks of a paper the one that says most. */
function marked() {
  const order = /** @type {const} */ (["star", "dismiss", "later", "read"]);
  return [...papers()].flatMap(([slug, entry]) => {
    const mark = order.find((name) => entry[name]?.value);
    return mark ? [{ slug, title: entry.title ?? slug, mark, terms: entry.terms ?? [] }] : [];
  });
}

/**
 * Keep with each mark what the file says of its paper: when newer papers have taken its place there, it still counts.
 * @param {Recent} recent
 */
function keepTerms(recent) {
  const entries = new Map(papers());
  for (const paper of recent.papers) {
    const entry = entries.get(paper.slug);
    const terms = paper.terms.map((place) => recent.terms[place]);
    if (entry && terms.join() !== entry.terms?.join()) entries.set(paper.slug, { ...entry, terms });
  }
  save(entries);
}

function namedFollows() {
  return followed(choices()).flatMap(({ kind, key, title }) => (kind === "search" ? [] : [{ kind, key, title }]));
}

/** The papers that the followed searches find. The search asks the site for its index only. */
async function foundBySearches() {
  const searches = followed(choices()).filter(({ kind }) => kind === "search");
  return Promise.all(
    searches.map(async ({ key, title }) => {
      const { cards } = await ask("search", { ...stateOf(key), sort: "newest", count: MOST_FOUND });
      return { title, slugs: new Set(cards.map(({ slug }) => slug)) };
    }),
  );
}

function showMore() {
  const shown = list.children.length;
  const next = worked.ranked.slice(shown, shown + PAGE_SIZE);
  const items = next.map(({ paper, reasons }) => recentCard(paper, worked.topics, reasons));
  list.append(...items);
  addMarks(list);
  more.hidden = list.children.length >= worked.ranked.length;
  if (shown) items[0]?.querySelector("a")?.focus();
}

function howToBegin() {
  const topics = element("a", { href: siteUrl("topics/") }, "topics");
  const search = element("a", { href: siteUrl("search/") }, "search");
  return [
    element(
      "p",
      {},
      "Star a few papers that you like, or follow what you care about: ",
      topics,
      ", a ",
      search,
      ", an author or an organisation. This page then orders the newest papers by that, and says of each why.",
    ),
  ];
}

// --- what is followed --------------------------------------------------------------------------

/** @type {Record<import("../my-list/choices.js").FollowKind, string>} */
const KINDS = { topic: "Topic", author: "Author", organisation: "Organisation", search: "Search" };

function drawFollowing() {
  const items = followed(choices()).map(followItem);
  const none = element("p", {}, "You follow nothing yet.");
  const kept = items.length ? element("ul", { class: "follows" }, ...items) : none;
  following.replaceChildren(element("h2", {}, "What you follow"), kept, form);
}

/** @param {Follow} follow */
function followItem({ kind, key, title }) {
  const named = (/** @type {string} */ prefix) => `search/?${new URLSearchParams({ q: `${prefix}:"${title}"` })}`;
  const places = {
    topic: `topics/${key}/`,
    search: `search/${key}`,
    author: named("author"),
    organisation: named("org"),
  };
  const name = element("a", { href: siteUrl(places[kind]) }, title);
  const end = () => {
    choose(`${kind}:${key}`, false, title);
    warnIfUnsaved();
    draw();
    find(HTMLInputElement, "input", form).focus();
  };
  const unfollow = button("Unfollow", end, { class: "press", "aria-label": `Unfollow: ${title}` });
  return element("li", {}, element("span", { class: "count" }, KINDS[kind]), " ", name, " ", unfollow);
}

const privacy = element(
  "p",
  { class: "facts" },
  "Your browser works this out from a file that is the same for everybody. Nothing that you follow or mark leaves it; it travels only in the file that you export from ",
  element("a", { href: siteUrl("my-list/") }, "My list"),
  ".",
);
await renamePapers();
await draw();
// All at once: what came bit by bit would move what is below it.
page.replaceChildren(
  trouble,
  element("div", { class: "row" }, onOff, keysButton()),
  status,
  beginning,
  list,
  more,
  following,
  privacy,
);
