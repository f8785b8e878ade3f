"""Weeks, months and years of digests.

A week or a month lists every paper of its digests once, below the newest digest that has it: by cards,
or by titles where those are too many for a page. A year has too many for both, and so has a long month: it
shows its days or months, and what was discussed most. A new digest changes its own week, month and year,
and no other unless it begins one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.pages.components.calendar import (
    DAY_STEPS,
    Calendar,
    DigestDay,
    DigestPeriod,
    Legend,
    calendar,
    days_of,
    month_of,
    week_of,
    year_of,
)
from generator.pages.components.cards import Cards
from generator.pages.components.list_parts import LONGEST_PAGE
from generator.pages.components.list_tools import (
    CountLine,
    Discussed,
    ListOrder,
    ListTools,
    bar,
    count_list,
    discussed,
    most_discussed,
    onward,
    period_line,
    tools,
)
from generator.pages.components.page_links import PageLink, beside
from generator.pages.components.titles import LONGEST_TITLES, Titles
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_link
from generator.pages.document.vocabulary import Block, Heading, Paragraph, separated
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

_TOP_OF_YEAR = 10
"""Papers that a year shows as the most discussed."""


@dataclass(frozen=True)
class PeriodView(View):
    """A week, a month or a year."""

    title: str
    count: str
    newer: PageLink | None
    older: PageLink | None
    up: tuple[PageLink, ...]
    """The longer periods that it lies in."""
    calendar: Calendar | None
    legend: Legend
    lines: tuple[CountLine, ...]
    """The digests of a week or of a long month, or the months of a year."""
    lines_title: str
    lines_id: str
    discussed: Discussed | None
    tools: ListTools | None
    sections: tuple[tuple[PageLink, Cards | Titles], ...]
    """Each digest with its papers."""
    onward: tuple[str, PageLink] | None
    """What follows the last of its papers: what that is, and where."""

    def blocks(self) -> Iterator[Block]:
        """Its days, then each digest with its papers."""
        yield Heading(1, self.title)
        up = separated(self.up, " · ")
        yield Paragraph((self.count, *beside(older=self.older, newer=self.newer), " · ", *up), "facts")
        if self.calendar:
            yield self.calendar
            yield self.legend
        if self.lines:
            yield Heading(2, self.lines_title, id=self.lines_id, role="year")
            yield count_list(self.lines)
        if self.discussed:
            yield from self.discussed.blocks()
        if self.tools:
            yield self.tools
        for digest, cards in self.sections:
            yield Heading(2, digest, role="year")
            yield from cards.blocks()
        if self.onward:
            yield from onward(*self.onward)


@dataclass(frozen=True)
class PeriodListing:
    """A period with what its digests list."""

    period: DigestPeriod
    digests: tuple[Digest, ...]
    """Newest first."""
    by_digest: Mapping[str, tuple[Paper, ...]]
    newer: DigestPeriod | None
    older: DigestPeriod | None

    @cached_property
    def listed(self) -> tuple[tuple[Digest, Paper], ...]:
        """Each paper once, with the newest digest that lists it, in that digest's order."""
        by_slug: dict[str, tuple[Digest, Paper]] = {}
        for digest in self.digests:
            for paper in self.by_digest[digest.slug]:
                by_slug.setdefault(paper.slug, (digest, paper))
        return tuple(by_slug.values())

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The same without the digests."""
        return tuple(paper for _, paper in self.listed)

    @property
    def is_week(self) -> bool:
        """Is it a week, which has no calendar, but lines for its days?"""
        return self.period.days is not None

    @property
    def title(self) -> str:
        """Its heading."""
        days = f", {self.period.days}" if self.period.days else ""
        return f"Digests of {self.period.title}{days}"

    @property
    def count(self) -> str:
        """``67 papers in 2 digests``."""
        return f"{wording.counted(len(self.papers), 'paper')} in {wording.counted(len(self.digests), 'digest')}"

    @property
    def within(self) -> tuple[DigestPeriod, ...]:
        """The months and years that the digests of a week or month lie in; a week can lie in two of each."""
        periods = (kind(digest.date) for kind in (month_of, year_of) for digest in reversed(self.digests))
        return tuple(dict.fromkeys(period for period in periods if period != self.period))

    def calendar(self, days: Mapping[date, DigestDay]) -> Calendar:
        """The calendar of its days."""
        return calendar(days[day] for day in dict.fromkeys(digest.date for digest in self.digests))


def period_pages(builder: ViewBuilder) -> Iterator[Page]:
    """Each week, month and year that has a digest, newest first."""
    days = days_of(builder.catalogue)
    months = _listings(builder, month_of)
    for listing in (*_listings(builder, week_of), *months):
        yield _listing_page(builder, listing, days)
    for listing in _listings(builder, year_of):
        own = [month for month in months if year_of(month.digests[0].date) == listing.period]
        yield _year_page(builder, listing, own, days)


def _listings(builder: ViewBuilder, kind: Callable[[date], DigestPeriod]) -> list[PeriodListing]:
    """All periods of a kind, newest first."""
    catalogue = builder.catalogue
    grouped = groupby(catalogue.digests, key=lambda digest: kind(digest.date))
    groups = [(period, tuple(group)) for period, group in grouped]
    periods = [None, *(period for period, _ in groups), None]
    return [
        PeriodListing(period, digests, catalogue.by_digest, newer, older)
        for (period, digests), newer, older in zip(groups, periods, periods[2:], strict=False)
    ]


def _listing_page(builder: ViewBuilder, listing: PeriodListing, days: Mapping[date, DigestDay]) -> Page:
    shows_papers = len(listing.papers) <= LONGEST_TITLES
    has_cards = len(listing.papers) <= LONGEST_PAGE
    is_week = listing.is_week
    older = listing.older.link if listing.older else None
    view = PeriodView(
        title=listing.title,
        count=listing.count,
        newer=listing.newer.link if listing.newer else None,
        older=older,
        up=tuple(period.link for period in listing.within),
        calendar=None if is_week else listing.calendar(days),
        legend=Legend(DAY_STEPS, "Papers per day"),
        lines=_digest_lines(listing) if len(listing.digests) > 1 and (is_week or not has_cards) else (),
        lines_title="Days",
        lines_id="days",
        # A week is short enough to be sorted by comments.
        discussed=None if is_week else discussed(most_discussed(listing.papers)),
        tools=tools(ListOrder.DIGESTS, len(listing.papers), len(listing.papers)) if has_cards else None,
        sections=_sections(builder, listing) if shows_papers else (),
        onward=("Older week" if is_week else "Older month", older) if older else None,
    )
    shown = ", each paper once, newest first." if shows_papers else ": the days, and what was discussed most."
    head = builder.head(listing.title, listing.count + shown, "list.html")
    return Page(listing.period.path, head, view)


def _sections(builder: ViewBuilder, listing: PeriodListing) -> tuple[tuple[PageLink, Cards | Titles], ...]:
    groups = groupby(listing.listed, key=lambda pair: pair[0])
    return tuple(
        (digest_link(digest), builder.cards_or_titles((paper for _, paper in pairs), len(listing.papers)))
        for digest, pairs in groups
    )


def _digest_lines(listing: PeriodListing) -> tuple[CountLine, ...]:
    """The digests with the number of their papers; a calendar leads to a line where a day has several."""
    counts = [len(listing.by_digest[digest.slug]) for digest in listing.digests]
    links = (replace(digest_link(digest), id=digest.slug) for digest in listing.digests)
    return tuple(CountLine(link, count, bar(count, max(counts))) for link, count in zip(links, counts, strict=True))


def _year_page(
    builder: ViewBuilder, listing: PeriodListing, months: Sequence[PeriodListing], days: Mapping[date, DigestDay]
) -> Page:
    view = PeriodView(
        title=listing.title,
        count=listing.count,
        newer=listing.newer.link if listing.newer else None,
        older=listing.older.link if listing.older else None,
        up=(PageLink("all digests", paths.DIGESTS),),
        calendar=listing.calendar(days),
        legend=Legend(DAY_STEPS, "Papers per day"),
        lines=_month_lines(builder, months),
        lines_title="Months",
        lines_id="months",
        discussed=discussed(most_discussed(listing.papers, _TOP_OF_YEAR)),
        tools=None,
        sections=(),
        onward=None,
    )
    description = f"{listing.count}: the days, the months, and what was discussed most."
    return Page(listing.period.path, builder.head(listing.title, description, "list.html"), view)


def _month_lines(builder: ViewBuilder, months: Sequence[PeriodListing]) -> tuple[CountLine, ...]:
    most = max(len(month.papers) for month in months)
    periods = (Period.of(month.digests[0].date, Step.MONTH) for month in months)
    lines = zip(months, map(builder.unfinished, periods), strict=True)
    return tuple(period_line(month.period.link, len(month.papers), most, unfinished) for month, unfinished in lines)
