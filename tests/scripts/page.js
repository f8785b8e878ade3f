// Stands in for what a browser gives to scripts, as far as those need it that are tested here: elements that
// can be made and read, and a storage. Import it before the scripts.

const ORIGIN = "https://shelf.example";

class FakeNode {
  /** @type {any[]} */
  children = [];

  /** @param {...any} nodes */
  append(...nodes) {
    this.children.push(...nodes.flatMap((node) => (node instanceof FakeFragment ? node.children : [node])));
  }

  insertBefore(node, next) {
    this.children.splice(this.children.indexOf(next), 0, node);
  }
}

class FakeFragment extends FakeNode {}

class FakeElement extends FakeNode {
  /** @type {Record<string, string>} */
  attributes = {};

  /** @param {string} tag */
  constructor(tag) {
    super();
    this.tag = tag;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** What a script sets is an attribute, too. */
  get style() {
    const { attributes } = this;
    return {
      set cssText(/** @type {string} */ text) {
        attributes.style = text;
      },
    };
  }
}

/** A `localStorage`, which refuses what is longer than its limit. */
export class FakeStorage {
  limit = Number.POSITIVE_INFINITY;

  constructor() {
    Object.defineProperty(this, "limit", { enumerable: false });
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, text) {
    if (text.length > this.limit) throw new DOMException("full", "QuotaExceededError");
    this[key] = text;
  }

  removeItem(key) {
    delete this[key];
  }
}

globalThis.HTMLElement = FakeElement;
globalThis.document = {
  createElement: (tag) => new FakeElement(tag),
  createDocumentFragment: () => new FakeFragment(),
  querySelector: () => null,
  documentElement: { dataset: { root: "/" } },
  body: { appendChild: (child) => child },
};
globalThis.location = new URL(ORIGIN);
Object.defineProperty(globalThis, "localStorage", { value: new FakeStorage(), configurable: true, writable: true });

/**
 * An element as plain values, as in the vectors: its tag, its attributes, and its children. Texts that follow
 * each other are one, and addresses begin at the root of the site.
 */
export function treeOf(element) {
  const attributes = Object.entries(element.attributes).map(([name, value]) => [name, value.replace(ORIGIN, "")]);
  const children = [];
  for (const child of element.children) {
    if (typeof child !== "string") children.push(treeOf(child));
    else if (typeof children.at(-1) === "string") children.push(children.pop() + child);
    else if (child) children.push(child);
  }
  return [element.tag, Object.fromEntries(attributes), ...children];
}
