// Two lists on one origin: each keeps its own marks, and takes over once what both had kept together.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FakeStorage } from "./page.js";

const SHARED = "papershelf.list";
const STAR = { star: { value: true, at: 1 } };
const LEGACY = JSON.stringify({ version: 1, papers: { "a-paper": STAR } });
let fresh = 0;

/** The module of marks as a page of the list at a path loads it. */
async function at(path) {
  document.documentElement.dataset.root = path;
  fresh += 1;
  return import(`../../overrides/assets/my-list/marks.js?${fresh}`);
}

beforeEach(() => {
  globalThis.localStorage = new FakeStorage();
});

test("each list has its own marks", async () => {
  const vision = await at("/vision/");
  vision.mark("a-paper", { star: true });
  const maths = await at("/maths/");
  assert.equal(maths.papers().size, 0);
  maths.mark("b-paper", { note: "mine" });
  assert.deepEqual([...vision.papers().keys()], ["a-paper"]);
  assert.deepEqual(Object.keys(localStorage), ["papershelf.list:/vision/", "papershelf.list:/maths/"]);
});

test("the list at the root of an origin is nobody else's", async () => {
  const root = await at("/");
  root.mark("a-paper", { star: true });
  assert.equal((await at("/maths/")).papers().size, 0);
  assert.ok((await at("/")).papers().has("a-paper"));
});

test("what lists shared is taken over once, and stays for the others", async () => {
  localStorage.setItem(SHARED, LEGACY);
  localStorage.setItem(`${SHARED}.damaged.5`, "damaged");
  const vision = await at("/vision/");
  assert.ok(vision.isKept(vision.papers().get("a-paper")));
  assert.deepEqual(vision.damagedKeys(), ["papershelf.list:/vision/.damaged.5"]);
  vision.mark("a-paper", { star: false });
  assert.equal(localStorage.getItem(SHARED), LEGACY);
  assert.ok(!vision.isKept((await at("/vision/")).papers().get("a-paper")), "not taken over again");
  const maths = await at("/maths/");
  assert.ok(maths.isKept(maths.papers().get("a-paper")));
});

test("a list that was deleted does not come back", async () => {
  localStorage.setItem(SHARED, LEGACY);
  const vision = await at("/vision/");
  vision.clear();
  assert.equal(vision.papers().size, 0);
  assert.equal((await at("/vision/")).papers().size, 0);
  assert.equal(localStorage.getItem(SHARED), LEGACY);
});

test("what lists shared is read where no copy fits", async () => {
  localStorage.setItem(SHARED, LEGACY);
  localStorage.limit = LEGACY.length - 1;
  const vision = await at("/vision/");
  assert.ok(vision.papers().has("a-paper"));
  vision.mark("b-paper", { star: true });
  assert.equal(vision.trouble(), "full");
  assert.equal(localStorage.getItem(SHARED), LEGACY);
});

test("a damaged shared list is set aside in each list, and nothing throws", async () => {
  for (const text of ["", "null", "[]", "{", '"x"', '{"version":1,"papers":[]}', '{"version":1,"papers":{"a":1}}']) {
    globalThis.localStorage = new FakeStorage();
    localStorage.setItem(SHARED, text);
    const vision = await at("/vision/");
    assert.equal(vision.papers().size, 0);
    assert.equal(localStorage.getItem(SHARED), text);
  }
});
