// Citations: what tests/browser/test_citations_in_browser.py does not need a browser for.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bibliography,
  bibtex,
  citationKey,
  csl,
  plain,
  recordFrom,
  recordFromCoins,
  ris,
} from "../../overrides/assets/paper/citations.js";
import { vectors } from "./vectors.js";

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

for (const { record, key, bibtex: entry, ris: reference, csl: item, coins } of vectors("citations").citations) {
  test(`${record.slug} is cited as Python cites it`, () => {
    assert.equal(citationKey(record), key);
    assert.equal(bibtex(record), entry);
    assert.equal(ris(record), reference);
    assert.deepEqual(csl(record), item);
  });

  test(`${record.slug} is cited alike from a list`, () => {
    // What a parser of HTML makes of the attributes.
    const [, organisation = null] = /data-organisation="([^"]*)"/.exec(coins) ?? [];
    const [, category = null] = /data-category="([^"]*)"/.exec(coins) ?? [];
    const [, openUrl] = /title="([^"]*)"/.exec(coins);
    const name = organisation?.replace("&amp;", "&") ?? null;
    const found = recordFromCoins(openUrl.replaceAll("&amp;", "&"), record.slug, name, category);
    assert.equal(bibtex(found), entry);
    assert.equal(ris(found), reference);
    assert.deepEqual(csl(found), item);
  });
}

test("a key depends on the slug alone", () => {
  const known = { title: "Another", authors: ["Ada Lovelace"], year: 2025 };
  assert.equal(citationKey(paper(known)), citationKey(paper({})));
  assert.equal(bibliography([paper({}), paper({ slug: "b" })]).match(/@misc/g)?.length, 2);
});

test("a number of authors or an organisation is no list of authors", () => {
  const facts = { organisation: "Tencent", author_count: 6 };
  assert.doesNotMatch(bibtex(paper(facts)), /author/);
  assert.doesNotMatch(ris(paper(facts)), /AU {2}-/);
});

test("BibTeX has the characters of a title and the capitals of names", () => {
  assert.match(bibtex(paper({ title: "The GPT-4 of R_0 & {50}%" })), /\{The \{GPT\}-4 of \{R\\_0\} \\& \\lbrace\{\}/);
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
    "ID  - paper-1xsggsf",
    "TI  - A Paper",
    "AU  - Ñandú, José, Jr.",
    "AU  - Hypatia",
    "PY  - 2025",
    "DA  - 2025/01/31",
    "PB  - arXiv",
    "AN  - arXiv:2501.00010",
    "DO  - 10.48550/arXiv.2501.00010",
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
    venue: null,
  });
});
