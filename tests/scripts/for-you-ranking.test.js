// The order of the page For you, and its reasons, on a few made papers.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameMeant, namesLike } from "../../overrides/assets/for-you/follow-form.js";
import { rankedPapers } from "../../overrides/assets/for-you/for-you-ranking.js";
import { recentCard } from "../../overrides/assets/for-you/recent-cards.js";
import { recentOf } from "../../overrides/assets/for-you/recent-papers.js";
import { termKey, termsOf } from "../../overrides/assets/for-you/terms.js";
import { treeOf } from "./page.js";

const TERMS = ["formal theorem", "proofs", "protein", "protein folding", "video"];
const COLUMNS = {
  digests: ["2026-01-02", "2026-01-01-b"],
  listed: [5, 2],
  of: 5,
  also: { "A. Lovelace": "Ada Lovelace" },
  topics: [
    ["proving", "Proving", 10],
    ["biology", "Biology", 90],
  ],
  terms: TERMS,
  rarity: "99999",
  slug: ["", "", "", "named-otherwise", ""],
  title: ["Proofs of Theorems", "Folding", "Both", "Émile’s Film", "Folding Again"],
  people: [["Ada Lovelace"], [], ["Łukasz O’Neil", "Ada Lovelace"], [], []],
  organisation: ["", "DeepMind", "", "", ""],
  count: [0, 3, 0, 0, 0],
  when: ["", "", "", "", ""],
  date: ["2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01"],
  digest: [0, 0, 0, 1, 1],
  comments: [0, 0, 0, 0, 0],
  has: ["code", "", "", "", ""],
  topic: [[0], [1], [0, 1], [], [1]],
  term: [[0, 1], [2, 1], [0, 1, 1], [4], [2, 1]],
  shown: 2,
};
const recent = recentOf(COLUMNS);
const NOTHING = { marked: [], followed: [], searches: [] };
const old = (mark, ...terms) => ({ slug: `old-${mark}`, title: `Old ${mark}`, mark, terms });
const slugs = (wishes) => rankedPapers(recent, { ...NOTHING, ...wishes }).map(({ paper }) => paper.slug);

test("columns are papers", () => {
  const [first, , third, fourth] = recent.papers;
  assert.deepEqual([first.slug, fourth.slug], ["proofs-of-theorems", "named-otherwise"]);
  assert.deepEqual(third.terms, [0, 1, 2]);
  assert.deepEqual([fourth.digest, fourth.since], ["2026-01-01-b", "2026-01-01-b"]);
  assert.equal(recent.listed.get("2026-01-02"), 5);
  assert.equal(recent.papers[1].by, "DeepMind");
});

test("without any wish there is nothing to show", () => assert.deepEqual(slugs({}), []));

test("papers like a starred one come first, and the reason names what both hold", () => {
  const ranked = rankedPapers(recent, { ...NOTHING, marked: [old("star", "formal theorems", "proof", "unknown")] });
  assert.deepEqual(
    ranked.map(({ paper }) => paper.slug),
    ["proofs-of-theorems", "both"],
  );
  const { kind, name, slug, mark, terms } = ranked[0].reasons[0];
  assert.deepEqual([kind, name, slug, mark], ["alike", "Old star", "old-star", "star"]);
  assert.deepEqual(terms, ["formal theorem", "proofs"]);
});

test("a word that is part of a shared pair is not named beside it", () => {
  const ranked = rankedPapers(recent, { ...NOTHING, marked: [old("star", "protein", "protein folding")] });
  assert.deepEqual(ranked[0].reasons[0].terms, ["protein folding"]);
});

test("a starred paper counts more than a read one, and a dismissed one counts against", () => {
  const likes = [old("star", "formal theorem"), old("read", "protein folding")];
  assert.equal(slugs({ marked: likes })[0], "proofs-of-theorems");
  assert.equal(slugs({ marked: [old("read", "formal theorem"), old("star", "protein folding")] })[0], "folding");
  const against = [...likes, old("dismiss", "formal theorem", "proof")];
  assert.equal(slugs({ marked: against })[0], "folding");
  assert.deepEqual(slugs({ marked: [old("dismiss", "proof")] }), []);
});

test("what is marked is not shown", () => {
  const marked = [{ slug: "folding", title: "Folding", mark: "star", terms: [] }];
  assert.deepEqual(slugs({ marked }), ["folding-again", "both"]);
});

test("what is followed is a reason of its own", () => {
  const reasons = (followed) =>
    rankedPapers(recent, { ...NOTHING, followed }).map(({ paper, reasons }) => [paper.slug, reasons[0].kind]);
  assert.deepEqual(reasons([{ kind: "author", key: "lukasz-oneil", title: "L. O." }]), [["both", "author"]]);
  assert.deepEqual(reasons([{ kind: "author", key: "a-lovelace", title: "A. Lovelace" }]).length, 2);
  assert.deepEqual(reasons([{ kind: "organisation", key: "deepmind", title: "DeepMind" }]), [
    ["folding", "organisation"],
  ]);
  assert.deepEqual(
    reasons([{ kind: "topic", key: "biology", title: "Biology" }]).map(([slug]) => slug),
    ["folding", "both", "folding-again"],
  );
});

test("a followed search shows what it finds", () => {
  const searches = [{ title: "“film”", slugs: new Set(["named-otherwise", "not-recent"]) }];
  const [{ paper, reasons }] = rankedPapers(recent, { ...NOTHING, searches });
  assert.deepEqual([paper.slug, reasons[0].kind, reasons[0].name], ["named-otherwise", "search", "“film”"]);
});

test("equal papers stay in the order of their digests, each time", () => {
  const followed = [{ kind: "topic", key: "biology", title: "Biology" }];
  assert.deepEqual(slugs({ followed }), slugs({ followed }));
});

test("a term is known in all its forms", () => {
  assert.equal(termKey("Formal  Theorems"), termKey("formal theorem"));
  assert.equal(termKey("Chain-of-Thought"), termKey("chain of thought"));
  assert.equal(termKey("Processes"), termKey("process"));
  assert.notEqual(termKey("class"), termKey("clas"));
});

test("what is kept of a paper are the terms of its title, then the most frequent ones, and few", () => {
  const terms = termsOf("Formal Proofs", "We search. We search again for lemmas: lemmas are long.");
  assert.deepEqual(terms.slice(0, 3), ["formal proof", "formal", "proof"]);
  assert.ok(terms.includes("lemma"));
  assert.ok(!terms.includes("search we"), "no pair across a full stop");
  assert.ok(termsOf("x", Array.from({ length: 500 }, (_, at) => `word${at}`).join(" ")).length <= 40);
});

test("one shared word is a reason only beside a shared topic, which is then named", () => {
  const proofs = { ...COLUMNS, term: [[0, 1], [2, 1], [1], [4], [2, 1]] };
  const marked = [{ slug: "proofs-of-theorems", title: "Mine", mark: "star", terms: [] }];
  const [{ paper, reasons }] = rankedPapers(recentOf(proofs), { ...NOTHING, marked });
  assert.deepEqual([paper.slug, reasons[0].topic, reasons[0].terms], ["both", "proving", ["proofs"]]);
  assert.ok(JSON.stringify(treeOf(recentCard(paper, 2, reasons))).includes('"Proving"],", ",["em",{},"proofs"]'));
  const apart = recentOf({ ...proofs, topic: [[0], [1], [1], [], [1]] });
  assert.deepEqual(rankedPapers(apart, { ...NOTHING, marked }), []);
});

test("a card names the topic that a reason names", () => {
  const topics = [0, 1, 2].map((at) => ({ slug: `t${at}`, title: `Topic ${at}`, hue: 0 }));
  const paper = { ...recent.papers[0], topics };
  const reason = { kind: "topic", name: "Topic 2", slug: "", mark: null, topic: "t2", terms: [] };
  const said = JSON.stringify(treeOf(recentCard(paper, 1, [reason])));
  assert.ok(said.includes("In a topic that you follow: Topic 2") && said.includes("/topics/t2/"));
  assert.ok(!said.includes("Topic 1"));
});

test("a name is known in the spellings that the list takes for one, and others are offered where it is not", () => {
  const names = new Set(["John Smith", "Jane Smith", "Ada Lovelace", "Łukasz O’Neil"]);
  const meant = (typed) => nameMeant("author", typed, names, recent.also);
  assert.equal(meant("john  SMITH"), "John Smith");
  assert.equal(meant("lukasz oneil"), "Łukasz O’Neil");
  assert.equal(meant("A. Lovelace"), "Ada Lovelace", "as a curator says");
  assert.equal(meant("J. Smith"), undefined, "two people may be meant");
  assert.deepEqual(namesLike("author", "J. Smith", names), ["Jane Smith", "John Smith"]);
  assert.deepEqual(namesLike("author", "Nobody", names), []);
});
