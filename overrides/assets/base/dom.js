// Elements for pages that a script draws. Whatever is given as a child is text or an element, never HTML.

export function make(tag, properties = {}, ...children) {
  const { role, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  if (role) element.setAttribute("role", role);
  element.append(...children);
  return element;
}

/** A button. */
export function press(text, run) {
  const button = make("button", { type: "button", className: "press" }, text);
  button.addEventListener("click", run);
  return button;
}
