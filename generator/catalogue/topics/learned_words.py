"""Topics by learned words: how much the words of a paper say for each topic, in whole numbers.

A file ``learned/SLUG.yml`` has the words of a topic with their weights (see ``curator.learning`` for where they
come from). A paper has the topic when the weights of its words add up to the threshold. A word or a pair of words
counts by its *presence*: once, a second time if it occurs at least twice in the abstract, a third time from four,
and twice more if it is in the title.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generator.catalogue.topics.phrase_finder import SearchText
from generator.model.curation import TopicWords
from generator.model.identity import Slug

IN_TITLE = 2
"""How often a word of the title counts, beside its occurrences in the abstract."""
NEAREST = 40
"""A paper without any topic gets the one whose threshold it misses by least, from so many percent of the threshold."""
CONTRADICTION = 36
"""A topic that rules give is withheld when the total misses its threshold by more than this, if the paper has another.
"""
_OFTEN = (2, 4)
"""Occurrences in an abstract from which a word counts once more."""


@dataclass(frozen=True, slots=True)
class WeighedWord:
    """What a word of a paper contributes to a topic."""

    word: str
    weight: int
    presence: int
    """How often the weight counts."""

    @property
    def points(self) -> int:
        """What it adds to the total of the topic."""
        return self.weight * self.presence


@dataclass(frozen=True, slots=True)
class LearnedTopic:
    """A topic that learned words give to a paper."""

    words: TopicWords
    total: int
    strongest: tuple[str, ...]
    """The words of the paper that say most for the topic, in lower case."""


def term_presence(title: Sequence[str], abstract: Sequence[str]) -> dict[str, int]:
    """The presence of each word and each pair of neighbours in a paper, given the words of both in lower case."""
    counts = Counter(abstract)
    counts.update(map(" ".join, pairwise(abstract)))
    presence = {term: 1 + sum(count >= often for often in _OFTEN) for term, count in counts.items()}
    for term in {*title, *map(" ".join, pairwise(title))}:
        presence[term] = presence.get(term, 0) + IN_TITLE
    return presence


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the learned words of a paper say."""

    presence: Mapping[str, int]
    """Of the words that any topic knows."""
    totals: Sequence[tuple[TopicWords, int]]
    """For each topic the weights of the words, added up."""

    def given(self, *, is_sorted: bool) -> list[LearnedTopic]:
        """The topics that the words give, the surest first; where a paper is in none, the nearest."""
        given = [pair for pair in self.totals if pair[1] >= pair[0].threshold]
        if not given and not is_sorted:
            near = sorted(self.totals, key=_distance)[:1]
            given = [pair for pair in near if 100 * pair[1] >= NEAREST * pair[0].threshold]
        return [LearnedTopic(words, total, self._strongest(words)) for words, total in sorted(given, key=_distance)]

    def contradicted(self) -> frozenset[Slug]:
        """The topics that the words speak against, whatever rules say."""
        return frozenset(words.slug for words, total in self.totals if total < words.threshold - CONTRADICTION)

    def _strongest(self, words: TopicWords) -> tuple[str, ...]:
        return tuple(word.word for word in weighed_words(words, self.presence)[:4] if word.points > 0)


def _distance(pair: tuple[TopicWords, int]) -> tuple[int, Slug]:
    words, total = pair
    return words.threshold - total, words.slug


class LearnedWords:
    """The words of all topics, ready for many papers."""

    def __init__(self, learned: Sequence[TopicWords]) -> None:
        self._topics = learned
        self._uses = {word: row for row, word in enumerate(sorted({word for topic in learned for word in topic.words}))}
        self._weights = np.zeros((len(self._uses), len(learned)), np.int64)
        for position, topic in enumerate(learned):
            for word, weight in topic.words.items():
                self._weights[self._uses[word], position] = weight
        self._seconds: dict[str, set[str]] = defaultdict(set)
        for first, _, second in (word.partition(" ") for word in self._uses):
            if second:
                self._seconds[first].add(second)

    def of(self, title: SearchText, abstract: SearchText) -> PaperWords:
        """What the words of a paper say."""
        if not self._topics:
            return PaperWords({}, ())
        in_title = set(self._known(title.blanked.lower().split()))
        # As ``term_presence``, but only of words that are known: a paper has hundreds that are not.
        counts = Counter(self._known(abstract.blanked.lower().split()))
        presence = {term: 1 + (count >= _OFTEN[0]) + (count >= _OFTEN[1]) for term, count in counts.items()}
        for term in in_title:
            presence[term] = presence.get(term, 0) + IN_TITLE
        # Whole numbers: their sums are the same on every machine, in whatever order.
        rows = np.fromiter((self._uses[word] for word in presence), np.int64, len(presence))
        times = np.fromiter(presence.values(), np.int64, len(presence))
        totals: list[int] = (times @ self._weights[rows]).tolist()
        return PaperWords(presence, tuple(zip(self._topics, totals, strict=True)))

    def _known(self, words: Sequence[str]) -> list[str]:
        """The words and pairs of a text that any topic knows, as often as they occur."""
        uses, seconds = self._uses, self._seconds
        known = [word for word in words if word in uses]
        known += [
            f"{first} {second}" for first, second in pairwise(words) if first in seconds and second in seconds[first]
        ]
        return known


def weighed_words(words: TopicWords, presence: Mapping[str, int]) -> list[WeighedWord]:
    """What each word of a paper adds to the total of a topic, the weightiest first."""
    weighed = [WeighedWord(word, words.words[word], presence[word]) for word in words.words.keys() & presence.keys()]
    return sorted(weighed, key=lambda word: (-word.points, word.word))


def weighed_in(words: TopicWords, title: str, abstract: str) -> list[WeighedWord]:
    """The same for a paper of this title and this abstract."""
    texts = (SearchText.of(text).blanked.lower().split() for text in (title, abstract))
    return weighed_words(words, term_presence(*texts))
