// Whatever is typed, and whatever the files of the index are, the search answers or says that it cannot.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parsed } from "../../overrides/assets/search/search-query.js";
import { wordsOf } from "../../overrides/assets/search/search-words.js";
import { files, found, opened, typedQueries } from "./search-index.js";

const ROUNDS = 300;
const MOST_MILLISECONDS = 2000;
const HOSTILE = [
  "constructor __proto__ toString",
  "hasOwnProperty",
  "\u0000\uffff\ud800 \udc00",
  "-".repeat(500),
  '"'.repeat(301),
  "author:".repeat(80),
  "a".repeat(5000),
  "a-b".repeat(400),
  "ising".repeat(300),
  "大".repeat(600),
  "\u0301".repeat(600),
  "1.2.3.4.5.6.7.8",
  "2024 2024 2024",
  "since since 2024-",
  "<img src=x onerror=alert(1)>",
  "%%% \\d+ (?: [",
];

/** Numbers that are the same in every run. @param {number} seed */
function chance(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * A text with some characters changed, gone or come.
 * @param {string} text
 * @param {(below: number) => number} random
 */
function damaged(text, random) {
  const at = random(text.length + 1);
  const length = random(12);
  const kinds = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + length),
    () => text.slice(0, at) + '\u0000"[]{}0zZ_- ,:|=9'.charAt(random(18)) + text.slice(at + 1),
    () => text.slice(0, at) + text.slice(at, at + 9).repeat(3) + text.slice(at + 9),
    () => "",
    () => "null",
    () => "[]",
    () => "{}",
    () => "<!doctype html>",
  ];
  return kinds[random(kinds.length)]();
}

/** @param {() => Promise<unknown>} work */
async function withinTime(work) {
  const begun = performance.now();
  await work();
  assert.ok(performance.now() - begun < MOST_MILLISECONDS);
}

test("hostile queries are answered", async () => {
  const index = await opened();
  for (const query of HOSTILE) await withinTime(() => found(query, index));
});

test("queries of random pieces are answered", async () => {
  const index = await opened();
  const random = chance(1);
  const pieces = [
    ...HOSTILE.map((text) => text.slice(0, 9)),
    ...typedQueries.map(({ query }) => query),
    '"',
    "-",
    ":",
    " ",
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    const query = Array.from({ length: 1 + random(4) }, () => damaged(pieces[random(pieces.length)], random)).join(" ");
    await withinTime(() => found(query, index));
  }
});

test("a query is read in time that grows with its length", () => {
  const years = { first: 2000, last: 2025 };
  for (const text of HOSTILE) {
    const begun = performance.now();
    parsed(text.repeat(50), new Set(), years);
    wordsOf(text.repeat(50));
    assert.ok(performance.now() - begun < MOST_MILLISECONDS, text.slice(0, 20));
  }
});

test("a damaged index is searched as far as it goes, or refused", async () => {
  const random = chance(2);
  const names = Object.keys(files);
  let answered = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = names[random(names.length)];
    const { query } = typedQueries[random(typedQueries.length)];
    await withinTime(async () => {
      try {
        await found(query, await opened({ [name]: damaged(files[name], random) }));
        answered += 1;
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    });
  }
  assert.ok(answered > ROUNDS / 10);
});

test("the files of two indexes are not mixed", async () => {
  const root = JSON.parse(files["root.json"]);
  await assert.rejects(() => opened({ "root.json": JSON.stringify({ ...root, format: 3 }) }), /another version/);
  root.segments[0].papers += 1;
  await assert.rejects(() => opened({ "root.json": JSON.stringify(root) }), /counts its papers/);
});
