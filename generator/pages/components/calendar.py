"""The weeks, months and years that digests lie in, and the calendars that show them at a glance.

A calendar is printed as HTML tables: each day with a digest is a link that says how many papers it
has. Its shade repeats that, by fixed steps: were the darkest shade that of the largest digest, one
large digest would change every calendar of the site.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown
from generator.text.wording import MONTHS, counted, long_day

DAY_STEPS = (1, 10, 25, 50, 100)
"""Papers a day from which on each shade is used."""
MONTH_STEPS = (1, 100, 250, 500, 1000)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Period:
    """A week, a month or a year."""

    slug: str
    """``2025-w44``, ``2025-10`` or ``2025``; never that of a digest, which names a day."""
    title: str
    """``week 44 of 2025``, ``October 2025``, ``2025``."""
    days: str | None = None
    """Of a week, from its first to its last."""

    @property
    def path(self) -> str:
        """Where its page lies."""
        return paths.digest(self.slug)


def week_of(day: date) -> Period:
    """The week of a day, from Monday on, counted as ISO 8601 does: 29 December can be in week 1."""
    year, week, weekday = day.isocalendar()
    first = date.fromordinal(day.toordinal() - weekday + 1)
    # The last week that a date can lie in is cut short.
    last = date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
    return Period(f"{year:04}-w{week:02}", f"week {week} of {year}", days_between(first, last))


def month_of(day: date) -> Period:
    """The month of a day."""
    return Period(day.isoformat()[:7], f"{MONTHS[day.month - 1]} {day.year}")


def year_of(day: date) -> Period:
    """The year of a day."""
    return Period(day.isoformat()[:4], str(day.year))


def days_between(first: date, last: date) -> str:
    """``27 October to 2 November``, with the years where they differ; a single day in full."""
    if first == last or first.year != last.year:
        return " to ".join(dict.fromkeys((long_day(first), long_day(last))))
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTHS[last.month - 1]}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its digests."""

    date: date
    digests: tuple[Digest, ...]
    """In the order in which they are listed; never empty."""
    papers: frozenset[str]
    """Slugs of what they list."""

    @property
    def path(self) -> str:
        """Where its digest lies; of several, the list of them on the page of their week."""
        return paths.digest(self.digests[0].slug) if len(self.digests) == 1 else week_of(self.date).path

    @property
    def anchor(self) -> str:
        """The place on that page, where it is one of many."""
        return "" if len(self.digests) == 1 else f"#{self.digests[0].slug}"

    @property
    def name(self) -> str:
        """``31 October 2025: 67 papers``."""
        several = f"{len(self.digests)} digests, " if len(self.digests) > 1 else ""
        return f"{long_day(self.date)}: {several}{counted(len(self.papers), 'paper')}"


def days_of(catalogue: Catalogue) -> dict[date, Day]:
    """The days that have digests, newest first."""
    found = {}
    for day, group in groupby(catalogue.digests, key=lambda digest: digest.date):
        digests = tuple(group)
        slugs = (paper.slug for digest in digests for paper in catalogue.by_digest[digest.slug])
        found[day] = Day(day, digests, frozenset(slugs))
    return found


def calendar(source: str, days: Iterable[Day]) -> Markdown:
    """One table for each month that has a digest, the oldest first, as seen from a page."""
    months: dict[str, dict[int, Day]] = {}
    for day in sorted(days, key=lambda one: one.date):
        months.setdefault(month_of(day.date).slug, {})[day.date.day] = day
    tables = (_month(source, found) for found in months.values())
    return Markdown("\n".join(['<div class="calendar">', *tables, "</div>"]))


def legend(steps: Sequence[int], what: str) -> Markdown:
    """What the shades of a calendar mean."""
    shades = [f'<span class="shade-{shade}">{step:,}</span>' for shade, step in enumerate(steps, start=1)]
    return Markdown(f'<p class="legend">{what}, from {" ".join(shades)} on</p>')


def overview(source: str, days: Iterable[Day]) -> Markdown:
    """One table of all years, a row for each as they come, with how many digests each month has."""
    by_year: dict[int, dict[int, list[Day]]] = {}
    for day in days:
        by_year.setdefault(day.date.year, {}).setdefault(day.date.month, []).append(day)
    head = "".join(f'<th scope="col" aria-label="{name}">{name[0]}</th>' for name in MONTHS)
    rows = (_year_row(source, year, months) for year, months in by_year.items())
    return Markdown(
        "\n".join(
            [
                '<table class="overview"><caption>Digests by month</caption>',
                f'<thead><tr><th scope="col">Year</th>{head}</tr></thead>',
                *("<tbody>", *rows, "</tbody></table>"),
            ]
        )
    )


def _month(source: str, days: Mapping[int, Day]) -> str:
    first = next(iter(days.values())).date.replace(day=1)
    month = month_of(first)
    caption = month.title if month.path == source else _link(source, month.path, month.title)
    head = "".join(f'<th scope="col" aria-label="{name}">{name[0]}</th>' for name in WEEKDAYS)
    weeks = (_week(source, first, one, days) for one in Calendar().monthdayscalendar(first.year, first.month))
    return "\n".join(
        [
            f'<table class="month"><caption>{caption}</caption>',
            f'<thead><tr><td class="week"></td>{head}</tr></thead>',
            *("<tbody>", *weeks, "</tbody></table>"),
        ]
    )


def _week(source: str, month: date, numbers: Sequence[int], days: Mapping[int, Day]) -> str:
    """A row: 0 stands for a day of another month."""
    week = week_of(month.replace(day=next(number for number in numbers if number)))
    number = week.slug[-2:].lstrip("0")
    is_linked = any(one in days for one in numbers)
    name = _link(source, week.path, number, name=f"{week.title[0].upper()}{week.title[1:]}") if is_linked else number
    cells = "".join(f"<td>{_day(source, one, days.get(one))}</td>" for one in numbers)
    return f'<tr><th scope="row" class="week">{name}</th>{cells}</tr>'


def _day(source: str, number: int, day: Day | None) -> str:
    if day is None:
        return str(number) if number else ""
    shade = bisect_right(DAY_STEPS, len(day.papers))
    return _link(source, day.path, str(number), name=day.name, shade=shade, anchor=day.anchor)


def _year_row(source: str, year: int, months: Mapping[int, Sequence[Day]]) -> str:
    cells = "".join(
        f"<td>{_month_cell(source, months[month]) if month in months else ''}</td>" for month in range(1, 13)
    )
    name = _link(source, year_of(date(year, 1, 1)).path, str(year))
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _month_cell(source: str, days: Sequence[Day]) -> str:
    month = month_of(days[0].date)
    digests = sum(len(day.digests) for day in days)
    papers = len(frozenset[str]().union(*(day.papers for day in days)))
    name = f"{counted(digests, 'digest')} with {counted(papers, 'paper')} in {month.title}"
    return _link(source, month.path, str(digests), name=name, shade=bisect_right(MONTH_STEPS, papers))


def _link(
    source: str, target: str, text: str, *, name: str | None = None, shade: int | None = None, anchor: str = ""
) -> str:
    """A link with another name for those who do not see what is round it; the name holds the text."""
    shown = f' class="shade-{shade}"' if shade else ""
    label = f' aria-label="{escape(name)}"' if name else ""
    return f'<a{shown} href="{escape(paths.between(source, target) + anchor)}"{label}>{escape(text)}</a>'
