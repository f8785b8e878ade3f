// Numbers, lists, people and days, by the vectors that Python is tested against too
// (tests/unit/text/test_wording_vectors.py), and what only scripts do.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arxivUrl,
  counted,
  enumerated,
  folded,
  foldedWords,
  localDate,
  oneLine,
  people,
  shortDay,
} from "../../overrides/assets/base/format.js";
import { vectors } from "./vectors.js";

const cases = vectors("wording");

for (const { number, noun, text } of cases.counted) {
  test(`a number with its noun: ${text}`, () => assert.equal(counted(number, noun), text));
}

for (const { items, text } of cases.enumerated) {
  test(`a list in words: ${text}`, () => assert.equal(enumerated(items), text));
}

for (const { names, most, text } of cases.people) {
  test(`the authors of a paper: ${text}`, () => assert.equal(people(names, most), text));
}

for (const { date, text } of cases.short_days) {
  test(`a day: ${text}`, () => assert.equal(shortDay(date), text));
}

test("a date that is not known to the day is worded as far as it is known", () => {
  assert.equal(shortDay("2002-11"), "Nov 2002");
  assert.equal(shortDay("2002"), "2002");
  assert.equal(shortDay(""), "");
});

test("a time is dated where the reader is", () => {
  assert.equal(localDate(new Date(2025, 9, 31, 23, 59).getTime()), "2025-10-31");
  assert.equal(localDate(new Date(2025, 0, 2, 0, 0).getTime()), "2025-01-02");
});

test("a text becomes one line without control characters", () => {
  assert.equal(oneLine("  a\n\tb\u0000c \u2028 d "), "a b c d");
  assert.equal(oneLine(null), "");
  assert.equal(oneLine(2025), "2025");
});

test("letters are compared without accents and capitals", () => {
  assert.equal(folded("Émilie ÅNGSTRÖM ﬁne"), "emilie angstrom fine");
  assert.deepEqual(foldedWords("  Two  Wörds "), ["two", "words"]);
  assert.deepEqual(foldedWords(" "), []);
});

test("a paper is on arXiv under its id", () => {
  assert.equal(arxivUrl("math/0211159"), "https://arxiv.org/abs/math/0211159");
});
