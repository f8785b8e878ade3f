// Names of people and organisations as the addresses of their pages have them.

import { folded } from "./format.js";

/** Letters that Unicode does not decompose, as generator/model/folding.py has them. @type {Record<string, string>} */
const LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", æ: "ae", œ: "oe", ı: "i", þ: "th", ß: "ss" };

/**
 * A name in plain letters with hyphens: `Łukasz O’Neil` is `lukasz-o-neil`.
 * @param {string} name
 */
export function nameKey(name) {
  return folded(name)
    .replace(/[łøđðæœıþß]/g, (letter) => LETTERS[letter])
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
