// Vectors: what Python and the scripts both do, as data that the tests of both read.

import { readFileSync } from "node:fs";

/** The cases of a file, by the function that they are about. */
export function vectors(name) {
  return JSON.parse(readFileSync(new URL(`../fixtures/vectors/${name}.json`, import.meta.url), "utf8"));
}
