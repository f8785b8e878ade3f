// Citations of a paper, built from what its page says of it. A file of citations for each paper
// would double the number of files of the site, so they are made where they are asked for.

import { siteUrl } from "../base/dom.js";
import { arxivUrl, enumerated, oneLine } from "../base/format.js";

/**
 * @typedef {object} PaperRecord What is known of a paper. Absent is null, or an empty list of authors.
 * @property {string} slug
 * @property {string} title
 * @property {readonly string[]} authors their names
 * @property {number | null} author_count where it is known that there are more than the names
 * @property {string | null} organisation
 * @property {string | null} date `2025-10-31`
 * @property {number | null} year
 * @property {string | null} arxiv an id without its version
 * @property {string} url
 * @property {string | null} doi
 * @property {string | null} [venue]
 * @property {string | null} [category] the primary one on arXiv
 */

/** @typedef {Record<string, any>} JsonLd a `ScholarlyArticle` of https://schema.org */

// As identity.py reads them: an id, a citation, an address, or a DOI of arXiv.
const ARXIV_REFERENCE =
  /^(?:(?:https?:\/\/)?(?:(?:www\.|export\.|[a-z]{2}\.)?arxiv\.org\/(?:abs|pdf|html|format|src)\/|arxiv(?:\.org)?:\s*|(?:(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.))?(?:(?<id>\d{4}\.\d{4,5})|(?<archive>[a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/(?<number>\d{7}))(?:v\d+)?(?:\.pdf)?\/?(?:[?#]\S*)?$/i;
const DOI_REFERENCE = /^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)(?<doi>10\.\S+)$/i;
const MOST_NAMES = 10; // in plain text

/**
 * The record of a paper from the JSON-LD of its page.
 * @param {JsonLd} jsonld
 * @returns {PaperRecord}
 */
export function recordFrom(jsonld) {
  const contributors = listed(jsonld.author);
  const references = [jsonld.identifier, jsonld.sameAs].flatMap(listed).map((value) => oneLine(value?.value ?? value));
  const arxiv = references.map(arxivId).find((id) => id !== null) ?? null;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(jsonld.datePublished ?? "")?.[0] ?? null;
  const persons = contributors.filter((contributor) => contributor["@type"] !== "Organization");
  const organisation =
    contributors.find((contributor) => contributor["@type"] === "Organization") ?? listed(jsonld.sourceOrganization)[0];
  const url = jsonld.url || location.href;
  return {
    slug: decodeURI(new URL(url, location.href).pathname.split("/").filter(Boolean).at(-1) ?? ""),
    title: oneLine(jsonld.name),
    authors: persons.map((person) => oneLine(person.name ?? person)).filter(Boolean),
    author_count: null,
    organisation: organisation ? oneLine(organisation.name) : null,
    date,
    year: Number(/^\d{4}/.exec(jsonld.datePublished ?? "")?.[0]) || yearOf(arxiv),
    arxiv,
    url,
    doi: firstMatch(references, DOI_REFERENCE)?.doi ?? null,
    venue: jsonld.isPartOf ? oneLine(jsonld.isPartOf.name) : null,
    ...(jsonld.about?.termCode ? { category: oneLine(jsonld.about.termCode) } : {}),
  };
}

/**
 * The record of a paper from its page, whose address its data does not repeat.
 * @param {Document} page
 */
export function recordOfPage(page) {
  const url = page.querySelector("link[rel=canonical]")?.getAttribute("href");
  return recordFrom({ url, ...JSON.parse(page.querySelector("script#paper")?.textContent ?? "{}") });
}

/**
 * The record of a paper from its COinS, as coins.py writes them.
 * @param {string} openUrl
 * @param {string} slug
 * @param {string | null} organisation
 * @param {string | null} category
 * @returns {PaperRecord}
 */
export function recordFromCoins(openUrl, slug, organisation, category) {
  const values = new URLSearchParams(openUrl);
  const ids = values.getAll("rft_id");
  /** @param {string} prefix */
  const id = (prefix) => ids.find((one) => one.startsWith(prefix))?.slice(prefix.length) ?? null;
  const date = values.get("rft.date") ?? "";
  return {
    slug,
    title: values.get("rft.title") ?? values.get("rft.atitle") ?? "",
    authors: [...values.getAll("rft.creator"), ...values.getAll("rft.au")],
    author_count: null,
    organisation,
    date: /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null,
    year: Number(date.slice(0, 4)) || null,
    arxiv: id("info:arxiv/"),
    doi: id("info:doi/"),
    venue: values.get("rft.jtitle"),
    category,
    url: ids.find((one) => /^https?:/.test(one)) ?? siteUrl(`papers/${slug}/`),
  };
}

/**
 * The arXiv id in a text, without its version and the class of a subject, which do not count; else null.
 * @param {string} text
 */
function arxivId(text) {
  const { id, archive, number } = ARXIV_REFERENCE.exec(text.trim())?.groups ?? {};
  const digits = id ?? number;
  if (!digits) return null;
  const month = Number(digits.slice(2, 4));
  // Five-digit numbers began in January 2015, so a lost digit is noticed.
  const isWhole = !id || (id.length === 10) === id >= "15";
  return month >= 1 && month <= 12 && isWhole ? (id ?? `${archive.toLowerCase()}/${number}`) : null;
}

/**
 * One BibTeX entry. arXiv itself cites as `@misc`: an `@article` must name its journal.
 * @param {PaperRecord} paper
 */
export function bibtex(paper) {
  const fields = {
    title: protectedTitle(oneLine(paper.title)),
    author: bibtexAuthors(paper),
    // By what an entry without authors is sorted; BibTeX would warn.
    key: paper.authors.length ? null : latex(oneLine(paper.organisation ?? paper.title)),
    year: knownYear(paper),
    howpublished: paper.venue && latex(oneLine(paper.venue)),
    eprint: paper.arxiv,
    archivePrefix: paper.arxiv && "arXiv",
    primaryClass: paper.arxiv && (paper.category ?? archiveOf(paper.arxiv)),
    doi: verbatim(doiOf(paper) ?? ""),
    url: verbatim(addressOf(paper)),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name.padEnd(13)} = {${value}},\n`);
  return `@misc{${citationKey(paper)},\n${lines.join("")}}\n`;
}

/**
 * BibTeX entries.
 * @param {readonly PaperRecord[]} papers
 */
export function bibliography(papers) {
  return papers.map(bibtex).join("\n");
}

/**
 * One RIS reference. Its lines end as the format demands, so that several can be put together.
 * @param {PaperRecord} paper
 */
export function ris(paper) {
  const lines = [
    ["TY", paper.arxiv && !paper.venue ? "UNPB" : "GEN"],
    ["ID", citationKey(paper)],
    ["TI", paper.title],
    ...paper.authors.map((name) => ["AU", familyFirst(name)]),
    ["PY", knownYear(paper)],
    ["DA", paper.date?.replaceAll("-", "/")],
    ["T2", paper.venue],
    ["PB", paper.arxiv && "arXiv"],
    ["AN", paper.arxiv && `arXiv:${paper.arxiv}`],
    ["DO", doiOf(paper)],
    ["UR", addressOf(paper)],
  ];
  const printed = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`);
  return `${printed.join("")}ER  - \r\n`;
}

/**
 * One item of CSL-JSON, as csl_item.py makes it.
 * @param {PaperRecord} paper
 */
export function csl(paper) {
  const [year, month, day] = (paper.date ?? String(knownYear(paper) ?? "")).split("-").map(Number);
  const item = {
    id: citationKey(paper),
    type: "article",
    title: oneLine(paper.title),
    author: paper.authors.map(cslName),
    issued: year ? { "date-parts": [month ? [year, month, day] : [year]] } : null,
    "container-title": paper.venue && oneLine(paper.venue),
    publisher: paper.arxiv && "arXiv",
    number: paper.arxiv && `arXiv:${paper.arxiv}`,
    DOI: doiOf(paper),
    URL: addressOf(paper),
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => (Array.isArray(value) ? value.length : value)));
}

/** @param {string} name */
function cslName(name) {
  const commas = name.split(",");
  if (commas.length > 2) return { literal: name };
  const { given, family, suffix } =
    commas.length === 2 ? { family: commas[0].trim(), given: commas[1].trim(), suffix: "" } : partsOf(name);
  if (!family || !given) return { literal: name };
  return suffix ? { family, given, suffix } : { family, given };
}

/**
 * One line to be read.
 * @param {PaperRecord} paper
 */
export function plain(paper) {
  const names = paper.authors.length > MOST_NAMES ? [...paper.authors.slice(0, 3), "et al."] : paper.authors;
  const isComplete = names.at(-1) !== "et al." && !((paper.author_count ?? 0) > paper.authors.length);
  const contributors = names.length ? allNames(names, isComplete) : paper.organisation;
  const parts = [
    contributors && withStop(oneLine(contributors)),
    `“${withStop(oneLine(paper.title))}”`,
    paper.arxiv && `arXiv:${paper.arxiv}, ${knownYear(paper)}.`,
    !paper.arxiv && paper.year && `${paper.year}.`,
    paper.venue && withStop(oneLine(paper.venue)),
    addressOf(paper),
  ];
  return `${parts.filter(Boolean).join(" ")}\n`;
}

/**
 * What a paper is cited by: two words of its slug, and a number that stands for the whole of it. It depends on the
 * slug alone, which belongs to one paper for good, as cited_paper.py says.
 * @param {PaperRecord} paper
 */
export function citationKey({ slug }) {
  const words = slug.split("-").filter((word) => word && !SMALL_WORDS.has(word));
  return [...(words.length ? words.slice(0, 2) : ["paper"]), fnv1a(slug).toString(36).padStart(7, "0")].join("-");
}

/**
 * A number of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
 * @param {string} text
 */
function fnv1a(text) {
  let number = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) number = Math.imul(number ^ byte, 0x01000193);
  return number >>> 0;
}

const SMALL_WORDS = new Set(
  "a an the on in of for to from towards toward at by with and is are do does can via".split(" "),
);

// --- names -----------------------------------------------------------------------------------

const AND = /(?:^|\s)and(?:\s|$)/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/**
 * `Ludwig van Beethoven` as its given name, its family name, and what follows it.
 * @param {string} name
 */
function partsOf(name) {
  const words = oneLine(name).split(" ");
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? "") ? words.pop() : "";
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}/u.test(words[start - 1])) start -= 1;
  return { given: words.slice(0, start).join(" "), family: words.slice(start).join(" "), suffix };
}

/** @param {string} name */
function familyFirst(name) {
  if (name.includes(",") || AND.test(name)) return name;
  const { given, family, suffix } = partsOf(name);
  return [family, given, suffix].filter(Boolean).join(", ");
}

/** @param {PaperRecord} paper */
function bibtexAuthors(paper) {
  // An organisation or a number of authors is no list of authors.
  if (!paper.authors.length) return null;
  const names = paper.authors.map((name) => {
    const clean = oneLine(name).replace(/,+$/, "");
    // BibTeX would read such a name as several, or as a family name with parts of its own.
    if (AND.test(clean) || /,.*,|^others$/i.test(clean)) return `{${latex(clean)}}`;
    const { given, family, suffix } = partsOf(clean);
    return latex(suffix && !clean.includes(",") ? `${family}, ${suffix}, ${given}` : clean);
  });
  const hasMore = (paper.author_count ?? 0) > names.length;
  return [...names, ...(hasMore ? ["others"] : [])].join(" and ");
}

/**
 * @param {readonly string[]} names
 * @param {boolean} isComplete
 */
function allNames(names, isComplete) {
  return isComplete ? enumerated(names) : `${names.filter((name) => name !== "et al.").join(", ")} et al.`;
}

// --- titles ----------------------------------------------------------------------------------

// BibTeX counts braces even after a backslash, so they are written by name.
/** @type {Record<string, string>} */
const SPECIAL_CHARACTERS = {
  "\\": "\\textbackslash{}",
  "{": "\\lbrace{}",
  "}": "\\rbrace{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  $: "\\$",
  "&": "\\&",
  "%": "\\%",
  "#": "\\#",
  _: "\\_",
};

/** @param {string} text */
function latex(text) {
  return withoutLigatures(text.replace(/[\\{}~^<>|$&%#_]/g, (character) => SPECIAL_CHARACTERS[character]));
}

/**
 * TeX would print some pairs of characters as one: `--` is a dash, and two apostrophes are a quotation mark.
 * @param {string} text
 */
function withoutLigatures(text) {
  return text.replace(/(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)/g, "{}");
}

/**
 * What programs read as it stands, but for the braces around it.
 * @param {string} text
 */
function verbatim(text) {
  return text.replace(/[\\{}\s]/g, encodeURIComponent);
}

/**
 * A title whose acronyms and names keep their capitals in styles that print titles in small letters.
 * @param {string} title
 */
function protectedTitle(title) {
  const longWords = title
    .split(/[\s\-–—/:]+/)
    .slice(1)
    .filter((word) => /^\p{L}{4}/u.test(word));
  const capitalised = longWords.filter((word) => /^\p{Lu}/u.test(word));
  // In a title that is written like a sentence, a capital belongs to a name.
  const isSentence = capitalised.length * 2 < longWords.length;
  const printed = title.replace(/[^\s\-–—/:]+/gu, (word, offset) => {
    const isMixed = /[\p{L}\d].*\p{Lu}|\p{Lu}.*\d/u.test(word) || /^[B-HJ-Z]$/.test(word);
    const isName = isMixed || (isSentence && offset && /\p{Lu}/u.test(word));
    return isName ? `{${latex(word)}}` : latex(word);
  });
  return withoutLigatures(printed);
}

// --- small things ----------------------------------------------------------------------------

/** @param {string} text */
function withStop(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/**
 * @param {any} value
 * @returns {any[]}
 */
function listed(value) {
  return Array.isArray(value) ? value : value ? [value] : [];
}

/**
 * @param {readonly string[]} texts
 * @param {RegExp} pattern
 */
function firstMatch(texts, pattern) {
  return texts.map((text) => pattern.exec(text)?.groups).find(Boolean);
}

/**
 * Both forms of an arXiv id begin with year and month: 2501.00010, math/0211159.
 * @param {string | null} arxiv
 */
function yearOf(arxiv) {
  const digits = arxiv?.split("/").at(-1)?.slice(0, 2);
  return digits ? Number(digits) + (digits >= "91" ? 1900 : 2000) : null;
}

/**
 * The DOI, which arXiv gives to each of its papers.
 * @param {PaperRecord} paper
 */
function doiOf(paper) {
  return paper.doi ?? (paper.arxiv && `10.48550/arXiv.${paper.arxiv}`);
}

/**
 * The archive that an old arXiv id names.
 * @param {string} arxiv
 */
function archiveOf(arxiv) {
  return arxiv.includes("/") ? arxiv.split("/")[0] : null;
}

/** @param {PaperRecord} paper */
function knownYear(paper) {
  return paper.year ?? yearOf(paper.arxiv);
}

/**
 * Where the paper itself is; on this site, when nothing else is known.
 * @param {PaperRecord} paper
 */
function addressOf(paper) {
  if (paper.arxiv) return arxivUrl(paper.arxiv);
  return paper.doi ? `https://doi.org/${paper.doi}` : oneLine(paper.url);
}
