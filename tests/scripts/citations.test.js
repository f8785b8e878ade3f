// Citations: what tests/browser/test_citations_in_browser.py does not need a browser for.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { bibliography, bibtex, citationKey, plain, recordFrom, ris } from "../../overrides/assets/paper/citations.js";

const UNKNOWN = {
  slug: "a-paper",
  title: "A Paper",
  authors: [],
  author_count: null,
  organisation: null,
  date: null,
  year: null,
  arxiv: null,
  url: "https://shelf.example/papers/a-paper/",
  doi: null,
};
const paper = (facts) => ({ ...UNKNOWN, ...facts });

const KEYS = [
  [{ title: "Attention Is All You Need", authors: ["Ashish Vaswani"], year: 2017 }, "vaswani2017attention"],
  [{ title: "The Art", authors: ["Ludwig van Beethoven"], year: 1801 }, "beethoven1801art"],
  [{ title: "Łódź", authors: ["Søren Großæ"], year: 2025 }, "grossae2025lodz"],
  [{ title: "On the", authors: ["Ada Lovelace"] }, "lovelacepaper"],
  [{ title: "Hunyuan", organisation: "Tencent AI Lab" }, "tencenthunyuan"],
  [{ title: "???", slug: "" }, "paper"],
];
for (const [facts, key] of KEYS) {
  test(`the key ${key}`, () => assert.equal(citationKey(paper(facts)), key));
}

test("equal keys are told apart", () => {
  const keys = [...bibliography([paper({}), paper({}), paper({ year: 2025 })]).matchAll(/@misc\{(.*),/g)];
  assert.deepEqual(
    keys.map(([, key]) => key),
    ["paper", "paper-2", "2025paper"],
  );
});

test("BibTeX has the characters of a title and the capitals of names", () => {
  assert.match(
    bibtex(paper({ title: "The GPT-4 of R_0 & {50}%" })),
    /\{The \{GPT\}-4 of \{R\\_0\} \\& \\textbraceleft\{\}/,
  );
});

test("a list of authors that is not complete says so", () => {
  const facts = { authors: ["Ada Lovelace"], author_count: 7 };
  assert.match(bibtex(paper(facts)), /\{Ada Lovelace and others\}/);
  assert.match(plain(paper(facts)), /^Ada Lovelace et al\. “A Paper\.”/);
});

test("RIS names the family first, and ends as the format demands", () => {
  const text = ris(paper({ authors: ["José Ñandú Jr.", "Hypatia"], date: "2025-01-31", arxiv: "2501.00010" }));
  assert.deepEqual(text.split("\r\n"), [
    "TY  - UNPB",
    "TI  - A Paper",
    "AU  - Ñandú, José, Jr.",
    "AU  - Hypatia",
    "DA  - 2025/01/31",
    "PB  - arXiv",
    "AN  - arXiv:2501.00010",
    "UR  - https://arxiv.org/abs/2501.00010",
    "ER  - ",
    "",
  ]);
});

test("a record is read from the data of a page", () => {
  const data = {
    name: "Many\n Papers",
    author: [{ "@type": "Person", name: "Ada  Lovelace" }],
    datePublished: "2025-01-31",
    identifier: ["https://doi.org/10.1000/xyz", "arXiv:2501.00010v3"],
    url: "https://shelf.example/papers/many-papers/",
  };
  assert.deepEqual(recordFrom(data), {
    ...UNKNOWN,
    slug: "many-papers",
    title: "Many Papers",
    authors: ["Ada Lovelace"],
    date: "2025-01-31",
    year: 2025,
    arxiv: "2501.00010",
    url: data.url,
    doi: "10.1000/xyz",
  });
});
