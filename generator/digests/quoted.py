"""Quotes scraped text in messages."""

from __future__ import annotations

LONGEST_QUOTE = 60
"""Characters of a quotation, without its quotation marks."""


def quoted(text: str) -> str:
    """A text on one line, in quotation marks, shortened where it is long."""
    return f"'{shortened(text)}'"


def shortened(text: str) -> str:
    """A text on one line, shortened where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 3]}..."
