// What the reader chose beside marks of papers: what to follow, and whether the page For you is worked out. Kept and
// merged like marks: each choice has its time, and one that was taken back stays, so that it does not return.

/** @typedef {{ value: boolean, at: number, title?: string }} Choice `at` in milliseconds; the title of what is followed */
/** @typedef {Map<string, Choice>} Choices by key: `for-you`, or a kind with what it names, such as `topic:reasoning` */
/** @typedef {"topic" | "author" | "organisation" | "search"} FollowKind */
/** @typedef {{ kind: FollowKind, key: string, title: string }} Follow */

export const FOR_YOU = "for-you"; // chosen unless the reader turned it off
const LONGEST_KEY = 300; // characters
const LONGEST_TITLE = 300;
const FOLLOW = /^(topic|author|organisation|search):(.+)$/;
const NOT_ON_A_LINE = /[\p{Cc}\u2028\u2029]/u;

/**
 * The key of what can be followed.
 * @param {FollowKind} kind
 * @param {string} key a slug, or what the address of a search asks for
 */
export function followKey(kind, key) {
  return `${kind}:${key}`;
}

/**
 * All that is followed, in the order of its titles.
 * @param {Choices} choices
 * @returns {Follow[]}
 */
export function followed(choices) {
  const follows = [...choices].flatMap(([name, { value, title }]) => {
    const match = FOLLOW.exec(name);
    if (!match || !value) return [];
    const [, kind, key] = match;
    return [{ kind: /** @type {FollowKind} */ (kind), key, title: title ?? key }];
  });
  return follows.sort((one, other) => one.title.localeCompare(other.title, "en"));
}

/**
 * What is wrong with a choice, in words, or null.
 * @param {string} key
 * @param {unknown} choice
 */
export function choiceFault(key, choice) {
  const isKey = (key === FOR_YOU || FOLLOW.test(key)) && key.length <= LONGEST_KEY && !NOT_ON_A_LINE.test(key);
  if (!isKey) return `“${key.slice(0, LONGEST_KEY)}” is nothing to choose`;
  return isChoice(choice) ? null : `${key}: unexpected value`;
}

/** @param {any} choice */
function isChoice(choice) {
  if (typeof choice !== "object" || choice === null) return false;
  const { value, at, title, ...rest } = choice;
  const isTitle = title === undefined || (typeof title === "string" && isTitleText(title));
  const isTime = Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15;
  return typeof value === "boolean" && isTime && isTitle && !Object.keys(rest).length;
}

/** @param {string} title */
function isTitleText(title) {
  return title.length <= LONGEST_TITLE && !NOT_ON_A_LINE.test(title);
}

/**
 * The choices with another one made now, later than what it replaces.
 * @param {Choices} choices
 * @param {string} key
 * @param {boolean} value
 * @param {string} [title]
 * @returns {Choices}
 */
export function withChoice(choices, key, value, title) {
  const at = Math.max(Date.now(), (choices.get(key)?.at ?? 0) + 1);
  const named = title === undefined ? {} : { title: title.replace(/[\p{Cc}\s]+/gu, " ").slice(0, LONGEST_TITLE) };
  return new Map(choices).set(key, { value, at, ...named });
}

/**
 * Both as one: of each choice the newer. A clock that runs fast must not win for years.
 * @param {Choices} mine
 * @param {Choices} theirs
 * @returns {Choices}
 */
export function mergedChoices(mine, theirs, now = Date.now()) {
  const choices = new Map(mine);
  for (const [key, choice] of theirs) {
    const at = Math.min(choice.at, now);
    if (at > (choices.get(key)?.at ?? -1)) choices.set(key, { ...choice, at });
  }
  return choices;
}
