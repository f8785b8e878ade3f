"""The weeks, months and years that digests lie in, and the days that their calendars show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.identity import PagePath
from generator.pages.components.page_links import PageLink
from generator.pages.document.vocabulary import Drawing
from generator.pages.printing import paths
from generator.text.wording import MONTHS, counted, long_day

DAY_STEPS = (1, 10, 25, 50, 100)
"""Papers a day from which on each shade is used."""
MONTH_STEPS = (1, 100, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """A week, a month or a year with a page of its own."""

    slug: str
    """``2025-w44``, ``2025-10`` or ``2025``; never that of a digest, which names a day."""
    title: str
    """``week 44 of 2025``, ``October 2025``, ``2025``."""
    days: str | None = None
    """Of a week, from its first to its last."""

    @property
    def path(self) -> PagePath:
        """Where its page lies."""
        return paths.digest(self.slug)

    @property
    def link(self) -> PageLink:
        """A link to it by its title."""
        return PageLink(self.title, self.path)


def week_of(day: date) -> DigestPeriod:
    """The week of a day, from Monday on, counted as ISO 8601 does: 29 December can be in week 1."""
    year, week, weekday = day.isocalendar()
    first = date.fromordinal(day.toordinal() - weekday + 1)
    # The last week that a date can lie in is cut short.
    last = date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
    return DigestPeriod(f"{year:04}-w{week:02}", f"week {week} of {year}", days_between(first, last))


def month_of(day: date) -> DigestPeriod:
    """The month of a day."""
    return DigestPeriod(day.isoformat()[:7], f"{MONTHS[day.month - 1]} {day.year}")


def year_of(day: date) -> DigestPeriod:
    """The year of a day."""
    return DigestPeriod(day.isoformat()[:4], str(day.year))


def days_between(first: date, last: date) -> str:
    """``27 October to 2 November``, with the years where they differ; a single day in full."""
    if first == last or first.year != last.year:
        return " to ".join(dict.fromkeys((long_day(first), long_day(last))))
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTHS[last.month - 1]}"


@dataclass(frozen=True, slots=True)
class DigestDay:
    """A day with its digests."""

    date: date
    digests: tuple[Digest, ...]
    """In the order in which they are listed; never empty."""
    papers: frozenset[str]
    """Slugs of what they list."""

    @property
    def cell(self) -> DayCell:
        """What a calendar shows of it. Of several digests it leads to their list on the page of their week."""
        is_single = len(self.digests) == 1
        path = paths.digest(self.digests[0].slug) if is_single else week_of(self.date).path
        several = "" if is_single else f"{len(self.digests)} digests, "
        return DayCell(
            date=self.date,
            page=path,
            anchor="" if is_single else f"#{self.digests[0].slug}",
            name=f"{long_day(self.date)}: {several}{counted(len(self.papers), 'paper')}",
            papers=len(self.papers),
        )


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in a calendar."""

    date: date
    page: PagePath
    anchor: str
    """The place on that page, where it is one of many."""
    name: str
    """``31 October 2025: 67 papers``."""
    papers: int


@dataclass(frozen=True, slots=True)
class Calendar(Drawing):
    """A table for each month with digests."""

    days: tuple[DayCell, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A month in the overview of all years."""

    year: int
    month: int
    digests: int
    papers: int
    """Each counted once."""


@dataclass(frozen=True, slots=True)
class Overview(Drawing):
    """A table of all years, a row for each."""

    months: tuple[MonthCell, ...]
    """In the order of the rows."""


@dataclass(frozen=True, slots=True)
class Legend(Drawing):
    """What the shades of a calendar mean."""

    steps: tuple[int, ...]
    """The least number of each shade."""
    unit: str
    """``Papers per day``."""


def days_of(catalogue: Catalogue) -> dict[date, DigestDay]:
    """The days that have digests, newest first."""
    days = {}
    for day, group in groupby(catalogue.digests, key=lambda digest: digest.date):
        digests = tuple(group)
        slugs = (paper.slug for digest in digests for paper in catalogue.by_digest[digest.slug])
        days[day] = DigestDay(day, digests, frozenset(slugs))
    return days


def calendar(days: Iterable[DigestDay]) -> Calendar:
    """The calendar of these days."""
    return Calendar(tuple(day.cell for day in sorted(days, key=lambda day: day.date)))


def overview(days: Iterable[DigestDay]) -> Overview:
    """The months of these days."""
    months: dict[tuple[int, int], list[DigestDay]] = {}
    for day in days:
        months.setdefault((day.date.year, day.date.month), []).append(day)
    return Overview(tuple(_month_cell(year, month, group) for (year, month), group in months.items()))


def _month_cell(year: int, month: int, days: Sequence[DigestDay]) -> MonthCell:
    digests = sum(len(day.digests) for day in days)
    papers = frozenset[str]().union(*(day.papers for day in days))
    return MonthCell(year, month, digests, len(papers))
