// Search results, by the vectors that printed cards are tested against too (tests/site/test_card_vectors.py).

import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, passageOf, queryAsMeant } from "../../overrides/assets/search/search-passages.js";
import { resultItem, wordsLeftOut } from "../../overrides/assets/search/search-results.js";
import { treeOf } from "./page.js";
import { vectors } from "./vectors.js";

for (const { card, markup } of vectors("cards").cards) {
  test(`a result looks like a card: ${card.slug}`, () => assert.deepEqual(treeOf(resultItem(card)), markup));
}

const CARD = { slug: "a", title: "Proofs & <b>provers</b>", date: "2025-01-01", since: "2025-01-02", topics: [] };

test("the words of a query are marked, by their roots, and nothing is read as markup", () => {
  const [, , [, , [, , ...title]]] = treeOf(
    resultItem({ ...CARD, marks: { title: marked(CARD.title, new Set(["proof"])), text: [], by: [] } }),
  );
  assert.deepEqual(title, [["mark", {}, "Proofs"], " & <b>provers</b>"]);
});

test("a result without topics names none", () => {
  const topics = [{ slug: "t", title: "T", hue: 3 }];
  const shown = JSON.stringify(treeOf(resultItem({ ...CARD, topics }, { withTopics: false })));
  assert.equal(shown, JSON.stringify(treeOf(resultItem(CARD))));
});

test("words that were left out are named", () => {
  const text = "No paper has all of these words. These results are without “a”, “b” and “c”.";
  assert.equal(wordsLeftOut({ without: ["a", "b", "c"] }), text);
});

test("a query is shown as it was meant", () => {
  const corrected = [
    { typed: "difusion", meant: "diffusion" },
    { typed: "modls", meant: "models" },
  ];
  assert.equal(queryAsMeant("Difusion modls, 2024", corrected), "diffusion models, 2024");
  assert.equal(queryAsMeant("rewardmodel", [{ typed: "rewardmodel", meant: "reward model" }]), "reward model");
  assert.equal(queryAsMeant("a", [{ typed: "b", meant: "c" }]), "a");
});

const MARKED = [
  ["Modelling, modeled and MODELS", ["model"], ["Modelling", "modeled", "MODELS"]],
  ["Few-shot and fewshot", ["fewshot"], ["Few-shot", "fewshot"]],
  ["C++ or C", ["c++"], ["C++"]],
  ["大规模语言模型", ["语言"], ["语言"]],
  ["Łukasz’s", ["lukasz"], ["Łukasz’s"]],
];
for (const [text, words, parts] of MARKED) {
  test(`words are marked in ${text}`, () => {
    const stretches = marked(text, new Set(words));
    assert.equal(stretches.map((stretch) => stretch.text).join(""), text);
    assert.deepEqual(
      stretches.flatMap((stretch) => (stretch.isMarked ? stretch.text : [])),
      parts,
    );
  });
}

test("a passage is the sentence with the most words, from near its first one on", () => {
  const abstract = "We study cats. Cats and dogs are compared. Nothing else matters.";
  assert.equal(passageOf(abstract, new Set(["cat", "dog"])), "Cats and dogs are compared.");
  assert.equal(passageOf(abstract, new Set(["horse"])), undefined);
  const long = `${"word ".repeat(60)}needle ${"word ".repeat(60)}end.`;
  assert.match(passageOf(long, new Set(["needl"])) ?? "", /^… (?:word ){5,10}needle (?:word ?)+ …$/);
});
