"""Weeks, months and years of digests.

A week or a month lists every paper of its digests once, below the newest digest that has it, on as
many pages as that takes. A year has too many: it shows its days, its months, and what was discussed
most. A new digest changes its own week, month and year, and no other unless it begins one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from generator.model.digest import Digest
from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.pages.components.calendar import (
    DAY_STEPS,
    Calendar,
    DigestDay,
    DigestPeriod,
    Legend,
    calendar,
    days_between,
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
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_link
from generator.pages.document.vocabulary import Block, Heading, Paragraph, bullets, separated
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

_TOP_OF_YEAR = 10
"""Papers that a year shows as the most discussed."""


@dataclass(frozen=True)
class PeriodView(View):
    """A week, a month or a year, or a part of one."""

    title: str
    count: str
    newer: PageLink | None
    older: PageLink | None
    up: tuple[PageLink, ...]
    """The longer periods that it lies in."""
    calendar: Calendar | None
    legend: Legend
    lines: tuple[CountLine, ...]
    """The digests of a week, or the months of a year."""
    lines_title: str
    lines_id: str
    discussed: Discussed | None
    tools: ListTools | None
    sections: tuple[tuple[PageLink, Cards], ...]
    """Each digest with its papers."""
    onward: tuple[str, PageLink] | None
    """What follows the last of its papers: what that is, and where."""
    further: tuple[str | PageLink, ...]
    """All parts; the part itself is named without a link."""

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
        if self.further:
            yield Heading(2, "All papers", id="all-papers")
            yield bullets(self.further)


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


@dataclass(frozen=True, slots=True)
class PeriodPart:
    """A page of a week or a month: all of it, or as many of its papers as one page holds."""

    listing: PeriodListing
    number: int
    """From 1."""
    listed: tuple[tuple[Digest, Paper], ...]

    @property
    def path(self) -> PagePath:
        """Where it lies."""
        first = self.listing.period.path
        return first if self.number == 1 else paths.part(first, str(self.number))

    @property
    def title(self) -> str:
        """Its heading."""
        return self.listing.title if self.number == 1 else f"{self.listing.title}, part {self.number}"

    @property
    def name(self) -> str:
        """Its name among the parts: ``Part 2: 29 to 31 May``."""
        return f"Part {self.number}: {days_between(self.listed[-1][0].date, self.listed[0][0].date)}"


def period_pages(builder: ViewBuilder) -> Iterator[Page]:
    """Each week, month and year that has a digest, newest first."""
    days = days_of(builder.catalogue)
    months = _listings(builder, month_of)
    for listing in (*_listings(builder, week_of), *months):
        yield from _listing_pages(builder, listing, days)
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


def _listing_pages(builder: ViewBuilder, listing: PeriodListing, days: Mapping[date, DigestDay]) -> Iterator[Page]:
    starts = range(0, len(listing.listed), LONGEST_PAGE) or (0,)
    pieces = [listing.listed[start : start + LONGEST_PAGE] for start in starts]
    parts = [PeriodPart(listing, number, piece) for number, piece in enumerate(pieces, start=1)]
    for part in parts:
        view = _listing_view(builder, part, parts, days)
        description = f"{listing.count}, each paper once, newest first."
        yield Page(part.path, builder.head(part.title, description, "list.html"), view)


def _listing_view(
    builder: ViewBuilder, part: PeriodPart, parts: Sequence[PeriodPart], days: Mapping[date, DigestDay]
) -> PeriodView:
    listing = part.listing
    is_first = part.number == 1
    return PeriodView(
        title=part.title,
        count=listing.count,
        newer=listing.newer.link if listing.newer else None,
        older=listing.older.link if listing.older else None,
        up=tuple(period.link for period in listing.within),
        calendar=listing.calendar(days) if is_first and not listing.is_week else None,
        legend=Legend(DAY_STEPS, "Papers per day"),
        lines=_digest_lines(listing) if is_first and listing.is_week and len(listing.digests) > 1 else (),
        lines_title="Days",
        lines_id="days",
        # A week is short enough to be sorted by comments.
        discussed=discussed(most_discussed(listing.papers)) if is_first and not listing.is_week else None,
        tools=tools(ListOrder.DIGESTS, len(part.listed), len(listing.papers), before=(part.number - 1) * LONGEST_PAGE),
        sections=_sections(builder, part),
        onward=_onward(part, parts),
        further=_further(part, parts),
    )


def _sections(builder: ViewBuilder, part: PeriodPart) -> tuple[tuple[PageLink, Cards], ...]:
    groups = groupby(part.listed, key=lambda pair: pair[0])
    return tuple((digest_link(digest), builder.cards(paper for _, paper in pairs)) for digest, pairs in groups)


def _onward(here: PeriodPart, parts: Sequence[PeriodPart]) -> tuple[str, PageLink] | None:
    if here.number < len(parts):
        following = parts[here.number]
        return "Next part", PageLink(f"part {following.number} of {len(parts)}", following.path)
    older = here.listing.older
    return (f"Older {'week' if here.listing.is_week else 'month'}", older.link) if older else None


def _digest_lines(listing: PeriodListing) -> tuple[CountLine, ...]:
    """The digests with the number of their papers; a calendar leads to a line where a day has several."""
    counts = [len(listing.by_digest[digest.slug]) for digest in listing.digests]
    links = (replace(digest_link(digest), id=digest.slug) for digest in listing.digests)
    return tuple(CountLine(link, count, bar(count, max(counts))) for link, count in zip(links, counts, strict=True))


def _further(here: PeriodPart, parts: Sequence[PeriodPart]) -> tuple[str | PageLink, ...]:
    if len(parts) == 1:
        return ()
    return tuple(f"{part.name} (this page)" if part is here else PageLink(part.name, part.path) for part in parts)


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
        further=(),
    )
    description = f"{listing.count}: the days, the months, and what was discussed most."
    return Page(listing.period.path, builder.head(listing.title, description, "list.html"), view)


def _month_lines(builder: ViewBuilder, months: Sequence[PeriodListing]) -> tuple[CountLine, ...]:
    most = max(len(month.papers) for month in months)
    periods = (Period.of(month.digests[0].date, Step.MONTH) for month in months)
    lines = zip(months, map(builder.unfinished, periods), strict=True)
    return tuple(period_line(month.period.link, len(month.papers), most, unfinished) for month, unfinished in lines)
