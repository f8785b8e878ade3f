// What every page needs of scripts; the rest is loaded when a reader shows that they want it.

import "../paper/neighbours.js";

const root = document.documentElement;

// --- the button that changes colours: as the system, light, dark. Without scripts the system decides.

const button = document.querySelector("button[data-colours]");
const names = { system: "as the system", light: "light", dark: "dark" };

function showColours() {
  const now = root.dataset.colours in names ? root.dataset.colours : "system";
  const text = `Colours: ${names[now]}`;
  button.title = `${text}. Change them`;
  button.querySelector(".top__label").textContent = text;
}

button.hidden = false;
button.addEventListener("click", () => {
  const order = Object.keys(names);
  const next = order[(order.indexOf(root.dataset.colours) + 1) % order.length];
  root.dataset.colours = next;
  try {
    localStorage.setItem("papershelf.colours", next);
  } catch {
    // Storage is blocked: the choice holds for this page.
  }
  showColours();
});
showColours();

// --- the page of a paper

if (document.querySelector("script#paper")) import("../paper/paper-actions.js");
// --- search: a dialog on every page; the link to its own page works without it.

const search = document.querySelector("a[data-search]");
const field = document.getElementById("search-field"); // on the page of the search
const loadSearch = () => import("../search/search-dialog.js");

let typed; // by whoever does not wait for the dialog; undefined when it is not waited for

function openSearch() {
  if (field) {
    field.focus();
    field.select();
  } else {
    typed = "";
    loadSearch()
      .then(({ open }) => open(() => typed), () => location.assign(search.href))
      .finally(() => (typed = undefined));
  }
}

for (const intent of ["pointerenter", "focus"]) {
  search.addEventListener(intent, () => field || loadSearch().catch(() => {}), { once: true });
}
search.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openSearch();
});
const EDITS = { Enter: (text) => `${text}\n`, Backspace: (text) => text.slice(0, -1), Escape: () => undefined };
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typed !== undefined && event.key in EDITS) {
    typed = EDITS[event.key](typed);
  } else if (typed !== undefined && event.key.length === 1) {
    typed += event.key;
  } else if (["/", "s", "f"].includes(event.key)) {
    openSearch();
  } else return;
  event.preventDefault();
});
// --- the reader's own marks: on cards, and on the page of a paper.

if (document.querySelector("a.title[data-slug]")) import("../my-list/card-marks.js");
if (document.querySelector("script#paper")) import("../my-list/paper-marks.js");
