"""Short fragments that are repeated until they are as long as a file, for ``hostile_inputs``."""

from __future__ import annotations

import random
from collections.abc import Iterator

NUMBER = "№"
"""Stands for the number of the repetition, so that what is repeated can differ each time."""
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
NUMBERED = (
    *(
        "k№: v\n",
        "  k№: v\n",
        "- k№\n",
        "  - k№\n",
        "    - k№\n",
        "k№, ",
        "a№: a№\n",
        "  a№: a№\n",
        "  papers/a№: b№\n",
    ),
    *("  - {title: A Title №, authors: [A]}\n", "  - title: A Title №\n    arxiv: '2510.1'\n", "  - any: [k№]\n"),
    *("papers/a№\n", "topics/a№\n", "papers/a-title-of-paper-№\n", "  - a-title-of-paper-№\n", "  - topic-№\n"),
    *(
        "  - A Title of Paper №\n",
        "[a№][№]\n",
        "[№]: http://a.b/№\n",
        "[a№](/papers/2510.№)\n",
        "2510.№\n",
        "2510.1№\n",
    ),
    *(
        "A Title of Paper №\n\n",
        "### [A Title №](/papers/2510.1№)\n",
        "word№ ",
        "$x_№$ ",
        "x^№ ",
        "Dec №, 2024\n",
        "№ ",
    ),
    *(
        '{"paper": {"id": "2510.1№", "title": "A"}}, ',
        '{"paper": {"title": "A №"}}, ',
        '"k№": 1, ',
        "<a№>",
        "a№/",
        "  ",
    ),
    *(
        "<entry><id>http://arxiv.org/abs/2510.1№</id><title>A</title></entry>",
        "&a№ ",
        "*a№ ",
        "a№: &a№\n",
        "<a href='№'>",
    ),
)
"""Fragments that differ by their number."""


def repeated(fragment: str, size: int) -> str:
    """A fragment again and again, up to a number of bytes."""
    if NUMBER not in fragment:
        return fragment * max(1, size // len(fragment.encode()))
    each = len(fragment.replace(NUMBER, "10000").encode())
    return "".join(fragment.replace(NUMBER, str(10_000 + number)) for number in range(max(1, size // each)))


def chosen_fragments(count: int, chance: random.Random) -> list[str]:
    """Some fragments, none of them twice: known and random ones in turn, at last random ones only."""
    known = [*WORDS, *CHARACTERS, *NUMBERED]
    chance.shuffle(known)
    fragments = _mixed(known, chance)
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[next(fragments)] = None
    return list(chosen)


def _mixed(known: list[str], chance: random.Random) -> Iterator[str]:
    others = _random_fragments(chance)
    for fragment in known:
        yield fragment
        yield next(others)
    yield from others


def _random_fragments(chance: random.Random) -> Iterator[str]:
    """Random fragments without end."""
    while True:
        yield from ("".join(chance.choices(CHARACTERS, k=chance.randint(2, 4))) for _ in range(2))
        yield chance.choice(WORDS) + chance.choice(CHARACTERS)
        yield chance.choice(("", " ", "\n")).join(chance.choices(WORDS, k=2))
