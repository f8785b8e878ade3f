// What queries find, on the index of a small list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { found, opened, typedQueries } from "./search-index.js";

const index = await opened();
// Where a title begins like the query, and what an organisation is called, only the whole search looks at.
const ELSEWHERE = /^(?:Attention Is What|org:.*|venue:.*)$/;

for (const { query, first, among, total, meant, without } of typedQueries) {
  if (ELSEWHERE.test(query)) continue;
  test(`as people type: ${query}`, async () => {
    const outcome = await found(query, index);
    if (first) assert.ok(outcome.slugs.slice(0, among ? 3 : 1).includes(first), outcome.slugs.join(" "));
    if (total !== undefined) assert.equal(outcome.slugs.length, total, outcome.slugs.join(" "));
    if (meant) assert.ok(outcome.corrected.length);
    for (const word of meant ? outcome.corrected : []) assert.ok(meant.includes(word.meant), word.meant);
    assert.deepEqual(outcome.without, without ? [without] : []);
  });
}

test("what titles say is told before abstracts are searched, and stays first", async () => {
  /** @type {number[][]} */
  const firsts = [];
  const outcome = await found("reward", await opened(), { onFirst: ({ papers }) => firsts.push(papers) });
  assert.equal(firsts.length, 1);
  assert.deepEqual(outcome.papers.slice(0, firsts[0].length), firsts[0]);
});

test("a search as typed corrects nothing", async () => {
  const outcome = await found("difusion", index, { isLiteral: true });
  assert.deepEqual(outcome.slugs, []);
});

test("all forms of a word are one", async () => {
  const forms = [
    ["few-shot", "fewshot", "few shot", "FEW–SHOT"],
    ["quantisation", "quantization", "quantised", "quantize"],
    ["finetuning", "fine-tuning", "fine tuning", "finetune"],
    ["gpt-4", "GPT4"],
    ["colour", "colors"],
  ];
  for (const [one, ...others] of forms) {
    const { slugs } = await found(one, index);
    for (const other of others) assert.deepEqual((await found(other, index)).slugs.sort(), [...slugs].sort(), other);
  }
});

test("words that stand together in a title come before words apart", async () => {
  const { slugs } = await found("reward model", index);
  assert.deepEqual(slugs.slice(0, 3), ["reward-model-2024", "reward-model-2023", "model-of-reward"]);
});

test("a phrase is found word by word, in titles, names and abstracts", async () => {
  assert.deepEqual((await found('"model of reward"', index)).slugs, ["model-of-reward"]);
  assert.deepEqual((await found('"reward signal of a neuron"', index)).slugs, ["model-of-reward"]);
  assert.deepEqual((await found('"signal reward"', index)).slugs, []);
  assert.deepEqual((await found('"jun zhu"', index)).slugs, ["transformer-depth"]);
});
