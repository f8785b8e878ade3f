"""Mathematics in titles and abstracts: found, repaired where that is certain, rendered.

``delimited`` finds formulas between dollars and the like, ``remains`` those that lost their
delimiters, ``signs`` what needs no formula; ``mathml`` and ``plain`` render TeX as markup and as
characters, ``lines`` breaks what is too long for a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.text.maths.delimited import Formula, delimited
from generator.text.maths.line_breaks import pieces
from generator.text.maths.mathml import UnreadableError, printed, tree
from generator.text.maths.undelimited import repaired


def formulas(text: str) -> Iterator[Formula]:
    """The formulas of a text, in order: those between delimiters, and between them those without."""
    at = 0
    for found in delimited(text):
        yield from _repaired(text, at, found.start)
        yield found
        at = found.end
    yield from _repaired(text, at, len(text))


def _repaired(text: str, start: int, end: int) -> Iterator[Formula]:
    for found in repaired(text[start:end]):
        yield replace(found, start=start + found.start, end=start + found.end)


def rendered(tex: str, *, is_display: bool = False) -> tuple[str, ...] | None:
    """A formula as MathML to stand in ``math`` elements, in pieces that fit a line; ``None`` when it
    cannot be read.
    """
    try:
        return tuple(printed(piece) for piece in pieces(tree(tex, is_display)))
    except UnreadableError:
        return None
