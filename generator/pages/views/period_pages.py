"""Weeks, months and years of digests.

A week or a month lists every paper of its digests once, below the newest digest that has it, on as
many pages as that takes. A year has too many: it shows its days, its months, and what was discussed
most. A new digest changes its own week, month and year, and no other unless it begins one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import groupby

from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.calendar import (
    DAY_STEPS,
    Day,
    Period,
    calendar,
    days_between,
    days_of,
    legend,
    month_of,
    week_of,
    year_of,
)
from generator.pages.components.cards import Printer
from generator.pages.components.list_parts import LONGEST
from generator.pages.components.list_tools import Line, Order, bar, discussed, most_discussed, tools
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown
from generator.pages.printing.paths import Page
from generator.pages.views.digest_pages import digest_link
from generator.text import wording

TOP_OF_YEAR = 10
"""Papers that a year shows as those most discussed."""


@dataclass(frozen=True)
class View:
    """A period with what its digests list."""

    period: Period
    digests: tuple[Digest, ...]
    """Newest first."""
    by_digest: Mapping[str, tuple[Paper, ...]]
    newer: Period | None
    older: Period | None

    @cached_property
    def listed(self) -> tuple[tuple[Digest, Paper], ...]:
        """Each paper once, with the newest digest that lists it, in that digest's order."""
        found: dict[str, tuple[Digest, Paper]] = {}
        for digest in self.digests:
            for paper in self.by_digest[digest.slug]:
                found.setdefault(paper.slug, (digest, paper))
        return tuple(found.values())

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The same without the digests."""
        return tuple(paper for _, paper in self.listed)

    @property
    def title(self) -> str:
        """Its heading."""
        days = f", {self.period.days}" if self.period.days else ""
        return f"Digests of {self.period.title}{days}"

    @property
    def within(self) -> tuple[Period, ...]:
        """The months and years that the digests of a week or month lie in; a week can lie in two of each."""
        found = (kind(digest.date) for kind in (month_of, year_of) for digest in reversed(self.digests))
        return tuple(dict.fromkeys(one for one in found if one != self.period))

    def texts(self) -> Iterator[str]:
        """What its pages are printed from beside the papers."""
        yield from (other.slug if other else "" for other in (self.newer, self.older))
        yield from (f"{digest.slug} {len(self.by_digest[digest.slug])}" for digest in self.digests)


@dataclass(frozen=True, slots=True)
class ViewPart:
    """A page of a week or a month: all of it, or as many of its papers as one page holds."""

    view: View
    number: int
    """From 1."""
    listed: tuple[tuple[Digest, Paper], ...]

    @property
    def path(self) -> str:
        """Where it lies."""
        first = self.view.period.path
        return first if self.number == 1 else paths.part(first, str(self.number))

    @property
    def title(self) -> str:
        """Its heading."""
        return self.view.title if self.number == 1 else f"{self.view.title}, part {self.number}"

    @property
    def name(self) -> str:
        """Its name among the parts: ``Part 2: 29 to 31 May``."""
        return f"Part {self.number}: {days_between(self.listed[-1][0].date, self.listed[0][0].date)}"


def period_pages(printer: Printer) -> Iterator[Page]:
    """Each week, month and year that has a digest, newest first."""
    days = days_of(printer.catalogue)
    months = views(printer, month_of)
    for view in (*views(printer, week_of), *months):
        yield from _listing_pages(printer, view, days)
    for view in views(printer, year_of):
        own = [month for month in months if year_of(month.digests[0].date) == view.period]
        yield _year_page(printer, view, own, days)


def views(printer: Printer, kind: Callable[[date], Period]) -> list[View]:
    """All periods of a kind, newest first."""
    catalogue = printer.catalogue
    groups = [(period, tuple(group)) for period, group in groupby(catalogue.digests, key=lambda one: kind(one.date))]
    periods = [None, *(period for period, _ in groups), None]
    return [
        View(period, digests, catalogue.by_digest, newer, older)
        for (period, digests), newer, older in zip(groups, periods, periods[2:], strict=False)
    ]


def _listing_pages(printer: Printer, view: View, days: Mapping[date, Day]) -> Iterator[Page]:
    starts = range(0, len(view.listed), LONGEST) or (0,)
    pieces = [view.listed[start : start + LONGEST] for start in starts]
    parts = [ViewPart(view, number, piece) for number, piece in enumerate(pieces, start=1)]
    names = [part.name for part in parts] if len(parts) > 1 else []
    for part in parts:
        # The first part shows the digests, and what was discussed most in the whole period.
        top = _top(view) if part.number == 1 else ()
        counts = _counts(view, days) if part.number == 1 else ()
        papers = (*top, *(paper for _, paper in part.listed))
        mark = printer.mark(part.path, _count(view), *names, *view.texts(), *counts, papers=papers)
        yield Page(part.path, mark, partial(_listing, printer, part, parts, days))


def _top(view: View) -> tuple[Paper, ...]:
    """What was discussed most; a week is short enough to be sorted by that."""
    return () if view.period.days else most_discussed(view.papers)


def _counts(view: View, days: Mapping[date, Day]) -> list[str]:
    return [day.name for day in _days(view, days)]


def _days(view: View, days: Mapping[date, Day]) -> list[Day]:
    return [days[day] for day in dict.fromkeys(digest.date for digest in view.digests)]


def _listing(printer: Printer, part: ViewPart, parts: Sequence[ViewPart], days: Mapping[date, Day]) -> str:
    view, source = part.view, part.path
    is_first = part.number == 1
    is_month = view.period.days is None
    groups = groupby(part.listed, key=lambda pair: pair[0])
    body = printer.print(
        "period.md",
        title=part.title,
        count=_count(view),
        newer=_link(printer, source, view.newer),
        older=_link(printer, source, view.older),
        up=Markdown(" · ".join(printer.link(source, one.path, one.title) for one in view.within)),
        calendar=calendar(source, _days(view, days)) if is_first and is_month else None,
        legend=legend(DAY_STEPS, "Papers a day"),
        lines=_digest_lines(printer, source, view) if is_first and not is_month and len(view.digests) > 1 else [],
        lines_title="Days",
        lines_id="days",
        discussed=discussed(printer, source, _top(view) if is_first else ()),
        tools=tools(Order.DIGESTS, len(part.listed), len(view.papers)),
        sections=[
            (digest_link(printer, source, digest), printer.cards(source, (paper for _, paper in pairs)))
            for digest, pairs in groups
        ],
        further=_further(printer, part, parts),
    )
    description = f"{_count(view)}, each paper once, newest first."
    return printer.front_matter(part.title, description, "list.html") + body


def _count(view: View) -> str:
    return f"{wording.counted(len(view.papers), 'paper')} in {wording.counted(len(view.digests), 'digest')}"


def _link(printer: Printer, source: str, period: Period | None) -> Markdown | None:
    return printer.link(source, period.path, period.title) if period else None


def _digest_lines(printer: Printer, source: str, view: View) -> list[Line]:
    """The digests with the number of their papers; a calendar leads to a line where a day has several."""
    counts = {digest.slug: len(view.by_digest[digest.slug]) for digest in view.digests}
    most = max(counts.values())
    return [
        Line(
            Markdown(f"{digest_link(printer, source, digest)}{{ #{digest.slug} }}"),
            counts[digest.slug],
            bar(counts[digest.slug], most),
        )
        for digest in view.digests
    ]


def _further(printer: Printer, here: ViewPart, parts: Sequence[ViewPart]) -> list[str | Markdown]:
    """Links to all parts of a period; the part itself is named without one."""
    if len(parts) == 1:
        return []
    return [
        f"{part.name} (this page)" if part is here else printer.link(here.path, part.path, part.name) for part in parts
    ]


def _year_page(printer: Printer, view: View, months: Sequence[View], days: Mapping[date, Day]) -> Page:
    top = most_discussed(view.papers, TOP_OF_YEAR)
    texts = (*view.texts(), *_counts(view, days), *(_count(month) for month in months), _count(view))
    mark = printer.mark(view.period.path, *texts, papers=top)
    return Page(view.period.path, mark, partial(_year, printer, view, months, days, top))


def _year(printer: Printer, view: View, months: Sequence[View], days: Mapping[date, Day], top: Sequence[Paper]) -> str:
    source = view.period.path
    most = max(len(month.papers) for month in months)
    body = printer.print(
        "period.md",
        title=view.title,
        count=_count(view),
        newer=_link(printer, source, view.newer),
        older=_link(printer, source, view.older),
        up=printer.link(source, paths.DIGESTS, "all digests"),
        calendar=calendar(source, _days(view, days)),
        legend=legend(DAY_STEPS, "Papers a day"),
        lines=[
            Line(
                printer.link(source, month.period.path, month.period.title),
                len(month.papers),
                bar(len(month.papers), most),
            )
            for month in months
        ],
        lines_title="Months",
        lines_id="months",
        discussed=discussed(printer, source, top),
        tools="",
        sections=[],
        further=[],
    )
    description = f"{_count(view)}: the days, the months, and what was discussed most."
    return printer.front_matter(view.title, description, "list.html") + body
