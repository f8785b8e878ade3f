// Keys that go through a list and mark its papers, as readers of feeds know them. Loaded when one is pressed first.

import { button, element, findAll } from "./dom.js";
import { say } from "./notice.js";

const CARDS = "main li a.title";
const HEADER = 60; // pixels at the top of the window, below which a card is seen
const KEYS = [
  [["j"], "Next paper"],
  [["k"], "Previous paper"],
  [["o", "Enter"], "Open the paper"],
  [["s"], "Star it, or take the star off"],
  [["l"], "Read it later, or no more"],
  [["x"], "Dismiss it, or bring it back"],
  [["/", "f"], "Search"],
  [["?"], "Show these keys"],
];
const SAYS = {
  star: { true: "Starred", false: "Star removed" },
  later: { true: "To read later", false: "No longer to read later" },
  dismiss: { true: "Dismissed", false: "Brought back" },
};
/** @type {Record<string, keyof typeof SAYS>} */
const MARKS_BY_KEY = { s: "star", l: "later", x: "dismiss" };

/**
 * Do what a key stands for.
 * @param {string} key
 */
export function press(key) {
  if (key === "?") showKeys();
  else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "o") current()?.click();
  else toggle(MARKS_BY_KEY[key]);
}

/** The title of the card that has the focus. */
function current() {
  const card = document.activeElement?.closest("li");
  return findAll(CARDS).find((title) => title.closest("li") === card);
}

/**
 * To the next or the previous paper: of the list on the page, or of the list from which its paper was opened.
 * @param {1 | -1} by
 */
function step(by) {
  const neighbour = document.querySelector(by > 0 ? ".neighbours__next" : ".neighbours__previous");
  if (neighbour instanceof HTMLElement) {
    neighbour.click();
    return;
  }
  const titles = findAll(CARDS).filter((title) => title.checkVisibility?.() ?? true);
  const here = current();
  const seen = titles.findIndex((title) => title.getBoundingClientRect().bottom > HEADER);
  const next = here ? titles.indexOf(here) + by : seen;
  titles[next]?.focus();
}

/** @param {keyof typeof SAYS} name */
function toggle(name) {
  const place = current()?.closest("li") ?? document.querySelector(".own-marks");
  const made = place?.querySelector(`button[data-mark="${name}"]`);
  if (!(made instanceof HTMLElement)) return;
  made.click();
  say(SAYS[name][made.getAttribute("aria-pressed") === "true" ? "true" : "false"]);
}

/** @type {HTMLDialogElement | undefined} */
let dialog;

function showKeys() {
  dialog ??= makeDialog();
  dialog.showModal();
}

function makeDialog() {
  const lines = KEYS.flatMap(([keys, meaning]) => [
    element("dt", {}, ...[...keys].flatMap((key, at) => [...(at ? [" or "] : []), element("kbd", {}, key)])),
    element("dd", {}, String(meaning)),
  ]);
  const close = button("Close", () => made.close());
  const made = element(
    "dialog",
    { class: "keys", "aria-labelledby": "keys" },
    element("h2", { id: "keys" }, "Keys"),
    element("dl", {}, ...lines),
    close,
  );
  document.head.append(
    element("link", { rel: "stylesheet", href: new URL("./reader-keys.css", import.meta.url).href }),
  );
  document.body.append(made);
  return made;
}
