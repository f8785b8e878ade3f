"""The smallest pieces of a formula in a text without delimiters: words, numbers, spaces and brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.text.maths.command_words import GREEK

LONGEST_GROUP = 160
"""Characters of a group in brackets."""
TEX_WORD = re.compile(r"\\?[A-Za-z]+")
"""Letters, with the backslash of a command or without."""
TEX_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\\?%)?")
TEX_OF_RELATION = {"<=": "\\le ", ">=": "\\ge "}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class MathsPart:
    """A stretch of text that reads as mathematics."""

    end: int
    """Index of the first character after it."""
    tex: str
    is_certain: bool = False
    """Does it contain a sign that prose never has?"""


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
    expected: list[str] = []
    for place in range(at, min(len(text), at + LONGEST_GROUP)):
        character = text[place]
        if character in _CLOSING:
            expected.append(_CLOSING[character])
        elif expected and character == expected[-1]:
            expected.pop()
            if not expected:
                return place + 1
    return None
