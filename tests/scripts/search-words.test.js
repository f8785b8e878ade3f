// How a query is cut into words, by the vectors that the index is tested against too
// (tests/unit/site/search/test_search_word_vectors.py), and what only a query needs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { root, wordsOf, wordsOfQuery } from "../../overrides/assets/search/search-words.js";
import { vectors } from "./vectors.js";

const cases = vectors("search_words");
const stopWords = new Set(cases.stop_words);

for (const { text, words } of cases.texts) {
  test(`a text is cut into words: ${text}`, () => assert.deepEqual(wordsOf(text, stopWords), words));
}

for (const { id, word } of cases.arxiv) {
  test(`an arXiv id is one word: ${id}`, () => {
    const queries = [
      id,
      `arXiv:${id}`,
      `https://arxiv.org/abs/${id}v2`,
      ` ${id}v1 `,
      `https://arxiv.org/pdf/${id}.pdf`,
    ];
    for (const query of queries) assert.deepEqual(wordsOfQuery(query, stopWords), [word], query);
  });
}

const QUERIES = {
  "see 2501.00010, to appear": "250100010",
  "2513.00010 is none": "2513.00010 none",
  "1.2501.00010": "1.2501.00010",
  "K. Zhang proofs": "zhang proofs",
  "K.": "k",
  "what is this": "what is this",
  " ": "",
};
for (const [query, words] of Object.entries(QUERIES)) {
  test(`what a query is about: ${query}`, () => assert.equal(wordsOfQuery(query, stopWords).join(" "), words));
}

const ROOTS = {
  training: "train",
  models: "model",
  theories: "theor",
  boxes: "boxe",
  classes: "class",
  bias: "bias",
  organisation: "organisat",
  optimization: "optimiz",
  code: "code",
  using: "using",
};
for (const [word, expected] of Object.entries(ROOTS)) {
  test(`the root of ${word}`, () => assert.equal(root(word), expected));
}
