// Citations of a paper, built from what its page says of it. A file of citations for each paper
// would double the number of files of the site, so they are made where they are asked for.
//
// A record: {slug, title, authors: [names], author_count, organisation, date, year, arxiv, url, doi};
// absent is null, or an empty list of authors.

const ARXIV = /^(?:arxiv:\s*|https?:\/\/arxiv\.org\/(?:abs|pdf)\/)(?<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i;
const DOI = /^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)(?<doi>10\.\S+)$/i;
const MOST_NAMES = 10; // in plain text

/** The record of a paper from the JSON-LD of its page. */
export function record(jsonld) {
  const people = listed(jsonld.author);
  const found = [jsonld.identifier, jsonld.sameAs].flatMap(listed).map((one) => line(one?.value ?? one));
  const arxiv = first(found, ARXIV)?.id ?? null;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(jsonld.datePublished ?? "")?.[0] ?? null;
  const named = people.filter((one) => one["@type"] !== "Organization").map((one) => line(one.name ?? one));
  const organisation = people.find((one) => one["@type"] === "Organization") ?? listed(jsonld.sourceOrganization)[0];
  const url = jsonld.url || location.href;
  return {
    slug: decodeURI(new URL(url, location.href).pathname.split("/").filter(Boolean).at(-1) ?? ""),
    title: line(jsonld.name),
    authors: named.filter(Boolean),
    author_count: null,
    organisation: organisation ? line(organisation.name) : null,
    date,
    year: date ? Number(date.slice(0, 4)) : yearOf(arxiv),
    arxiv,
    url,
    doi: first(found, DOI)?.doi ?? null,
  };
}

/** One BibTeX entry. arXiv itself cites as `@misc`: an `@article` must name its journal. */
export function bibtex(paper, key = keyOf(paper)) {
  const fields = {
    title: protectedTitle(line(paper.title)),
    author: bibtexAuthors(paper),
    year: paper.year,
    eprint: paper.arxiv,
    archivePrefix: paper.arxiv && "arXiv",
    primaryClass: paper.arxiv?.includes("/") ? paper.arxiv.split("/")[0] : null,
    doi: paper.doi && verbatim(paper.doi),
    url: verbatim(address(paper)),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name.padEnd(13)} = {${value}},\n`);
  return `@misc{${key},\n${lines.join("")}}\n`;
}

/** BibTeX entries, each under a key of its own. */
export function bibliography(papers) {
  const times = new Map();
  const entries = papers.map((paper) => {
    const key = keyOf(paper);
    times.set(key, (times.get(key) ?? 0) + 1);
    return bibtex(paper, times.get(key) > 1 ? `${key}-${times.get(key)}` : key);
  });
  return entries.join("\n");
}

/** One RIS reference. Its lines end as the format demands, so that several can be put together. */
export function ris(paper) {
  const names = paper.authors.length ? paper.authors.map(lastFirst) : [paper.organisation];
  const lines = [
    ["TY", paper.arxiv ? "UNPB" : "GEN"],
    ["TI", paper.title],
    ...names.map((name) => ["AU", name]),
    ["PY", paper.year],
    ["DA", paper.date?.replaceAll("-", "/")],
    ["PB", paper.arxiv && "arXiv"],
    ["AN", paper.arxiv && `arXiv:${paper.arxiv}`],
    ["DO", paper.doi],
    ["UR", address(paper)],
  ];
  const printed = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${line(value)}\r\n`);
  return `${printed.join("")}ER  - \r\n`;
}

/** One line to be read. */
export function plain(paper) {
  const names = paper.authors.length > MOST_NAMES ? [...paper.authors.slice(0, 3), "et al."] : paper.authors;
  const isComplete = names.at(-1) !== "et al." && !(paper.author_count > paper.authors.length);
  const who = names.length ? enumerated(names, isComplete) : paper.organisation;
  const title = line(paper.title);
  const parts = [
    who && ended(line(who)),
    `“${ended(title)}”`,
    paper.arxiv && `arXiv:${paper.arxiv}${paper.year ? `, ${paper.year}` : ""}.`,
    !paper.arxiv && paper.year && `${paper.year}.`,
    address(paper),
  ];
  return `${parts.filter(Boolean).join(" ")}\n`;
}

/** The key of an entry, such as `vaswani2017attention`. */
export function keyOf(paper) {
  const name = paper.authors.length ? familyName(paper.authors[0]) : (paper.organisation ?? "").split(/\s+/)[0];
  const words = line(paper.title).split(/[\s\-–—/:]+/).map(letters).filter(Boolean);
  const fromSlug = paper.slug?.split("-") ?? [];
  const word = [...words, ...fromSlug].find((one) => !SMALL.has(one)) ?? words[0] ?? "";
  return `${letters(name)}${paper.year ?? ""}${word}` || "paper";
}

const SMALL = new Set("a an the on in of for to from towards toward at by with and".split(" "));

// --- names -----------------------------------------------------------------------------------

const AND = /(?:^|\s)and(?:\s|$)/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** `Ludwig van Beethoven` as its given name, its family name, and what follows it. */
function partsOf(name) {
  const words = line(name).split(" ");
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)) ? words.pop() : "";
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}/u.test(words[start - 1])) start -= 1;
  return { given: words.slice(0, start).join(" "), family: words.slice(start).join(" "), suffix };
}

function lastFirst(name) {
  if (name.includes(",") || AND.test(name)) return name;
  const { given, family, suffix } = partsOf(name);
  return [family, given, suffix].filter(Boolean).join(", ");
}

function familyName(name) {
  return name.includes(",") ? name.split(",")[0] : (partsOf(name).family.split(" ").at(-1) ?? "");
}

function bibtexAuthors(paper) {
  if (!paper.authors.length) return paper.organisation ? `{${latex(line(paper.organisation))}}` : null;
  const names = paper.authors.map((name) => {
    const clean = line(name).replace(/,+$/, "");
    // Such a name would be read as several, or as a family name with parts of its own.
    return AND.test(clean) || /,.*,|^others$/i.test(clean) ? `{${latex(clean)}}` : latex(clean);
  });
  return [...names, ...(paper.author_count > names.length ? ["others"] : [])].join(" and ");
}

function enumerated(names, isComplete) {
  if (!isComplete) return `${names.filter((name) => name !== "et al.").join(", ")} et al.`;
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
}

// --- titles ----------------------------------------------------------------------------------

// BibTeX counts braces even where a backslash stands before them, so they are written by name.
const SPECIAL = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "<": "\\textless{}", ">": "\\textgreater{}",
  "|": "\\textbar{}", $: "\\$", "&": "\\&", "%": "\\%", "#": "\\#", _: "\\_",
};

function latex(text) {
  return text.replace(/[\\{}~^<>|$&%#_]/g, (one) => SPECIAL[one]);
}

/** What programs read as it stands, but for the braces around it. */
function verbatim(text) {
  return text.replace(/[\\{}\s]/g, (one) => encodeURIComponent(one));
}

/** A title whose acronyms and names keep their capitals in styles that print titles in small letters. */
function protectedTitle(title) {
  const long = title.split(/[\s\-–—/:]+/).slice(1).filter((word) => /^\p{L}{4}/u.test(word));
  const capital = long.filter((word) => /^\p{Lu}/u.test(word)).length;
  // In a title that is written like a sentence a capital is a name's.
  const isSentence = capital * 2 < long.length;
  return title.replace(/[^\s\-–—/:]+/gu, (word, at) => {
    const isName = /[\p{L}\d].*\p{Lu}|\p{Lu}.*\d/u.test(word) || /^[B-HJ-Z]$/.test(word) || (isSentence && at && /\p{Lu}/u.test(word));
    return isName ? `{${latex(word)}}` : latex(word);
  });
}

// --- small things ----------------------------------------------------------------------------

/** A text on one line, without what is no text. */
function line(text) {
  return String(text ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function ended(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

const FOLDED = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Small plain letters and digits, all that a key may hold. */
function letters(text) {
  const small = text.toLowerCase().replace(/[ßøæœłđðþı]/g, (one) => FOLDED[one]);
  return small.normalize("NFKD").replace(/[^a-z0-9]/g, "");
}

function listed(value) {
  return Array.isArray(value) ? value : value ? [value] : [];
}

function first(texts, pattern) {
  return texts.map((text) => pattern.exec(text)?.groups).find(Boolean);
}

/** Both forms of an arXiv id begin with year and month: 2501.00010, math/0211159. */
function yearOf(arxiv) {
  const digits = arxiv?.split("/").at(-1).slice(0, 2);
  return digits ? Number(digits) + (digits >= "91" ? 1900 : 2000) : null;
}

/** Where the paper itself is; on this site, when nothing else is known. */
function address(paper) {
  if (paper.arxiv) return `https://arxiv.org/abs/${paper.arxiv}`;
  return paper.doi ? `https://doi.org/${paper.doi}` : line(paper.url);
}
