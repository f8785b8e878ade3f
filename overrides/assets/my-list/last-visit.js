// Which papers are new since the last visit: those of digests newer than the newest one there was
// then. A visit ends after half an hour without a page, so marks stay while the reader browses. A
// first visit, and one without storage, marks nothing.

const KEY = "papershelf.visit";
const PAUSE = 30 * 60 * 1000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day after which digests are new, or null. To be called once on each page. */
export function since() {
  try {
    const last = read();
    const isSame = last && Math.abs(Date.now() - last.at) <= PAUSE;
    const visit = isSame ? last : { since: last?.newest ?? last?.since ?? null, newest: null };
    keep(visit);
    if (!visit.newest) learnNewest();
    return visit.since;
  } catch {
    return null; // Storage is blocked or full.
  }
}

/** Forget when the reader was here. */
export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then nothing was kept either.
  }
}

/** What is newest now is for the next visit to compare with; asked once in a visit. */
async function learnNewest() {
  try {
    const root = new URL(document.documentElement.dataset.root, location.href);
    const { digest } = await (await fetch(new URL("api/newest.json", root))).json();
    if (DAY.test(digest)) keep({ ...read(), newest: digest });
  } catch {
    // Nobody answers: the next page asks again.
  }
}

function keep(visit) {
  localStorage.setItem(KEY, JSON.stringify({ ...visit, at: Date.now() }));
}

function read() {
  try {
    const last = JSON.parse(localStorage.getItem(KEY));
    const areDays = [last.since, last.newest].every((day) => day === null || DAY.test(day));
    return areDays && Number.isFinite(last.at) ? last : null;
  } catch {
    return null;
  }
}
