// What a reader can do with a paper: cite it, share it. The citations are made when they are asked for.

import { button, element, find, siteUrl } from "../base/dom.js";

/** @typedef {"bibtex" | "ris" | "plain"} Format */

const MESSAGE_TIME = 6000; // milliseconds
/** @type {Record<Format, [name: string, ending: string]>} */
const FORMATS = { bibtex: ["BibTeX", ".bib"], ris: ["RIS", ".ris"], plain: ["Plain text", ""] };

const bar = find(HTMLElement, ".actions");
const status = element("span", { class: "actions__status", role: "status" });
const cite = button("Cite", toggle, { "aria-expanded": "false" });
/** @type {HTMLElement | undefined} */
let panel;
let timer = 0;

// The reader's own marks come first in the row; if they came later, these buttons would move.
await import("../my-list/paper-marks.js").catch(() => {});
bar.append(cite, button("Share", share), status);

// Italics come with the first paper, so that no later one has to wait for them.
const italics = siteUrl("assets/base/fonts/source-serif-4-italic.woff2");
document.head.append(element("link", { rel: "prefetch", href: italics, as: "font", crossorigin: true }));

// On paper, the page says where it is.
const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href");
find(HTMLElement, "main").append(element("p", { class: "address" }, canonical ?? location.href));

// --- cite --------------------------------------------------------------------------------------

async function toggle() {
  panel ??= await makePanel();
  panel.hidden = !panel.hidden;
  cite.setAttribute("aria-expanded", String(!panel.hidden));
}

async function makePanel() {
  const { recordOfPage, bibtex, ris, plain } = await import("./citations.js");
  const record = recordOfPage(document);
  const texts = { bibtex: bibtex(record), ris: ris(record), plain: plain(record) };
  const text = element("pre", { class: "cite__text", tabindex: 0 });
  const download = element("a", { class: "cite__download", download: true });
  /** @param {Format} format */
  const choose = (format) => {
    const [name, ending] = FORMATS[format];
    text.textContent = texts[format].trimEnd().replaceAll("\r", "");
    text.setAttribute("aria-label", `Citation as ${name}`);
    download.hidden = !ending;
    download.textContent = `Download ${ending}`;
    download.download = `${record.slug}${ending}`;
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([texts[format]], { type: "text/plain" }));
  };
  const made = element(
    "section",
    { class: "cite", id: "cite", hidden: true, "aria-label": "Citation" },
    element(
      "fieldset",
      { class: "cite__formats" },
      element("legend", {}, "Format"),
      ...Object.keys(FORMATS).map((format) => choice(/** @type {Format} */ (format), choose)),
    ),
    text,
    ...(record.authors.length
      ? []
      : [element("p", {}, "The authors are not known here, so the citation is incomplete.")]),
    element(
      "p",
      { class: "cite__row" },
      button("Copy", () => copy(text.textContent ?? "", text, "Citation copied")),
      download,
    ),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    toggle();
    cite.focus();
  });
  bar.after(made);
  cite.setAttribute("aria-controls", made.id);
  choose("bibtex");
  return made;
}

/**
 * @param {Format} format
 * @param {(format: Format) => void} choose
 */
function choice(format, choose) {
  const input = element("input", { type: "radio", name: "cite", value: format, checked: format === "bibtex" });
  input.addEventListener("change", () => choose(format));
  return element("label", {}, input, element("span", {}, FORMATS[format][0]));
}

// --- share -------------------------------------------------------------------------------------

async function share() {
  const url = new URL(location.pathname, location.origin).href;
  try {
    if ("share" in navigator) {
      await navigator.share({ title: find(HTMLMetaElement, "meta[name=citation_title]").content, url });
      return;
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return; // The reader cancelled.
  }
  await copy(url, null, "Link copied");
}

/**
 * Copy a text and say so; where the browser forbids it, select it or show it instead.
 * @param {string} text
 * @param {Node | null} shown where the text is on the page
 * @param {string} done
 */
async function copy(text, shown, done) {
  try {
    await navigator.clipboard.writeText(text);
    showStatus(done);
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    showStatus(shown ? "Selected: copy it with your keyboard" : text);
  }
}

/** @param {string} text */
function showStatus(text) {
  clearTimeout(timer);
  status.textContent = text;
  timer = setTimeout(() => {
    status.textContent = "";
  }, MESSAGE_TIME);
}
