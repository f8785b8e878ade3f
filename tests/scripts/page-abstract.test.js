// The abstract that a search shows a sentence of is that of the page, formulas and all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { abstractOf } from "../../overrides/assets/search/page-abstract.js";

/** @param {...string} paragraphs */
const page = (...paragraphs) =>
  `<h1>Title</h1>\n${paragraphs.map((one) => `<p class="abstract">${one}</p>`).join("\n")}\n<p class="note">No</p>`;

test("paragraphs are read as text, and nothing else of the page is", () => {
  assert.equal(
    abstractOf(page('First <em>word</em>, <a href="https://a.example/?b&amp;c">link</a>.', "Second.")),
    "First word, link. Second.",
  );
  assert.equal(abstractOf(page()), "");
  assert.equal(abstractOf('<p class="abstract missing">No digest has shown an abstract.</p>'), "");
});

test("characters that HTML escapes are what they were", () => {
  assert.equal(
    abstractOf(page("1 &lt; 2 &amp;amp; &quot;x&quot; it&#39;s &#x27;so&#x27; &nosuch; &#99999999;")),
    "1 < 2 &amp; \"x\" it's 'so' &nosuch; &#99999999;",
  );
});

test("a formula is read on one line", () => {
  const power = '<math alttext="G^0_i"><msubsup><mi>G</mi><mi>i</mi><mn>0</mn></msubsup></math>';
  const nested =
    "<math><msup><mi>ℝ</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup></math><wbr><math><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>";
  assert.equal(abstractOf(page(`One-shot ${power} and ${nested}.`)), "One-shot G_i^0 and ℝ^n+1=a/b.");
});
