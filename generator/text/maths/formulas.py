"""Finds the formulas of a text and renders them.

``delimited`` finds formulas between dollars and other delimiters, ``undelimited`` those whose delimiters
were lost, and ``number_signs`` signs that need no formula. ``mathml`` and ``plain_formula`` render TeX as
markup and as plain characters, and ``line_breaks`` breaks what is too wide for a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.text.maths.delimited import Formula, delimited
from generator.text.maths.line_breaks import pieces
from generator.text.maths.mathml import UnreadableError, printed, tree
from generator.text.maths.undelimited import repaired


def formulas(text: str) -> Iterator[Formula]:
    """The formulas of a text, in order, with their delimiters or without."""
    at = 0
    for formula in delimited(text):
        yield from _repaired(text, at, formula.start)
        yield formula
        at = formula.end
    yield from _repaired(text, at, len(text))


def _repaired(text: str, start: int, end: int) -> Iterator[Formula]:
    for formula in repaired(text[start:end]):
        yield replace(formula, start=start + formula.start, end=start + formula.end)


def rendered(tex: str, *, is_display: bool = False) -> tuple[str, ...] | None:
    """A formula as MathML, in pieces that fit a line, each the content of a ``math`` element; ``None`` when
    it cannot be read.
    """
    try:
        return tuple(printed(piece) for piece in pieces(tree(tex, is_display)))
    except UnreadableError:
        return None
