"""What there is to learn from: papers, and how sure it is which topics they have.

A paper of the list has the topics that rules and sections give it, and those that curators add, who count more.
Of other papers, rules say which topics they have, unless somebody labelled them. What only learned words say is
not learned again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from generator.catalogue.topics.classifier import Classifier
from generator.model.catalogue import Catalogue
from generator.model.curation import PaperNotes, Topic
from generator.model.identity import Slug, TitleKey, title_key
from generator.model.paper import Paper

SURE = 5
"""How often what a person says counts, against what rules say."""


@dataclass(frozen=True, slots=True)
class LabelledTopics:
    """The topics of a paper as somebody who read it says."""

    right: frozenset[Slug]
    arguable: frozenset[Slug] = frozenset()
    """Those that it may have or not: nothing is learned from them."""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A title and an abstract to learn from."""

    title: str
    abstract: str
    labels: LabelledTopics | None = None


@dataclass(frozen=True, slots=True)
class TrainingPaper:
    """A paper with its topics."""

    title: str
    abstract: str
    topics: frozenset[Slug]
    weights: Mapping[Slug, int] = field(default_factory=dict)
    """How often it counts for a topic, or against it; once where nothing is said."""


def training_papers(
    catalogue: Catalogue, notes: Iterable[PaperNotes], others: Sequence[ReadPaper]
) -> tuple[TrainingPaper, ...]:
    """All papers to learn from, each once, in an order that does not depend on where they came from."""
    classifier = Classifier(catalogue.topics)
    removed = {one.slug: frozenset(topic.value for topic in one.topics.remove) for one in notes}
    papers: dict[TitleKey, TrainingPaper] = {}
    for other in others:
        papers.setdefault(title_key(other.title), _of_other(other, classifier))
    for paper in catalogue.papers:
        papers[title_key(paper.title.plain)] = _of_list(paper, removed.get(paper.slug, frozenset()))
    known = {topic.slug for topic in catalogue.topics}
    labelled = [other for other in others if other.labels]
    for other in labelled:
        papers[title_key(other.title)] = _labelled(other, known)
    return tuple(papers[key] for key in sorted(papers))


def _of_list(paper: Paper, removed: frozenset[Slug]) -> TrainingPaper:
    reasons = {given.topic: [reason for reason in given.reasons if reason.total is None] for given in paper.topics}
    topics = frozenset(topic for topic, sure in reasons.items() if sure)
    by_hand = {topic for topic, sure in reasons.items() if any(not one.words and not one.section for one in sure)}
    abstract = "\n".join(paragraph.plain for paragraph in paper.abstract)
    return TrainingPaper(paper.title.plain, abstract, topics, dict.fromkeys(sorted(by_hand | removed), SURE))


def _of_other(other: ReadPaper, classifier: Classifier) -> TrainingPaper:
    given = classifier.classify(other.title, other.abstract).topics
    return TrainingPaper(other.title, other.abstract, frozenset(assignment.topic for assignment in given))


def _labelled(other: ReadPaper, known: Set[Slug]) -> TrainingPaper:
    assert other.labels
    weights = {topic: 0 if topic in other.labels.arguable else SURE for topic in sorted(known)}
    return TrainingPaper(other.title, other.abstract, other.labels.right & known, weights)


def topics_with_examples(topics: Iterable[Topic]) -> tuple[Slug, ...]:
    """The topics that are known by examples alone."""
    return tuple(topic.slug for topic in topics if topic.examples and not topic.rules)
