// What the reader follows: which choices are valid, and which of two wins.

import "./page.js";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { followed, mergedChoices } from "../../overrides/assets/my-list/choices.js";
import * as marks from "../../overrides/assets/my-list/marks.js";
import { FakeStorage } from "./page.js";

const CHOICE = { value: true, at: 5, title: "Reasoning" };

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
  marks.clear();
});

test("choices are kept beside the marks, and neither loses the other", () => {
  marks.mark("a-paper", { star: true });
  marks.choose("topic:reasoning", true, "Reasoning");
  marks.mark("a-paper", { read: true });
  const { version, papers, choices } = JSON.parse(localStorage.getItem("papershelf.list"));
  assert.equal(version, 2);
  assert.deepEqual(Object.keys(papers["a-paper"]), ["star", "read"]);
  assert.equal(choices["topic:reasoning"].title, "Reasoning");
});

test("a list of the first version is read, and its marks stay", () => {
  localStorage.setItem("papershelf.list", '{"version":1,"papers":{"a-paper":{"star":{"value":true,"at":1}}}}');
  assert.deepEqual([...marks.papers().keys()], ["a-paper"]);
  assert.equal(marks.choices().size, 0);
  assert.deepEqual(marks.damagedKeys(), []);
});

test("a damaged choice is set aside, and the others stay in use", () => {
  const text = JSON.stringify({ version: 2, papers: {}, choices: { "topic:a": CHOICE, "topic:b": { value: 1 } } });
  localStorage.setItem("papershelf.list", text);
  assert.deepEqual([...marks.choices().keys()], ["topic:a"]);
  assert.equal(marks.damagedKeys().length, 1);
});

const FAULTS = {
  "a kind that cannot be followed": ["venue:x", CHOICE],
  "nothing to follow": ["topic:", CHOICE],
  "a line break": ["search:?q=a\nb", CHOICE],
  "a key without end": [`search:${"x".repeat(400)}`, CHOICE],
  "no time": ["topic:x", { value: true }],
  "a time of text": ["topic:x", { value: true, at: "5" }],
  "a title that is no text": ["topic:x", { ...CHOICE, title: 5 }],
  "an unknown key": ["topic:x", { ...CHOICE, more: 1 }],
  nothing: ["topic:x", null],
};
for (const [name, [key, choice]] of Object.entries(FAULTS)) {
  test(`a choice with ${name} is refused`, () => assert.ok(marks.choiceFault(key, choice)));
}

test("what is chosen is valid, or it is not kept", () => {
  marks.choose("author:ada-lovelace", true, "Ada\u0000 Lovelace\n");
  marks.choose("venue:x", true, "X");
  assert.deepEqual([...marks.choices().keys()], ["author:ada-lovelace"]);
  const [[key, choice]] = marks.choices();
  assert.equal(choice.title.trim(), "Ada Lovelace");
  assert.equal(marks.choiceFault(key, choice), null);
});

test("of two choices the newer wins, but not by a clock that runs fast", () => {
  const mine = new Map([
    ["topic:a", { value: false, at: 50 }],
    ["topic:b", { value: true, at: 10 }],
  ]);
  const theirs = new Map([
    ["topic:a", { value: true, at: 40 }],
    ["topic:b", { value: false, at: 9000 }],
    ["topic:c", { value: true, at: 1 }],
  ]);
  const merged = mergedChoices(mine, theirs, 100);
  assert.deepEqual(merged.get("topic:a"), { value: false, at: 50 });
  assert.deepEqual(merged.get("topic:b"), { value: false, at: 100 });
  assert.deepEqual(
    followed(merged).map(({ key }) => key),
    ["c"],
  );
});
