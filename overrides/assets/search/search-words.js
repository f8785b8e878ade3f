// What the search takes for a word: the same as generator/search/words.py, which makes the index.

const APART = /[-‐‑‒–—―−/\\_·:;+=|~&<>()[\]{}]/g;
const APOSTROPHES = /['’ʼ`´]/g;
const EDGES = /^[.,!?"“”„«»…*^$#%@]+|[.,!?"“”„«»…*^$#%@]+$/g;
// 2501.00010, arXiv:2501.00010v2, or an address that ends in it; a part of one is a prefix.
const ARXIV = /^(?:\S*(?:arxiv|abs|pdf|html|papers)[:./ ]\s*)?(\d{4}\.\d{1,5})(?:v\d+)?(?:\.pdf)?\/?(?:[?#]\S*)?$/i;
const OLD_ARXIV = /^(?:\S*(?:arxiv|abs|pdf)[:./ ]\s*)?[a-z-]+(?:\.[a-z]{2})?\/(\d{7})(?:v\d+)?(?:\.pdf)?\/?$/i;
// Such an id says it all, whatever is said around it, as in a citation.
const AMONG_WORDS = /(?<![\d.])(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d|\.\d)/;
// K. Zhang; Zhang, K.: half of all papers have a word that begins like that.
const INITIAL = /(?<!\S)\p{L}\.(?!\S)/gu;
// Endings that a word changes; what stays is looked for as the beginning of a word.
const ENDINGS = [/ies$/, /(?<=ss|sh|ch|x|z)es$/, /(?<!s|u|i)s$/, /(?<=[a-z]{2})(?:ing|ed|er)s?$/, /(?<=iz|at)(?:ation|ion|ive|or|e)s?$/, /e$/];
const SHORTEST = 4;

/** The part of a word that its forms share: `train` for `training`, `model` for `models`. */
export function root(word) {
  for (const ending of ENDINGS) {
    const rest = word.replace(ending, "");
    if (rest !== word && rest.length >= SHORTEST) return rest;
  }
  return word;
}

/** All words of a text, in small letters. */
export function everyWord(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(APOSTROPHES, "").replace(APART, " ");
  return plain.split(/\s+/).map((word) => word.replace(EDGES, "")).filter(Boolean);
}

/** The words that a text is found by: those that say something, unless there are no others. */
export function wordsOf(text, stop) {
  const every = everyWord(text);
  const telling = every.filter((word) => !stop.has(word));
  return telling.length ? telling : every;
}

/** The words of a query. An arXiv id, in whatever form, is its digits; initials are left out. */
export function wordsOfQuery(query, stop) {
  const id = query.trim().match(ARXIV) ?? query.trim().match(OLD_ARXIV) ?? query.match(AMONG_WORDS);
  if (id) return [id[1].replace(".", "")];
  const words = wordsOf(query.replace(INITIAL, " "), stop);
  return words.length ? words : wordsOf(query, stop);
}

/** A text as nodes, in which the words of a query are marked. Nothing in it is ever read as markup. */
export function highlighted(text, words) {
  const roots = words.map(root);
  const nodes = document.createDocumentFragment();
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'’]+)/u)) {
    const [word = ""] = everyWord(piece);
    if (word && roots.some((one) => word.startsWith(one))) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      nodes.append(mark);
    } else {
      nodes.append(piece);
    }
  }
  return nodes;
}
