// What the reader keeps: records in the storage, and what becomes of damaged ones.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as marks from "../../overrides/assets/my-list/marks.js";
import { FakeStorage } from "./page.js";

const KEY = "papershelf.list";
const stored = () => JSON.parse(localStorage.getItem(KEY)).papers;
const keep = (papers, version = 1) => localStorage.setItem(KEY, JSON.stringify({ version, papers }));

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
  marks.clear();
});

test("a mark is kept with its time and with what is known of the paper", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1000 });
  marks.mark("a-paper", { star: true }, { title: "A Paper", date: "no date" });
  assert.deepEqual(stored(), { "a-paper": { title: "A Paper", star: { value: true, at: 1000 } } });
});

test("a later change has a later time, even where the clock was set back", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1000 });
  keep({ "a-paper": { star: { value: true, at: 5000 } } });
  marks.mark("a-paper", { star: false });
  assert.deepEqual(stored()["a-paper"], { star: { value: false, at: 5001 } });
});

test("of a paper without marks only their times are kept", () => {
  marks.mark("a-paper", { star: true }, { title: "A Paper" });
  marks.mark("a-paper", { star: false });
  assert.deepEqual(Object.keys(stored()["a-paper"]), ["star"]);
});

test("a note is cut at its greatest length and freed of control characters", () => {
  marks.mark("a-paper", { note: `a\u0000b\n${"c".repeat(20_000)}` });
  const { value } = stored()["a-paper"].note;
  assert.ok(value.startsWith("ab\nc"));
  assert.equal(value.length, marks.LONGEST_NOTE - 1);
});

test("more is learnt only of papers on the list", () => {
  marks.learn("a-paper", { title: "A Paper" });
  assert.equal(marks.papers().size, 0);
  marks.mark("a-paper", { read: true });
  marks.learn("a-paper", { title: "A Paper", authors: ["Ada"], arxiv: null });
  assert.deepEqual(Object.keys(stored()["a-paper"]), ["read", "title", "authors"]);
});

test("a damaged list is set aside whole, and its valid entries stay in use", () => {
  const text = JSON.stringify({ version: 1, papers: { good: { star: { value: true, at: 1 } }, bad: { star: 1 } } });
  localStorage.setItem(KEY, text);
  assert.deepEqual([...marks.papers().keys()], ["good"]);
  const [key] = marks.damagedKeys();
  assert.equal(localStorage.getItem(key), text);
  assert.deepEqual(Object.keys(stored()), ["good"]);
});

test("the list of a newer version is left alone", () => {
  keep({}, 99);
  const before = localStorage.getItem(KEY);
  marks.mark("a-paper", { star: true });
  assert.equal(localStorage.getItem(KEY), before);
  assert.equal(marks.trouble(), "newer");
  assert.ok(marks.isKept(marks.papers().get("a-paper")), "for as long as the page is open");
});

test("a full storage is told, and the list stays for as long as the page is open", () => {
  localStorage.limit = 60;
  marks.mark("a-paper", { note: "x".repeat(100) });
  assert.equal(marks.trouble(), "full");
  assert.ok(marks.papers().has("a-paper"));
});

test("two entries become one: of each mark the newer, of equally new ones the greater", () => {
  const one = { title: "One", star: { value: true, at: 2 }, read: { value: false, at: 5 } };
  const other = { title: "Other", star: { value: false, at: 3 }, read: { value: true, at: 5 } };
  const both = { star: { value: false, at: 3 }, read: { value: true, at: 5 } };
  assert.deepEqual(marks.merged(one, other), { title: "One", ...both });
  assert.deepEqual(marks.merged(other, one), { title: "Other", ...both });
  assert.deepEqual(marks.merged(undefined, other), other);
});

const FAULTS = [
  ["A Paper", {}],
  ["a-paper", null],
  ["a-paper", { unknown: 1 }],
  ["a-paper", { constructor: 1 }],
  ["a-paper", { star: { value: true } }],
  ["a-paper", { star: { value: "yes", at: 1 } }],
  ["a-paper", { star: { value: true, at: -1 } }],
  ["a-paper", { star: { value: true, at: 1, more: 1 } }],
  ["a-paper", { title: "two\nlines" }],
  ["a-paper", { authors: "Ada" }],
  ["a-paper", { date: "2025-1-1" }],
  ["a-paper", { note: { value: "\u0000", at: 1 } }],
];
for (const [slug, entry] of FAULTS) {
  test(`a fault: ${slug} ${JSON.stringify(entry)}`, () => assert.match(String(marks.fault(slug, entry)), /paper|“/));
}

test("an older list is led to the newest version step by step", () => {
  const steps = { 1: (list) => ({ ...list, trace: "a" }), 2: (list) => ({ ...list, trace: `${list.trace}b` }) };
  assert.deepEqual(marks.migrated({ version: 1 }, steps, 3), { version: 3, trace: "ab" });
  assert.throws(() => marks.migrated({ version: 0 }, {}, 1), TypeError);
  assert.throws(() => marks.migrated([], {}, 1), TypeError);
});
