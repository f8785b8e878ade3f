// What every page needs of scripts. The rest is loaded when a reader needs it.

import { find } from "./dom.js";
import "./came-from.js";

const page = document.documentElement;

// --- the button for the colours: as the system, light, dark. Without scripts the system decides.

const COLOURS_KEY = "papershelf.colours"; // also in overrides/main.html
/** @type {Record<string, string>} */
const COLOURS = { system: "system", light: "light", dark: "dark" };
const colours = find(HTMLButtonElement, "button[data-colours]");

function chosenColours() {
  const chosen = page.dataset.colours ?? "";
  return Object.hasOwn(COLOURS, chosen) ? chosen : "system";
}

function showColours() {
  const text = `Colours: ${COLOURS[chosenColours()]}`;
  colours.title = `${text}. Change`;
  find(HTMLElement, ".top__label", colours).textContent = text;
}

colours.hidden = false;
colours.addEventListener("click", () => {
  const names = Object.keys(COLOURS);
  const next = names[(names.indexOf(chosenColours()) + 1) % names.length];
  page.dataset.colours = next;
  try {
    localStorage.setItem(COLOURS_KEY, next);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
  showColours();
});
showColours();

// --- the page of a paper

if (document.querySelector("script#paper")) {
  import("../paper/neighbours.js");
  import("../paper/paper-actions.js");
}

// --- search: a dialog on every page; the link to the search page works without it.

const link = find(HTMLAnchorElement, "a[data-search]");
const field = document.querySelector("input#search-field"); // on the search page
const loadSearch = () => import("../search/search-dialog.js");

/** @type {string | undefined} */
let typed; // before the dialog could open; undefined while no dialog is awaited

function openSearch() {
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
    return;
  }
  typed = "";
  loadSearch()
    .then(
      ({ open }) => open(() => typed),
      () => location.assign(link.href),
    )
    .finally(() => {
      typed = undefined;
    });
}

for (const intent of ["pointerenter", "focus"]) {
  link.addEventListener(intent, () => field || loadSearch().catch(() => {}), { once: true });
}
link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});

/** @type {Record<string, (text: string) => string | undefined>} */
const EDITS = { Enter: (text) => `${text}\n`, Backspace: (text) => text.slice(0, -1), Escape: () => undefined };

/**
 * Is there a paper to star, that of the page or that of the card with the focus? Elsewhere the key searches.
 * @param {Element | null} target
 */
function isOnPaper(target) {
  return document.querySelector("main.page--paper") ?? target?.closest("li")?.querySelector("a.title");
}

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target?.closest("input, textarea, select, [contenteditable], dialog");
  if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typed !== undefined && event.key in EDITS) {
    typed = EDITS[event.key](typed);
  } else if (typed !== undefined && event.key.length === 1) {
    typed += event.key;
  } else if ("jklox?".includes(event.key) || (event.key === "s" && isOnPaper(target))) {
    import("./reader-keys.js").then(({ press }) => press(event.key));
  } else if (["/", "s", "f"].includes(event.key)) {
    openSearch();
  } else return;
  event.preventDefault();
});

// --- the reader's own marks: on cards, and on the page of a paper.

if (document.querySelector("a.title")) import("../my-list/card-marks.js");
if (document.querySelector("script#paper")) import("../my-list/paper-marks.js");

// --- for a reader who comes back: what is new, and what to follow.

if (document.querySelector(".since-visit")) import("../for-you/since-visit.js");
if (document.querySelector("button.by-script[data-title], button.by-script[data-digest]"))
  import("../for-you/reader-buttons.js");
