// The orders of a list.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMPARISONS, ordersOf } from "../../overrides/assets/lists/list-tools.js";

const CARDS = [
  { title: "“Ten” 10", date: "2025-01-02", comments: 1 },
  { title: "Ten 9", date: "2025-01-03", comments: 0 },
  { title: "alpha", date: "2024-12-31", comments: 7 },
];
const ORDERED = {
  newest: ["Ten 9", "“Ten” 10", "alpha"],
  comments: ["alpha", "“Ten” 10", "Ten 9"],
  title: ["alpha", "Ten 9", "“Ten” 10"],
};
for (const [name, titles] of Object.entries(ORDERED)) {
  test(`cards by ${name}`, () => {
    const sorted = [...CARDS].sort(COMPARISONS[name]);
    assert.deepEqual(
      sorted.map((card) => card.title),
      titles,
    );
  });
}

test("a list offers its own order first, each once, and comments only where there are any", () => {
  assert.deepEqual(ordersOf("digest", CARDS), ["digest", "newest", "comments", "title"]);
  assert.deepEqual(ordersOf("newest", CARDS.slice(1, 2)), ["newest", "title"]);
});
