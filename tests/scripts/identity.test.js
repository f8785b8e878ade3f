// arXiv ids and slugs, by the vectors that Python is tested against too (tests/unit/model/test_identity_vectors.py).

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey, nameSlug } from "../../overrides/assets/base/names.js";
import { fault } from "../../overrides/assets/my-list/marks.js";
import { recordFrom } from "../../overrides/assets/paper/citations.js";
import { vectors } from "./vectors.js";

const cases = vectors("identity");

for (const { text, id, year } of cases.arxiv) {
  test(`a text names a paper on arXiv or none: ${text}`, () => {
    const record = recordFrom({ name: "A Paper", identifier: text });
    assert.equal(record.arxiv, id);
    assert.equal(record.year, year);
    if (id) assert.equal(fault("a-paper", { arxiv: id }), null);
  });
}

for (const { slug } of cases.slugs) {
  test(`the list keeps a paper by its slug: ${slug}`, () => assert.equal(fault(slug, {}), null));
}

for (const { kind, name, key, slug } of cases.people) {
  test(`names are one as on the site: ${kind} ${name}`, () => {
    assert.equal(nameKey(kind, name), key);
    if (slug) assert.equal(nameSlug(kind, name), slug);
  });
}
