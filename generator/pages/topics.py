"""The index of topics, and the page of each: scope, where to start, all its papers, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.content import UNSORTED
from generator.model import Paper, Topic
from generator.pages import paths, words
from generator.pages.cards import Printer
from generator.pages.front_matter import front_matter
from generator.pages.markdown import Markdown, escape
from generator.pages.parts import by_year, cut
from generator.pages.paths import Page


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


def areas(printer: Printer, source: str) -> tuple[AreaBlock, ...]:
    """All topics by area, as seen from a page. Areas without topics are left out."""
    catalogue = printer.catalogue
    most = max((len(papers) for papers in catalogue.by_topic.values()), default=0)

    def line(topic: Topic) -> TopicLine:
        count = len(catalogue.by_topic[topic.slug])
        return TopicLine(printer.topic_link(source, topic.slug), count, bar(count, most), topic.scope)

    blocks = (
        AreaBlock(area.slug, area.title, tuple(line(topic) for topic in catalogue.topics_of(area)))
        for area in catalogue.site.areas
    )
    return tuple(block for block in blocks if block.topics)


def bar(count: int, most: int) -> Markdown:
    """A bar as long as ``count`` is of ``most``; the number beside it says the same in text."""
    share = round(100 * count / most) if most else 0
    return Markdown(f'<span class="bar" style="--share:{share}%"></span>')


def topic_pages(printer: Printer) -> Iterator[Page]:
    """The index, each topic, and the papers without one."""
    yield _index(printer)
    for topic in printer.catalogue.topics:
        yield from _topic(printer, topic)
    yield from _unsorted(printer)


def _index(printer: Printer) -> Page:
    source = paths.TOPICS
    body = printer.print(
        "topics.md",
        areas=areas(printer, source),
        unsorted=printer.link(source, paths.topic(UNSORTED), "Unsorted"),
        unsorted_count=len(printer.catalogue.unsorted),
    )
    description = f"{words.counted(len(printer.catalogue.topics), 'topic')} in which the papers of this list are grouped, by area."
    return Page(source, front_matter({"title": "Topics", "description": description, "template": "list.html", "outline": printer.outline}) + body)


def _topic(printer: Printer, topic: Topic) -> Iterator[Page]:
    catalogue = printer.catalogue
    papers = catalogue.by_topic[topic.slug]
    start = tuple(catalogue.by_slug[slug.value] for slug in topic.start_here if slug.value in catalogue.by_slug)
    yield from listed(
        printer, paths.topic(topic.slug), topic.title, topic.scope, papers, start=start, topic=topic.slug, area=topic.area.value
    )


def _unsorted(printer: Printer) -> Iterator[Page]:
    lead = "Papers that no topic's rules match yet. Each is waiting for a curator to give it a topic, or for a rule to be widened."
    yield from listed(printer, paths.topic(UNSORTED), "Unsorted", lead, printer.catalogue.unsorted)


def listed(
    printer: Printer,
    source: str,
    title: str,
    lead: str,
    papers: Sequence[Paper],
    *,
    start: Sequence[Paper] = (),
    topic: str | None = None,
    area: str | None = None,
) -> Iterator[Page]:
    """A list of papers by year, newest first, in as many pages as it takes."""
    listing = cut(papers)
    years = [(str(year), printer.cards(source, of_year, topic=topic)) for year, of_year in by_year(listing.shown)]
    body = printer.print(
        "topic.md",
        title=title,
        lead=lead,
        count=words.counted(len(papers), "paper"),
        start=printer.cards(source, start, is_ordered=True) if start else None,
        years=years,
        parts=[
            (printer.link(source, paths.part(source, part.name), part.title), len(part.papers)) for part in listing.parts
        ],
        up=None,
    )
    front = front_matter(
        {"title": title, "description": lead, "template": "list.html", "outline": printer.outline, "topic": topic, "area": area, "papers": len(papers)}
    )
    yield Page(source, front + body)
    for part in listing.parts:
        path = paths.part(source, part.name)
        heading = f"{title}: {part.title}"
        body = printer.print(
            "topic.md",
            title=heading,
            lead=lead,
            count=words.counted(len(part.papers), "paper"),
            start=None,
            years=[(None, printer.cards(path, part.papers, topic=topic))],
            parts=[],
            up=printer.link(path, source, escape(title)),
        )
        front = front_matter(
            {"title": heading, "description": f"{heading}. {lead}", "template": "list.html", "outline": printer.outline, "topic": topic, "area": area, "papers": len(part.papers)}
        )
        yield Page(path, front + body)
