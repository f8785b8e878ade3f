// Marks the days and digests that came since the last visit, in lists and calendars.

import { oneLine } from "../base/format.js";
import { isUnread, visitStart } from "../my-list/last-visit.js";

const DIGEST = /(?:\/digests\/|#)(\d{4}-\d\d-\d\d[a-z0-9-]*)\/?$/;

visitStart();
for (const link of document.querySelectorAll("main li a[href], .calendar a[href]")) {
  if (!(link instanceof HTMLAnchorElement)) continue;
  // A day with several digests leads to their list on the page of its week: to the first of them.
  const [, digest] = DIGEST.exec(link.href) ?? [];
  if (!digest || !isUnread(digest)) continue;
  link.classList.add("is-unread");
  const name = link.getAttribute("aria-label") ?? oneLine(link.textContent);
  link.setAttribute("aria-label", `${name}, new since your last visit`);
}
