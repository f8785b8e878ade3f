"""Breaks a wide formula into pieces, because browsers never break a line within a formula.

A phone shows about nineteen ems of an abstract in a line. A wider formula would make the page scroll
sideways, so it is printed as several formulas in a row. The best place for a break is before a relation or
after a comma, then before a sum; within brackets comes last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
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
    # Each element is measured once, however often the formula is broken.
    widths, costs = [width(element) for element in row], _costs(row)
    waiting = [range(len(row))]
    while waiting:
        part = waiting.pop()
        at = _best_break(part, widths, costs) if sum(widths[part.start : part.stop]) > WIDEST else None
        if at is not None:
            waiting += [range(at, part.stop), range(part.start, at)]
            continue
        piece = tuple(row[part.start : part.stop])
        piece = (_infix(piece[0]), *piece[1:]) if part.start else piece
        if len(piece) == 1 and piece[0].tag in ("mrow", "mstyle") and width(piece[0]) > WIDEST:
            yield from pieces(tuple(piece[0]))
        else:
            yield piece


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


def _best_break(part: range, widths: Sequence[float], costs: Sequence[int | None]) -> int | None:
    """Where to break: at the outermost relation or comma that is nearest to the middle."""
    half, done = sum(widths[part.start : part.stop]) / 2, 0.0
    best: tuple[int, float, int] | None = None
    for at in part[1:]:
        done += widths[at - 1]
        cost = costs[at]
        if cost is not None and done > 1:
            place = (cost, abs(done - half), at)
            best = min(best or place, place)
    return best[2] if best else None


def _costs(row: Sequence[Element]) -> list[int | None]:
    """How bad a break before each element is, ``None`` where there can be none; brackets cost more than anything."""
    costs: list[int | None] = [None]
    depth = 0
    for left, right in pairwise(row):
        before, after = left.text or "", right.text or ""
        depth += (before in _OPENING) - (before in _CLOSING)
        rank = _rank(before, after)
        costs.append(None if rank is None else rank + 3 * depth)
    return costs


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
