// Bibliographies of a digest or a topic, made from what its pages say of their papers (COinS). A file for each digest
// and form would be thousands of files in the end; see coins.py and write_citations.py.

import { button, element, findAll, paperSlug, siteUrl } from "../base/dom.js";

/** @typedef {import("../paper/citations.js").PaperRecord} PaperRecord */
/** @typedef {"BibTeX" | "RIS" | "CSL-JSON"} Form */

/** @type {Record<Form, [ending: string, type: string]>} */
const FORMS = {
  BibTeX: ["bib", "application/x-bibtex"],
  RIS: ["ris", "application/x-research-info-systems"],
  "CSL-JSON": ["json", "application/vnd.citationstyles.csl+json"],
};

for (const place of findAll(".cite-list")) {
  const list = place.dataset.list ?? "";
  // What is there as a file is linked already.
  const links = [...place.querySelectorAll("a")].map((link) => link.textContent);
  for (const form of /** @type {Form[]} */ (Object.keys(FORMS))) {
    if (links.includes(form)) continue;
    const press = button(form, () => make(list, form, press));
    place.append(place.childElementCount ? ", " : " ", press);
  }
  place.hidden = false;
}

/**
 * @param {string} list the address of its first page below the root of the site
 * @param {Form} form
 * @param {HTMLButtonElement} press
 */
async function make(list, form, press) {
  press.disabled = true;
  try {
    const [records, text] = [await recordsOf(list), await textOf(form)];
    const [ending, type] = FORMS[form];
    const url = URL.createObjectURL(new Blob([text(records)], { type }));
    element("a", { href: url, download: `${list.split("/").at(-2)}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    press.textContent = form;
  } catch {
    press.textContent = `${form} (not all pages could be loaded; try again)`;
  } finally {
    press.disabled = false;
  }
}

/**
 * @param {Form} form
 * @returns {Promise<(records: PaperRecord[]) => string>}
 */
async function textOf(form) {
  const { bibliography, csl, ris } = await import("../paper/citations.js");
  if (form === "BibTeX") return bibliography;
  if (form === "RIS") return (records) => records.map(ris).join("");
  return (records) => `[\n${records.map((record) => JSON.stringify(csl(record))).join(",\n")}\n]\n`;
}

/**
 * All papers of a list: those on its first page, then those on the pages that it leads to, each once.
 * @param {string} list
 */
async function recordsOf(list) {
  const { recordFromCoins } = await import("../paper/citations.js");
  const home = new URL(siteUrl(list), location.href);
  const first = await load(home); // as it was printed: the reader may have sorted the page
  const hrefs = [...first.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href") ?? "", home));
  const parts = new Set(hrefs.filter((url) => isBelow(url, home)).map((url) => url.pathname));
  const pages = [first];
  for (const part of parts) pages.push(await load(new URL(part, home)));
  /** @type {Map<string, PaperRecord>} */
  const records = new Map();
  for (const page of pages) {
    const titles = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("a.title"));
    const slugs = [...new Set([...titles].map(paperSlug))];
    // One for each of the papers, in the order of their first cards.
    for (const [at, span] of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("span.Z3988")).entries()) {
      const { organisation = null, category = null } = span.dataset;
      const record = recordFromCoins(span.title, slugs[at], organisation, category);
      if (!records.has(record.slug)) records.set(record.slug, record);
    }
  }
  return [...records.values()];
}

/**
 * Is an address that of a page below another, and no file?
 * @param {URL} url
 * @param {URL} home
 */
function isBelow(url, home) {
  return (
    url.origin === home.origin &&
    url.pathname !== home.pathname &&
    url.pathname.startsWith(home.pathname) &&
    url.pathname.endsWith("/")
  );
}

/** @param {URL} url */
async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
