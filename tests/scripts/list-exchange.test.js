// The list as files: what is written is what is read, and nothing else is taken.

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changeInWords,
  listAsJson,
  listAsMarkdown,
  mergedLists,
  readList,
} from "../../overrides/assets/my-list/list-exchange.js";

const ENTRY = { title: "A Paper", star: { value: true, at: 5 }, note: { value: "Mine\n1. two", at: 6 } };
const file = (text) => new Blob([typeof text === "string" ? text : JSON.stringify(text)]);
const list = (more) => ({ format: "papershelf.list", version: 1, papers: {}, ...more });

test("what is written is what is read", async () => {
  const entries = new Map([
    ["b", ENTRY],
    ["a", { read: { value: false, at: 1 } }],
  ]);
  const choices = new Map([["topic:reasoning", { title: "Reasoning", value: true, at: 7 }]]);
  const read = await readList(file(listAsJson(entries, choices)));
  assert.deepEqual(read, { entries: new Map([...entries].reverse()), choices, faults: [] });
});

test("a file of the first version is still taken", async () => {
  const { entries, faults } = await readList(file(list({ papers: { a: ENTRY } })));
  assert.deepEqual([...entries.keys(), ...faults], ["a"]);
});

const REFUSED = {
  "not JSON": "{",
  "a list of something": [],
  "another format": list({ format: "other" }),
  "no papers": list({ papers: [] }),
  "no version": list({ version: "1" }),
  "a newer version": list({ version: 3 }),
  "an unknown version": list({ version: 0 }),
  "an unknown key": list({ more: 1 }),
  "no choices": list({ version: 2 }),
  "a choice of nothing": list({ version: 2, choices: { "colour:red": { value: true, at: 1 } } }),
  "a bad choice": list({ version: 2, choices: { "topic:x": { value: "yes", at: 1 } } }),
  "a bad slug": list({ papers: { "../x": {} } }),
  "a bad entry among good ones": list({ papers: { a: ENTRY, b: { star: true } } }),
};
for (const [name, content] of Object.entries(REFUSED)) {
  test(`nothing is taken from a file with ${name}`, async () => {
    const { entries, faults } = await readList(file(content));
    assert.equal(entries.size, 0);
    assert.equal(faults.length, 1);
  });
}

test("the newest decides, former slugs are followed, and a fast clock is not believed", () => {
  const mine = new Map([["new", { star: { value: false, at: 50 } }]]);
  const theirs = new Map([["old", { star: { value: true, at: 9000 }, later: { value: true, at: 10 } }]]);
  const { entries, changes } = mergedLists(mine, theirs, { old: "new" }, 100);
  assert.deepEqual(entries.get("new"), { star: { value: true, at: 100 }, later: { value: true, at: 10 } });
  assert.deepEqual(
    changes.map(({ slug, kind, marks }) => ({ slug, kind, marks })),
    [{ slug: "new", kind: "added", marks: ["star", "later"] }],
  );
  assert.deepEqual(mergedLists(entries, theirs, { old: "new" }, 100).changes, []);
});

test("a note that was replaced is quoted", () => {
  const mine = new Map([["a", ENTRY]]);
  const theirs = new Map([["a", { note: { value: "Theirs", at: 7 } }]]);
  const [change] = mergedLists(mine, theirs, {}, 100).changes;
  assert.match(changeInWords(change), /^changed: note replaced, it was: “Mine\n1\. two”$/);
});

test("Markdown shows everything as text", () => {
  const record = {
    title: "*A* [Paper](x)",
    authors: ["A_B"],
    organisation: null,
    year: 2025,
    arxiv: null,
    url: "https://x/a b",
  };
  assert.equal(
    listAsMarkdown("My # list", [{ record, entry: ENTRY }]),
    "# My \\# list\n\n- [\\*A\\* \\[Paper\\](x)](https://x/a%20b) · A\\_B · 2025 · starred\n\n  > Mine\n  > 1\\. two\n\n",
  );
});
