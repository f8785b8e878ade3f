"""Undoes the wrapping of lines, and tells a line that was wrapped from one that was ended deliberately."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from sys import maxsize

from generator.digests.plain.lines import TextLine

WIDEST_WRAP = 250
"""Characters; no tool wraps at more, so longer lines were not wrapped."""
_BROKEN_AT_HYPHEN = re.compile(r"\w-{1,3}$")
_BROKEN_BEFORE_DASH = re.compile(r"--+\w")
_STANDS_ALONE = re.compile(r"(?:and|or|to|und|et|vs\.?)(?:\s|$)")


class LineJoint(Enum):
    """How a line is joined to the one above it."""

    BLOCK = 0
    """A blank line, or facts, come between."""
    CHOSEN = 1
    """The line above was ended deliberately: the next word would have fitted."""
    FULL = 2
    """The line above was full."""


def join_lines(lines: Sequence[str]) -> str:
    """Wrapped lines as one: a space at each break, but none where a compound was broken at its hyphen."""
    parts = [lines[0], *(f"{space_between(above, line)}{line}" for above, line in pairwise(lines))]
    return " ".join("".join(parts).split())


def space_between(above: str, line: str) -> str:
    """What stands in the place of a line's break when it is joined to the one above it."""
    is_compound = _BROKEN_AT_HYPHEN.search(above[-4:]) and line[:1].isalnum() and not _STANDS_ALONE.match(line)
    is_dash = above[-1:].isalnum() and _BROKEN_BEFORE_DASH.match(line)
    return "" if is_compound or is_dash else " "


def blocks_of(lines: Sequence[TextLine]) -> Iterator[tuple[int, int]]:
    """The blocks of some lines: for each, the index of its first line and the one after its last."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].block != lines[start].block:
            yield start, index
            start = index


def joints_of(block: Sequence[TextLine]) -> list[LineJoint]:
    """How each line of a block is joined to the one above it; the first begins the block."""
    width = _wrap_width(block)
    return [LineJoint.BLOCK, *(_joint(above, line, width) for above, line in pairwise(block))]


def _joint(above: TextLine, line: TextLine, width: int) -> LineJoint:
    """Would the first word of the line have fitted on the line above, at this width?"""
    word = line.text.partition(" ")[0]
    is_full = len(above.text) + 1 + len(word) > width
    is_too_long = len(above.text) > width and " " in above.text
    return LineJoint.FULL if is_full and not is_too_long else LineJoint.CHOSEN


def _wrap_width(lines: Sequence[TextLine]) -> int:
    """The width that a block was wrapped at; larger than any line when it was not wrapped.

    A single line can stick out, such as an address that could not be broken, or a title above a
    wrapped abstract, so several lines must come close to the width.
    """
    lengths = sorted(len(line.text) for line in lines if " " in line.text)
    if not lengths:
        return maxsize
    is_long = len(lines) >= 25
    near, needed = (5, len(lines) // 12) if is_long else (16, 1 if len(lines) < 5 else 2)
    if len(lengths) - bisect_right(lengths, WIDEST_WRAP) >= needed:
        return maxsize
    for length in reversed(lengths):
        if bisect_right(lengths, length) - bisect_right(lengths, length - near) >= needed:
            return length
    return lengths[-1]
