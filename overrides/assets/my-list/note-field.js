// A field for the reader's private note on a paper. It is kept while it is written.

import { LONGEST_NOTE, follow, mark, papers, trouble } from "./marks.js";

const PAUSE = 500; // milliseconds without a key

/** The field, with its label; `paper` is {slug, title, facts}. */
export function noteField({ slug, title, facts }) {
  const field = document.createElement("div");
  field.className = "note-field";
  const label = field.appendChild(document.createElement("label"));
  label.textContent = "Private note";
  const area = field.appendChild(document.createElement("textarea"));
  area.maxLength = LONGEST_NOTE;
  area.rows = 2;
  area.setAttribute("aria-label", `Private note: ${title}`);
  area.placeholder = "Only for you, in this browser";
  label.append(area);
  const status = field.appendChild(document.createElement("span"));
  status.setAttribute("role", "status");
  const kept = () => papers().get(slug)?.note?.value ?? "";
  let timer = 0;
  let isDirty = false;

  function keep() {
    clearTimeout(timer);
    if (!isDirty) return;
    isDirty = false;
    const text = area.value.trim() ? area.value : "";
    if (text !== kept()) mark(slug, { note: text }, facts);
    status.textContent = trouble() ? "Kept only until you leave this page" : "Saved";
  }

  area.value = kept();
  area.addEventListener("input", () => {
    isDirty = true;
    status.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  area.addEventListener("change", keep);
  addEventListener("pagehide", keep);
  follow(() => {
    // What another tab wrote; but nobody's words are changed under their hands.
    if (!isDirty && document.activeElement !== area) area.value = kept();
  });
  return field;
}
