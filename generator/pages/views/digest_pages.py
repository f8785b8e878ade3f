"""The index of digests, and the page of each: its papers in its own order, and by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.model.catalogue import UNSORTED
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.calendar import (
    DAY_STEPS,
    MONTH_STEPS,
    calendar,
    days_of,
    legend,
    month_of,
    overview,
    week_of,
    year_of,
)
from generator.pages.components.cards import Printer, surest
from generator.pages.components.edit_source import digest_source
from generator.pages.components.list_parts import LONGEST
from generator.pages.components.list_tools import Order, bar, tools
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown, link, render
from generator.pages.printing.paths import Page
from generator.text import wording

NEWEST = 7
"""Digests that the index names one by one."""
CALENDARS = 3
"""Years that the index shows day by day, 35 KB each when all working days have digests; older ones have pages."""


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A page of a digest: all of it, or as many of its papers as one page holds."""

    digest: Digest
    number: int
    """From 1."""
    of: int
    papers: tuple[Paper, ...]
    newer: Digest | None
    older: Digest | None

    @property
    def path(self) -> str:
        """Where it lies."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> str:
        """Where another page of the same digest lies."""
        first = paths.digest(self.digest.slug)
        return first if number == 1 else paths.part(first, str(number))

    @property
    def title(self) -> str:
        """Its heading."""
        title = f"Digest of {name(self.digest)}"
        return title if self.number == 1 else f"{title}, part {self.number}"


def digest_pages(printer: Printer) -> Iterator[Page]:
    """The index, and each digest."""
    catalogue = printer.catalogue
    counts = [f"{slug} {len(papers)}" for slug, papers in catalogue.by_digest.items()]
    # Months count each paper once, so it matters which papers a day has.
    days = [f"{day.name} {' '.join(sorted(day.papers))}" for day in days_of(catalogue).values()]
    origin = (catalogue.digests[0].source or "") if catalogue.digests else ""
    yield Page(paths.DIGESTS, printer.mark("digests", origin, *counts, *days), partial(_index, printer))
    for position, digest in enumerate(catalogue.digests):
        papers = catalogue.by_digest[digest.slug]
        newer = catalogue.digests[position - 1] if position else None
        older = catalogue.digests[position + 1] if position + 1 < len(catalogue.digests) else None
        pieces = [papers[start : start + LONGEST] for start in range(0, len(papers), LONGEST)] or [()]
        for number, piece in enumerate(pieces, start=1):
            part = DigestPart(digest, number, len(pieces), piece, newer, older)
            neighbours = [other.slug if other else "" for other in (newer, older)]
            source = digest_source(catalogue, digest).mark
            # The first part also groups all papers by topic.
            mark = printer.mark(part.path, str(part.of), source, *neighbours, papers=papers if number == 1 else piece)
            yield Page(part.path, mark, partial(_text, printer, part))


def name(digest: Digest) -> str:
    """What a digest is called: its day, and its label where a day has several."""
    day = wording.long_day(digest.date)
    return f"{day}, {digest.label}" if digest.label else day


def digest_link(printer: Printer, source: str, digest: Digest) -> Markdown:
    """A link to a digest, by its name."""
    return printer.link(source, paths.digest(digest.slug), name(digest))


def refreshed(printer: Printer, source: str) -> Markdown | None:
    """When the list was last refreshed, and from what: by the newest digest, because a build knows no clock."""
    newest = next(iter(printer.catalogue.digests), None)
    if newest is None:
        return None
    origin = f", read from {newest.source}" if newest.source else ""
    return Markdown(f"Last refreshed with the digest of {digest_link(printer, source, newest)}{origin}")


def _index(printer: Printer) -> str:
    source, catalogue = paths.DIGESTS, printer.catalogue
    newest = catalogue.digests[:NEWEST]
    counts = {digest.slug: len(catalogue.by_digest[digest.slug]) for digest in newest}
    most = max(counts.values(), default=0)
    days = tuple(days_of(catalogue).values())
    years = [
        (year_of(group[0].date), calendar(source, group))
        for group in (tuple(group) for _, group in groupby(days, key=lambda day: day.date.year))
    ]
    body = printer.print(
        "digests.md",
        refreshed=refreshed(printer, source),
        newest=[
            (digest_link(printer, source, digest), counts[digest.slug], bar(counts[digest.slug], most))
            for digest in newest
        ],
        legend=legend(DAY_STEPS, "Papers a day"),
        calendars=[(printer.link(source, year.path, year.title), table) for year, table in years[:CALENDARS]],
        overview=overview(source, days) if len(years) > 1 else None,
        overview_legend=legend(MONTH_STEPS, "Papers a month"),
    )
    description = (
        f"{wording.counted(len(catalogue.digests), 'digest')} of research papers, by day, week, month and year."
    )
    return printer.front_matter("Digests", description, "list.html") + body


def _text(printer: Printer, part: DigestPart) -> str:
    source = part.path
    papers = printer.catalogue.by_digest[part.digest.slug]
    count = wording.counted(len(papers), "paper")
    is_first = part.number == 1
    body = printer.print(
        "digest.md",
        title=part.title,
        count=count,
        newer=digest_link(printer, source, part.newer) if part.newer else None,
        older=digest_link(printer, source, part.older) if part.older else None,
        week=printer.link(source, week_of(part.digest.date).path, week_of(part.digest.date).title),
        month=printer.link(source, month_of(part.digest.date).path, month_of(part.digest.date).title),
        tools=tools(Order.DIGEST, len(part.papers), len(papers), digest=part.digest.slug),
        up=None if is_first else printer.link(source, part.path_of(1), f"Digest of {name(part.digest)}"),
        cards=printer.cards(source, part.papers, is_ordered=True),
        further=[
            printer.link(source, part.path_of(number), f"Part {number}") for number in range(2, part.of + 1) if is_first
        ],
        groups=_by_topic(printer, source, papers) if is_first else [],
    )
    description = f"{count} that the digest of {name(part.digest)} listed, in its order and by topic."
    return (
        printer.front_matter(
            part.title,
            description,
            "list.html",
            day=part.digest.date,
            source=digest_source(printer.catalogue, part.digest),
        )
        + body
    )


def _by_topic(printer: Printer, source: str, papers: Sequence[Paper]) -> list[tuple[Markdown, int, list[Markdown]]]:
    """Each paper once, under the topic it belongs to most surely; topics in the site's order."""
    groups: dict[str, list[Markdown]] = {topic.slug: [] for topic in printer.catalogue.topics}
    groups[UNSORTED] = []
    for paper in papers:
        topic = surest(paper)
        target = link(render(paper.title), paths.relative(source, paths.paper(paper.slug)))
        groups[topic.topic if topic else UNSORTED].append(target)
    unsorted = printer.link(source, paths.topic(UNSORTED), "Unsorted")
    return [
        (unsorted if slug == UNSORTED else printer.topic_link(source, slug), len(titles), titles)
        for slug, titles in groups.items()
        if titles
    ]
