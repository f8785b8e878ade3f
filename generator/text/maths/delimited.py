r"""Finds the formulas that still have their delimiters.

``\(...\)``, ``\[...\]`` and ``equation`` have no other use; ``$$...$$`` has one, the price ranges of restaurants
(``$$ or $$$``). A single dollar may also begin a price or a shell variable, so the text between two dollars must
look like mathematics:

- there is a space inside both dollars or inside neither, unless there is TeX between them;
- no digit follows the second dollar, unless there is TeX, or no letter and no digit, between them:
  ``$5-$10`` is no formula, ``$\sim$5`` and ``$>$5`` contain one;
- no words of prose are between them, unless a command comes first: ``$5 and US$``;
- the text between them does not begin with a comma or the like, unless there is TeX: ``5$, 10$``;
- no letter follows the second dollar when the text between them is a name or a list: ``$HOME/$USER``,
  ``$x,$y``;
- the text between them is not just a word of four letters or more, which may be a variable: ``$HOME$``,
  ``$name$``.

A dollar that cannot open a formula is an ordinary character, so that a price before a formula does not make
the prose between the two a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_FORMULA = 600
"""Characters of a formula; the longest in ten thousand abstracts has 437."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and its place in a text."""

    start: int
    end: int
    tex: str
    """Its source without delimiters."""
    is_display: bool = False
    """Is it set on a line of its own?"""


_PAIR = re.compile(
    r"(?<!\\)(?:"
    rf"\\\((?P<inline>.{{1,{LONGEST_FORMULA}}}?)(?<!\\)\\\)"
    rf"|\\\[(?P<block>.{{1,{LONGEST_FORMULA}}}?)(?<!\\)\\\]"
    rf"|\\begin\{{(?:equation|displaymath)\*?\}}(?P<equation>.{{1,{LONGEST_FORMULA}}}?)\\end\{{(?:equation|displaymath)\*?\}}"
    rf"|\$\$(?P<dollars>[^$]{{1,{LONGEST_FORMULA}}}?)(?<!\\)\$\$"
    rf"|\$(?P<dollar>(?:[^$\\]|\\.){{1,{LONGEST_FORMULA}}})\$)",
    re.S,
)
_SAYS_WORDS = re.compile(r"\\(?:text\w*|mathrm|mathsf|mathtt|mathbf|mathit|operatorname|mbox|rm|emph)\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PROSE = re.compile(
    r"(?<![^\s(,;])(?:and|or|for|the|of|per|with|vs|from|is|are|by|on|than|we|but|while|which|this)(?![^\s),;.])"
    r"|(?<=\s)(?:to|at|in|as)(?=\s)|^\d.*[\s/,;(–-](?:US|AU|CA|HK|NZ|[ACSR])$"
    r"|(?<![A-Za-z])[A-Za-z]{3,}[,;:]?\s+[A-Za-z]{3,}"
)
_BEGINS_WITH_COMMAND = re.compile(r"\\[A-Za-z]+")
_NAME = re.compile(r"[A-Za-z]{4,}")
_OPEN_END = re.compile(r"^(?:\w+[/:.,;]|[A-Z]{2,}-)$")
_GOES_ON = re.compile(r"[,;:)]")
_MARKS = re.compile(r"[\\^_{}=<>]")
_SIGNS = re.compile(r"[\\^_{}]|^[^\w]+$")


def delimited(text: str) -> Iterator[Formula]:
    """The delimited formulas of a text, in order."""
    at = 0
    while ("$" in text or "\\" in text) and (match := _PAIR.search(text, at)):
        kind = str(match.lastgroup)
        if kind == "dollar" and _NAME.fullmatch(match["dollar"]):
            at = match.end()
            continue
        if kind == "dollars" and _PROSE.search(match[kind]) and not _MARKS.search(match[kind]):
            at = match.end()
            continue
        if kind == "dollar" and not _is_mathematical(match["dollar"], text[match.end() : match.end() + 1]):
            at = match.start() + 1
            continue
        at = match.end()
        tex = match[kind].strip()
        if tex:
            yield Formula(match.start(), match.end(), tex, kind in ("block", "equation", "dollars"))


def _is_mathematical(inside: str, following: str) -> bool:
    """Is the text between two dollars a formula, rather than prose between two prices?"""
    bare = _COMMAND.sub(" ", _SAYS_WORDS.sub(" ", inside)).replace("~", " ").strip()
    is_lopsided = inside[0].isspace() != inside[-1].isspace()
    if is_lopsided and not _MARKS.search(inside) and len(bare) > 1:
        return False
    if _GOES_ON.match(inside) and not _MARKS.search(inside):
        return False
    if following.isdigit() and not _SIGNS.search(inside):
        return False
    if _PROSE.search(bare) and not _BEGINS_WITH_COMMAND.match(inside):
        return False
    return not (following.isalpha() and _OPEN_END.search(inside))
