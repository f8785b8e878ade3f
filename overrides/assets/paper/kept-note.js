// Shows the reader's own note as soon as the place for it is parsed. The page waits for this script, as for a style
// sheet, so that the one that takes over from it moves nothing. The list is stored in the form of `marks.js`, under
// its keys.

try {
  const path = new URL(document.documentElement.dataset.root ?? "./", location.href).pathname;
  const shared = "papershelf.list";
  const list = localStorage.getItem(path === "/" ? shared : `${shared}:${path}`) ?? localStorage.getItem(shared);
  const slug = location.pathname.split("/").at(-2) ?? "";
  const note = JSON.parse(list ?? "").papers[slug].note.value;
  const watch = new MutationObserver(() => {
    const actions = document.querySelector(".actions");
    if (!actions) return;
    watch.disconnect();
    const area = document.createElement("textarea");
    Object.assign(area, { rows: 2, readOnly: true, value: note });
    const label = document.createElement("label");
    label.append("Private note", area);
    const field = document.createElement("div");
    field.className = "note-field";
    field.append(label);
    actions.after(field);
  });
  if (typeof note === "string" && note) watch.observe(document, { childList: true, subtree: true });
} catch {
  // Storage is blocked, or there is no note.
}
