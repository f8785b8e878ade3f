"""Measures whether time grows with the length of an input, whatever is in it.

    python tests/bench/hostile_inputs.py [--inputs 1500] [--seed 1] [--reader NAME ...] [--slowest 15]

Repeats short fragments (characters, two to four of them, words, and pairs of words) up to 100 KB and gives the
result to each reader: of digests in every form, of curated files, and of what makes formulas, leads and topics of a
text. Each is measured in a process of its own, which is stopped at its limit, and what is measured is CPU time, so
that other work of the machine counts little. What takes longer than 50 ms is measured at 50 and 200 KB, too, and the
slowest at 1 MB. Prints the slowest, and exits with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from scale import ROOT

from generator.catalogue.merge import merge
from generator.catalogue.topics.arrangement import arrange_topics
from generator.catalogue.topics.classifier import Classifier
from generator.content.folder import curated_files
from generator.curation.reading import read_curation
from generator.digests.reader import read_digest
from generator.fetching.http_client import without_markup
from generator.text.excerpts import beginning, shortened
from generator.text.lead import lead_sentence
from generator.text.markup import understand
from generator.text.maths.formulas import formulas, rendered

SIZE = 100_000
LIMITS = {SIZE: 1.0, 10 * SIZE: 10.0}
"""Seconds, by bytes."""
MOST_GROWTH = 2.3
"""How often the time when the length is doubled."""
NOTICEABLE = 0.05
"""Seconds; less is not compared."""
MOST_LONG = 120
"""Inputs that are measured at 1 MB."""

CHARACTERS = "-*_^$\\{}[]()<>|~`'\"#.,:;!?&%@/+=019aAzZ \n\t•·…—“”é数א😀\u200b\u2028\xa0\r\x00∈"
WORDS = (
    *"- • ** __ $x^{2}$ a^ {a}_ [a][1] --- ``` ~~~ <!-- --> <![CDATA[ ]]>".split(),
    *"<?xml <a> </a> <div> </p> <li> <h3> <br>".split(),
    *"<script> &amp; &#65; &lt; [a](b) ![a](b) [a](/papers/2510.12345) ![ ]( ]: <http:// http:// https://a.b/".split(),
    *"www. github.com/a a.github.io hf.co/papers/2510.12345 2510.12345 arXiv:2510.12345 10.48550/arXiv. doi:".split(),
    *r"\frac{ \sqrt{ \begin{ \end{ \left( \right) \( \) \[ \] \text{ \mathbf{ \alpha \\ \' \'e \eg \% \$ $$ ``".split(),
    *"mathcal{ mathbb{O} tilde hat{ sqrt{n} frac{a}{b} alpha_ x_ x_0 x^ x^{".split(),
    *"p_d( C_Phi leq kleq gg m\xa0gg Omega(".split(),
    *"varepsilon infty forall in to times 3times sim17 pm e.g. i.e. et al. A. a. We Abstract Authors Community".split(),
    *"Dec 2024 Oct·31 Upvote 14 6 authors Submitted by - phrase any: note:".split(),
    *"key: 'a' \"a\" [ ] { } {{ }} |- >- &a *a".split(),
    *'!!str ? : # %YAML ... {a: [a, a: a:\xa0b {"a": [{ }] {"paper":{ \\u0041 \\" , ;'.split(),
    *(
        "- phrase\n",
        "a\n---\n",
        "[a][1]\n",
        "-\n",
        "•\n",
        "- - ",
        "? - ",
        "a: &a\n",
        "Submitted by a\n",
        "a\n\n",
        "a\n",
    ),
    *(
        "6 authors\n",
        "Dec 21, 2024\n",
        "Dec 21, 2024 3\n\n",
        "14\n\n",
        "·\n",
        "  • 6 authors\n\n",
        "Abstract\n",
        "# a\n",
    ),
    *(
        "### [a](/papers/2510.12345)\n",
        "[1]: http://a.b\n",
        "a\n===\n",
        "> a\n",
        "1. a\n",
        "| a |\n",
        "|---|\n",
        "    a\n",
    ),
    *("arXiv:2510.12345\n", "2510.12345 a\n", "A Title of a Paper\n\n", "We propose a method. ", "In this paper, we "),
    *("To address this, we ", "256 times 256 ", "(pm1) ", "Upvote\n", "By a\n", "·\n\nOct 13\n\n", "a\u2028", "a\r\n"),
    *("m gg n ", "# a\n", "    a\n"),
)

READERS: Mapping[str, Callable[[str], object]]


@dataclass(frozen=True, slots=True)
class Input:
    """A fragment for a reader, repeated until it has a length."""

    reader: str
    fragment: str

    def seconds(self, size: int, limit: float) -> float:
        """CPU time, measured in a process of its own; infinite when it passes the limit or fails."""
        readable, writable = os.pipe()
        child = os.fork()
        if not child:
            _measure(self, size, limit, writable)
        os.close(writable)
        with os.fdopen(readable, encoding="ascii") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return float(said or "inf")

    def __str__(self) -> str:
        return f"{self.reader:24} {self.fragment!r}"


def _measure(one: Input, size: int, limit: float, pipe: int) -> None:
    text = one.fragment * max(1, size // len(one.fragment.encode()))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 2, int(limit) + 3))
    started = time.process_time()
    try:
        READERS[one.reader](text)
        os.write(pipe, str(time.process_time() - started).encode())
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is counted as a failure
        print(f"{one} failed: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
    finally:
        os._exit(0)


# --- readers ----------------------------------------------------------------------------------


def _digest(ending: str, before: str, after: str, text: str) -> None:
    read_digest(f"digests/2025-10-31.{ending}", f"{before}{text}{after}".encode())


def _json(key: str, text: str) -> None:
    paper = {"id": "2510.12345", "title": "A Title", "summary": "A summary.", key: text}
    data = json.dumps([{"title": "A Title", "paper": paper, "publishedAt": "2025-10-31T00:00:00.000Z"}])
    read_digest("digests/2025-10-31.json", data.encode())


def _listed(text: str) -> None:
    data = f"A Title of One Paper\n\n{text}\n\n  • 6 authors\n\n·\n\nDec 21, 2024\n\n".encode()
    digest, _ = read_digest("digests/2025-10-31.txt", data)
    if digest:
        merge([digest], [], [], {})


def _named(text: str) -> None:
    data = json.dumps([{"paper": {"title": text, "id": "2510.12345"}}]).encode()
    digest, _ = read_digest("digests/2025-10-31.json", data)
    if digest:
        merge([digest], [], [], {})


def _curated(file: str, before: str, after: str, text: str) -> None:
    read_curation({file: f"{before}{text}{after}".encode()})


_CURATION, _ = read_curation(curated_files(ROOT / "content"))
_CLASSIFIER = Classifier(arrange_topics(_CURATION)[0])
_CARD = "A Title of One Paper\n\n", "\n\n  • 6 authors\n\n·\n\nDec 21, 2024\n\n"
_MARKDOWN = (
    "### [A Title](https://huggingface.co/papers/2510.12345)\n\n",
    "\n\n[B](https://huggingface.co/papers/2510.12346)\n",
)
_PAPER_PAGE = "# [A](/papers/2510.12345)\n\n## Abstract\n\n", "\n\n## Community\n"
_DETACHED = "[A Title][1]\n\n", "\n\n[1]: https://huggingface.co/papers/2510.12345\n"
_HTML = (
    '<!doctype html><html><body><article><h3><a href="/papers/2510.12345">A Title</a></h3>',
    "</article></body></html>",
)
_FEED = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2510.12345</id>'
_RULE = "title: A\narea: a\ndescription: A.\nrules:\n  - any: [a]\n"

READERS = {
    "text": partial(_digest, "txt", "", ""),
    "text: abstract": partial(_digest, "txt", *_CARD),
    "text: between cards": partial(_digest, "txt", "".join(_CARD), "".join(_CARD)),
    "text: paper page": partial(_digest, "txt", "Paper page - A\n\nA\n\nAbstract\n\n", "\n\nCommunity\n"),
    "Markdown": partial(_digest, "md", *_MARKDOWN),
    "Markdown: in a link": partial(_digest, "md", _MARKDOWN[0] + "[", "](/papers/2510.12347)" + _MARKDOWN[1]),
    "Markdown: paper page": partial(_digest, "md", *_PAPER_PAGE),
    "Markdown: detached": partial(_digest, "md", *_DETACHED),
    "HTML": partial(_digest, "html", *_HTML),
    "HTML: in a tag": partial(_digest, "html", _HTML[0] + "<p class='", "'>" + _HTML[1]),
    "HTML: data": partial(_digest, "html", _HTML[0] + '<div data-props="', '"></div>' + _HTML[1]),
    "HTML: escaped": lambda text: _digest("html", f"{_HTML[0]}<p>", f"</p>{_HTML[1]}", escape(text)),
    "JSON": partial(_digest, "json", '[{"paper": {"id": "2510.12345", "title": ', "}}]"),
    "JSON: abstract": partial(_json, "summary"),
    "JSON: title": partial(_json, "title"),
    "Atom": partial(_digest, "xml", _FEED, "</entry></feed>"),
    "Atom: summary": lambda text: _digest(
        "xml", f"{_FEED}<title>A</title><summary>", "</summary></entry></feed>", escape(text)
    ),
    "ids": partial(_digest, "txt", "2510.12345\n2510.12346\n2510.12347\n", ""),
    "ids: in a line": partial(_digest, "txt", "2510.12345\n2510.12346\n2510.12347 ", "\n2510.12348\n"),
    "paper": _listed,
    "paper: title": _named,
    "cleaner": lambda text: understand(text, {"hf.example.org": "huggingface.co"}),
    "formulas": lambda text: list(formulas(text)),
    "one formula": lambda text: [rendered(formula.tex) for formula in formulas(f"${text}$")],
    "rendered": lambda text: (rendered(text), rendered(text[:600])),
    "lead": lambda text: lead_sentence([text, *text.split("\n")]),
    "excerpts": lambda text: (shortened(text, 160), beginning(text)),
    "topics": lambda text: _CLASSIFIER.classify(text[:1000], text),
    "curation: topic": partial(_curated, "topics/a.yml", _RULE, ""),
    "curation: phrases": partial(_curated, "topics/a.yml", "title: A\nrules:\n  - any:\n", ""),
    "curation: site": partial(_curated, "site.yml", "", ""),
    "curation: note": partial(_curated, "papers/a.yml", "note: ", "\n"),
    "curation: quoted note": partial(_curated, "papers/a.yml", 'note: "', '"\n'),
    "curation: enrichment": partial(_curated, "enrichment/2025-10-31.yml", "papers:\n  a:\n    ", "\n"),
    "error page": without_markup,
}


# --- what is measured -------------------------------------------------------------------------


def _fragments(chance: random.Random) -> Iterator[str]:
    """Every character and word once, then random ones, without end."""
    yield from WORDS
    yield from CHARACTERS
    while True:
        yield from ("".join(chance.choices(CHARACTERS, k=chance.randint(2, 4))) for _ in range(2))
        yield chance.choice(WORDS) + chance.choice(CHARACTERS)
        yield chance.choice(("", " ", "\n")).join(chance.choices(WORDS, k=2))


def _inputs(count: int, seed: int, readers: list[str]) -> list[Input]:
    """Some fragments for each reader, each reader with others first."""
    chance = random.Random(seed)
    inputs: list[Input] = []
    for at, reader in enumerate(readers):
        wanted = count // len(readers) + (at < count % len(readers))
        known = [*WORDS, *CHARACTERS]
        chance.shuffle(known)
        fragments = _fragments(chance) if wanted > len(known) * 2 else _mixed(known, chance)
        chosen: dict[str, None] = {}
        while len(chosen) < wanted:
            chosen[next(fragments)] = None
        inputs += [Input(reader, fragment) for fragment in chosen]
    return inputs


def _mixed(known: list[str], chance: random.Random) -> Iterator[str]:
    """A known fragment and a random one, in turn."""
    others = _fragments(chance)
    for _ in known:
        next(others)
    for fragment in known:
        yield fragment
        yield next(others)
    yield from others


def main() -> int:
    """Measure, print, compare with the limits."""
    options = _options()
    inputs = _inputs(options.inputs, options.seed, options.reader or list(READERS))
    passed: list[str] = []
    times = _times(inputs, SIZE, passed)
    slowest = sorted(inputs, key=lambda one: -times[one])
    _print("slowest of 100 KB", times, options.slowest)
    noticeable = [one for one in slowest if NOTICEABLE <= times[one] <= LIMITS[SIZE]]
    growth = {one: _growth(one) for one in noticeable}
    passed += [f"growth {factor:.1f}: {one}" for one, factor in growth.items() if factor > MOST_GROWTH]
    _print("greatest growth when twice as long", growth, options.slowest)
    long = _times([one for one in slowest if times[one] <= LIMITS[SIZE]][:MOST_LONG], 10 * SIZE, passed)
    _print("slowest of 1 MB", long, options.slowest)
    print(f"\n{len(inputs)} inputs, {len(passed)} passed a limit")
    for line in passed:
        print(f"  {line}")
    return 1 if passed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1500, help="how many inputs (default 1500)")
    parser.add_argument("--seed", type=int, default=1, help="for other random fragments (default 1)")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="only this reader; repeatable")
    parser.add_argument("--slowest", type=int, default=15, help="how many are printed (default 15)")
    return parser.parse_args()


def _times(inputs: list[Input], size: int, passed: list[str]) -> dict[Input, float]:
    limit = LIMITS[size]
    times = {one: one.seconds(size, limit) for one in inputs}
    # A machine that does something else makes caches cold, so what is too slow is measured once more.
    times |= {one: min(spent, one.seconds(size, limit)) for one, spent in times.items() if limit < spent < 2 * limit}
    passed += [f"{spent:6.2f} s for {size:,}: {one}" for one, spent in times.items() if spent > limit]
    return times


def _growth(one: Input) -> float:
    """The greater of two factors, from 50 to 100 KB and from there to 200 KB; measured again when it is too great."""
    factor = 0.0
    for rounds in (1, 3):
        half, whole, twice = (
            min(one.seconds(size, 4 * LIMITS[SIZE]) for _ in range(rounds)) for size in (SIZE // 2, SIZE, SIZE * 2)
        )
        factor = max(whole / half if half > NOTICEABLE / 2 else 0.0, twice / whole)
        if factor <= MOST_GROWTH:
            break
    return factor


def _print(heading: str, figures: Mapping[Input, float], most: int) -> None:
    print(f"\n{heading}")
    for one in sorted(figures, key=lambda one: -figures[one])[:most]:
        print(f"{figures[one]:10.2f}  {one}")


if __name__ == "__main__":
    sys.exit(main())
