r"""What is wrong with the text of a file, in words for the person who edits it.

A parser notices late: an unclosed quote at the end of the file, a missing colon on the next line.
Some mistakes it does not notice at all: ``note: The best of #2025`` ends before the ``#``, and in
``"the loss $\tau$"`` the single backslash makes a tab.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from generator.curation.yaml_problems import (
    BAD_INDENTATION,
    CONTROL_CHARACTER,
    ESCAPE_IN_QUOTES,
    INVALID_YAML,
    MERGE_CONFLICT,
    MISPLACED_LIST_ITEM,
    MISSING_COLON,
    MISSING_QUOTES,
    TAB_INDENTATION,
    TEXT_READ_AS_COMMENT,
    UNBALANCED_BRACKET,
    UNCLOSED_QUOTE,
)
from generator.model.problem import Place, Problem, ProblemKind

LONGEST_KEY = 1024
"""Characters; YAML allows no more."""

_LONG_KEY = f"a key of more than {LONGEST_KEY:,} characters; shorten it"
_NO_COLON = "a line without a colon; write 'key: value'"

_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|\|{7}|>{7})(?=\s|$)", re.MULTILINE)
# YAML ends a line at the last three, but editors and GitHub do not, so all lines below would be miscounted.
_UNFIT = re.compile(f"{yaml.reader.Reader.NON_PRINTABLE.pattern}|[\ufeff\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_HARMLESS_ESCAPES = frozenset('"\\/ \t\r\n')
_COMMENT_IN_LIST = re.compile(r"[\[{,][ \t]+(#[^\s#][^\s\]},]*)")
_STUCK_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")


def place_of(file: str, mark: Any) -> Place:
    """The place of a PyYAML mark, which counts from 0; the C parser has its own class of marks."""
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _place_at(file: str, text: str, at: int) -> Place:
    starts = _line_starts(text)
    line = bisect_right(starts, at)
    return Place(file, line, at - starts[line - 1] + 1)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    """Where the lines of a text begin: to count them for each of many problems would take long."""
    return [0, *(end.end() for end in re.finditer("\n", text))]


def unfit_text(file: str, text: str) -> Iterator[Problem]:
    """Merge-conflict markers, and characters that no text needs and no editor shows: one problem for each line."""
    for marker in _CONFLICT_MARKER.finditer(text):
        advice = "keep the right lines and delete the markers"
        message = f"expected YAML, found the merge-conflict marker '{marker[0]}'; {advice}"
        yield Problem(_place_at(file, text, marker.start()), "file", message, MERGE_CONFLICT)
    lines: set[int] = set()
    for unfit in _UNFIT.finditer(text):
        place = _place_at(file, text, unfit.start())
        if place.line not in lines:
            lines.add(place.line)
            message = f"expected text, found the control character {ord(unfit[0]):#04x}; delete it"
            yield Problem(place, "file", message, CONTROL_CHARACTER)


def misread_text(file: str, text: str, event: yaml.ScalarEvent) -> Iterator[Problem]:
    """What YAML silently reads as something other than what is written."""
    assert event.start_mark and event.end_mark
    start, end = event.start_mark.index, event.end_mark.index
    # The C parser gives plain text the style "", the one in Python gives it none.
    if not event.style and (stuck := _STUCK_COMMENT.match(text, end)):
        message = f"expected the text to continue, found '{stuck[1][:40]}', which YAML reads as a comment"
        place = _place_at(file, text, stuck.start(1))
        yield Problem(
            place, "file", f"{message}; put quotes around the text, or a space after the '#'", TEXT_READ_AS_COMMENT
        )
    for escape in _ESCAPE.finditer(text[start:end]) if event.style == '"' else ():
        if _is_harmful(escape[0][1:]):
            message = f"expected text, found the escape '{escape[0]}' in double quotes"
            place = _place_at(file, text, start + escape.start())
            advice = "double the backslash, or use single quotes"
            yield Problem(place, "file", f"{message}; {advice}", ESCAPE_IN_QUOTES)


def _is_harmful(escape: str) -> bool:
    """Does an escape, without its backslash, stand for what no text needs?"""
    if len(escape) == 1:
        return escape not in _HARMLESS_ESCAPES
    code = int(escape[1:], 16)
    return code > 0x10FFFF or unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """Why a text is not YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or mark
    message = str(getattr(error, "problem", None) or error)
    stop = _Stop(text.split("\n"), place_of(file, start), place_of(file, mark), message)
    detectors = (
        _tab,
        _comment_inside,
        _never_closed,
        _closed_late,
        _backslash,
        _missing_colon,
        _surplus_colon,
        _missing_quotes,
        _misplaced,
    )
    slip = next((slip for detect in detectors if (slip := detect(stop))), None)
    if slip is None:
        advice = "check quotes, colons and indentation here and on the line above"
        slip = stop.at, f"{message}; {advice}", INVALID_YAML
    place, mistake, kind = slip
    return Problem(place, "file", f"expected YAML, found {mistake}", kind)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser gave up."""

    lines: list[str]
    start: Place
    """Where what it could not finish began."""
    at: Place
    message: str
    """What the parser said."""

    def text(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    @property
    def line(self) -> str:
        return self.text(self.at.line)

    @property
    def before(self) -> str:
        return self.line[: self.at.column - 1]

    @property
    def here(self) -> str:
        """The character itself."""
        return self.line[self.at.column - 1 : self.at.column]

    def column(self, number: int) -> Place:
        """Another column of the line."""
        return Place(self.at.file, self.at.line, number)


_Slip = tuple[Place, str, ProblemKind]
"""Where the mistake most probably is, what it is in words, and of which kind."""


def _tab(stop: _Stop) -> _Slip | None:
    indent = _indent(stop.line)
    if "\t" in indent or "'\\t'" in stop.message:
        return stop.column(len(indent.partition("\t")[0]) + 1), "a tab; indent with spaces", TAB_INDENTATION
    return None


def _comment_inside(stop: _Stop) -> _Slip | None:
    """``[one, #two]``: the bracket that would close the list belongs to a comment."""
    if "node content" not in stop.message and "expected ',' or" not in stop.message:
        return None
    for number in range(stop.at.line, 0, -1):
        if stuck := _COMMENT_IN_LIST.search(stop.text(number)):
            place = Place(stop.at.file, number, stuck.start(1) + 1)
            mistake = f"'{stuck[1][:40]}' inside a list, which YAML reads as a comment; put quotes around it"
            return place, mistake, TEXT_READ_AS_COMMENT
    return None


def _closed_late(stop: _Stop) -> _Slip | None:
    """A quote that begins a value closes one that was left open in a line above."""
    if not re.search(r"(?:^|:\s)\s*['\"]$", stop.before):
        return None
    quote = stop.before[-1]
    lines = range(stop.at.line - 1, 0, -1)
    number = next((number for number in lines if stop.text(number).count(quote) % 2), None)
    if number is None:
        return None
    place = Place(stop.at.file, number, stop.text(number).index(quote) + 1)
    return place, "an unclosed quote; close it", UNCLOSED_QUOTE


def _never_closed(stop: _Stop) -> _Slip | None:
    if "unexpected end of stream" in stop.message or "found unexpected end" in stop.message:
        return stop.start, "an unclosed quote; close it", UNCLOSED_QUOTE
    if "expected ',' or" in stop.message:
        closing = stop.message.rstrip()[-2]
        mistake = f"an unclosed bracket or a missing comma; close it with '{closing}'"
        return stop.start, mistake, UNBALANCED_BRACKET
    return None


def _backslash(stop: _Stop) -> _Slip | None:
    if "escape" in stop.message or "hexdecimal" in stop.message:
        return stop.at, "a backslash in double quotes; double it, or use single quotes", ESCAPE_IN_QUOTES
    return None


def _missing_colon(stop: _Stop) -> _Slip | None:
    if "could not find expected ':'" not in stop.message:
        return None
    if stop.here == ":" and stop.at.column > LONGEST_KEY:
        return stop.start, _LONG_KEY, INVALID_YAML
    return stop.start, _NO_COLON, MISSING_COLON


def _surplus_colon(stop: _Stop) -> _Slip | None:
    """A colon where a value cannot begin: its own line has two, or the line above is not finished."""
    if "mapping values are not allowed" not in stop.message:
        return None
    if ":" in stop.before:
        return stop.at, "a second colon on the line; put quotes around the text that contains ': '", MISSING_QUOTES
    number, above = stop.at.line - 1, stop.text(stop.at.line - 1)
    if not above.strip():
        return stop.column(1), _LONG_KEY, INVALID_YAML
    key, colon, value = above.partition(":")
    if not colon:
        return Place(stop.at.file, number, len(_indent(above)) + 1), _NO_COLON, MISSING_COLON
    if value and not value.startswith(" "):
        return (
            Place(stop.at.file, number, len(key) + 1),
            "a colon without a space after it; add the space",
            MISSING_COLON,
        )
    mistake = "a key inside a value; indent it like the line above"
    return stop.column(len(_indent(stop.line)) + 1), mistake, BAD_INDENTATION


def _missing_quotes(stop: _Stop) -> _Slip | None:
    """Text that begins with a sign that YAML gives a meaning, or continues after what closes it."""
    start = len(stop.line) - len(_value(stop.line))
    if stop.line.lstrip().startswith("* "):
        mistake = "an item that begins with '*'; begin it with '- '"
        return stop.column(len(_indent(stop.line)) + 1), mistake, MISPLACED_LIST_ITEM
    if stop.line[start : start + 1] in tuple("@`%&*?|>") and stop.at.column > start:
        mistake = f"text that begins with '{stop.line[start]}'; put quotes around it"
        return stop.column(start + 1), mistake, MISSING_QUOTES
    if "cannot start any token" in stop.message:
        return stop.at, f"text that begins with '{stop.here}'; put quotes around it", MISSING_QUOTES
    if stop.before.rstrip().endswith(("'", '"')):
        mistake = "text after a closing quote; put single quotes around all of it, and double each single quote inside"
        return stop.at, mistake, MISSING_QUOTES
    if stop.before.rstrip().endswith(("]", "}")) and stop.here not in ("]", "}"):
        return stop.at, "text after a closing bracket; put single quotes around all of it", MISSING_QUOTES
    return None


def _misplaced(stop: _Stop) -> _Slip | None:
    if "block sequence entries are not allowed" in stop.message:
        mistake = "a list item on the same line as its key; begin each item on a line of its own"
        return stop.at, mistake, MISPLACED_LIST_ITEM
    if stop.here in ("]", "}"):
        return stop.at, "a bracket that closes nothing; delete it", UNBALANCED_BRACKET
    if "did not find expected node content" in stop.message:
        return stop.at, "nothing between two commas; remove one", INVALID_YAML
    if "did not find expected" in stop.message and "block" not in stop.message:
        mistake = "a line whose indentation matches no line above; indent all keys, or all items, by the same amount"
        return stop.at, mistake, BAD_INDENTATION
    return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _value(line: str) -> str:
    """What follows the key of a line, or the hyphen of an item."""
    rest = re.match(r"[\s-]*(?:[\w-]+:\s+)?", line)
    return line[rest.end() :] if rest else line
