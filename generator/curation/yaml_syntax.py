r"""What is wrong with the text of a file, in the words of somebody who edits it.

A parser notices late: at the end of a file that a quote was never closed, in the next line that a
colon is missing. And some slips it does not notice at all: ``note: The best of #2025`` ends before
the ``#``, and the loss of ``"the loss $\tau$"``, written with one backslash, begins with a tab.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.model.problem import Place, Problem

LONGEST_KEY = 1024
"""Characters; YAML allows no more."""

_MERGE_MARK = re.compile(r"^(?:<{7}|={7}|\|{7}|>{7})(?=\s|$)", re.MULTILINE)
# At the last three YAML ends a line, but editors and GitHub do not: all lines below would be counted wrongly.
_UNFIT = re.compile(f"{yaml.reader.Reader.NON_PRINTABLE.pattern}|[\ufeff\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_HARMLESS_ESCAPES = frozenset('"\\/ \t\r\n')
_COMMENT_IN_LIST = re.compile(r"[\[{,][ \t]+(#[^\s#][^\s\]},]*)")
_STUCK_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")


def place_of(file: str, mark: Any) -> Place:
    """PyYAML counts from 0, and its C parser gives marks of a class of its own."""
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _place_at(file: str, text: str, at: int) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def unfit_text(file: str, text: str) -> Iterator[Problem]:
    """Marks of a merge, and characters that no text needs and no editor shows; of these one for each line."""
    for mark in _MERGE_MARK.finditer(text):
        message = f"expected YAML, found the mark of a merge, '{mark[0]}'; keep what is right and delete the marks"
        yield Problem(_place_at(file, text, mark.start()), "file", message)
    lines: set[int] = set()
    for unfit in _UNFIT.finditer(text):
        place = _place_at(file, text, unfit.start())
        if place.line not in lines:
            lines.add(place.line)
            message = f"expected text, found the control character {ord(unfit[0]):#04x}; delete it"
            yield Problem(place, "file", message)


def misread_text(file: str, text: str, event: yaml.ScalarEvent) -> Iterator[Problem]:
    """What YAML takes for something else than stands there, in silence."""
    assert event.start_mark and event.end_mark
    start, end = event.start_mark.index, event.end_mark.index
    # The C parser gives plain text the style "", the one in Python gives it none.
    if not event.style and (stuck := _STUCK_COMMENT.match(text, end)):
        message = f"expected the text to go on, found '{stuck[1][:40]}', which YAML takes for a comment"
        place = _place_at(file, text, stuck.start(1))
        yield Problem(place, "file", f"{message}; put quotes round the text, or a space after the '#'")
    for found in _ESCAPE.finditer(text[start:end]) if event.style == '"' else ():
        if _is_harmful(found[0][1:]):
            message = f"expected text, found the escape '{found[0]}' between double quotes"
            place = _place_at(file, text, start + found.start())
            yield Problem(place, "file", f"{message}; write the backslash twice, or use single quotes")


def _is_harmful(escape: str) -> bool:
    """Does an escape, without its backslash, stand for what no text needs?"""
    if len(escape) == 1:
        return escape not in _HARMLESS_ESCAPES
    code = int(escape[1:], 16)
    return code > 0x10FFFF or unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")


def syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """Why a text is no YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or mark
    said = str(getattr(error, "problem", None) or error)
    stop = _Stop(text.split("\n"), place_of(file, start), place_of(file, mark), said)
    looks = (
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
    slip = next((slip for look in looks if (slip := look(stop))), None)
    place, found = slip or (stop.at, f"{said}; look at quotes, colons and indentation here and in the line above")
    return Problem(place, "file", f"expected YAML, found {found}")


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser gave up."""

    lines: list[str]
    start: Place
    """Where it began to read what it could not finish."""
    at: Place
    said: str

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


_Slip = tuple[Place, str]
"""Where somebody most probably slipped, and how."""


def _tab(stop: _Stop) -> _Slip | None:
    indent = _indent(stop.line)
    if "\t" in indent or "'\\t'" in stop.said:
        return stop.column(len(indent.partition("\t")[0]) + 1), "a tab; indent with spaces"
    return None


def _comment_inside(stop: _Stop) -> _Slip | None:
    """``[one, #two]``: the bracket that would close the list belongs to a comment."""
    if "node content" not in stop.said and "expected ',' or" not in stop.said:
        return None
    for number in range(stop.at.line, 0, -1):
        if stuck := _COMMENT_IN_LIST.search(stop.text(number)):
            place = Place(stop.at.file, number, stuck.start(1) + 1)
            return place, f"'{stuck[1][:40]}' inside a list, which YAML takes for a comment; put quotes round it"
    return None


def _closed_late(stop: _Stop) -> _Slip | None:
    """A quote that begins a value closes one that was left open in a line above."""
    if not re.search(r"(?:^|:\s)\s*['\"]$", stop.before):
        return None
    quote = stop.before[-1]
    number = next((one for one in range(stop.at.line - 1, 0, -1) if stop.text(one).count(quote) % 2), None)
    if number is None:
        return None
    return Place(stop.at.file, number, stop.text(number).index(quote) + 1), "a quote that is never closed; close it"


def _never_closed(stop: _Stop) -> _Slip | None:
    if "unexpected end of stream" in stop.said or "found unexpected end" in stop.said:
        return stop.start, "a quote that is never closed; close it"
    if "expected ',' or" in stop.said:
        closing = stop.said.rstrip()[-2]
        return stop.start, f"a bracket that is never closed, or a comma that is missing; close it with '{closing}'"
    return None


def _backslash(stop: _Stop) -> _Slip | None:
    if "escape" in stop.said or "hexdecimal" in stop.said:
        return stop.at, "a backslash between double quotes; write it twice, or use single quotes"
    return None


def _missing_colon(stop: _Stop) -> _Slip | None:
    if "could not find expected ':'" not in stop.said:
        return None
    if stop.here == ":" and stop.at.column > LONGEST_KEY:
        return stop.start, f"a key of more than {LONGEST_KEY:,} characters; shorten it"
    return stop.start, "a line without a colon; write 'key: value'"


def _surplus_colon(stop: _Stop) -> _Slip | None:
    """A colon where a value cannot begin: its own line holds two, or the line above is not finished."""
    if "mapping values are not allowed" not in stop.said:
        return None
    if ":" in stop.before:
        return stop.at, "a second colon in one line; put quotes round the text that holds ': '"
    number, above = stop.at.line - 1, stop.text(stop.at.line - 1)
    if not above.strip():
        return stop.column(1), f"a key of more than {LONGEST_KEY:,} characters; shorten it"
    key, colon, value = above.partition(":")
    if not colon:
        return Place(stop.at.file, number, len(_indent(above)) + 1), "a line without a colon; write 'key: value'"
    if value and not value.startswith(" "):
        return Place(stop.at.file, number, len(key) + 1), "a colon without a space after it; add one"
    return stop.column(len(_indent(stop.line)) + 1), "a key inside a value; indent it like the line above"


def _missing_quotes(stop: _Stop) -> _Slip | None:
    """Text that begins with what means something to YAML, or goes on after what closes it."""
    start = len(stop.line) - len(_value(stop.line))
    if stop.line.lstrip().startswith("* "):
        return stop.column(len(_indent(stop.line)) + 1), "an item that begins with '*'; begin it with '- '"
    if stop.line[start : start + 1] in tuple("@`%&*?|>") and stop.at.column > start:
        return stop.column(start + 1), f"text that begins with '{stop.line[start]}'; put quotes round it"
    if "cannot start any token" in stop.said:
        return stop.at, f"text that begins with '{stop.here}'; put quotes round it"
    if stop.before.rstrip().endswith(("'", '"')):
        return stop.at, "text after a closing quote; put '...' round all of it, and write each ' in it twice"
    if stop.before.rstrip().endswith(("]", "}")) and stop.here not in ("]", "}"):
        return stop.at, "text after a closing bracket; put '...' round all of it"
    return None


def _misplaced(stop: _Stop) -> _Slip | None:
    if "block sequence entries are not allowed" in stop.said:
        return stop.at, "an item beside its key; begin each item on a line of its own"
    if stop.here in ("]", "}"):
        return stop.at, "a bracket that closes nothing; delete it"
    if "did not find expected node content" in stop.said:
        return stop.at, "nothing between two commas; remove one of them"
    if "did not find expected" in stop.said and "block" not in stop.said:
        return stop.at, "a line that fits none above; indent keys and items of one list alike"
    return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _value(line: str) -> str:
    """What stands after the key of a line, or after the hyphen of an item, to its end."""
    rest = re.match(r"[\s-]*(?:[\w-]+:\s+)?", line)
    return line[rest.end() :] if rest else line
