"""The beginning of a text, where there is no room for all of it: on a page, or in a message."""

from __future__ import annotations

LONGEST_QUOTATION = 60
"""Characters of a text that a message quotes."""


def shortened(text: str, longest: int) -> str:
    """A text for readers, cut at the end of a word and with an ellipsis when it is longer than ``longest``
    characters.
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:.-") + "…"


def beginning(text: str) -> str:
    """A text for a message, cut wherever it gets too long: whoever reads it looks for it in a file."""
    return text if len(text) <= LONGEST_QUOTATION else f"{text[: LONGEST_QUOTATION - 3]}..."


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, for a message."""
    return f"'{beginning(text)}'"
