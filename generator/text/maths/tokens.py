"""The smallest pieces of a formula in a text without delimiters: words, numbers, spaces and brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.text.maths.command_words import GREEK

LONGEST_GROUP = 160
"""Characters of a group in brackets."""
TEX_WORD = re.compile(r"\\?[A-Za-z]+")
"""Letters, with the backslash of a command or without."""
TEX_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\\?%)?")
TEX_OF_RELATION = {"<=": "\\le ", ">=": "\\ge "}
_BRACKET = re.compile(r"[()\[\]{}]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


class MathsPart(NamedTuple):
    """A stretch of text that reads as mathematics. Very many are tried, so making one must be cheap."""

    end: int
    """Index of the first character after it."""
    tex: str
    is_certain: bool = False
    """Does it contain a sign that prose never has?"""


class OverlongError(Exception):
    """A stretch of mathematics goes on for longer than any formula."""

    def __init__(self, end: int) -> None:
        super().__init__(end)
        self.end = end
        """How far it was read."""


def number_of(digits: str) -> str:
    """The TeX of a number, in which a per cent sign needs a backslash."""
    return digits.replace("\\%", "%").replace("%", r"\%")


def product(letters: str) -> str:
    """The TeX of letters that are multiplied, or of the Greek letter that they name."""
    return f"\\{letters} " if letters in GREEK else " ".join(letters)


def after_space(text: str, at: int) -> int:
    """The index of the next character that is not a space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def closing_bracket(text: str, at: int) -> int | None:
    """The index after the bracket that closes the one at ``at``; ``None`` if it is missing or too far."""
    end = _ends_of_brackets(text).get(at)
    return end if end is not None and end - at <= LONGEST_GROUP else None


@lru_cache(maxsize=8)
def _ends_of_brackets(text: str) -> Mapping[int, int]:
    """The index after each bracket's closing one, for all brackets of a text that have one, found in one pass: to
    look for the end of each bracket anew takes too long where none has one.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    for bracket in _BRACKET.finditer(text):
        character = bracket[0]
        if character in _CLOSING:
            opened.append(bracket.start())
        elif opened and character == _CLOSING[text[opened[-1]]]:
            ends[opened.pop()] = bracket.end()
    return ends
