r"""What is wrong with the text of a file, in words for the person who edits it.

A parser notices late: an unclosed quote at the end of the file, a missing colon on the next line.
What it does not notice at all is in ``yaml_misread``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from generator.curation.yaml_problems import (
    BAD_INDENTATION,
    CURLY_QUOTES,
    ESCAPE_IN_QUOTES,
    INVALID_YAML,
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

_COMMENT_IN_LIST = re.compile(r"[\[{,][ \t]+(#[^\s#][^\s\]},]*)")
_COMMENT_AFTER_TEXT = re.compile(r"[^\s#][ \t]+(#.*)$")
_OPENS_TEXT = re.compile(r"(\s*)(?:-\s+)*([\w-]+):\s*+([>|]\S*)?\s*(?:#.*)?")
"""A key whose text begins on the next line, with the sign of a text of several lines or without."""
_CURLY_VALUE = re.compile("(?:[:,]\\s+|[\\[{]\\s*|-\\s+)([“‘„«])")


def place_of(file: str, mark: Any) -> Place:
    """The place of a PyYAML mark, which counts from 0; the C parser has its own class of marks."""
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """Why a text is not YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or mark
    message = str(getattr(error, "problem", None) or error)
    stop = _Stop(text.split("\n"), place_of(file, start), place_of(file, mark), message)
    detectors = (
        _tab,
        _comment_inside,
        _comment_above,
        _curly_quotes,
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
        line = stop.text(number)
        stuck = _COMMENT_IN_LIST.search(line)
        if stuck is None and number >= stop.start.line and "'" not in line and '"' not in line:
            remark = _COMMENT_AFTER_TEXT.search(line)
            stuck = remark if remark and re.search(r"[\]}]", remark[1]) else None
        if stuck:
            place = Place(stop.at.file, number, stuck.start(1) + 1)
            mistake = f"'{stuck[1][:40]}' inside a list, which YAML reads as a comment; put quotes around the text"
            return place, mistake, TEXT_READ_AS_COMMENT
    return None


def _comment_above(stop: _Stop) -> _Slip | None:
    """Text over several lines, of which one has a `` #``: YAML ends the text there."""
    number = stop.at.line - 1
    above = stop.text(number)
    remark = _COMMENT_AFTER_TEXT.search(above)
    if "did not find expected" not in stop.message or not remark or len(_indent(stop.line)) < len(_indent(above)):
        return None
    place = Place(stop.at.file, number, remark.start(1) + 1)
    mistake = f"'{remark[1][:40]}' inside a text, which YAML reads as a comment; put quotes around the whole text"
    return place, mistake, TEXT_READ_AS_COMMENT


def _curly_quotes(stop: _Stop) -> _Slip | None:
    """Curly quotes around a text that needs straight ones."""
    if "mapping values are not allowed" not in stop.message and "expected ',' or" not in stop.message:
        return None
    for number in range(stop.start.line, stop.at.line + 1):
        if curly := _CURLY_VALUE.search(stop.text(number)):
            mistake = f"the curly quote '{curly[1]}', which YAML reads as a letter"
            advice = 'put straight quotes around the text instead: "..."'
            return Place(stop.at.file, number, curly.start(1) + 1), f"{mistake}; {advice}", CURLY_QUOTES
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
    if key := _text_above(stop):
        return stop.start, f"text of '{key}' that is not indented; indent it by two spaces", BAD_INDENTATION
    return stop.start, _NO_COLON, MISSING_COLON


def _text_above(stop: _Stop) -> str | None:
    """The key above whose text a line continues, although it is not indented below it."""
    indent = len(_indent(stop.text(stop.start.line)))
    is_adjacent = True
    for number in range(stop.start.line - 1, 0, -1):
        line = stop.text(number)
        if not line.strip():
            continue
        opener = _OPENS_TEXT.fullmatch(line)
        if opener and len(opener[1]) >= indent and (opener[3] or is_adjacent):
            return opener[2]
        if len(_indent(line)) <= indent:
            return None
        is_adjacent = False
    return None


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
