// What a misspelt word may have been meant for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, distance } from "../../overrides/assets/search/search-spelling.js";
import { opened } from "./search-index.js";

const DISTANCES = [
  ["diffusion", "diffusion", 0],
  ["difusion", "diffusion", 1],
  ["transfomer", "transformer", 1],
  ["imgae", "image", 1],
  ["xiffusion", "diffusion", 1],
  ["difffusion", "diffusion", 1],
  ["protien", "proteins", 2],
  ["abc", "xyz", 3],
  ["", "ab", 2],
];
for (const [one, other, steps] of DISTANCES) {
  test(`from ${one} to ${other}`, () => {
    assert.equal(distance(one, other, 3), steps);
    assert.equal(distance(other, one, 3), steps);
    assert.equal(distance(one, other, 1), Math.min(steps, 2));
  });
}

const MEANT = {
  difusion: "diffusion",
  xiffusion: "diffusion",
  iffusion: "diffusion",
  hallucinaton: "hallucination",
  segmantation: "segmentation",
  nueral: "neural",
  netwroks: "networks",
  tarnsformer: "transformer",
  chian: "chain",
};
const index = await opened();
for (const [typed, meant] of Object.entries(MEANT)) {
  test(`what ${typed} is meant for`, async () => {
    const found = await candidates(index, typed);
    assert.ok(
      found.slice(0, 2).some(({ surface, term }) => meant.startsWith(term) || surface === meant),
      JSON.stringify(found),
    );
  });
}

test("short words, numbers and nonsense are not corrected", async () => {
  for (const typed of ["abc", "x1y2z3", "12345", "qqqqqqqq", ""]) assert.deepEqual(await candidates(index, typed), []);
});
