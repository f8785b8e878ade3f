"""The page for curators of topics: how the topics stand, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue.trends.topic_drift import (
    CoincidingTopics,
    CrowdedTopic,
    MonthOfSorting,
    RisingWord,
    TopicDrift,
    topic_drift,
)
from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Bullet, Heading, LineList, Paragraph, with_code
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording

_TITLE = "How the topics stand"
_DESCRIPTION = "For curators: what is not sorted, which words rise there, and which topics have grown too large."
_LEAD = (
    "Topics age: new subjects have no rules yet, and old ones grow until they tell papers apart no longer. This page"
    " shows where to look. `papershelf suggest` lists the papers themselves."
)
_NOTHING = "Nothing stands out."


@dataclass(frozen=True)
class SortingView(View):
    """How the topics stand."""

    drift: TopicDrift

    def blocks(self) -> Iterator[Block]:
        """Its parts, each with what it means."""
        yield Heading(1, _TITLE)
        yield Paragraph(with_code(_LEAD), "lead")
        for title, meaning, lines in drift_in_words(self.drift):
            yield Heading(2, title)
            yield Paragraph(with_code(meaning))
            yield LineList(tuple(Bullet(line) for line in lines or (_NOTHING,)))


def drift_in_words(drift: TopicDrift) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each part of a drift: its title, what it means, and its lines."""
    yield (
        "Unsorted papers, by month",
        "Papers without a topic, and papers that learned words alone gave theirs. A rising share calls for new rules.",
        tuple(map(_month, drift.months)),
    )
    yield (
        "Rising words among them",
        "Words that these papers of the last three months have more often than earlier ones: topics or rules to come.",
        tuple(map(_rising, drift.rising)),
    )
    yield (
        "Crowded topics",
        "Topics that more than 8% of the papers of the last half-year have. Consider splitting them.",
        tuple(map(_crowded, drift.crowded)),
    )
    yield (
        "Topics that mostly coincide",
        "More than 60% of the papers of the smaller are also in the larger. Consider merging or narrowing them.",
        tuple(map(_coinciding, drift.coinciding)),
    )


def _month(month: MonthOfSorting) -> str:
    papers = wording.counted(month.papers, "paper")
    unsorted = f"{month.unsorted:,} unsorted ({wording.per_cent(month.unsorted, month.papers)})"
    return f"{wording.month(month.first)}: {papers}, {unsorted}, {month.weak:,} by learned words alone"


def _rising(word: RisingWord) -> str:
    return f"“{word.word}”: {wording.counted(word.recent, 'recent paper')}, {word.earlier:,} before"


def _crowded(topic: CrowdedTopic) -> str:
    return f"{topic.topic}: {wording.counted(topic.papers, 'paper')}, {wording.per_cent(topic.papers, topic.of)}"


def _coinciding(pair: CoincidingTopics) -> str:
    share = wording.per_cent(pair.shared, pair.of)
    return f"{pair.smaller} and {pair.larger}: {wording.counted(pair.shared, 'paper')} in both, {share} of the former"


def sorting_page(builder: ViewBuilder) -> Page:
    """The page at ``/about/topics/``."""
    drift = topic_drift(builder.catalogue, builder.cache)
    return Page(paths.SORTING, PageHead(_TITLE, _DESCRIPTION), SortingView(drift))
