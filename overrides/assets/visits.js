// Which papers are new since the last visit: those of digests newer than the newest one that the
// reader had met with then. A visit ends after half an hour without a page, so marks stay while
// the reader browses. A first visit, and one without storage, marks nothing.

const KEY = "papershelf.visit";
const PAUSE = 30 * 60 * 1000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day after which digests are new, or null. `newest` is the newest day that this page knows of. */
export function since(newest, now = Date.now()) {
  try {
    const last = read();
    const isOver = last && Math.abs(now - last.at) > PAUSE;
    // A page may be older than one that was seen before.
    const seen = [last?.newest, newest].filter((day) => DAY.test(day)).sort().at(-1);
    if (!seen) return null;
    const visit = { since: isOver ? last.newest : (last?.since ?? null), newest: seen, at: now };
    localStorage.setItem(KEY, JSON.stringify(visit));
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

function read() {
  try {
    const last = JSON.parse(localStorage.getItem(KEY));
    const isSound = (last.since === null || DAY.test(last.since)) && DAY.test(last.newest);
    return isSound && Number.isFinite(last.at) ? last : null;
  } catch {
    return null;
  }
}
