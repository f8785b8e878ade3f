// A line at the foot of the window that says what happened, with at most one button. It is read out
// by screen readers, and takes no room on the page.

// It is there before it says anything, because only changes of what is there are read out.
const box = document.body.appendChild(document.createElement("div"));
box.className = "notice";
box.setAttribute("role", "status");
let timer = 0;

/** Say something; `action` is {label, run}. */
export function say(text, action = null) {
  const words = document.createElement("span");
  words.textContent = text;
  box.replaceChildren(words);
  if (action) box.append(button(action));
  clearTimeout(timer);
  // A button stays as long as it may be needed (WCAG 2.2.1): until the next notice, or until it is closed.
  if (!action) timer = setTimeout(close, 8000);
  else box.append(button({ label: "Close", run: () => {} }));
}

function close() {
  box.replaceChildren();
}

function button({ label, run }) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => {
    close();
    run();
  });
  return made;
}
