// What the reader chose beside marks of papers: what to follow, and whether the page For you is worked out. Kept by
// `marks.js`, and merged like marks.

/** @typedef {import("./marks.js").Choices} Choices */
/** @typedef {"topic" | "author" | "organisation" | "search"} FollowKind */
/** @typedef {{ kind: FollowKind, key: string, title: string }} Follow */

export const FOR_YOU = "for-you"; // chosen unless the reader turned it off
const FOLLOW = /^(topic|author|organisation|search):(.+)$/;

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
