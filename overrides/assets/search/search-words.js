// Cuts texts into terms, the words that the search knows: the same as generator/site/search/search_words.py, which
// makes the index. tests/fixtures/vectors/search_words.json holds both to that.

// What always ends a word. All other characters, letters, digits and signs that nobody has thought of, are words.
const HARD = String.raw`\u0000-\u0020!"$%&(),/:;<=>?@\[\\\]^{|}~\u007f-\u00b4\u00b6\u00b8-\u00bf\u00d7\u00f7\u02d8-\u02dd\u037e\u0387\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e2f\u0e5a\u0e5b\u104a\u104b\u1680\u17d4-\u17da\u180e\u2000-\u200f\u2013-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\ufff0-\uffff`;
const SOFT = String.raw`\-\u2010-\u2012_\u00b7`;
const WORD = `[^${HARD}+#*.]`;
const TOKEN = new RegExp(String.raw`(?<![^${HARD}${SOFT}.+#*])[A-Za-z](?:\+\+|[#*])|${WORD}+(?:\.${WORD}+)*`, "gu");
const CONNECTOR = new RegExp(String.raw`[${SOFT}]+|(?<![0-9])\.|\.(?![0-9])`, "u");
const APOSTROPHES = /['\u2019\u02bc`\u00b4\u200b-\u200d\u00ad\u2060]/g;
const DASHES = /(?<=[^\s\u2013])\u2013(?=[^\s\u2013])|\u2212/gu;
const CAPITALS = /(?<=[a-z])(?=[A-Z][a-z])/g;
const NUMBERED = /(?<=[a-z]{2})(?=[0-9])/g;
const MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/gu;
/** @type {Record<string, string>} */
const LETTERS = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ى: "ي",
  ة: "ه",
  ک: "ك",
  ی: "ي",
  ך: "כ",
  ם: "מ",
  ן: "נ",
  ף: "פ",
  ץ: "צ",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
/** @type {Record<string, string>} */
const GREEK = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  ζ: "zeta",
  η: "eta",
  θ: "theta",
  ι: "iota",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  ο: "omicron",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  υ: "upsilon",
  φ: "phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
};
const PAIRED = String.raw`\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}`;
const RUNS = new RegExp(`[${PAIRED}]+|[^${PAIRED}]+`, "gu");
export const IS_PAIRED = new RegExp(`^[${PAIRED}]`, "u");
const ARABIC_ARTICLE = /^\u0627\u0644(?=[\u0621-\u064a]{3})/u;
const LONGEST = 40; // characters of a term
const MOST_JOINED = 3; // parts of a token that is also joined
/** @type {[RegExp, string][]} */
const SPELLINGS = [
  [/practis/g, "practic"],
  [/([a-z]i)s(e|es|ed|ing|er|ers|able|ation|ations|ational)$/g, "$1z$2"],
  [/([a-z]y)s(e|es|ed|ing|er|ers|able)$/g, "$1z$2"],
  [/(col|fav|hon|lab|hum|vap|rum|vig|tum|arm|sav|harb|flav|glam|neighb|endeav|behavi|splend)our/g, "$1or"],
  [/(cent|theat|spect|met|lit|lust)re(s?)$/g, "$1er$2"],
  [/(calib|fib|somb)re(s?)$/g, "$1er$2"],
  [/centred$/g, "centered"],
  [/(catal|monol|dial|anal|prol|epil)ogue/g, "$1og"],
  [/(defen|offen|licen)c(e|es|ed|ing)$/g, "$1s$2"],
  [/gramme/g, "gram"],
  [/^grey/g, "gray"],
  [/artefact/g, "artifact"],
  [/dgement/g, "dgment"],
  [/(p|n|c)ae(d|s|c)/g, "$1e$2"],
  [/ae(m|o|tus)/g, "e$1"],
  [/oe(m|o|str|dem|soph|uv|tus)/g, "e$1"],
  [/aluminium/g, "aluminum"],
  [/sceptic/g, "skeptic"],
  [/ageing/g, "aging"],
  [/learnt/g, "learned"],
  [/([a-z])ll/g, "$1l"],
];
/** @type {[RegExp, string][]} */
const ENDINGS = [
  [/(?<=[a-z]{2})ies$/, "i"],
  [/(?<=ss|sh|ch|zz|x)es$/, ""],
  [/(?<=[a-z]{2}[^siu])s$/, ""],
  [/(?<=[a-z]{2}iz)(?:ation|ational|er)$/, ""],
  [/(?<=[a-z]{2}[ac]t)ion$/, ""],
  [/(?<=[a-z]{3}[a-df-z])ed$/, ""],
  [/^(?=.{6})(.*[aeiouy].*)ing$/, "$1"],
  [/(?<=[a-z]{3})e$/, ""],
  [/([bdfgkmnprt])(?=\1$)/, ""],
  [/(?<=[a-z]{2}[^aeiou])y$/, "i"],
];
const STEMMED = /^[a-z]{4,40}$/;

/**
 * @typedef {object} Word a word of a text
 * @property {string} term what it is looked up by
 * @property {string} surface how it is written: folded, with its endings; a joined form with hyphens
 * @property {number} place from 0, counted in parts
 * @property {boolean} isJoined
 */

/**
 * The parts of each token of a text.
 * @param {string} text
 * @returns {string[][]}
 */
export function tokensOf(text) {
  const plain = text.normalize("NFKC").replace(APOSTROPHES, "").replace(DASHES, "-");
  const tokens = plain.match(TOKEN) ?? [];
  return tokens
    .map((token) => {
      const whole = folded(token.replace(CAPITALS, "-")).replace(NUMBERED, "-");
      return whole.split(CONNECTOR).flatMap((piece) => (piece ? partsOf(piece) : []));
    })
    .filter((parts) => parts.length);
}

/**
 * A word, or words and pairs of characters where scripts meet.
 * @param {string} piece
 * @returns {string[]}
 */
function partsOf(piece) {
  return (piece.match(RUNS) ?? []).flatMap((run) => {
    if (!IS_PAIRED.test(run)) {
      return cut(/^[α-ω]{2,}$/u.test(run) ? run : run.replace(/[α-ω]/gu, (letter) => GREEK[letter] ?? letter));
    }
    const signs = [...run];
    return signs.length === 1 ? run : signs.slice(1).map((sign, index) => signs[index] + sign);
  });
}

/** @param {string} word */
const cut = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);

/**
 * The words of a text in its order, joined forms after their parts.
 * @param {string} text
 * @returns {Word[]}
 */
export function wordsOf(text) {
  let place = 0;
  return tokensOf(text).flatMap((parts) => {
    const first = place;
    place += parts.length;
    return wordsOfToken(parts, first);
  });
}

/**
 * @param {string[]} parts
 * @param {number} place
 * @returns {Word[]}
 */
export function wordsOfToken(parts, place) {
  const words = parts.map((part, number) => ({
    term: stem(part),
    surface: part,
    place: place + number,
    isJoined: false,
  }));
  if (parts.length < 2 || parts.length > MOST_JOINED || parts.some((part) => IS_PAIRED.test(part))) return words;
  const joined = cut(parts.join("-"));
  return [...words, { term: stem(joined.replaceAll("-", "")), surface: joined, place, isJoined: true }];
}

/**
 * Letters as they are compared: é is e, Ł is l, and capitals are small.
 * @param {string} text
 */
export function folded(text) {
  const bare = text.normalize("NFKC").toLowerCase().normalize("NFD").replace(MARKS, "");
  return bare.normalize("NFC").replace(LETTER, (letter) => LETTERS[letter]);
}

/**
 * What the forms of a folded word have in common: `model` for `modelling`, `optimiz` for `optimise`.
 * @param {string} word
 */
export function stem(word) {
  if (!STEMMED.test(word)) return word.replace(ARABIC_ARTICLE, "");
  let rest = word;
  for (const [pattern, replacement] of SPELLINGS) rest = rest.replace(pattern, replacement);
  for (const [pattern, replacement] of ENDINGS) rest = rest.replace(pattern, replacement);
  return rest;
}
