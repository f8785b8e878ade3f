// What the search takes for a word: the same as generator/site/search/search_words.py, which makes the index.
// tests/fixtures/vectors/search_words.json holds both to that.

const SEPARATORS = /[-‐‑‒–—―−/\\_·:;+=|~&<>()[\]{}]/g;
const APOSTROPHES = /['’ʼ`´]/g;
const EDGES = /^[.,!?"“”„«»…*^$#%@]+|[.,!?"“”„«»…*^$#%@]+$/g;
// 2501.00010, arXiv:2501.00010v2, or an address that ends in it; a part of one is a prefix.
const ARXIV_QUERY =
  /^(?:\S*(?:arxiv|abs|pdf|html|papers)[:./ ]\s*)?(\d{4}\.\d{1,5})(?:v\d+)?(?:\.pdf)?\/?(?:[?#]\S*)?$/i;
const OLD_ARXIV_QUERY = /^(?:\S*(?:arxiv|abs|pdf)[:./ ]\s*)?[a-z-]+(?:\.[a-z]{2})?\/(\d{7})(?:v\d+)?(?:\.pdf)?\/?$/i;
// Such an id is enough, whatever words are around it, as in a citation.
const ARXIV_AMONG_WORDS = /(?<![\d.])(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d|\.\d)/;
// K. Zhang; Zhang, K.: half of all papers have a word that begins like that.
const INITIAL = /(?<!\S)\p{L}\.(?!\S)/gu;
// Endings that a word changes; the rest is looked up as the beginning of a word.
const ENDINGS = [
  /ies$/,
  /(?<=ss|sh|ch|x|z)es$/,
  /(?<!s|u|i)s$/,
  /(?<=[a-z]{2})(?:ing|ed|er)s?$/,
  /(?<=iz|at)(?:ation|ion|ive|or|e)s?$/,
  /e$/,
];
const SHORTEST_ROOT = 4; // letters

/**
 * The part of a word that its forms share: `train` for `training`, `model` for `models`.
 * @param {string} word
 */
export function root(word) {
  for (const ending of ENDINGS) {
    const rest = word.replace(ending, "");
    if (rest !== word && rest.length >= SHORTEST_ROOT) return rest;
  }
  return word;
}

/**
 * All words of a text, in small letters.
 * @param {string} text
 */
export function everyWord(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(APOSTROPHES, "").replace(SEPARATORS, " ");
  return plain
    .split(/\s+/)
    .map((word) => word.replace(EDGES, ""))
    .filter(Boolean);
}

/**
 * The words that a text is found by: all but stop words, unless there are no others.
 * @param {string} text
 * @param {ReadonlySet<string>} stopWords
 */
export function wordsOf(text, stopWords) {
  const words = everyWord(text);
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length ? telling : words;
}

/**
 * The words of a query. An arXiv id, in whatever form, is its digits; initials are left out.
 * @param {string} query
 * @param {ReadonlySet<string>} stopWords
 */
export function wordsOfQuery(query, stopWords) {
  const trimmed = query.trim();
  const id = trimmed.match(ARXIV_QUERY) ?? trimmed.match(OLD_ARXIV_QUERY) ?? query.match(ARXIV_AMONG_WORDS);
  if (id) return [id[1].replace(".", "")];
  const words = wordsOf(query.replace(INITIAL, " "), stopWords);
  return words.length ? words : wordsOf(query, stopWords);
}
