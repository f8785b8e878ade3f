// What is new since the last visit: which digests, and how many of their papers are left.

import "./page.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { newInWords, unread } from "../../overrides/assets/for-you/unread.js";
import { isUnread } from "../../overrides/assets/my-list/last-visit.js";
import * as marks from "../../overrides/assets/my-list/marks.js";
import { FakeStorage } from "./page.js";

const VISIT = {
  since: "2026-01-01",
  newest: "2026-01-03",
  at: Date.now(),
  brought: { "2026-01-03-a": 2, "2026-01-03-b": 1, "2026-01-02": 3, "2026-01-01": 4 },
  read: ["2026-01-03-b"],
};
const RECENT = {
  digests: ["2026-01-03-a", "2026-01-02"],
  listed: [3, 3],
  of: 5,
  also: {},
  topics: [],
  terms: [],
  rarity: "",
  slug: ["", "", "", "", ""],
  title: ["One", "Two", "Three", "Four", "Five"],
  people: [[], [], [], [], []],
  organisation: ["", "", "", "", ""],
  count: [0, 0, 0, 0, 0],
  when: ["", "", "", "", ""],
  date: ["", "", "", "", ""],
  digest: [0, 0, 1, 1, 1],
  comments: [0, 0, 0, 0, 0],
  has: ["", "", "", "", ""],
  topic: [[], [], [], [], []],
  term: [[], [], [], [], []],
  shown: 2,
};

let asked = 0;
globalThis.fetch = async () => {
  asked += 1;
  return Response.json(RECENT);
};

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
  marks.clear();
  localStorage.setItem("papershelf.visit", JSON.stringify(VISIT));
});

const left = async () => (await unread()).digests.map(({ slug, papers }) => [slug, papers]);

test("of two digests of a day only the one that was marked as read is read", () => {
  assert.deepEqual(
    ["2026-01-03-a", "2026-01-03-b", "2026-01-02", "2026-01-01", ""].map((slug) => isUnread(slug)),
    [true, false, true, false, false],
  );
});

test("without marks since then nothing more is asked", async () => {
  marks.mark("six", { star: true });
  assert.deepEqual(await left(), [
    ["2026-01-03-a", 2],
    ["2026-01-02", 3],
  ]);
  assert.equal(asked, 0);
});

test("what was read or dismissed is no longer new, and a digest of which nothing is left neither", async () => {
  marks.mark("three", { dismiss: true });
  assert.equal(newInWords(await unread()), "4 new papers in 2 digests since 1 Jan 2026");
  for (const slug of ["one", "two"]) marks.mark(slug, { read: true });
  assert.deepEqual(await left(), [["2026-01-02", 2]]);
  marks.mark("two", { read: false });
  assert.equal((await left()).length, 2);
});
