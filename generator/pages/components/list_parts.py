"""Divides a list that is too long for one page into parts whose bounds stay the same.

A list of papers is newest first. Beyond ``LONGEST_PAGE`` papers its page shows the newest ones, and
parts hold them all: a year each, or a month each where a year is too long itself. So a new paper
changes the part of its own month, wherever it comes into the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator.model.paper import Paper
from generator.text.wording import MONTHS

T = TypeVar("T")

LONGEST_PAGE = 120
"""Papers on one page: about 150 KB of HTML."""
NEWEST_SHOWN = 60
"""Papers that a page shows of a list which is too long for it."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """Some papers of a long list on a page of their own."""

    name: str
    """``2024``, ``2024-05``, or ``2024-05-2`` for the second page of a month, from the oldest."""
    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class PagedList:
    """A list of papers as one page, or as a page with parts."""

    shown: tuple[Paper, ...]
    """What the page itself shows, newest first."""
    parts: tuple[ListPart, ...]
    """Newest first; none when the page shows everything."""


def cut(papers: Sequence[Paper]) -> PagedList:
    """A list of papers, newest first, in pages."""
    if len(papers) <= LONGEST_PAGE:
        return PagedList(tuple(papers), ())
    parts: list[ListPart] = []
    for year, of_year in by_year(papers):
        parts += cut_year(year, of_year)
    return PagedList(tuple(papers[:NEWEST_SHOWN]), tuple(parts))


def cut_year(year: int, papers: Sequence[Paper]) -> list[ListPart]:
    """The papers of a year, newest first, in parts, newest first."""
    if len(papers) <= LONGEST_PAGE:
        return [ListPart(str(year), str(year), tuple(papers))]
    parts: list[ListPart] = []
    for month, group in groupby(papers, key=lambda paper: paper.dated.month):
        pieces = cut_from_end(tuple(group), LONGEST_PAGE)
        for number, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
            name, title = f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
            if number > 1:
                name, title = f"{name}-{number}", f"{title}, part {number}"
            parts.append(ListPart(name, title, piece))
    return parts


def cut_from_end(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """Pieces of one size, counted from the end; the first takes what is left."""
    rest = len(items) % size
    starts = ([0] if rest else []) + list(range(rest, len(items), size))
    stops = [*starts[1:], len(items)]
    return [tuple(items[start:stop]) for start, stop in zip(starts, stops, strict=True)]


def by_year(papers: Sequence[Paper]) -> list[tuple[int, tuple[Paper, ...]]]:
    """Papers, newest first, by the year that dates them."""
    return [(year, tuple(group)) for year, group in groupby(papers, key=lambda paper: paper.dated.year)]
