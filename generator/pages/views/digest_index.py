"""The index of digests: the newest ones, the days of the last years, and all years at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.pages.components.calendar import (
    DAY_STEPS,
    MONTH_STEPS,
    Calendar,
    Legend,
    Overview,
    calendar,
    days_of,
    overview,
    year_of,
)
from generator.pages.components.list_tools import CountLine, bar, count_list
from generator.pages.components.page_links import PageLink, dated
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_link
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

NEWEST_DIGESTS = 7
"""Digests that the index names one by one."""
CALENDARS = 3
"""Years that the index shows day by day, 35 KB each when all working days have digests; older ones have pages."""


@dataclass(frozen=True)
class DigestIndexView(View):
    """All digests."""

    refreshed: PageLink | None
    """The newest digest, which dates the list, because builds never read the clock."""
    origin: str | None
    newest: tuple[CountLine, ...]
    legend: Legend
    calendars: tuple[tuple[PageLink, Calendar], ...]
    overview: Overview | None
    overview_legend: Legend

    def blocks(self) -> Iterator[Block]:
        """The newest digests, the days of the last years, and all years."""
        yield Heading(1, "Digests")
        yield Paragraph(
            "Each digest lists the papers that one source showed on one day, and is kept exactly as it was saved.",
            "lead",
        )
        if self.refreshed:
            yield Paragraph(("Last updated with the digest of ", *dated(self.refreshed, self.origin)), "facts")
        if self.newest:
            yield Heading(2, "Newest", id="newest", role="year")
            yield count_list(self.newest)
            yield self.legend
        for year, days in self.calendars:
            yield Heading(2, year, role="calendar-year")
            yield days
        if self.overview:
            yield Heading(2, "All years", id="all-years")
            yield Paragraph("The numbers count the digests of each month; darker shades mean more papers.", "facts")
            yield self.overview
            yield self.overview_legend


def digest_index(builder: ViewBuilder) -> Page:
    """The page of all digests."""
    digests = builder.catalogue.digests
    newest = next(iter(digests), None)
    days = tuple(days_of(builder.catalogue).values())
    years = [tuple(group) for _, group in groupby(days, key=lambda day: day.date.year)]
    view = DigestIndexView(
        refreshed=digest_link(newest) if newest else None,
        origin=newest.source if newest else None,
        newest=_newest(builder),
        legend=Legend(DAY_STEPS, "Papers per day"),
        calendars=tuple((year_of(group[0].date).link, calendar(group)) for group in years[:CALENDARS]),
        overview=overview(days) if len(years) > 1 else None,
        overview_legend=Legend(MONTH_STEPS, "Papers per month"),
    )
    description = f"{wording.counted(len(digests), 'digest')} of research papers, by day, week, month and year."
    return Page(paths.DIGESTS, builder.head("Digests", description, "list.html"), view)


def _newest(builder: ViewBuilder) -> tuple[CountLine, ...]:
    digests = builder.catalogue.digests[:NEWEST_DIGESTS]
    counts = [len(builder.catalogue.by_digest[digest.slug]) for digest in digests]
    return tuple(
        CountLine(digest_link(digest), count, bar(count, max(counts)))
        for digest, count in zip(digests, counts, strict=True)
    )
