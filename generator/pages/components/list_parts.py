"""Divides a list that is too long for one page into parts whose bounds stay the same.

A list of papers is newest first. Beyond ``LONGEST_PAGE`` papers its page shows the newest ones, and
parts hold them all: a year each, or a month each where a year is too long itself. So a new paper
changes the part of its own month, wherever it comes into the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.text.wording import MONTH_ABBREVIATIONS, MONTHS

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
    """Newest first."""

    @property
    def month(self) -> Period:
        """The month of its papers; of the newest of them, where it is a year."""
        return Period.of(self.papers[0].dated, Step.MONTH)

    @property
    def is_year(self) -> bool:
        """Does it hold all papers of a year?"""
        return self.name == self.title

    @property
    def days(self) -> str:
        """``3 to 12 Oct``: from its oldest to its newest paper."""
        first, last = self.papers[-1].dated.day, self.papers[0].dated.day
        month = MONTH_ABBREVIATIONS[self.papers[0].dated.month - 1]
        return f"{first} {month}" if first == last else f"{first} to {last} {month}"


@dataclass(frozen=True, slots=True)
class PagedList:
    """A list of papers as one page, or as a page with parts."""

    shown: tuple[Paper, ...]
    """What the page itself shows, newest first."""
    parts: tuple[ListPart, ...]
    """Newest first; none when the page shows everything."""

    @property
    def part_after_shown(self) -> ListPart | None:
        """The part with the first paper that the page does not show."""
        at = 0
        for part in self.parts:
            at += len(part.papers)
            if at > len(self.shown):
                return part
        return None


def cut(papers: Sequence[Paper]) -> PagedList:
    """A list of papers, newest first, in pages."""
    if len(papers) <= LONGEST_PAGE:
        return PagedList(tuple(papers), ())
    parts: list[ListPart] = []
    for year, of_year in by_year(papers):
        parts += cut_year(year, of_year)
    return PagedList(tuple(papers[:NEWEST_SHOWN]), tuple(parts))


def cut_year(year: int, papers: Sequence[Paper], longest_month: int = LONGEST_PAGE) -> list[ListPart]:
    """The papers of a year, newest first, in parts, newest first: a month has one of so many papers or less."""
    if len(papers) <= LONGEST_PAGE:
        return [ListPart(str(year), str(year), tuple(papers))]
    parts: list[ListPart] = []
    for month, group in groupby(papers, key=lambda paper: paper.dated.month):
        pieces = cut_from_end(tuple(group), longest_month)
        for number, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
            name, title = f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
            if number > 1:
                name, title = f"{name}-{number}", f"{title}, part {number}"
            parts.append(ListPart(name, title, piece))
    return parts


def named(parts: Iterable[ListPart]) -> Iterator[tuple[ListPart, str]]:
    """Parts of one year, each with a short name: ``all``, ``Oct``, or ``3 to 12 Oct`` where a month has several."""
    for month, group in groupby(parts, key=lambda part: part.month):
        own = tuple(group)
        for part in own:
            yield part, "all" if part.is_year else MONTH_ABBREVIATIONS[month.month - 1] if len(own) == 1 else part.days


def cut_from_end(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """Pieces of one size, counted from the end; the first takes what is left."""
    rest = len(items) % size
    starts = ([0] if rest else []) + list(range(rest, len(items), size))
    stops = [*starts[1:], len(items)]
    return [tuple(items[start:stop]) for start, stop in zip(starts, stops, strict=True)]


def by_year(papers: Sequence[Paper]) -> list[tuple[int, tuple[Paper, ...]]]:
    """Papers, newest first, by the year that dates them."""
    return [(year, tuple(group)) for year, group in groupby(papers, key=lambda paper: paper.dated.year)]
