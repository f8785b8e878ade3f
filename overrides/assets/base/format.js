// How scripts word numbers, names and dates: as the pages do (generator/text/wording.py), so that nobody can tell
// which of them printed a line. English, whatever the language of the browser.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * `12,000`.
 * @param {number} number
 */
export function grouped(number) {
  return number.toLocaleString("en");
}

/**
 * `1 paper`, `12,000 papers`.
 * @param {number} number
 * @param {string} noun
 */
export function counted(number, noun) {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * `a, b and c`.
 * @param {readonly string[]} items
 */
export function enumerated(items) {
  return [items.slice(0, -1).join(", "), items.at(-1)].filter(Boolean).join(" and ");
}

/**
 * The names of authors: all of them, or if there are more than `most`, the first ones and how many more.
 * @param {readonly string[]} names
 * @param {number} most
 */
export function people(names, most) {
  if (names.length <= most) return enumerated(names);
  return `${names.slice(0, most - 1).join(", ")} and ${grouped(names.length - most + 1)} more`;
}

/**
 * A date such as `2025-10-31`, `2025-10` or `2025`: `31 Oct 2025`, `Oct 2025`, `2025`.
 * @param {string} date
 */
export function shortDay(date) {
  const [year, month, day] = date.split("-");
  return [Number(day) || null, MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/**
 * The date at a time where the reader is: `2025-10-31`.
 * @param {number} time in milliseconds, as from `Date.now()`
 */
export function localDate(time) {
  const date = new Date(time);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * A text on one line, without control characters.
 * @param {unknown} text
 */
export function oneLine(text) {
  return String(text ?? "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

/**
 * Letters as they are compared: é is e, and capitals are small.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words that a reader typed, as they are compared.
 * @param {string} text
 */
export function foldedWords(text) {
  return folded(text).split(/\s+/).filter(Boolean);
}

/**
 * The page of a paper on arXiv.
 * @param {string} arxiv its id
 */
export function arxivUrl(arxiv) {
  return `https://arxiv.org/abs/${arxiv}`;
}
