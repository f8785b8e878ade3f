// The tools of the scripts come from whatever registry a machine is set up for, in exact versions.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the lock file names no registry", () =>
  assert.doesNotMatch(read("package-lock.json"), /"resolved"|https?:\/\/registry/));

test("versions are exact", () => {
  const versions = Object.values(JSON.parse(read("package.json")).devDependencies);
  for (const version of versions) assert.match(version, /^\d+\.\d+\.\d+$/);
});
