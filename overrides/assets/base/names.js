// Which names are one: as generator/model/contributors.py has it, so that a name that a reader types is the one that
// pages and papers have.

import { folded } from "./format.js";

/** @typedef {"author" | "organisation"} ContributorKind */

/** Letters that Unicode does not decompose, as generator/model/folding.py has them. @type {Record<string, string>} */
const LETTERS = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ß: "ss",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ɓ: "b",
  ɗ: "d",
  ə: "e",
  ƙ: "k",
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/**
 * A name without what its spellings differ in: case, accents and punctuation, and of an organisation the spaces.
 * @param {ContributorKind} kind
 * @param {string} name
 */
export function nameKey(kind, name) {
  const words = kind === "author" ? name.split(/[\s.]+/) : [name];
  return words.map(letters).filter(Boolean).join(" ") || name.trim().replace(/\s+/g, " ");
}

/**
 * What a name is called in the address of its page, where plain letters say all of it.
 * @param {ContributorKind} kind
 * @param {string} name
 */
export function nameSlug(kind, name) {
  const words = kind === "author" ? nameKey(kind, name).split(" ") : name.split(/[^\p{L}\p{N}]+/u).map(letters);
  return words.filter(Boolean).join("-");
}

/** @param {string} text */
function letters(text) {
  return folded(text)
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
}
