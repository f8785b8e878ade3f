// Sorts and filters the cards of a list on its page. The address keeps what was chosen, so that it
// is there again on the way back, and can be shared. The place for the tools is printed with the page.

const ORDERS = {
  newest: "Newest",
  digest: "The digest’s order",
  digests: "Newest digest",
  comments: "Most comments",
  title: "Title",
};
const alphabet = new Intl.Collator("en", { ignorePunctuation: true, numeric: true });
const COMPARE = {
  newest: (one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0),
  comments: (one, other) => other.comments - one.comments,
  title: (one, other) => alphabet.compare(one.title, other.title),
};

const place = document.querySelector(".tools");
const groups = place ? groupsAfter(place) : [];
const cards = groups.flatMap((group) => group.cards);
const choice = { sort: "", q: "", has: new Set(), year: new Set() };
if (cards.length) start();

/** The lists that follow, each with its heading; other things may stand between them. */
function groupsAfter(place) {
  const found = [];
  for (let next = place.nextElementSibling; next; next = next.nextElementSibling) {
    if (!next.querySelector(":scope > li > p > a.title")) continue;
    const before = next.previousElementSibling;
    const heading = before.matches("h2, h3") ? before : null;
    found.push({ list: next, heading, cards: [...next.children].map((item, index) => cardOf(item, index, next)) });
  }
  return found;
}

function cardOf(item, index, list) {
  const link = item.querySelector("a.title");
  if (list.matches("ol")) {
    // A card keeps its place in the digest when others are hidden or come before it.
    item.value = index + 1;
    item.style.counterSet = `place ${index + 1}`;
  }
  const lines = [link, ...item.querySelectorAll(":scope > p:not(:first-child, .why)")];
  return {
    item,
    title: link.textContent,
    text: folded(lines.map((line) => line.textContent).join("\n")),
    date: link.dataset.date ?? "",
    comments: Number(link.dataset.comments ?? 0),
    has: (link.dataset.has ?? "").split(" ").filter(Boolean),
    year: [(link.dataset.date ?? "").slice(0, 4)].filter(Boolean),
  };
}

/** Letters that are compared: é is e, capitals are small. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function start() {
  const own = place.dataset.order;
  const sorts = [own, "newest", "comments", "title"].filter(
    (name, index, all) => all.indexOf(name) === index && (name !== "comments" || cards.some((card) => card.comments)),
  );

  const input = make("input", { type: "search", placeholder: "Filter: title, author, word", autocomplete: "off" });
  input.setAttribute("aria-label", "Filter this list");
  const select = make("select", {}, ...sorts.map((name) => make("option", { value: name }, ORDERS[name])));
  const count = make("span", { className: "tools__count", role: "status" });
  const clear = make("button", { type: "button", className: "tools__clear" }, "Clear");
  const chips = [...chipsOf("has"), ...chipsOf("year")];
  const longer = make("p", { className: "tools__longer", hidden: !place.dataset.of });
  const none = make("p", { className: "tools__none", hidden: true });

  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Sort and filter");
  place.append(
    make("div", { className: "tools__row" }, input, make("label", {}, "Sort ", select)),
    make("div", { className: "tools__row" }, count, clear, make("div", { className: "tools__chips" }, ...chips)),
    longer,
  );
  place.after(none);

  input.addEventListener("input", () => choose({ q: input.value }));
  select.addEventListener("change", () => choose({ sort: select.value }));
  clear.addEventListener("click", () => {
    empty();
    input.focus();
  });
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const set = choice[chip.dataset.kind];
      if (!set.delete(chip.value)) set.add(chip.value);
      choose({});
    });
  }
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target === select || !isFiltered()) return;
    event.preventDefault();
    empty();
  });
  addEventListener("popstate", read);
  read();

  function read() {
    const asked = new URLSearchParams(location.search);
    choice.sort = sorts.includes(asked.get("sort")) ? asked.get("sort") : own;
    choice.q = asked.get("q") ?? "";
    for (const kind of ["has", "year"]) {
      const known = chips.filter((chip) => chip.dataset.kind === kind).map((chip) => chip.value);
      choice[kind] = new Set((asked.get(kind) ?? "").split(",").filter((value) => known.includes(value)));
    }
    show();
  }

  function empty() {
    choose({ q: "", has: new Set(), year: new Set() });
  }

  function choose(change) {
    Object.assign(choice, change);
    show();
    const url = new URL(location.href);
    const values = {
      sort: choice.sort === own ? "" : choice.sort,
      q: choice.q.trim(),
      has: [...choice.has].join(","),
      year: [...choice.year].join(","),
    };
    for (const [name, value] of Object.entries(values)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
  }

  function show() {
    const left = arrange(own);
    // Not while it is typed: the cursor would jump.
    if (input.value.trim() !== choice.q.trim()) input.value = choice.q;
    select.value = choice.sort;
    for (const chip of chips) chip.setAttribute("aria-pressed", choice[chip.dataset.kind].has(chip.value));
    clear.hidden = !isFiltered();
    count.textContent = isFiltered() ? `${left} of ${cards.length} papers` : `${cards.length} papers`;
    none.hidden = left > 0;
    none.replaceChildren("No paper on this page matches. ", searchLink("Search all papers", ""));
    if (place.dataset.of) longer.replaceChildren(...wordsOfLonger());
  }
}

function isFiltered() {
  return Boolean(choice.q.trim() || choice.has.size || choice.year.size);
}

/** Show the cards that are asked for, in the order that is asked for; returns how many. */
function arrange(own) {
  const words = folded(choice.q).split(/\s+/).filter(Boolean);
  for (const card of cards) {
    card.item.hidden = !(
      words.every((word) => card.text.includes(word)) &&
      [...choice.has].every((badge) => card.has.includes(badge)) &&
      (!choice.year.size || card.year.some((year) => choice.year.has(year)))
    );
  }
  const isGrouped = choice.sort === own;
  if (isGrouped) groups.forEach((group) => group.list.append(...group.cards.map((card) => card.item)));
  else groups[0].list.append(...[...cards].sort(COMPARE[choice.sort]).map((card) => card.item));
  for (const group of groups) {
    const isEmpty = ![...group.list.children].some((item) => !item.hidden);
    group.list.hidden = isEmpty;
    if (group.heading) group.heading.hidden = isEmpty || !isGrouped;
  }
  return cards.filter((card) => !card.item.hidden).length;
}

/** A button for each value that some but not all cards have; one year alone is no choice. */
function chipsOf(kind) {
  const counts = new Map();
  for (const value of cards.flatMap((card) => card[kind])) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].filter(([, number]) => number < cards.length);
  if (kind === "year") values.sort(([one], [other]) => other.localeCompare(one));
  else values.sort(([, one], [, other]) => other - one);
  return values.map(([value, number]) => {
    const chip = make("button", { type: "button", value }, value, " ", make("span", { className: "count" }, String(number)));
    chip.dataset.kind = kind;
    return chip;
  });
}

/** The page shows a part of a longer list; the search has the whole of it, else its parts are named below. */
function wordsOfLonger() {
  const { of, search } = place.dataset;
  const parts = make("a", { href: "#all-papers" }, "All of them");
  const text = `This page has ${cards.length} of ${Number(of).toLocaleString("en")} papers. `;
  return [text, search ? searchLink("Search them all", search) : parts];
}

function searchLink(text, query) {
  const url = new URL("search/", new URL(document.documentElement.dataset.root ?? "./", location.href));
  url.search = query;
  if (choice.q.trim()) url.searchParams.set("q", choice.q.trim());
  return make("a", { href: url.href }, text);
}

function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
