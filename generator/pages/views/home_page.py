"""The home page: what this is, what is new, where to begin, and every topic at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.cards import Printer
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown, link, render
from generator.pages.printing.paths import Page
from generator.pages.views.digest_pages import refreshed
from generator.pages.views.topic_pages import areas
from generator.text import wording

NEWEST = 8
"""Papers of the newest digest that the page shows."""
FEATURED = 8


def home_page(printer: Printer) -> Page:
    """The page at the site's root."""
    papers = printer.catalogue.papers
    digests = [digest.slug for digest in printer.catalogue.digests]
    counts = [str(len(of_topic)) for of_topic in printer.catalogue.by_topic.values()]
    site = printer.catalogue.site
    origin = (printer.catalogue.digests[0].source or "") if digests else ""
    return Page(
        paths.HOME,
        printer.mark(
            site.title, site.description, origin, str(len(papers)), *digests, *counts, papers=_shown(printer.catalogue)
        ),
        partial(_text, printer),
    )


def _shown(catalogue: Catalogue) -> Iterator[Paper]:
    newest = catalogue.digests[0] if catalogue.digests else None
    yield from catalogue.by_digest[newest.slug] if newest else ()
    yield from (paper for paper in catalogue.papers if paper.featured)


def _text(printer: Printer) -> str:
    catalogue = printer.catalogue
    source = paths.HOME
    newest = catalogue.digests[0] if catalogue.digests else None
    listed = catalogue.by_digest[newest.slug] if newest else ()
    featured: list[tuple[Markdown, Markdown, str]] = [
        (link(render(paper.title), paths.relative(source, paths.paper(paper.slug))), printer.data(paper), paper.note)
        for paper in catalogue.papers
        if paper.featured and paper.note
    ][:FEATURED]
    body = printer.print(
        "home.md",
        title=catalogue.site.title,
        description=catalogue.site.description,
        counts=[
            printer.link(source, paths.YEARS, wording.counted(len(catalogue.papers), "paper")),
            printer.link(source, paths.TOPICS, wording.counted(len(catalogue.topics), "topic")),
            printer.link(source, paths.DIGESTS, wording.counted(len(catalogue.digests), "digest")),
        ],
        refreshed=refreshed(printer, source),
        newest_count=wording.counted(len(listed), "paper"),
        cards=printer.cards(source, listed[:NEWEST]),
        featured=featured,
        areas=[area for area in areas(printer, source) if area.topics],
        topics=printer.link(source, paths.TOPICS, "All topics with their scopes"),
    )
    return printer.front_matter(catalogue.site.title, catalogue.site.description, "wide.html") + body
