// How texts and queries are cut into words, by the vectors that the index is tested against too
// (tests/unit/site/search/test_search_words.py).

import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, stem, wordsOf } from "../../overrides/assets/search/search-words.js";
import { vectors } from "./vectors.js";

for (const { text, words } of vectors("search_words").texts) {
  test(`a text is cut into words: ${text}`, () => {
    const cut = wordsOf(text).map(({ term, surface, place, isJoined }) => [term, surface, place, isJoined]);
    assert.deepEqual(cut, words);
  });
}

test("a term is not reduced any further", () => {
  for (const { words } of vectors("search_words").texts) {
    for (const [, surface] of words) assert.equal(stem(folded(surface)), stem(surface));
  }
});

test("a word is cut where it gets too long, in time that grows with its length", () => {
  const [{ term }] = wordsOf("aing".repeat(50_000));
  assert.ok(term.length <= 40);
});
