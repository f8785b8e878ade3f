// Reads the index, piece by piece, as generator/site/search/FORMAT.md describes it. Everything is loaded when it is
// needed, and stays. What comes from the server is not believed: numbers out of range are passed over.

/** @typedef {{ slug: string, title: string, hue: number }} Area */
/** @typedef {{ slug: string, title: string, area: string, papers: number }} Topic */
/** @typedef {"heads" | "bodies" | "endings"} Dictionary */
/** @typedef {Dictionary | "places" | "records"} Kind of file */
/**
 * @typedef {object} Segment of the index
 * @property {number} number its own
 * @property {number} base the number of its first paper in the whole index
 * @property {number} papers
 * @property {[string, number][]} months how many papers are dated in each, oldest first
 * @property {Record<Dictionary, string[]>} first where the pieces of each dictionary begin
 * @property {Record<Kind, string>} files their hashes, one after the other
 */
/**
 * @typedef {object} Root what every search needs to know: root.json
 * @property {number} papers
 * @property {number} block papers in a block of records
 * @property {ReadonlySet<string>} stop
 * @property {Area[]} areas
 * @property {Topic[]} topics
 * @property {string} filters the hash of the table of filters
 * @property {Segment[]} segments
 */
/** @typedef {(name: string, isFresh?: boolean) => Promise<any>} Read gives the JSON of a file; rejects where there is none */
/** @typedef {{ surface: string, postings: string[], place: number }} Entry of a dictionary, at its place in its piece */
/** @typedef {Map<string, Entry>} Piece by terms, in their order */

const FORMAT = 2;
const HASH_LENGTH = 5;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const BASE = 32;
const VALUES = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value;
const MOST_PAPERS = 4_000_000;

/**
 * The numbers of a text. A digit of the first half ends a number.
 * @param {string} text
 */
export function decoded(text) {
  /** @type {number[]} */
  const numbers = [];
  let number = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text.charCodeAt(at) & 127];
    number = number * BASE + (value % BASE);
    if (value < BASE) {
      numbers.push(number);
      number = 0;
    }
  }
  return numbers;
}

/** A file is not there, or not what it should be: the site was updated since the page was loaded, or is damaged. */
export class IndexChanged extends Error {}

/** The index of a site. */
export class Index {
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();
  /** @type {string[] | undefined} */
  #months;

  /**
   * @param {Read} read
   * @param {Root} root
   */
  constructor(read, root) {
    this.read = read;
    this.root = root;
  }

  /**
   * Open the index. Rejects when it is unreadable, or in a format that this version does not know.
   * @param {Read} read
   */
  static async open(read, isFresh = false) {
    const root = await read("root.json", isFresh);
    if (root?.format !== FORMAT) throw new Error("the search index is of another version");
    let base = 0;
    const segments = root.segments.map((/** @type {Segment} */ segment, /** @type {number} */ number) => {
      const described = { ...segment, number, base };
      const papers = segment.months.reduce((sum, [, count]) => sum + count, 0);
      if (papers !== segment.papers || !(papers > 0) || base + papers > MOST_PAPERS) {
        throw new Error("the search index counts its papers in two ways");
      }
      base += papers;
      return described;
    });
    return new Index(read, { ...root, papers: base, stop: new Set(String(root.stop).split(" ")), segments });
  }

  /**
   * A file, which is loaded once.
   * @param {string} name
   * @returns {Promise<any>}
   */
  file(name) {
    return this.cached(name, () => this.read(name));
  }

  /**
   * What was made of files, which is made once.
   * @template Value
   * @param {string} key
   * @param {() => Promise<Value>} make
   * @returns {Promise<Value>}
   */
  cached(key, make) {
    const known = this.#files.get(key);
    if (known) return known;
    const making = make();
    making.catch(() => this.#files.delete(key));
    this.#files.set(key, making);
    return making;
  }

  /** The table of filters. @returns {Promise<any>} */
  filters() {
    return this.file(`filters-${this.root.filters}.json`);
  }

  /**
   * @param {Segment} segment
   * @param {Kind} kind
   * @param {number} place of the file among those of its kind
   */
  nameOf({ number, files }, kind, place) {
    return `${number}/${kind}/${place}-${files[kind].slice(HASH_LENGTH * place, HASH_LENGTH * (place + 1))}.json`;
  }

  /**
   * The places of the pieces with terms from one on to another.
   * @param {Segment} segment
   * @param {Dictionary} kind
   * @param {string} from
   * @param {string} to
   */
  placesOf({ first }, kind, from, to = from) {
    const last = lastBelow(first[kind], to);
    const begin = lastBelow(first[kind], from);
    return Array.from({ length: last - begin + 1 }, (_, step) => begin + step).filter((place) => place >= 0);
  }

  /**
   * @param {Segment} segment
   * @param {Dictionary} kind
   * @param {number} place
   * @returns {Promise<Piece>}
   */
  async piece(segment, kind, place) {
    const name = this.nameOf(segment, kind, place);
    return this.cached(`read ${name}`, async () => pieceOf(await this.file(name)));
  }

  /**
   * The entry of a term in a dictionary of a segment.
   * @param {Segment} segment
   * @param {"heads" | "bodies"} kind
   * @param {string} term
   */
  async entry(segment, kind, term) {
    const [place] = this.placesOf(segment, kind, term);
    return place === undefined ? undefined : (await this.piece(segment, kind, place)).get(term);
  }

  /**
   * The places of a term in the abstracts of a segment, by papers.
   * @param {Segment} segment
   * @param {string} term
   */
  async placesInAbstracts(segment, term) {
    /** @type {Map<number, number[]>} */
    const places = new Map();
    const [place] = this.placesOf(segment, "bodies", term);
    const entry = place === undefined ? undefined : (await this.piece(segment, "bodies", place)).get(term);
    if (!entry) return places;
    const texts = await this.file(this.nameOf(segment, "places", place));
    const numbers = decoded(String(texts[entry.place] ?? ""));
    let at = 0;
    for (const paper of papersOf(entry.postings[0])) {
      const own = [];
      for (let last = -1; numbers[at]; at += 1) {
        last += numbers[at];
        own.push(last);
      }
      at += 1;
      places.set(segment.base + paper, own);
    }
    return places;
  }

  /**
   * The records of a block of papers, by columns, and the place of one among them.
   * @param {number} paper
   */
  async block(paper) {
    const segment = this.segmentOf(paper);
    const place = Math.floor((paper - segment.base) / this.root.block);
    const block = await this.file(this.nameOf(segment, "records", place));
    return { block, row: (paper - segment.base) % this.root.block };
  }

  /** @param {number} paper */
  segmentOf(paper) {
    const segment = this.root.segments.findLast(({ base }) => base <= paper);
    if (!segment) throw new RangeError(`no paper ${paper}`);
    return segment;
  }

  /** The month in which each paper is dated. @returns {string[]} */
  months() {
    this.#months ??= this.root.segments.flatMap(({ months }) =>
      months.flatMap(([month, papers]) => Array(papers).fill(month)),
    );
    return this.#months;
  }
}

/**
 * Papers of postings without places.
 * @param {string} text
 */
export function papersOf(text) {
  let paper = 0;
  return decoded(text ?? "").map((distance) => {
    paper += distance;
    return paper;
  });
}

/**
 * Papers and places of postings, one after the other.
 * @param {string} text
 */
export function papersAndPlacesOf(text) {
  const numbers = decoded(text ?? "");
  let paper = 0;
  return numbers.map((number, index) => {
    if (index % 2 === 0) paper += number;
    return index % 2 ? number : paper;
  });
}

/**
 * @param {unknown} entries
 * @returns {Piece}
 */
function pieceOf(entries) {
  if (!Array.isArray(entries)) throw new TypeError("a piece of the search index is not a list");
  return new Map(
    entries.map((entry, place) => {
      const [name, ...postings] = String(entry).split(" ");
      const [, term, mark, rest] = /^([^|=]*)([|=]?)(.*)$/s.exec(name) ?? ["", name, "", ""];
      return [term, { surface: mark === "=" ? rest : term + rest, postings, place }];
    }),
  );
}

/**
 * The last place of a sorted list whose text is not greater, or -1.
 * @param {readonly string[]} sorted
 * @param {string} text
 */
function lastBelow(sorted, text) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
