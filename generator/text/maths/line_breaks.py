"""Breaks a wide formula into pieces, because browsers never break a line within a formula.

A phone shows about nineteen ems of an abstract in a line. A wider formula would make the page scroll
sideways, so it is printed as several formulas in a row. The best place for a break is before a relation or
after a comma, then before a sum; within brackets comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from xml.etree.ElementTree import Element

WIDEST = 14.0
"""Ems of the widest piece; less than a phone shows, because fonts differ."""
_SCRIPT = 0.7
"""The size of a subscript or superscript relative to its base."""
_RELATIONS = frozenset("=<>≤≥≠≈≃≡≪≫∈∉⊂⊆⊃⊇→←↔⇒⇔↦∝≲≳⩽⩾⟶∼≜≅≺≻⪯⪰≍⟺") | {":="}
_SUMS = frozenset("+−±∓")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")


def pieces(row: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
    """The pieces of a formula, in order; most formulas have one."""
    if sum(map(width, row)) <= WIDEST:
        yield tuple(row)
        return
    if len(row) == 1 and row[0].tag in ("mrow", "mstyle"):
        yield from pieces(tuple(row[0]))
        return
    at = _best_break(row)
    if at is None:
        yield tuple(row)
        return
    yield from pieces(row[:at])
    yield from pieces((_infix(row[at]), *row[at + 1 :]))


def width(element: Element) -> float:  # noqa: PLR0911 - one line for each kind of element
    """The approximate width of an element, in ems."""
    parts = [width(part) for part in element]
    match element.tag:
        case "mi" | "mn" | "mtext":
            return 0.55 * len(element.text or "")
        case "mo":
            text = element.text or ""
            return 1.35 if text in _RELATIONS | _SUMS else 0.5 * len(text)
        case "mspace":
            return float(element.get("width", "0").rstrip("emxptc") or 0)
        case "msub" | "msup" | "msubsup" | "munder" | "munderover":
            return parts[0] + _SCRIPT * max(parts[1:])
        case "mover":
            return max(parts)
        case "mfrac":
            return _SCRIPT * max(parts) + 0.2
        case "mtable":
            return max((sum(map(width, row)) + len(row) for row in element), default=0.0)
        case "mphantom" | "mpadded" | "mrow" | "mstyle" | "msqrt" | _:
            return sum(parts) + (0.8 if element.tag in ("msqrt", "mroot") else 0.0)


def _best_break(row: Sequence[Element]) -> int | None:
    """Where to break: at the outermost relation or comma that is nearest to the middle."""
    half, done, depth = sum(map(width, row)) / 2, 0.0, 0
    best: tuple[int, float, int] | None = None
    for at in range(1, len(row)):
        before, after = row[at - 1].text or "", row[at].text or ""
        done += width(row[at - 1])
        depth += (before in _OPENING) - (before in _CLOSING)
        rank = _rank(before, after)
        if rank is not None and done > 1:
            best = min(best or (99, 0.0, 0), (rank + 3 * depth, abs(done - half), at))
    return best[2] if best else None


def _rank(before: str, after: str) -> int | None:
    """How good a place is for a break: lower is better, ``None`` is not possible."""
    if after in _RELATIONS or (before and before in ",;"):
        return 0
    if after and after in _SUMS:
        return 1
    touches = before in _OPENING or after in _CLOSING or after in set(",;.:") or before in _RELATIONS | _SUMS
    return None if touches and (before or after) else 2


def _infix(element: Element) -> Element:
    """An element that begins a piece; an operator is still spaced as one between two operands."""
    if element.tag != "mo" or (element.text or "") not in _RELATIONS | _SUMS:
        return element
    moved = copy(element)
    moved.set("form", "infix")
    return moved
