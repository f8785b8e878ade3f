// The line on the home page that says what is new since the last visit.

import { element, find, siteUrl } from "../base/dom.js";
import { shortDay } from "../base/format.js";
import { visitStart } from "../my-list/last-visit.js";
import { newInWords, unread } from "./unread.js";

visitStart();
const found = await unread();
const forYou = element("a", { href: siteUrl("for-you/") }, "For you");
find(HTMLElement, ".since-visit").replaceChildren(...words());

function words() {
  if (!found) return ["This browser keeps nothing here, so what is new to you is not known."];
  if (!found.since) return ["From your next visit on, this says what is new. ", forYou];
  if (!found.digests.length) return [`Nothing new since ${shortDay(found.since)} · `, forYou];
  return [element("a", { href: siteUrl("new/") }, newInWords(found)), " · ", forYou];
}
