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
        ranked = sorted(self.totals, key=lambda pair: (pair[0].threshold - pair[1], pair[0].slug))
        given = [pair for pair in ranked if pair[1] >= pair[0].threshold]
        if not given and not is_sorted:
            given = [pair for pair in ranked[:1] if 100 * pair[1] >= NEAREST * pair[0].threshold]
        return [LearnedTopic(words, total, self._strongest(words)) for words, total in given]

    def contradicted(self) -> frozenset[Slug]:
        """The topics that the words speak against, whatever rules say."""
        return frozenset(words.slug for words, total in self.totals if total < words.threshold - CONTRADICTION)

    def _strongest(self, words: TopicWords) -> tuple[str, ...]:
        return tuple(word.word for word in weighed_words(words, self.presence)[:4] if word.points > 0)


class LearnedWords:
    """The words of all topics, ready for many papers."""

    def __init__(self, learned: Sequence[TopicWords]) -> None:
        self._topics = learned
        uses: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for position, topic in enumerate(learned):
            for word, weight in topic.words.items():
                uses[word].append((position, weight))
        self._uses = dict(uses)

    def of(self, title: SearchText, abstract: SearchText) -> PaperWords:
        """What the words of a paper say."""
        if not self._topics:
            return PaperWords({}, ())
        known = term_presence(title.blanked.lower().split(), abstract.blanked.lower().split())
        presence = {word: known[word] for word in self._uses.keys() & known.keys()}
        totals = [0] * len(self._topics)
        for word, times in presence.items():
            for position, weight in self._uses[word]:
                totals[position] += weight * times
        return PaperWords(presence, tuple(zip(self._topics, totals, strict=True)))


def weighed_words(words: TopicWords, presence: Mapping[str, int]) -> list[WeighedWord]:
    """What each word of a paper adds to the total of a topic, the weightiest first."""
    weighed = [WeighedWord(word, words.words[word], presence[word]) for word in words.words.keys() & presence.keys()]
    return sorted(weighed, key=lambda word: (-word.points, word.word))


def weighed_in(words: TopicWords, title: str, abstract: str) -> list[WeighedWord]:
    """The same for a paper of this title and this abstract."""
    texts = (SearchText.of(text).blanked.lower().split() for text in (title, abstract))
    return weighed_words(words, term_presence(*texts))
