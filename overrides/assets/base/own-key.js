// Keys in the browser's storage. An origin may hold several lists, such as example.org/vision/ and
// example.org/maths/, and each keeps its own marks: a key names the path of its list. The list at the root of an
// origin has the bare key, as all lists had before.

import { siteUrl } from "./dom.js";

/**
 * The key of this list: `papershelf.visit:/vision/`.
 * @param {string} key such as `papershelf.visit`
 */
export function ownKey(key) {
  const path = typeof document === "undefined" ? "/" : new URL(siteUrl("")).pathname; // no page in tests
  return path === "/" ? key : `${key}:${path}`;
}
