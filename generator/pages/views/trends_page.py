"""The page of trends: how the list changes, in charts, in sentences and in numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.trends.list_trends import LEAST_PAPERS, Group, Trends, changed
from generator.catalogue.trends.significance import Change
from generator.catalogue.trends.timeline import FEW_PAPERS, Timeline
from generator.pages.components.charts import (
    Bars,
    Chart,
    Figure,
    FoldedTable,
    Panel,
    PanelList,
    PaperRanking,
    SmallPlot,
    UnfinishedKey,
    WordRanking,
)
from generator.pages.components.outline import hue_of
from generator.pages.components.trend_tables import STEPS, Table, Tables, tables_of
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, DrawnRow, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.pages.views import trend_sentences as sentences
from generator.pages.views.trend_rankings import ranked_papers, ranked_words
from generator.text import wording

_MOST_TOPICS = 12
"""Topics that are drawn under one heading."""
_LEAST_TOP = 10
"""Papers at the full height of a topic's charts: less would make much of one paper."""
_DESCRIPTION = "How this list is changing: what is rising and what is falling."


@dataclass(frozen=True, slots=True)
class TopicPanels:
    """Topics under a heading: what has become more, less, or neither."""

    slug: str
    title: str
    panels: PanelList


@dataclass(frozen=True)
class TrendsBody(View):
    """What there is to say when there are papers."""

    compared: str
    unfinished: UnfinishedKey | None
    """What a hatched bar means, if any chart has one."""
    published: Figure
    listed: Figure
    areas_finding: str | None
    areas_note: str
    areas: PanelList
    areas_numbers: FoldedTable
    topics_finding: str | None
    topics_note: str
    topics: tuple[TopicPanels, ...]
    topics_left: str | None
    topics_numbers: tuple[FoldedTable, ...]
    words_note: str
    words: WordRanking | None
    noticed_title: str
    noticed_note: str
    noticed: PaperRanking | None

    def blocks(self) -> Iterator[Block]:
        """Each chart with what it shows, and what is counted."""
        yield Paragraph(self.compared, "facts")
        if self.unfinished:
            yield self.unfinished
        yield Heading(2, "Papers over time", id="papers")
        yield DrawnRow("two", (self.published, self.listed))
        yield Heading(2, "Areas", id="areas")
        if self.areas_finding:
            yield Paragraph(self.areas_finding)
        yield Paragraph(self.areas_note, "facts")
        yield self.areas
        yield self.areas_numbers
        yield Heading(2, "Rising and falling topics", id="topics")
        if self.topics_finding:
            yield Paragraph(self.topics_finding)
        if self.topics:
            yield Paragraph(self.topics_note, "facts")
        for group in self.topics:
            yield Heading(3, group.title, id=f"topics-{group.slug}")
            yield group.panels
        if self.topics_left:
            yield Paragraph(self.topics_left, "facts")
        yield from self.topics_numbers
        yield Heading(2, "Newly frequent words", id="words")
        yield Paragraph(self.words_note, "facts")
        if self.words:
            yield self.words
        if self.noticed:
            yield Heading(2, self.noticed_title, id="comments")
            yield Paragraph(self.noticed_note, "facts")
            yield self.noticed


@dataclass(frozen=True)
class TrendsView(View):
    """The page of trends."""

    trends: TrendsBody | None

    def blocks(self) -> Iterator[Block]:
        """What the page is about, and the rest if there are papers."""
        yield Heading(1, "Trends")
        yield Paragraph(
            "How this list is changing: what is rising and what is falling. A list is a selection, so this shows what"
            " was picked, not what is being published everywhere.",
            "lead",
        )
        if self.trends:
            yield from self.trends.blocks()
        else:
            yield Paragraph("There are no papers yet.")


def trends_page(builder: ViewBuilder, trends: Trends | None) -> Page:
    """The page. It changes with every digest, and no other page depends on it."""
    view = TrendsView(_body(builder, trends) if trends else None)
    return Page(paths.TRENDS, builder.head("Trends", _DESCRIPTION, "trends.html"), view)


def _body(builder: ViewBuilder, trends: Trends) -> TrendsBody:
    tables = tables_of(trends)
    top = _top_share(trends)
    groups = _sorted_topics(trends)
    return TrendsBody(
        compared=sentences.compared(trends),
        unfinished=_unfinished(trends),
        published=_published(trends, tables),
        listed=_listed(trends, tables),
        areas_finding=sentences.change_finding(trends.areas, "area", "areas"),
        areas_note=sentences.areas_note(trends, top),
        areas=PanelList(tuple(_area_panel(builder, trends, area, top) for area in trends.areas)),
        areas_numbers=FoldedTable(tables.areas),
        topics_finding=sentences.change_finding(trends.topics, "topic", "topics"),
        topics_note=sentences.topics_note(trends, _LEAST_TOP),
        topics=tuple(
            TopicPanels(slug, title, PanelList(tuple(_topic_panel(builder, trends, topic) for topic in topics)))
            for slug, title, topics in groups
        ),
        topics_left=_topics_left(len(trends.topics) - sum(len(topics) for _, _, topics in groups)),
        topics_numbers=_topics_numbers(trends, tables),
        words_note=sentences.words_note(trends),
        words=ranked_words(trends.vocabulary, tables.words),
        noticed_title=sentences.noticed_title(trends.noticed.by) if trends.noticed else "",
        noticed_note=sentences.noticed_note(trends),
        noticed=ranked_papers(trends.noticed, tables.noticed) if trends.noticed else None,
    )


def _unfinished(trends: Trends) -> UnfinishedKey | None:
    lines = (trends.published, trends.listed, trends.small_published, trends.small_listed)
    text = wording.unfinished(trends.newest)
    return UnfinishedKey(text) if any(line.is_unfinished(trends.newest) for line in lines) else None


# --- papers over time ------------------------------------------------------------------------


def _published(trends: Trends, tables: Tables) -> Figure:
    line = trends.published
    # Every month is a month in which papers could be published.
    bases = tuple(1 for _ in line.periods)
    title = f"Papers by {STEPS[line.step]} of publication"
    return _figure("published", title, sentences.published_finding(trends), trends, line, bases, tables.published)


def _listed(trends: Trends, tables: Tables) -> Figure:
    line = trends.listed
    title = f"Papers by {STEPS[line.step]} of digest"
    return _figure("listed", title, sentences.listed_finding(trends), trends, line, trends.digests, tables.listed)


def _figure(
    name: str, title: str, finding: str, trends: Trends, line: Timeline, bases: tuple[int, ...], table: Table
) -> Figure:
    bars = Bars(line.totals, bases, max(1, *line.totals), is_unfinished=line.is_unfinished(trends.newest))
    return Figure(title, finding, Chart(f"by-{name}", f"by-{name}-finding", bars, line.periods), FoldedTable(table))


# --- areas and topics ------------------------------------------------------------------------


def _top_share(trends: Trends) -> int:
    """The full height of the charts of areas, in per cent."""
    totals = trends.small_published.totals
    shares = (
        100 * count / of for group in trends.areas for count, of in zip(group.published, totals, strict=True) if of
    )
    return min(100, nice(max(shares, default=100)))


def _area_panel(builder: ViewBuilder, trends: Trends, area: Group, top: int) -> Panel:
    line = trends.small_published
    shares = (100 * count / of if of else 0 for count, of in zip(area.published, line.totals, strict=True))
    bars = Bars(tuple(shares), line.totals, top, FEW_PAPERS, line.is_unfinished(trends.newest))
    plot = _small_plot(line, bars, f"{top}%")
    return Panel(
        area.title,
        paths.TOPICS,
        f"#{area.slug}",
        wording.counted(area.papers, "paper"),
        hue_of(builder.catalogue, area.area),
        (plot,),
        _now_and_before(area.change),
    )


def _sorted_topics(trends: Trends) -> list[tuple[str, str, tuple[Group, ...]]]:
    """The topics that are drawn, under headings with their ids: what has become more, less, and neither."""
    more, less = changed(trends.topics)
    known = {group.slug for group in (*more, *less)}
    others = tuple(group for group in trends.topics if group.slug not in known and group.papers >= LEAST_PAPERS)
    rest = "No clear change" if more or less else "The largest"
    named = (("more", "More than before", more), ("less", "Less than before", less), ("others", rest, others))
    return [(slug, title, groups[:_MOST_TOPICS]) for slug, title, groups in named if groups]


def _topic_panel(builder: ViewBuilder, trends: Trends, topic: Group) -> Panel:
    return Panel(
        topic.title,
        paths.topic(topic.slug),
        "",
        wording.counted(topic.papers, "paper"),
        hue_of(builder.catalogue, topic.area),
        _topic_plots(topic, trends),
        _now_and_before(topic.change),
    )


def _topic_plots(topic: Group, trends: Trends) -> tuple[SmallPlot, ...]:
    top = max(_LEAST_TOP, *topic.published, *topic.listed)
    # Papers can be published in any period, but can be listed only where there are digests.
    always = tuple(1 for _ in topic.published)
    by_publication, by_digest = trends.small_published, trends.small_listed
    published = Bars(topic.published, always, top, is_unfinished=by_publication.is_unfinished(trends.newest))
    listed = Bars(topic.listed, trends.small_digests, top, is_unfinished=by_digest.is_unfinished(trends.newest))
    return (
        _small_plot(by_publication, published, wording.grouped(top), "published"),
        _small_plot(by_digest, listed, wording.grouped(top), "in digests"),
    )


def _topics_numbers(trends: Trends, tables: Tables) -> tuple[FoldedTable, ...]:
    by_publication = f"The numbers by {STEPS[trends.small_published.step]} of publication"
    by_digest = f"The numbers by {STEPS[trends.small_listed.step]} of digest"
    return FoldedTable(tables.topics_published, by_publication), FoldedTable(tables.topics_listed, by_digest)


def _topics_left(number: int) -> str | None:
    if not number:
        return None
    return f"{wording.counted(number, 'more topic')} {'is' if number == 1 else 'are'} only in the tables."


def _now_and_before(change: Change | None) -> tuple[str, ...]:
    if change is None:
        return ()
    parts = (("now", change.now, change.now_of), ("before", change.before, change.before_of))
    return tuple(
        f"{when} {wording.per_cent(part, of)} ({wording.grouped(part)} of {wording.grouped(of)})"
        for when, part, of in parts
    )


def _small_plot(line: Timeline, bars: Bars, *above: str) -> SmallPlot:
    """Bars with the value of their full height above, and from when to when they go below."""
    ends = (wording.period(line.periods[0]), wording.period(line.periods[-1]))
    return SmallPlot(bars, above, tuple(dict.fromkeys(ends)))


def nice(value: float) -> int:
    """A round number that is not below a value: 1, 2, 3, 4, 5, 6, 8, 10, 20 ..."""
    size = int(10 ** max(0, math.floor(math.log10(max(1.0, value)))))
    return next(step * size for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * size >= value)
