"""The home page: what this is, what is new, where to begin, and every topic at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.contributors import ContributorKind
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.cards import Cards, card_data
from generator.pages.components.page_links import PageLink, dated, paper_link
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_count, digest_link, digest_name
from generator.pages.document.vocabulary import (
    Block,
    CardList,
    DrawnRow,
    Heading,
    PaperTitle,
    Paragraph,
    Section,
    bullets,
    separated,
)
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.pages.views.topic_index import AreaBlock, areas
from generator.text import wording

_NEWEST = 8
"""Papers of the newest digest that the page shows."""
_FEATURED = 8


@dataclass(frozen=True, slots=True)
class FeaturedPaper:
    """A paper that curators recommend, and why."""

    link: PageLink
    data: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class HomeView(View):
    """What the home page shows."""

    title: str
    description: str
    counts: tuple[PageLink, ...]
    refreshed: PageLink | None
    """The newest digest, which dates the list, because builds never read the clock."""
    origin: str | None
    newest_count: str
    cards: Cards
    onward: PageLink | None
    """The whole newest digest, when the page shows only its beginning."""
    featured: tuple[FeaturedPaper, ...]
    areas: tuple[AreaBlock, ...]
    topics: PageLink

    def blocks(self) -> Iterator[Block]:
        """What the list is, what is new beside what is best, and all topics."""
        yield Heading(1, self.title)
        yield Paragraph(self.description, "lead")
        yield Paragraph(separated(self.counts, " · "), "facts")
        yield DrawnRow("since-visit")
        columns = tuple(self._columns())
        if columns:
            yield Section(columns, "columns")
        yield Heading(2, "Topics", id="topics")
        if self.areas:
            yield Section(tuple(self._areas()), "areas")
        yield Paragraph(self.topics, "facts")

    def _columns(self) -> Iterator[Block]:
        if self.refreshed:
            facts = (f"{self.newest_count}; last updated with the digest of ", *dated(self.refreshed, self.origin))
            onward = (Paragraph(self.onward, "onward"),) if self.onward else ()
            head = (Heading(2, "Newest digest", id="newest"), Paragraph(facts, "facts"))
            yield Section((*head, *self.cards.blocks(), *onward))
        if self.featured:
            cards = ((Paragraph(PaperTitle(one.link, one.data)), Paragraph(one.note)) for one in self.featured)
            yield Section((Heading(2, "Worth your time", id="featured"), CardList(tuple(cards))), "featured")

    def _areas(self) -> Iterator[Block]:
        for area in self.areas:
            yield Heading(3, area.title, id=area.slug, role="area")
            yield bullets(topic.line for topic in area.topics)


def home_page(builder: ViewBuilder) -> Page:
    """The page at the site's root."""
    catalogue = builder.catalogue
    newest = next(iter(catalogue.digests), None)
    listed = catalogue.by_digest[newest.slug] if newest else ()
    view = HomeView(
        title=catalogue.site.title,
        description=catalogue.site.description,
        counts=_counts(builder),
        refreshed=digest_link(newest) if newest else None,
        origin=newest.source if newest else None,
        newest_count=digest_count(newest, listed) if newest else "",
        cards=builder.cards(listed[:_NEWEST]),
        onward=_whole(newest, len(listed)) if newest else None,
        featured=_featured(catalogue.papers),
        areas=tuple(area for area in areas(builder) if area.topics),
        topics=PageLink("All topics and what they cover", paths.TOPICS),
    )
    return Page(paths.HOME, builder.head(view.title, view.description, "wide.html"), view)


def _counts(builder: ViewBuilder) -> tuple[PageLink, ...]:
    catalogue = builder.catalogue
    people = ((kind, len(builder.people.of(kind))) for kind in ContributorKind)
    return (
        PageLink(wording.counted(len(catalogue.papers), "paper"), paths.YEARS),
        PageLink(wording.counted(len(catalogue.topics), "topic"), paths.TOPICS),
        PageLink(wording.counted(len(catalogue.digests), "digest"), paths.DIGESTS),
        *(PageLink(wording.counted(number, kind), paths.contributors(kind)) for kind, number in people if number),
    )


def _whole(digest: Digest, papers: int) -> PageLink | None:
    text = f"All {wording.grouped(papers)} papers of {digest_name(digest)}"
    return PageLink(text, paths.digest(digest.slug)) if papers > _NEWEST else None


def _featured(papers: tuple[Paper, ...]) -> tuple[FeaturedPaper, ...]:
    featured = (
        FeaturedPaper(paper_link(paper), card_data(paper), paper.note)
        for paper in papers
        if paper.featured and paper.note and not paper.is_taken_back
    )
    return tuple(featured)[:_FEATURED]
