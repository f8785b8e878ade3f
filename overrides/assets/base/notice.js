// A line at the foot of the window that says what happened, with at most one button. It is read out
// by screen readers, and takes no room on the page.

import { button, element } from "./dom.js";

const NOTICE_TIME = 8000; // milliseconds

// It is there before it says anything, because screen readers read out only changes of what is there.
const box = document.body.appendChild(element("div", { class: "notice", role: "status" }));
let timer = 0;

/**
 * Show a notice.
 * @param {string | null} text
 * @param {{ label: string, run: () => void } | null} action
 */
export function say(text, action = null) {
  box.replaceChildren(element("span", {}, text ?? ""));
  clearTimeout(timer);
  if (!action) {
    timer = setTimeout(close, NOTICE_TIME);
    return;
  }
  // A button stays for as long as it may be needed (WCAG 2.2.1): until the next notice, or until it is closed.
  const act = () => {
    close();
    action.run();
  };
  box.append(button(action.label, act), button("Close", close));
}

function close() {
  box.replaceChildren();
}
