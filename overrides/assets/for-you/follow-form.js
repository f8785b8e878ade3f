// Follows authors and organisations by name: those whose papers the newest ones are, as their pages call them.

import { button, element, siteUrl } from "../base/dom.js";
import { grouped } from "../base/format.js";
import { nameKey, nameSlug } from "../base/names.js";
import { followed } from "../my-list/choices.js";
import { warnIfUnsaved } from "../my-list/mark-buttons.js";
import { choices, choose } from "../my-list/marks.js";
import { recentPapers } from "./recent-papers.js";

/** @typedef {import("../base/names.js").ContributorKind} ContributorKind */
/** @typedef {import("./recent-papers.js").Recent} Recent */

const NAMES = "names-to-follow";
const MOST_LIKE = 5; // names to choose from
const PREFIXES = { author: "author", organisation: "org" }; // of a query

/**
 * The form.
 * @param {() => unknown} onFollow called after something is followed
 */
export function followForm(onFollow) {
  const select = element(
    "select",
    { "aria-label": "What to follow" },
    element("option", { value: "author" }, "Author"),
    element("option", { value: "organisation" }, "Organisation"),
  );
  const field = element("input", {
    autocomplete: "off",
    required: true,
    maxlength: 200,
    list: NAMES,
    "aria-label": "Name",
    placeholder: "Name",
  });
  const names = element("datalist", { id: NAMES });
  const answer = element("p", { class: "facts", role: "status" });
  const row = element("div", { class: "row" }, select, field, element("button", { class: "press" }, "Follow"));
  const form = element("form", {}, row, names, answer);
  const kind = () => (select.value === "author" ? "author" : "organisation");
  let offered = "";

  /** Names are offered as soon as somebody is about to type one. */
  async function offer() {
    if (offered === kind()) return;
    offered = kind();
    const known = namesOf(kind(), await recentPapers());
    names.replaceChildren(...[...known].sort().map((name) => element("option", { value: name })));
  }

  /** @param {string} name */
  function follow(name) {
    const key = nameKey(kind(), name);
    const isFollowed = followed(choices()).some((one) => one.kind === kind() && nameKey(kind(), one.title) === key);
    if (!isFollowed) choose(`${kind()}:${nameSlug(kind(), name)}`, true, name);
    warnIfUnsaved();
    field.value = "";
    answer.textContent = isFollowed ? `You follow ${name} already.` : `You follow ${name}.`;
    onFollow();
    field.focus();
  }

  async function submit() {
    const typed = field.value.trim().replace(/\s+/g, " ");
    if (!typed) return;
    const recent = await recentPapers().catch(() => null);
    if (!recent) {
      answer.textContent = "The newest papers could not be loaded. Reload the page to try again.";
      return;
    }
    const names = namesOf(kind(), recent);
    const name = nameMeant(kind(), typed, names, recent.also);
    if (name) follow(name);
    else answer.replaceChildren(...notFound(kind(), typed, recent, namesLike(kind(), typed, names).map(followButton)));
  }

  /** @param {string} name */
  function followButton(name) {
    return button(name, () => follow(name), { class: "press", "aria-label": `Follow ${name}` });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("focus", () => offer().catch(() => {}));
  select.addEventListener("change", () => offer().catch(() => {}));
  return form;
}

/**
 * The names in the newest papers.
 * @param {ContributorKind} kind
 * @param {Recent} recent
 */
function namesOf(kind, { papers }) {
  return new Set(papers.flatMap(({ people, organisation }) => (kind === "author" ? people : organisation || [])));
}

/**
 * The name that somebody typed, as the list has it; undefined for one that it does not have.
 * @param {ContributorKind} kind
 * @param {string} typed
 * @param {ReadonlySet<string>} names
 * @param {Recent["also"]} also
 */
export function nameMeant(kind, typed, names, also) {
  const asked = nameKey(kind, typed);
  const isMeant = (/** @type {string} */ name) => nameKey(kind, name) === asked;
  const other = also.get([...also.keys()].find(isMeant) ?? "");
  return [...names].find((name) => name === other || isMeant(name));
}

/**
 * Names that may be meant: each word that was typed begins one of theirs.
 * @param {ContributorKind} kind
 * @param {string} typed
 * @param {ReadonlySet<string>} names
 */
export function namesLike(kind, typed, names) {
  const asked = nameSlug(kind, typed).split("-").filter(Boolean);
  const isLike = (/** @type {string} */ name) => {
    const words = nameSlug(kind, name).split("-");
    return asked.every((word) => words.some((own) => own.startsWith(word)));
  };
  return asked.length ? [...names].filter(isLike).sort().slice(0, MOST_LIKE) : [];
}

/**
 * @param {ContributorKind} kind
 * @param {string} typed
 * @param {Recent} recent
 * @param {readonly Node[]} others
 */
function notFound(kind, typed, { papers, of }, others) {
  const by = kind === "author" ? "by" : "from";
  const isCut = papers.length < of;
  const words = `No paper ${by} “${typed}” among ${isCut ? "the newest" : "all"} ${grouped(papers.length)}.`;
  const search = `search/?${new URLSearchParams({ q: `${PREFIXES[kind]}:"${typed}"` })}`;
  const link = isCut ? [" ", element("a", { href: siteUrl(search) }, "Search the older ones"), "."] : [];
  return [words, ...link, ...(others.length ? [" Did you mean ", ...others.flatMap((one) => [one, " "])] : [])];
}
