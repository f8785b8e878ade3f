// What a query says: words, phrases, ids, and what narrows the results.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parsed } from "../../overrides/assets/search/search-query.js";

const STOP = new Set("a and for i in is of the this to what".split(" "));
const YEARS = { first: 2018, last: 2025 };
const query = (text) => parsed(text, STOP, YEARS);

const IDS = {
  "2501.00010": "250100010",
  "arXiv:2501.00010v2": "250100010",
  "arxiv 2501.00010": "250100010",
  "https://arxiv.org/abs/2501.00010v2": "250100010",
  "https://arxiv.org/pdf/2501.00010.pdf": "250100010",
  "https://huggingface.co/papers/2501.00010": "250100010",
  "10.48550/arXiv.2501.00010": "250100010",
  "math/0211159": "0211159",
  "arXiv preprint arXiv:2501.00010v2, to appear.": "250100010",
  "Jiang (2501.00010).": "250100010",
  "https://doi.org/10.1145/3580305.3599": "10114535803053599",
  "see doi:10.1145/3580305.3599.": "10114535803053599",
  "https://aclanthology.org/2023.acl-long.12/": "2023acllong12",
  "2501.0": "25010",
};
for (const [text, id] of Object.entries(IDS)) {
  test(`the id in ${text}`, () => assert.equal(query(text).id, id));
}

const WORDS = {
  "2513.00010 is none": "2513.00010 none",
  "12501.000101 and 1.2501.00010": "12501.000101 1.2501.00010",
  "K. Zhang proofs": "zhang proofs",
  "Zhang, K.": "zhang",
  "K.": "k",
  "C. elegans in the U.S.": "elegans u-s",
  "what is this": "what is this",
  "few-shot": "few-shot",
  "author:zhu jun": "zhu jun",
  "-model reward": "reward",
  " ": "",
  '"': "",
  "-": "",
  "author:": "author",
};
for (const [text, words] of Object.entries(WORDS)) {
  test(`the words of ${text}`, () => {
    assert.equal(
      query(text)
        .slots.map(({ surface }) => surface)
        .join(" "),
      words,
    );
  });
}

const CHIPS = [
  ["reward model 2024", "year", "2024", "reward model", ["2024"]],
  ["reward 2023-2024 model", "year", "2023-2024", "reward model", ["2023", "2024"]],
  ["reward since 2024", "year", "since 2024", "reward", ["2024", "2025"]],
  ["year:2023- reward", "year", "2023-", "reward", ["2023", "2024", "2025"]],
  ['topic:"language models" proofs', "topic", "language models", "proofs", ["language models"]],
  ["org:tencent", "org", "tencent", "", ["tencent"]],
  ["venue:ICLR maps", "venue", "ICLR", "maps", ["ICLR"]],
  ['author:"Jun Zhu" depth', "author", "Jun Zhu", "depth", []],
  ["maps -web", "without", "web", "maps", []],
];
for (const [text, kind, label, rest, values] of CHIPS) {
  test(`what ${text} says beside words`, () => {
    const [chip, ...others] = query(text).chips;
    assert.deepEqual(others, []);
    assert.deepEqual([chip.kind, chip.label, chip.rest, chip.values], [kind, label, rest, values]);
  });
}

for (const text of ["2024", "imagenet 1999", "year 2050 ahead", '"reward 2024"', "gpt-2024 model", "2023 or 2024"]) {
  test(`no year is meant by ${text}`, () => assert.deepEqual(query(text).chips, []));
}

test("a hyphenated word is one, by its joined form or by both parts", () => {
  const [slot, ...others] = query("few-shot").slots;
  assert.deepEqual(others, []);
  assert.deepEqual(
    slot.alternatives.map(({ terms }) => terms.join(" ")),
    ["fewshot", "few shot"],
  );
  assert.equal(query("GPT-4").slots[0].alternatives.length, 1);
});

test("only the last word may still be being typed", () => {
  const isOpen = (text) => query(text).slots.map((slot) => slot.isOpen);
  assert.deepEqual(isOpen("reward mod"), [false, true]);
  assert.deepEqual(isOpen("reward mod "), [false, false]);
  assert.deepEqual(isOpen('"reward mod"'), [false, false]);
});
