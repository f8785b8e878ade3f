"""How the topics stand: what is not sorted, month by month, and which topics no longer tell papers apart.

A paper is weakly sorted when learned words alone gave it its topics. A word rises among unsorted and weakly sorted
papers when more of the recent ones have it than the earlier ones would lead one to expect.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, combinations, compress, pairwise
from operator import and_

from generator.catalogue.topics.phrase_finder import SearchText
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.storage.cache import Cache, fingerprint
from generator.text.lexicon import is_stop_word

MONTHS_SHOWN = 12
CROWDED = 0.08
"""Share of the recent papers above which a topic should be split."""
COINCIDING = 0.6
"""Share of the smaller of two topics that is also in the other, above which they mostly coincide."""
FEWEST_SHARED = 10
_RECENT = timedelta(days=180)
_RISING = timedelta(days=90)
_FEWEST_RISING = 3
_MOST_RISING = 12
_SIGNIFICANT = 2.5


@dataclass(frozen=True, slots=True)
class MonthOfSorting:
    """How many of the papers first listed in a month were sorted, and how."""

    first: date
    """Its first day."""
    papers: int
    unsorted: int
    weak: int
    """Sorted by learned words alone."""


@dataclass(frozen=True, slots=True)
class RisingWord:
    """A word that more of the recent unsorted or weakly sorted papers have than one would expect."""

    word: str
    recent: int
    earlier: int


@dataclass(frozen=True, slots=True)
class CrowdedTopic:
    """A topic that many of the recent papers have."""

    topic: str
    papers: int
    of: int


@dataclass(frozen=True, slots=True)
class CoincidingTopics:
    """Two topics that share most papers of the smaller one."""

    smaller: str
    larger: str
    shared: int
    of: int
    """Papers of the smaller one."""


@dataclass(frozen=True, slots=True)
class TopicDrift:
    """What a curator of topics looks at. The recent papers are those of the last half-year before the newest digest."""

    months: tuple[MonthOfSorting, ...]
    """Newest first."""
    rising: tuple[RisingWord, ...]
    crowded: tuple[CrowdedTopic, ...]
    coinciding: tuple[CoincidingTopics, ...]


def topic_drift(catalogue: Catalogue, cache: Cache | None = None) -> TopicDrift:
    """How the topics of a list stand. The cache only saves time."""
    newest = max((_listed(paper) for paper in catalogue.papers), default=date.min)
    recent = [paper for paper in catalogue.papers if newest - _listed(paper) < _RECENT]
    return TopicDrift(
        tuple(_months(catalogue.papers)),
        _rising(catalogue.papers, newest, cache or Cache()),
        tuple(_crowded(recent)),
        tuple(_coinciding(catalogue)),
    )


def is_weakly_sorted(paper: Paper) -> bool:
    """Did learned words alone give a paper its topics?"""
    reasons = [reason for assignment in paper.topics for reason in assignment.reasons]
    return bool(reasons) and all(reason.total is not None for reason in reasons)


def _listed(paper: Paper) -> date:
    return paper.appearances[0].date


def _months(papers: Iterable[Paper]) -> Iterator[MonthOfSorting]:
    counts: dict[date, Counter[str]] = {}
    for paper in papers:
        count = counts.setdefault(_listed(paper).replace(day=1), Counter())
        count["papers"] += 1
        count["unsorted"] += paper.is_unsorted
        count["weak"] += is_weakly_sorted(paper)
    for first in sorted(counts, reverse=True)[:MONTHS_SHOWN]:
        yield MonthOfSorting(first, counts[first]["papers"], counts[first]["unsorted"], counts[first]["weak"])


def _rising(papers: Iterable[Paper], newest: date, cache: Cache) -> tuple[RisingWord, ...]:
    recent: list[str] = []
    earlier: list[str] = []
    for paper in papers:
        if paper.is_unsorted or is_weakly_sorted(paper):
            (recent if newest - _listed(paper) < _RISING else earlier).append(paper.plain)
    key = fingerprint(str(len(recent)), *recent, *earlier)
    return cache.get_or_compute(key, partial(_rising_words, recent, earlier))


def _rising_words(recent_texts: Sequence[str], earlier_texts: Sequence[str]) -> tuple[RisingWord, ...]:
    recent, earlier = list(map(_words, recent_texts)), list(map(_words, earlier_texts))
    # Few of all words are frequent enough to rise, and the words of a pair that rises are.
    often = frozenset(word for word in _frequent(recent) if len(word) > 2 and not is_stop_word(word))
    counts, before = _counts(recent, often), _counts(earlier, often)
    ranked = sorted((-_surplus(count, len(recent), before[word], len(earlier)), word) for word, count in counts.items())
    return tuple(
        RisingWord(word, counts[word], before[word])
        for surplus, word in ranked[:_MOST_RISING]
        if -surplus >= _SIGNIFICANT
    )


def _words(text: str) -> list[str]:
    """The words of a paper, in their order."""
    return SearchText.of(text).blanked.lower().split()


def _frequent(papers: Iterable[Sequence[str]]) -> Iterator[str]:
    """The words of enough papers."""
    for word, count in Counter(chain.from_iterable(map(set, papers))).items():
        if count >= _FEWEST_RISING:
            yield word


def _counts(papers: Iterable[Sequence[str]], often: frozenset[str]) -> Counter[str]:
    """How many papers have each of these words, and each pair of them that are neighbours."""
    counts = Counter[str]()
    for words in papers:
        counts.update(often.intersection(words))
        are_often = [word in often for word in words]
        together = compress(pairwise(words), map(and_, are_often, are_often[1:]))
        counts.update({f"{first} {second}" for first, second in together})
    return counts


def _surplus(recent: int, of_recent: int, earlier: int, of_earlier: int) -> float:
    """Standard deviations by which recent papers have a word more often than earlier ones."""
    if recent < _FEWEST_RISING or not of_earlier:
        return 0.0
    share = (recent + earlier) / (of_recent + of_earlier)
    expected = of_recent * share
    return round((recent - expected) / math.sqrt(expected * (1 - share) + 0.5), 6)


def _crowded(recent: Sequence[Paper]) -> Iterator[CrowdedTopic]:
    counts = Counter(assignment.topic for paper in recent for assignment in paper.topics)
    for topic, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        if count > CROWDED * len(recent) and count >= FEWEST_SHARED:
            yield CrowdedTopic(topic, count, len(recent))


def _coinciding(catalogue: Catalogue) -> Iterator[CoincidingTopics]:
    shared: Counter[tuple[str, str]] = Counter()
    sizes: Counter[str] = Counter()
    for paper in catalogue.papers:
        topics = sorted(assignment.topic for assignment in paper.topics)
        sizes.update(topics)
        shared.update(combinations(topics, 2))
    for pair, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        smaller, larger = sorted(pair, key=lambda topic: (sizes[topic], topic))
        if count >= FEWEST_SHARED and count > COINCIDING * sizes[smaller]:
            yield CoincidingTopics(smaller, larger, count, sizes[smaller])
