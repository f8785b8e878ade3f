"""Joins headings that a converter to Markdown broke over two lines, each but the last with a backslash at its end."""

from __future__ import annotations

import re

_BEGINNING = re.compile(r" {0,3}#{1,6} +\S.*\\")
_MOST_LINES = 5


def with_whole_headings(text: str) -> str:
    """A text whose headings are on one line each. All other lines keep their numbers."""
    if "\\\n" not in text:
        return text
    lines = text.split("\n")
    for index in range(len(lines)):
        end = index
        while _BEGINNING.fullmatch(lines[index]) and end + 1 < min(len(lines), index + _MOST_LINES):
            end += 1
            if not lines[end].strip():
                break
            lines[index] = f"{lines[index].rstrip()[:-1].rstrip()} {lines[end].strip()}"
            lines[end] = ""
    return "\n".join(lines)
