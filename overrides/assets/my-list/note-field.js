// A field for the reader's private note on a paper. It is kept while it is written.

import { element } from "../base/dom.js";
import { LONGEST_NOTE, mark, onChange, papers, trouble } from "./marks.js";

const SAVE_PAUSE = 500; // milliseconds without a key

/**
 * The field, with its label.
 * @param {import("./mark-buttons.js").MarkedPaper} paper
 */
export function noteField({ slug, title, facts }) {
  const area = element("textarea", {
    maxlength: LONGEST_NOTE,
    rows: 2,
    "aria-label": `Private note: ${title}`,
    placeholder: "Visible only to you, in this browser",
  });
  const status = element("span", { role: "status" });
  const keptNote = () => papers().get(slug)?.note?.value ?? "";
  let timer = 0;
  let isDirty = false;

  function keep() {
    clearTimeout(timer);
    if (!isDirty) return;
    isDirty = false;
    const note = area.value.trim() ? area.value : "";
    if (note !== keptNote()) mark(slug, { note }, facts);
    status.textContent = trouble() ? "Kept only until you leave this page" : "Saved";
  }

  area.value = keptNote();
  area.addEventListener("input", () => {
    isDirty = true;
    status.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, SAVE_PAUSE);
  });
  area.addEventListener("change", keep);
  addEventListener("pagehide", keep);
  onChange(() => {
    // What another tab wrote; but never while the reader is writing.
    if (!isDirty && document.activeElement !== area) area.value = keptNote();
  });
  return element("div", { class: "note-field" }, element("label", {}, "Private note", area), status);
}
