"""The page of each topic: scope, where to start, all its papers, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model.catalogue import UNSORTED
from generator.model.curation import Topic
from generator.model.identity import PagePath, Slug
from generator.model.paper import Paper
from generator.pages.components.cards import Cards
from generator.pages.components.edit_source import topic_source
from generator.pages.components.heads import EditSource
from generator.pages.components.list_parts import ListPart, PagedList, by_year, cut, named
from generator.pages.components.list_tools import (
    Discussed,
    Facets,
    ListOrder,
    ListTools,
    discussed,
    most_discussed,
    onward,
    tools,
)
from generator.pages.components.page_links import PageLink, beside
from generator.pages.components.reader_buttons import FollowKind, follow_button
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Bullet, Heading, Label, LineList, Paragraph, ScriptButton, Strong
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.pages.views.topic_index import topic_index
from generator.text import wording

_DISCUSSED = 3
"""Papers that a topic shows as the most discussed: it shows where to start as well."""
_UNSORTED_LEAD = (
    "Papers that no rule matches yet. Each is waiting for a curator to give it a topic, or for a broader rule."
)


@dataclass(frozen=True, slots=True)
class YearOfParts:
    """The parts of a long list that lie in a year."""

    year: str
    parts: tuple[tuple[PageLink, int], ...]
    """Newest first, each with the number of its papers."""

    @property
    def bullet(self) -> Bullet:
        """The year, and below it its parts."""
        parts = ((part, " ", Label(str(number), "count")) for part, number in self.parts)
        return Bullet(Strong(self.year), tuple(map(Bullet, parts)))


@dataclass(frozen=True)
class TopicView(View):
    """A topic, or a part of one."""

    title: str
    lead: str
    count: str
    follow: ScriptButton | None
    up: PageLink | None
    """The whole topic, from a part of it."""
    newer: PageLink | None
    older: PageLink | None
    """The parts beside a part."""
    parts: tuple[YearOfParts, ...]
    """Of a topic that is too long for one page."""
    start: Cards | None
    discussed: Discussed | None
    tools: ListTools | None
    years: tuple[tuple[str | None, Cards], ...]
    """Each with its heading, if it needs one."""
    onward: PageLink | None
    """The part with the paper that follows the last one shown."""

    def blocks(self) -> Iterator[Block]:
        """What it covers, where to start, and its papers by year."""
        yield Heading(1, self.title)
        yield Paragraph(self.lead, "lead")
        up = (" · all of ", self.up) if self.up else ()
        follow = (" ", self.follow) if self.follow else ()
        yield Paragraph((self.count, *up, *beside(older=self.older, newer=self.newer), *follow), "facts")
        if self.parts:
            yield Paragraph("The newest are below. All of them, by date:", "months", id="all-papers")
            yield LineList(tuple(year.bullet for year in self.parts))
        if self.start:
            yield Heading(2, "Start here", id="start-here", role="start-here")
            yield from self.start.blocks()
        if self.discussed:
            yield from self.discussed.blocks()
        if self.tools:
            yield self.tools
        for year, cards in self.years:
            if year:
                yield Heading(2, year, role="year")
            yield from cards.blocks()
        yield from onward("Older papers", self.onward)


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list of papers under a heading, on as many pages as it takes."""

    path: PagePath
    title: str
    lead: str
    papers: tuple[Paper, ...]
    start: tuple[Paper, ...] = ()
    topic: str | None = None
    """Slug of the topic that the cards are listed for."""
    source: EditSource | None = None
    """The file that defines the topic."""

    @property
    def facets(self) -> Facets:
        """What the search calls it."""
        return (("topic", self.topic),) if self.topic else ()


def topic_pages(builder: ViewBuilder) -> Iterator[Page]:
    """The index, each topic, and the papers without one."""
    catalogue = builder.catalogue
    yield topic_index(builder)
    for topic in catalogue.topics:
        yield from _pages(builder, _list_of(builder, topic))
    yield from _pages(builder, PaperList(paths.topic(UNSORTED), "Unsorted", _UNSORTED_LEAD, catalogue.unsorted))


def _list_of(builder: ViewBuilder, topic: Topic) -> PaperList:
    catalogue = builder.catalogue
    start = (catalogue.by_slug.get(slug.value) for slug in topic.start_here)
    return PaperList(
        path=paths.topic(topic.slug),
        title=topic.title,
        lead=topic.scope,
        papers=catalogue.by_topic[topic.slug],
        start=tuple(paper for paper in start if paper and not paper.is_taken_back),
        topic=topic.slug,
        source=topic_source(catalogue, topic.slug),
    )


def _pages(builder: ViewBuilder, listed: PaperList) -> Iterator[Page]:
    paged = cut(listed.papers)
    yield _first(builder, listed, paged)
    for part, newer, older in zip(paged.parts, (None, *paged.parts), (*paged.parts[1:], None), strict=False):
        yield _part(builder, listed, part, newer, older)


def _first(builder: ViewBuilder, listed: PaperList, paged: PagedList) -> Page:
    shown = paged.shown
    view = TopicView(
        title=listed.title,
        lead=listed.lead,
        count=wording.counted(len(listed.papers), "paper"),
        follow=_follow(listed),
        up=None,
        newer=None,
        older=None,
        parts=_years(listed, paged.parts),
        start=builder.cards(listed.start, is_ordered=True, with_notes=True) if listed.start else None,
        discussed=_discussed(listed.papers),
        tools=tools(ListOrder.NEWEST, len(shown), len(listed.papers), facets=listed.facets),
        years=tuple((str(year), builder.cards(papers, topic=listed.topic)) for year, papers in by_year(shown)),
        onward=_link(listed, paged.part_after_shown),
    )
    head = builder.head(
        listed.title, listed.lead, "list.html", topic=listed.topic, source=listed.source, card_of=listed.path
    )
    return Page(listed.path, head, view)


def _follow(listed: PaperList) -> ScriptButton | None:
    return follow_button(FollowKind.TOPIC, Slug(listed.topic), listed.title) if listed.topic else None


def _discussed(papers: tuple[Paper, ...]) -> Discussed | None:
    """The most discussed papers of a topic's newest year, if that has a list to choose from."""
    of_year = by_year(papers)[0][1] if papers else ()
    return discussed(most_discussed(of_year, _DISCUSSED), f" of {of_year[0].dated.year}") if of_year else None


def _link(listed: PaperList, part: ListPart | None) -> PageLink | None:
    return PageLink(part.title, paths.part(listed.path, part.name)) if part else None


def _years(listed: PaperList, parts: tuple[ListPart, ...]) -> tuple[YearOfParts, ...]:
    years = groupby(parts, key=lambda part: part.month.year)
    return tuple(
        YearOfParts(
            str(year),
            tuple((PageLink(name, paths.part(listed.path, part.name)), len(part.papers)) for part, name in named(own)),
        )
        for year, own in years
    )


def _part(
    builder: ViewBuilder, listed: PaperList, part: ListPart, newer: ListPart | None, older: ListPart | None
) -> Page:
    title = f"{listed.title}: {part.title}"
    view = TopicView(
        title=title,
        lead=listed.lead,
        count=wording.counted(len(part.papers), "paper"),
        follow=_follow(listed),
        up=PageLink(listed.title, listed.path),
        newer=_link(listed, newer),
        older=_link(listed, older),
        parts=(),
        start=None,
        discussed=None,
        tools=tools(ListOrder.NEWEST, len(part.papers), facets=listed.facets),
        years=((None, builder.cards(part.papers, topic=listed.topic)),),
        onward=_link(listed, older),
    )
    head = builder.head(title, f"{title}. {listed.lead}", "list.html", topic=listed.topic, card_of=listed.path)
    return Page(paths.part(listed.path, part.name), head, view)
