// The line on the home page that says what is new since the last visit.

import { element, find, siteUrl } from "../base/dom.js";
import { shortDay } from "../base/format.js";
import { thisVisit, visitStart } from "../my-list/last-visit.js";

const forYou = element("a", { href: siteUrl("for-you/") }, "For you");
find(HTMLElement, ".since-visit").replaceChildren(...(await words(visitStart())));

/** @param {string | null} start after which digests are new; null on a first visit, and where nothing can be kept */
async function words(start) {
  if (!start) {
    const isKept = await thisVisit();
    if (!isKept) return ["This browser keeps nothing here, so what is new to you is not known."];
    return ["From your next visit on, this says what is new. ", forYou];
  }
  // Only readers who come back need more.
  const { newInWords, unread } = await import("./unread.js");
  const found = await unread();
  if (!found?.digests.length) return [`Nothing new since ${shortDay(found?.since ?? start)} · `, forYou];
  return [element("a", { href: siteUrl("new/") }, newInWords(found)), " · ", forYou];
}
