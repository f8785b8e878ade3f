// Search results, by the vectors that printed cards are tested against too (tests/site/test_card_vectors.py).

import assert from "node:assert/strict";
import { test } from "node:test";
import { resultItem, wordsLeftOut } from "../../overrides/assets/search/search-results.js";
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
