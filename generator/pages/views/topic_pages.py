"""The index of topics, and the page of each: scope, where to start, all its papers, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model.catalogue import UNSORTED
from generator.model.curation import Area, Topic
from generator.model.paper import Paper
from generator.pages.components.cards import Printer
from generator.pages.components.edit_source import Source, topic_source
from generator.pages.components.list_parts import Listing, Part, by_year, cut
from generator.pages.components.list_tools import Order, bar, discussed, most_discussed, tools
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown
from generator.pages.printing.paths import Page
from generator.text import wording

FEW = 3
"""Papers that a topic shows as those most discussed: it shows where to start as well."""


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in an index."""

    link: Markdown
    count: int
    bar: Markdown
    """How its count compares with the largest topic's, drawn."""
    scope: str


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """An area in an index, with its topics."""

    slug: str
    title: str
    topics: tuple[TopicLine, ...]
    """Those that have papers."""
    waiting: tuple[Markdown, ...]
    """Links to those that no paper has yet."""


def areas(printer: Printer, source: str) -> tuple[AreaBlock, ...]:
    """Topics by area, as seen from a page."""
    catalogue = printer.catalogue
    most = max((len(papers) for papers in catalogue.by_topic.values()), default=0)

    def line(topic: Topic) -> TopicLine:
        count = len(catalogue.by_topic[topic.slug])
        return TopicLine(
            printer.topic_link(source, topic.slug), count, bar(count, most, printer.hues[topic.slug]), topic.scope
        )

    def block(area: Area) -> AreaBlock:
        topics = catalogue.topics_of(area)
        filled = tuple(line(topic) for topic in topics if catalogue.by_topic[topic.slug])
        waiting = (topic for topic in topics if not catalogue.by_topic[topic.slug])
        return AreaBlock(
            area.slug, area.title, filled, tuple(printer.topic_link(source, topic.slug) for topic in waiting)
        )

    return tuple(block(area) for area in catalogue.site.areas if catalogue.topics_of(area))


@dataclass(frozen=True, slots=True)
class PaperList:
    """A list of papers under a heading, on as many pages as it takes."""

    path: str
    title: str
    lead: str
    papers: tuple[Paper, ...]
    start: tuple[Paper, ...] = ()
    topic: str | None = None
    """Slug of the topic that the cards are listed for."""
    source: Source | None = None
    """The file that makes the topic."""


def topic_pages(printer: Printer) -> Iterator[Page]:
    """The index, each topic, and the papers without one."""
    catalogue = printer.catalogue
    counts = [f"{slug} {len(papers)}" for slug, papers in catalogue.by_topic.items()]
    scopes = [topic.scope for topic in catalogue.topics]
    mark = printer.mark("topics", *counts, *scopes, str(len(catalogue.unsorted)))
    yield Page(paths.TOPICS, mark, partial(_index, printer))
    for topic in catalogue.topics:
        start = (catalogue.by_slug.get(slug.value) for slug in topic.start_here)
        yield from _pages(
            printer,
            PaperList(
                path=paths.topic(topic.slug),
                title=topic.title,
                lead=topic.scope,
                papers=catalogue.by_topic[topic.slug],
                start=tuple(paper for paper in start if paper),
                topic=topic.slug,
                source=topic_source(catalogue, topic.slug),
            ),
        )
    yield from _pages(
        printer,
        PaperList(
            path=paths.topic(UNSORTED),
            title="Unsorted",
            lead=(
                "Papers that no rule matches yet. Each waits for a curator to give it a topic,"
                " or for a rule to be widened."
            ),
            papers=catalogue.unsorted,
        ),
    )


def _index(printer: Printer) -> str:
    source = paths.TOPICS
    body = printer.print(
        "topics.md",
        areas=areas(printer, source),
        unsorted=printer.link(source, paths.topic(UNSORTED), "Unsorted"),
        unsorted_count=len(printer.catalogue.unsorted),
    )
    count = wording.counted(len(printer.catalogue.topics), "topic")
    return (
        printer.front_matter("Topics", f"{count} in which the papers of this list are grouped, by area.", "wide.html")
        + body
    )


def _pages(printer: Printer, found: PaperList) -> Iterator[Page]:
    listing = cut(found.papers)
    top = _top(found.papers)
    parts = [f"{part.name} {len(part.papers)}" for part in listing.parts]
    texts = (found.path, found.title, found.lead, str(len(found.papers)), str(len(found.start)), *parts)
    mark = printer.mark(*texts, papers=(*found.start, *top, *listing.shown))
    yield Page(found.path, mark, partial(_first, printer, found, listing, top))
    for part in listing.parts:
        mark = printer.mark(found.path, found.title, found.lead, part.name, papers=part.papers)
        yield Page(paths.part(found.path, part.name), mark, partial(_part, printer, found, part))


def _top(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """What was discussed most of the newest year of a topic, if that has a list to choose from."""
    of_year = by_year(papers)[0][1] if papers else ()
    return most_discussed(of_year, FEW)


def _first(printer: Printer, found: PaperList, listing: Listing, top: tuple[Paper, ...]) -> str:
    source, shown, parts = found.path, listing.shown, listing.parts
    body = printer.print(
        "topic.md",
        title=found.title,
        lead=found.lead,
        count=wording.counted(len(found.papers), "paper"),
        up=None,
        start=printer.cards(source, found.start, is_ordered=True, with_notes=True) if found.start else None,
        discussed=discussed(printer, source, top, f"Most discussed of {top[0].dated.year}") if top else "",
        tools=tools(Order.NEWEST, len(shown), len(found.papers), **({"topic": found.topic} if found.topic else {})),
        years=[(str(year), printer.cards(source, papers, topic=found.topic)) for year, papers in by_year(shown)],
        parts=[(printer.link(source, paths.part(source, part.name), part.title), len(part.papers)) for part in parts],
    )
    return printer.front_matter(found.title, found.lead, "list.html", topic=found.topic, source=found.source) + body


def _part(printer: Printer, found: PaperList, part: Part) -> str:
    source = paths.part(found.path, part.name)
    title = f"{found.title}: {part.title}"
    body = printer.print(
        "topic.md",
        title=title,
        lead=found.lead,
        count=wording.counted(len(part.papers), "paper"),
        up=printer.link(source, found.path, found.title),
        start=None,
        discussed="",
        tools=tools(Order.NEWEST, len(part.papers)),
        years=[(None, printer.cards(source, part.papers, topic=found.topic))],
        parts=[],
    )
    return printer.front_matter(title, f"{title}. {found.lead}", "list.html", topic=found.topic) + body
