// Search results, by the vectors that printed cards are tested against too (tests/site/test_card_vectors.py).

import assert from "node:assert/strict";
import { test } from "node:test";
import { highlighted, queryAsMeant, resultItem, wordsLeftOut } from "../../overrides/assets/search/search-results.js";
import { treeOf } from "./page.js";
import { vectors } from "./vectors.js";

for (const { card, markup } of vectors("cards").cards) {
  test(`a result looks like a card: ${card.slug}`, () => assert.deepEqual(treeOf(resultItem(card, [])), markup));
}

const CARD = { slug: "a", title: "Proofs & <b>provers</b>", date: "2025-01-01", since: "2025-01-02", topics: [] };

test("the words of a query are marked, by their roots, and nothing is read as markup", () => {
  const [, , [, , [, , ...title]]] = treeOf(resultItem(CARD, ["proof"]));
  assert.deepEqual(title, [["mark", {}, "Proofs"], " & <b>provers</b>"]);
});

test("a result without topics names none", () => {
  const topics = [{ slug: "t", title: "T", hue: 3 }];
  const shown = JSON.stringify(treeOf(resultItem({ ...CARD, topics }, [], { withTopics: false })));
  assert.equal(shown, JSON.stringify(treeOf(resultItem(CARD, []))));
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
    const nodes = highlighted(text, words).children.filter((node) => typeof node !== "string");
    assert.deepEqual(
      nodes.map((node) => node.children.join("")),
      parts,
    );
  });
}
