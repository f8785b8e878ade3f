"""One training: all topics of a list, each with its words and how well these do on papers that were kept back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.topics.learned_words import LearnedWords
from generator.catalogue.topics.phrase_finder import SearchText
from generator.curator.learning.example_spread import example_words
from generator.curator.learning.learned_files import Basis
from generator.curator.learning.term_matrix import term_matrix
from generator.curator.learning.training_papers import TrainingPaper, topics_with_examples
from generator.curator.learning.word_training import TrainedWords, train
from generator.model.catalogue import Catalogue
from generator.model.curation import Topic, TopicWords
from generator.model.identity import Slug
from generator.model.problem import Place

KEPT_BACK = 5
"""One of so many papers is kept back to measure the words with."""
FEWEST_TO_MEASURE = 500
"""With fewer papers, all are needed to learn from."""


@dataclass(frozen=True, slots=True)
class LearnedList:
    """What a training learned."""

    words: Mapping[Slug, TrainedWords]
    basis: Mapping[Slug, Basis]


def learn_topics(catalogue: Catalogue, papers: Sequence[TrainingPaper]) -> LearnedList:
    """The words of all topics. Raises ``ModuleNotFoundError`` without scikit-learn, where rules are learned from."""
    words = _trained(catalogue, papers)
    measured = _measured(catalogue, papers) if len(papers) >= FEWEST_TO_MEASURE else {}
    basis = {topic: _basis(topic, papers, measured.get(topic)) for topic in words}
    return LearnedList(words, basis)


def _trained(catalogue: Catalogue, papers: Sequence[TrainingPaper]) -> dict[Slug, TrainedWords]:
    matrix = term_matrix((paper.title, paper.abstract) for paper in papers)
    by_examples = topics_with_examples(catalogue.topics)
    trained = {
        topic.slug: words
        for topic in catalogue.topics
        if topic.slug not in by_examples and (words := train(papers, matrix, topic.slug))
    }
    return trained | _by_examples([catalogue.topic[slug] for slug in by_examples], papers)


def _by_examples(topics: Sequence[Topic], papers: Sequence[TrainingPaper]) -> dict[Slug, TrainedWords]:
    """What a topic says of itself is one more example."""
    own = {topic.slug for topic in topics}
    matrix = term_matrix(
        [*((paper.title, paper.abstract) for paper in papers), *((topic.title, topic.scope) for topic in topics)]
    )
    examples = {
        topic.slug: frozenset(at for at, paper in enumerate(papers) if topic.slug in paper.topics)
        | {len(papers) + number}
        for number, topic in enumerate(topics)
    }
    others = frozenset(at for at, paper in enumerate(papers) if paper.topics and not paper.topics & own)
    return example_words(matrix, examples, others)


def _measured(catalogue: Catalogue, papers: Sequence[TrainingPaper]) -> dict[Slug, tuple[int, int]]:
    """For each topic the percentage found, and right, of papers that another training never saw."""
    back = [paper for paper in papers if _is_kept_back(paper)]
    trained = _trained(catalogue, [paper for paper in papers if not _is_kept_back(paper)])
    place = Place("learned")
    scorer = LearnedWords(
        [TopicWords(topic, place, "", words.threshold, words.words) for topic, words in sorted(trained.items())]
    )
    given = [_topics(scorer, paper) for paper in back]
    return {topic: _quality(topic, back, given) for topic in trained}


def _is_kept_back(paper: TrainingPaper) -> bool:
    return hashlib.sha256(paper.title.encode()).digest()[0] % KEPT_BACK == 0


def _topics(scorer: LearnedWords, paper: TrainingPaper) -> frozenset[Slug]:
    title, abstract = SearchText.of(paper.title), SearchText.of(paper.abstract)
    return frozenset(topic.words.slug for topic in scorer.of(title, abstract).given(is_sorted=True))


def _quality(topic: Slug, back: Iterable[TrainingPaper], given: Iterable[frozenset[Slug]]) -> tuple[int, int]:
    pairs = [(topic in paper.topics, topic in topics) for paper, topics in zip(back, given, strict=True)]
    both = sum(has and gets for has, gets in pairs)
    have, get = sum(has for has, _ in pairs), sum(gets for _, gets in pairs)
    return round(100 * both / max(1, have)), round(100 * both / max(1, get))


def _basis(topic: Slug, papers: Sequence[TrainingPaper], measured: tuple[int, int] | None) -> Basis:
    count = sum(topic in paper.topics for paper in papers)
    return Basis(count, len(papers), *(measured or (None, None)))
