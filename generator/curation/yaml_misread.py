r"""What YAML silently reads as something other than what is written.

``note: The best of #2025`` ends before the ``#``, in ``"the loss $\tau$"`` the single backslash makes a tab, and
curly quotes are letters, so that a comma between two of them ends a text in a list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import yaml

from generator.curation.yaml_problems import (
    CONTROL_CHARACTER,
    CURLY_QUOTES,
    ESCAPE_IN_QUOTES,
    MERGE_CONFLICT,
    TEXT_READ_AS_COMMENT,
)
from generator.model.problem import Place, Problem

_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|\|{7}|>{7})(?=\s|$)", re.MULTILINE)
# YAML ends a line at the last three, but editors and GitHub do not, so all lines below would be miscounted.
_UNFIT = re.compile(f"{yaml.reader.Reader.NON_PRINTABLE.pattern}|[\ufeff\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_HARMLESS_ESCAPES = frozenset('"\\/ \t\r\n')
_STUCK_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_REMARK = re.compile(r"[ \t]+#")
_ITEMS_IN_REMARK = re.compile(r"[ \t]+(#[^\n]*[,\]}][^\n]*)")
_CURLY = {"“": "”", "‘": "’", "„": "“”", "«": "»"}
"""Quotes of word processors that open, each with those that close it."""


class SourceText:
    """The text of a file, and the places in it."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text

    def place(self, at: int) -> Place:
        """The line and column of a character."""
        line = bisect_right(self._line_starts, at)
        return Place(self.file, line, at - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where the lines begin: to count them for each of many problems would take long."""
        return [0, *(end.end() for end in re.finditer("\n", self.text))]


def unfit_text(source: SourceText) -> Iterator[Problem]:
    """Merge-conflict markers, and characters that no text needs and no editor shows: one problem for each line."""
    for marker in _CONFLICT_MARKER.finditer(source.text):
        advice = "keep the right lines and delete the markers"
        message = f"expected YAML, found the merge-conflict marker '{marker[0]}'; {advice}"
        yield Problem(source.place(marker.start()), "file", message, MERGE_CONFLICT)
    lines: set[int] = set()
    for unfit in _UNFIT.finditer(source.text):
        place = source.place(unfit.start())
        if place.line not in lines:
            lines.add(place.line)
            message = f"expected text, found the control character {ord(unfit[0]):#04x}; delete it"
            yield Problem(place, "file", message, CONTROL_CHARACTER)


def misread_text(source: SourceText, event: yaml.ScalarEvent, *, is_in_brackets: bool) -> Iterator[Problem]:
    """What is wrong with one text."""
    assert event.start_mark and event.end_mark
    text, start, end = source.text, event.start_mark.index, event.end_mark.index
    # The C parser gives plain text the style "", the one in Python gives it none.
    remark = _ITEMS_IN_REMARK if is_in_brackets and event.value else _STUCK_COMMENT
    if not event.style and (stuck := remark.match(text, end) or _STUCK_COMMENT.match(text, end)):
        message = f"expected the text to continue, found '{stuck[1][:40]}', which YAML reads as a comment"
        place = source.place(stuck.start(1))
        yield Problem(place, "file", f"{message}; put quotes around the whole text", TEXT_READ_AS_COMMENT)
    if is_in_brackets and not event.style and _is_cut_at_comma(event.value):
        message = f"expected straight quotes, found the curly quote '{event.value[0]}', which YAML reads as a letter"
        place = source.place(start)
        advice = 'put straight quotes around the text instead: "..."'
        yield Problem(place, "file", f"{message}; {advice}", CURLY_QUOTES)
    for escape in _ESCAPE.finditer(text[start:end]) if event.style == '"' else ():
        if _is_harmful(escape[0][1:]):
            message = f"expected text, found the escape '{escape[0]}' in double quotes"
            place = source.place(start + escape.start())
            advice = "double the backslash, or use single quotes"
            yield Problem(place, "file", f"{message}; {advice}", ESCAPE_IN_QUOTES)


def remark_after(file: str, text: str, node: yaml.Node) -> Place | None:
    """Where a comment begins on the line on which unquoted text ends: it may have been meant as part of the text."""
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return None
    remark = _REMARK.match(text, node.end_mark.index)
    return Place(file, node.end_mark.line + 1, node.end_mark.column + len(remark[0])) if remark else None


def _is_cut_at_comma(text: str) -> bool:
    """Does a text in brackets begin with a curly quote that only a later item closes?"""
    closing = _CURLY.get(text[:1])
    return closing is not None and not any(char in text[1:] for char in closing)


def _is_harmful(escape: str) -> bool:
    """Does an escape, without its backslash, stand for what no text needs?"""
    if len(escape) == 1:
        return escape not in _HARMLESS_ESCAPES
    code = int(escape[1:], 16)
    return code > 0x10FFFF or unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")
