"""Cuts a list that has grown too long for one page into parts that stay where they are.

A list of papers is newest first. Beyond ``LONGEST`` papers its page shows the newest ones, and
parts hold them all: a year each, or a month each where a year is too long itself. So a new paper
changes the part of its own month, wherever it comes into the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.paper import Paper
from generator.text.wording import MONTHS

LONGEST = 120
"""Papers on one page: about 150 KB of HTML."""
NEWEST = 60
"""Papers that a page shows of a list which is too long for it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some papers of a long list on a page of their own."""

    name: str
    """``2024``, ``2024-05``, or ``2024-05-2`` for the second page of a month, from the oldest."""
    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of papers as one page, or as a page with parts."""

    shown: tuple[Paper, ...]
    """What the page itself shows, newest first."""
    parts: tuple[Part, ...]
    """Newest first; none when the page shows everything."""


def cut(papers: Sequence[Paper]) -> Listing:
    """A list of papers, newest first, in pages."""
    if len(papers) <= LONGEST:
        return Listing(tuple(papers), ())
    parts: list[Part] = []
    for year, of_year in by_year(papers):
        parts += cut_year(year, of_year)
    return Listing(tuple(papers[:NEWEST]), tuple(parts))


def cut_year(year: int, papers: Sequence[Paper]) -> list[Part]:
    """The papers of a year, newest first, in parts, newest first."""
    if len(papers) <= LONGEST:
        return [Part(str(year), str(year), tuple(papers))]
    parts: list[Part] = []
    for month, group in groupby(papers, key=lambda paper: paper.dated.month):
        pieces = cut_from_end(tuple(group), LONGEST)
        for number, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
            name, title = f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
            is_first = number == 1
            parts.append(
                Part(name if is_first else f"{name}-{number}", title if is_first else f"{title}, part {number}", piece)
            )
    return parts


def cut_from_end(papers: Sequence[Paper], size: int) -> list[tuple[Paper, ...]]:
    """Pieces of one size, counted from the end; the first takes what is left."""
    rest = len(papers) % size
    starts = ([0] if rest else []) + list(range(rest, len(papers), size))
    stops = [*starts[1:], len(papers)]
    return [tuple(papers[start:stop]) for start, stop in zip(starts, stops, strict=True)]


def by_year(papers: Sequence[Paper]) -> list[tuple[int, tuple[Paper, ...]]]:
    """Papers, newest first, by the year that dates them."""
    return [(year, tuple(group)) for year, group in groupby(papers, key=lambda paper: paper.dated.year)]
