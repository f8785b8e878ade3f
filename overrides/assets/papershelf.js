// What every page needs of scripts; the rest is loaded when a reader shows that they want it.

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

// --- the reader's own marks: on cards, and on the page of a paper.

if (document.querySelector("a.title[data-slug]")) import("./card-marks.js");
if (document.querySelector("#paper")) import("./paper-marks.js");
