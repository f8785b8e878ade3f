"""How the topics of a list stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from support.builders import paper, topic

from generator.catalogue.trends.topic_drift import (
    CoincidingTopics,
    CrowdedTopic,
    MonthOfSorting,
    RisingWord,
    topic_drift,
)
from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.identity import Slug
from generator.model.paper import Appearance, Assignment, Paper, Reason
from generator.model.problem import Place

SITE = Site("Shelf", "A shelf.", ())
LEARNED = Reason(Place("learned/x.yml"), ("purrs",), total=12)
BY_RULE = Reason(Place("topics/x.yml", 3), ("cat",))


def listed(number: int, day: str, text: str = "Nothing", topics: Iterable[str] = (), reason: Reason = BY_RULE) -> Paper:
    """A paper in the digest of a day."""
    return replace(
        paper(f"{text} {number}", slug=f"paper-{number:03}"),
        appearances=(Appearance(Slug(day), date.fromisoformat(day), number, Place(f"digests/{day}.txt")),),
        topics=tuple(Assignment(Slug(slug), (reason,)) for slug in topics),
    )


def catalogue(papers: Iterable[Paper]) -> Catalogue:
    known = tuple(papers)
    slugs = sorted({assignment.topic for one in known for assignment in one.topics})
    return Catalogue(SITE, (), known, tuple(map(topic, slugs)))


def test_each_month_says_how_many_papers_are_sorted_and_how() -> None:
    papers = [
        listed(1, "2025-01-05"),
        listed(2, "2025-01-31", topics=["cats"], reason=LEARNED),
        listed(3, "2025-02-01", topics=["cats"]),
    ]
    assert topic_drift(catalogue(papers)).months == (
        MonthOfSorting(date(2025, 2, 1), 1, 0, 0),
        MonthOfSorting(date(2025, 1, 1), 2, 1, 1),
    )


def test_words_and_pairs_rise_among_doubtful_papers_only() -> None:
    papers = [
        *(listed(number, "2024-01-05", "Old owls") for number in range(40)),
        *(listed(number, "2025-01-05", "Purring engines and old owls") for number in range(40, 60)),
        *(listed(number, "2025-01-05", "Barking", topics=["dogs"]) for number in range(60, 80)),
        *(listed(number, "2025-01-05", "Mewing", topics=["cats"], reason=LEARNED) for number in range(80, 90)),
    ]
    rising = topic_drift(catalogue(papers)).rising
    assert [word for word in rising if word.word in {"purring", "engines", "purring engines"}] == [
        RisingWord("engines", 20, 0), RisingWord("purring", 20, 0), RisingWord("purring engines", 20, 0),
    ]  # fmt: skip
    words = {word.word for word in rising}
    assert "mewing" in words
    assert words.isdisjoint({"barking", "owls", "old owls", "and", "engines and"})


def test_nothing_rises_without_papers_before() -> None:
    assert topic_drift(catalogue([listed(number, "2025-01-05", "Cats") for number in range(30)])).rising == ()
    assert topic_drift(catalogue([])).months == ()


def test_a_topic_of_a_twelfth_of_the_recent_papers_is_crowded() -> None:
    papers = [
        *(listed(number, "2025-01-05", topics=["cats"]) for number in range(10)),
        *(listed(number, "2025-01-05") for number in range(10, 100)),
        # Of these, nobody need think any more.
        *(listed(number, "2024-01-05", topics=["dogs"]) for number in range(100, 200)),
    ]
    assert topic_drift(catalogue(papers)).crowded == (CrowdedTopic("cats", 10, 100),)


def test_topics_coincide_when_most_of_the_smaller_is_in_the_larger() -> None:
    papers = [
        *(listed(number, "2025-01-05", topics=["cats", "pets"]) for number in range(12)),
        *(listed(number, "2025-01-05", topics=["pets"]) for number in range(12, 40)),
        *(listed(number, "2025-01-05", topics=["cats"]) for number in range(40, 44)),
        *(listed(number, "2025-01-05", topics=["dogs"]) for number in range(44, 60)),
    ]
    assert topic_drift(catalogue(papers)).coinciding == (CoincidingTopics("cats", "pets", 12, 16),)
