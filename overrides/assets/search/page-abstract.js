// The abstract of a paper, read from the paper's page, so that the search index need not have it once more. The search
// runs in a worker, which has no parser of HTML; generator/pages/printing/as_html.py prints what is read here.

const PARAGRAPH = /<p class="abstract">(.*?)<\/p>/gs;
const PIECE = /<(?<end>\/?)(?<tag>\w+)[^>]*>|&(?<entity>#?\w+);|[^<&]+|[<&]/g;
const EMPTY = new Set(["wbr", "mspace"]); // elements without an end
/** Before the parts of an element of a formula, as the index has formulas. @type {Record<string, readonly string[]>} */
const SIGNS = { msup: ["", "^"], msub: ["", "_"], msubsup: ["", "_", "^"], mfrac: ["", "/"] };
/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"' };

/**
 * The text of the abstract on a page; empty where there is none.
 * @param {string} html
 */
export function abstractOf(html) {
  return [...html.matchAll(PARAGRAPH)].map(([, paragraph]) => textOf(paragraph)).join(" ");
}

/** @param {string} html */
function textOf(html) {
  let text = "";
  /** @type {{ tag: string, parts: number }[]} */
  const open = [];
  for (const { 0: piece, groups: { end, tag, entity } = {} } of html.matchAll(PIECE)) {
    if (!tag) {
      text += entity ? character(entity) : piece;
    } else if (end) {
      open.pop();
    } else if (!EMPTY.has(tag)) {
      const parent = open.at(-1);
      if (parent) text += SIGNS[parent.tag]?.[parent.parts++] ?? "";
      open.push({ tag, parts: 0 });
    }
  }
  return text;
}

/** @param {string} entity `amp`, `#39` or `#x27` */
function character(entity) {
  const [, base, digits] = /^#(x?)([0-9a-f]+)$/i.exec(entity) ?? [];
  const code = Number.parseInt(digits, base ? 16 : 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[entity] ?? `&${entity};`);
}
