"""Mathematics in titles and abstracts: found, repaired where that is certain, rendered.

``delimited`` finds formulas between dollars and the like, ``remains`` those that lost their
delimiters, ``signs`` what needs no formula; ``plain`` and ``mathml`` render TeX as characters and
as markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.maths.delimited import Formula, delimited
from generator.maths.mathml import mathml
from generator.maths.plain import plain
from generator.maths.remains import repaired
from generator.maths.signs import as_text, with_signs

__all__ = ["Formula", "as_text", "formulas", "mathml", "plain", "with_signs"]


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
