"""Parses the items of a JSON answer one by one, each with its place, so that a fault does not cost those before it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from generator.digests.huggingface.paper_record import is_paper
from generator.text.excerpts import quoted


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """An item of an answer, and where it begins."""

    value: object
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class UnparsedRest:
    """The rest of an answer that could not be parsed: where it begins, and why."""

    line: int
    column: int
    reason: str


def split_items(text: str) -> tuple[list[AnswerItem], UnparsedRest | None]:
    """The items of an answer, and the rest if there is a fault.

    They are in an array, in an array within an object, as in archives, or are separate objects one after
    another.
    """
    text = text.removeprefix("\ufeff")
    lines = _Lines(text)
    items: list[AnswerItem] = []
    position = _after_space(text, 0)
    wrapped = _WRAPPED.match(text, position)
    try:
        if not text.startswith("[", position) and not wrapped:
            while not items or text.startswith("{", position):
                value, end = _DECODER.raw_decode(text, position)
                items.append(AnswerItem(value, *lines.at(position)))
                position = _after_space(text, end)
            return items, _trailing(text, position, lines)
        position = _after_space(text, wrapped.end() if wrapped else position + 1)
        while not text.startswith("]", position):
            if items:
                if not text.startswith(",", position):
                    return items, _unread(text, position, lines, "expected ',' or ']' after an item")
                position = _after_space(text, position + 1)
            value, end = _DECODER.raw_decode(text, position)
            items.append(AnswerItem(value, *lines.at(position)))
            position = _after_space(text, end)
        if wrapped:
            # After the array, the rest of the object around it must be valid, too.
            others, end = _DECODER.raw_decode(_OBJECT_START + text[position + 1 :])
            if key := next((key for key, value in others.items() if _has_papers(value)), None):
                return items, UnparsedRest(
                    *lines.at(position), f"expected one list of papers, found more as {quoted(key)}"
                )
            position += end - len(_OBJECT_START)
    except json.JSONDecodeError as error:
        # For a string that never ends, the parser names its beginning, but its end is missing.
        position = len(text) if error.msg.startswith("Unterminated") else min(error.pos, len(text))
        return items, _unread(text, position, lines, "expected valid JSON")
    except (ValueError, RecursionError):
        return items, _unread(text, position, lines, "expected ordinary numbers and less nesting")
    return items, _trailing(text, position + 1, lines)


def _has_papers(value: object) -> bool:
    if isinstance(value, dict):
        return is_paper(value) or any(map(_has_papers, value.values()))
    return isinstance(value, list) and any(map(_has_papers, value))


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse_constant)
_SPACE = re.compile(r"[ \t\r\n]*")
_WRAPPED = re.compile(
    r'\{(?:\s*"(?!error")\w{1,40}"\s*:\s*(?:"[^"\\]{0,200}"|[-+.\deE]{1,30}|true|false|null)\s*,)*'
    r'\s*"(?:papers|daily_?papers|data|items|results|notes|recommendedPapers)"\s*:\s*\[(?=\s*\{)',
    re.I,
)
"""The beginning of an object that holds an array of papers, up to its first item."""
_OBJECT_START = '{"": 0'


class _Lines:
    """Counts the lines of a text while moving through it, so that each character is seen once."""

    def __init__(self, text: str) -> None:
        self.text, self.seen, self.line = text, 0, 1

    def at(self, position: int) -> tuple[int, int]:
        if position < self.seen:
            self.seen, self.line = 0, 1
        self.line += self.text.count("\n", self.seen, position)
        self.seen = position
        return self.line, position - self.text.rfind("\n", 0, position)


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _trailing(text: str, end: int, lines: _Lines) -> UnparsedRest | None:
    position = _after_space(text, end)
    return None if position == len(text) else _unread(text, position, lines, "expected nothing after the response")


def _unread(text: str, position: int, lines: _Lines, expected: str) -> UnparsedRest:
    at_end = not text[position:].strip()
    found = (
        "the end of the file; it is truncated, so fetch it again" if at_end else quoted(text[position : position + 80])
    )
    return UnparsedRest(*lines.at(position), f"{expected}, found {found}")
