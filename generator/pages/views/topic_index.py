"""The index of topics, by area; the home page shows the same areas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalogue import UNSORTED
from generator.model.curation import Area, Topic
from generator.pages.components.list_tools import bar
from generator.pages.components.page_links import PageLink, TopicLink
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Bar, Block, Heading, Label, Paragraph, Section, Word, bullets, separated
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in an index."""

    link: TopicLink
    count: int
    bar: Bar
    """How its count compares with the largest topic's."""
    scope: str

    @property
    def line(self) -> tuple[Word, ...]:
        """How it is shown, without its scope."""
        return (self.link, " ", Label(str(self.count), "count"), " ", self.bar)


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """An area in an index, with its topics."""

    slug: str
    title: str
    topics: tuple[TopicLine, ...]
    """Those that have papers."""
    waiting: tuple[TopicLink, ...]
    """Those that have none yet."""

    def blocks(self) -> Iterator[Block]:
        """What the index of topics shows of it."""
        yield Heading(2, self.title, id=self.slug, role="area")
        if self.topics:
            yield bullets((*topic.line, " ", Label(topic.scope, "scope")) for topic in self.topics)
        if self.waiting:
            yield Paragraph(("No papers yet: ", *separated(self.waiting, " ")), "waiting")


@dataclass(frozen=True)
class TopicIndexView(View):
    """All topics."""

    areas: tuple[AreaBlock, ...]
    unsorted: PageLink
    unsorted_count: int

    def blocks(self) -> Iterator[Block]:
        """Its topics, and those that wait for papers."""
        yield Heading(1, "Topics")
        yield Paragraph(
            "Human-readable rules sort the papers into topics, and each topic says why a paper is in it. A paper can"
            " have several topics.",
            "lead",
        )
        if self.areas:
            sections = (Section(tuple(area.blocks()), tag="section") for area in self.areas)
            yield Section(tuple(sections), "columns")
        if self.unsorted_count:
            yield Heading(2, "Not sorted yet", id="not-sorted-yet", role="area")
            count, scope = Label(str(self.unsorted_count), "count"), Label("Papers that no rule matches yet.", "scope")
            yield bullets([(self.unsorted, " ", count, " ", scope)])


def topic_index(builder: ViewBuilder) -> Page:
    """The page of all topics."""
    view = TopicIndexView(
        areas=areas(builder),
        unsorted=PageLink("Unsorted", paths.topic(UNSORTED)),
        unsorted_count=len(builder.catalogue.unsorted),
    )
    count = wording.counted(len(builder.catalogue.topics), "topic")
    description = f"{count} into which the papers in this list are grouped, by area."
    return Page(paths.TOPICS, builder.head("Topics", description, "wide.html"), view)


def areas(builder: ViewBuilder) -> tuple[AreaBlock, ...]:
    """Topics by area."""
    catalogue = builder.catalogue
    most = max((len(papers) for papers in catalogue.by_topic.values()), default=0)
    return tuple(_area(builder, area, most) for area in catalogue.site.areas if catalogue.topics_of(area))


def _area(builder: ViewBuilder, area: Area, most: int) -> AreaBlock:
    topics, by_topic = builder.catalogue.topics_of(area), builder.catalogue.by_topic
    lines = tuple(_line(builder, topic, most) for topic in topics if by_topic[topic.slug])
    waiting = tuple(builder.topic_link(topic.slug) for topic in topics if not by_topic[topic.slug])
    return AreaBlock(area.slug, area.title, lines, waiting)


def _line(builder: ViewBuilder, topic: Topic, most: int) -> TopicLine:
    count = len(builder.catalogue.by_topic[topic.slug])
    return TopicLine(builder.topic_link(topic.slug), count, bar(count, most, builder.hues[topic.slug]), topic.scope)
