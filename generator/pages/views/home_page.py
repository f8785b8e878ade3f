"""The home page: what this is, what is new, where to begin, and every topic at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.paper import Paper
from generator.pages.components.cards import Cards, card_data
from generator.pages.components.page_links import PageLink, paper_link
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder, digest_link
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

    template = "home.md"
    title: str
    description: str
    counts: tuple[PageLink, ...]
    refreshed: PageLink | None
    """The newest digest, which dates the list, because builds never read the clock."""
    origin: str | None
    newest_count: str
    cards: Cards
    featured: tuple[FeaturedPaper, ...]
    areas: tuple[AreaBlock, ...]
    topics: PageLink


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
        newest_count=wording.counted(len(listed), "paper"),
        cards=builder.cards(listed[:_NEWEST]),
        featured=_featured(catalogue.papers),
        areas=tuple(area for area in areas(builder) if area.topics),
        topics=PageLink("All topics and what they cover", paths.TOPICS),
    )
    return Page(paths.HOME, builder.head(view.title, view.description, "wide.html"), view)


def _counts(builder: ViewBuilder) -> tuple[PageLink, ...]:
    catalogue = builder.catalogue
    return (
        PageLink(wording.counted(len(catalogue.papers), "paper"), paths.YEARS),
        PageLink(wording.counted(len(catalogue.topics), "topic"), paths.TOPICS),
        PageLink(wording.counted(len(catalogue.digests), "digest"), paths.DIGESTS),
    )


def _featured(papers: tuple[Paper, ...]) -> tuple[FeaturedPaper, ...]:
    featured = (
        FeaturedPaper(paper_link(paper), card_data(paper), paper.note)
        for paper in papers
        if paper.featured and paper.note and not paper.is_taken_back
    )
    return tuple(featured)[:_FEATURED]
