// Elements: those that a page has, and those that a script makes. A child is text or a node, never HTML.

/** @typedef {string | number | boolean | null | undefined} AttributeValue */
/** @typedef {Record<string, AttributeValue>} Attributes */

/**
 * A new element. Attributes that are null, undefined or false are left out; one that is true has no value.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(string | Node)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    // A policy that allows no styles in attributes allows those that a script sets.
    if (name === "style") made.style.cssText = String(value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * A button with what it does.
 * @param {string} label
 * @param {() => unknown} run
 * @param {Attributes} [attributes]
 */
export function button(label, run, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", run);
  return made;
}

/**
 * The first element of a type that a selector matches. Throws a `TypeError` where there is none, because then
 * the template of the page and its script disagree.
 * @template {Element} Type
 * @param {new () => Type} type
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function find(type, selector, root = document) {
  const match = root.querySelector(selector);
  if (!(match instanceof type)) throw new TypeError(`expected ${selector} on the page`);
  return match;
}

/**
 * All HTML elements that a selector matches.
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export function findAll(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter((match) => match instanceof HTMLElement);
}

/**
 * The slug of the paper whose page something leads to.
 * @param {{ pathname: string }} address of a link, or of this page
 */
export function paperSlug({ pathname }) {
  return pathname.split("/").at(-2) ?? "";
}

/**
 * The address of something below the root of the site.
 * @param {string} path
 */
export function siteUrl(path) {
  const root = new URL(document.documentElement.dataset.root ?? "./", location.href);
  return new URL(path, root).href;
}
