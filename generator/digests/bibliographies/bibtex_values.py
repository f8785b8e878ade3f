"""The values of fields in BibTeX: in braces, in quotes, the name of a string, or several joined by ``#``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.text.wording import MONTH_ABBREVIATIONS

_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_WORD = re.compile(r"[^\s#\"{},=]+")
_SPACE = re.compile(r"\s*")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w+.:-]*)\s*=\s*")

MONTH_STRINGS: Mapping[str, str] = {name.lower(): name.lower() for name in MONTH_ABBREVIATIONS}
"""The strings that every style of BibTeX defines."""


class UnreadableValue(Exception):
    """A value that is no value of BibTeX; its text says what was found."""


def fields_in(key: str, raw: str, strings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The field with the text of its value, and those after it that a comma should separate from it.

    Names of fields and of strings have no case. A name that no string has stands for itself, as numbers do.
    """
    at = 0
    while True:
        text, at = _value(raw, at, strings)
        yield key.lower(), text
        if at == len(raw):
            return
        following = _NEXT_FIELD.match(raw, at)
        if following is None:
            raise UnreadableValue(raw[at : at + 80])
        key, at = following[1], following.end()


def _value(raw: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """The text of the value that begins at a position, and the position after it."""
    pieces = []
    while True:
        piece, at = _piece(raw, at, strings)
        pieces.append(piece)
        at = _after_space(raw, at)
        if not raw.startswith("#", at):
            return "".join(pieces), at
        at = _after_space(raw, at + 1)


def _piece(raw: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    if raw.startswith("{", at):
        end = _closing(raw, at, _BRACE)
        return raw[at + 1 : end], end + 1
    if raw.startswith('"', at):
        end = _closing(raw, at, _BRACE_OR_QUOTE)
        return raw[at + 1 : end], end + 1
    word = _WORD.match(raw, at)
    if word is None:
        if at == len(raw):
            return "", at
        raise UnreadableValue(raw[at : at + 80])
    return strings.get(word[0].lower(), word[0]), word.end()


def _closing(raw: str, at: int, signs: re.Pattern[str]) -> int:
    """Where the brace or quote ends that opens at a position."""
    depth = 0
    for match in signs.finditer(raw, at):
        sign = match[0]
        if sign == '"' and depth == 0 and match.start() > at:
            return match.start()
        depth += (sign == "{") - (sign == "}")
        if sign == "}" and depth == 0 and raw[at] == "{":
            return match.start()
    raise UnreadableValue(raw[at : at + 80])


def _after_space(raw: str, at: int) -> int:
    match = _SPACE.match(raw, at)
    return match.end() if match else at
