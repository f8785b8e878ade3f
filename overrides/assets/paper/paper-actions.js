// What a reader can do with a paper: cite it, share it. The citations themselves come when asked for.

const jsonld = JSON.parse(document.getElementById("paper").textContent);
const bar = document.querySelector(".actions");
const FORMATS = { bibtex: ["BibTeX", ".bib"], ris: ["RIS", ".ris"], plain: ["Plain text", ""] };

let panel;
let texts;
let timer;

const status = element("span", { className: "actions__status", role: "status" });
const cite = button("Cite", toggle);
cite.setAttribute("aria-expanded", "false");
// The reader's own marks come first in the row; were they to come later, these would move.
await import("../my-list/paper-marks.js").catch(() => {});
bar.append(cite, button("Share", share), status);

// --- cite --------------------------------------------------------------------------------------

async function toggle() {
  if (!panel) await make();
  panel.hidden = !panel.hidden;
  cite.setAttribute("aria-expanded", String(!panel.hidden));
}

async function make() {
  const { record, bibtex, ris, plain } = await import("./citations.js");
  const paper = record(jsonld);
  texts = { bibtex: bibtex(paper), ris: ris(paper), plain: plain(paper) };
  const text = element("pre", { className: "cite__text", tabIndex: 0 });
  const download = element("a", { className: "cite__download", download: "" });
  const choose = (format) => {
    const [name, ending] = FORMATS[format];
    text.textContent = texts[format].trimEnd().replaceAll("\r", "");
    text.setAttribute("aria-label", `Citation as ${name}`);
    download.hidden = !ending;
    download.textContent = `Download ${ending}`;
    download.download = `${paper.slug}${ending}`;
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([texts[format]], { type: "text/plain" }));
  };
  const legend = element("legend", { textContent: "Format" });
  const formats = element("fieldset", { className: "cite__formats" });
  formats.append(legend, ...Object.keys(FORMATS).map((format) => choice(format, choose)));
  const copied = button("Copy", () => copy(text.textContent, text, "Citation copied"));
  const row = element("p", { className: "cite__row" });
  row.append(copied, download);
  panel = element("section", { className: "cite", id: "cite", hidden: true });
  panel.setAttribute("aria-label", "Citation");
  panel.append(formats, text, row);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    toggle();
    cite.focus();
  });
  bar.after(panel);
  cite.setAttribute("aria-controls", panel.id);
  choose("bibtex");
}

function choice(format, choose) {
  const input = element("input", { type: "radio", name: "cite", value: format, checked: format === "bibtex" });
  input.addEventListener("change", () => choose(format));
  const label = element("label");
  label.append(input, element("span", { textContent: FORMATS[format][0] }));
  return label;
}

// --- share -------------------------------------------------------------------------------------

async function share() {
  const url = new URL(location.pathname, location.origin).href;
  try {
    if (navigator.share) {
      await navigator.share({ title: jsonld.name, url });
      return;
    }
  } catch (error) {
    if (error.name === "AbortError") return; // The reader thought better of it.
  }
  await copy(url, null, "Link copied");
}

/** Copy a text and say so; where the browser forbids it, select it or show it instead. */
async function copy(text, shown, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    if (shown) getSelection().selectAllChildren(shown);
    say(shown ? "Selected: copy it with your keyboard" : text);
  }
}

// --- small things ------------------------------------------------------------------------------

function say(text) {
  clearTimeout(timer);
  status.textContent = text;
  timer = setTimeout(() => (status.textContent = ""), 6000);
}

function button(text, act) {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
