"""The beginning of a text, where there is no room for all of it: on a page, or in a message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

LONGEST_QUOTATION = 60
"""Characters of a text that a message quotes."""
_LONGEST_DRAWN = 200
"""Characters of a text that is measured for a picture."""


def shortened(text: str, longest: int) -> str:
    """A text for readers, cut at the end of a word and with an ellipsis when it is longer than ``longest``
    characters.
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:.-") + "…"


def fitting(text: str, width: float, width_of: Callable[[str], float]) -> str:
    """A text for a picture, with an ellipsis where it would be wider than ``width``; it is cut wherever that is."""
    text = text[:_LONGEST_DRAWN]
    if width_of(text) <= width:
        return text
    end = bisect_right(range(len(text)), width, key=lambda length: width_of(f"{text[:length]}…"))
    return f"{text[: max(end - 1, 0)].rstrip(' ,;:.-')}…"


def beginning(text: str) -> str:
    """A text on one line for a message, cut wherever it gets too long: the reader looks for it in a file."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTATION else f"{line[: LONGEST_QUOTATION - 3]}..."


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, for a message."""
    return f"'{beginning(text)}'"
