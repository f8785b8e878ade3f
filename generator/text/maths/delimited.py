r"""Finds the formulas that still stand between their delimiters.

``\(...\)``, ``\[...\]`` and an ``equation`` are used for nothing else, ``$$...$$`` only where dollars are stars of
restaurants: ``$$ or $$$``. A dollar also begins a price and names a variable of a shell, so a pair of dollars must
look like mathematics:

- no space follows the first and none precedes the second, or both have one inside, or there are
  signs of TeX between them;
- no digit follows the second, unless there are signs of TeX or no letter and digit between them:
  ``$5-$10`` is none, ``$\sim$5`` and ``$>$5`` are some;
- no words of prose stand between them, unless they begin with a command: ``$5 and US$``;
- what stands between them does not go on after a dollar, unless there are signs of TeX: ``5$, 10$``;
- a letter follows the second only when the first part is no name or list: ``$HOME/$USER``,
  ``$x,$y``;
- a plain word of four letters or more may be a variable: ``$HOME$``, ``$name$``.

A dollar that cannot open a formula is a character like any other, so a price before a formula
does not turn the text inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_FORMULA = 600
"""Characters of a formula; the longest among ten thousand abstracts has 437."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and where it stands in a text."""

    start: int
    end: int
    tex: str
    """Its source without delimiters."""
    is_display: bool = False
    """Does it stand on a line of its own?"""


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
    """Is what stands between two dollars a formula, rather than what happens between two prices?"""
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
