"""Gives all papers their topics: by rules and by the sections of lists, then as curators add and remove them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.catalogue.topics.classifier import Classifier
from generator.catalogue.topics.sections import SectionMap
from generator.model.curation import PaperNotes, Topic, TopicChanges, TopicWords
from generator.model.identity import Slug
from generator.model.paper import Assignment, Paper, Reason
from generator.model.problem import Located, Place
from generator.storage.cache import Cache, fingerprint


@dataclass(frozen=True, slots=True)
class TopicAssignments:
    """All papers with their topics, and how the rules did."""

    papers: tuple[Paper, ...]
    matches: Mapping[Place, int]
    """How many papers each rule matches; rules that match none are left out."""
    by_rules: Mapping[Slug, frozenset[Slug]]
    """The topics that rules and sections alone give to the papers whose topics a curator changed."""


def assign_topics(
    papers: Iterable[Paper],
    topics: Sequence[Topic],
    paper_notes: Iterable[PaperNotes],
    cache: Cache,
    sections: Mapping[str, Located[Slug]] = MappingProxyType({}),
    learned: Sequence[TopicWords] = (),
) -> TopicAssignments:
    """The papers with their topics. The cache only saves time."""
    known = {topic.slug for topic in topics}
    # Words of a topic that does not exist say nothing.
    learned = [words for words in learned if words.slug in known]
    rules = fingerprint("topics", repr([(topic.slug, topic.rules) for topic in topics]), repr(learned))
    changes = {notes.slug: notes.topics for notes in paper_notes if notes.topics != TopicChanges()}
    examples = _examples(topics)
    section_map = SectionMap.of(sections, known)
    assigned: list[Paper] = []
    matches: Counter[tuple[int, int]] = Counter()
    by_rules: dict[Slug, frozenset[Slug]] = {}
    every = list(papers)
    texts = [(paper.title.plain, "\n".join(paragraph.plain for paragraph in paper.abstract)) for paper in every]
    keys = [fingerprint(rules, *text) for text in texts]
    for paper, verdict in zip(every, cache.map(Classifier(topics, learned).verdict, texts, keys), strict=True):
        matches.update(verdict.matched)
        given = section_map.joined(paper, verdict.topics)
        if paper.slug in examples:
            given = _joined(examples[paper.slug], given)
        withheld: tuple[Located[Slug], ...] = ()
        if paper.slug in changes:
            withheld = changes[paper.slug].remove
            by_rules[paper.slug] = frozenset(assignment.topic for assignment in given)
            given = _changed(given, changes[paper.slug], known)
        assigned.append(replace(paper, topics=given, withheld=withheld))
    tally = {topics[position].rules[number].place: count for (position, number), count in matches.items()}
    return TopicAssignments(tuple(assigned), tally, by_rules)


def _examples(topics: Iterable[Topic]) -> Mapping[Slug, Sequence[Assignment]]:
    """The topics of the papers that are examples of one."""
    examples: dict[Slug, list[Assignment]] = defaultdict(list)
    for topic in topics:
        for slug in topic.examples:
            examples[slug.value].append(Assignment(topic.slug, (Reason(slug.place),)))
    return examples


def _joined(examples: Iterable[Assignment], given: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The topics that a paper is an example of come first."""
    first = {example.topic: example for example in examples}
    return (*first.values(), *(other for other in given if other.topic not in first))


def _changed(given: Iterable[Assignment], changes: TopicChanges, known: Set[Slug]) -> tuple[Assignment, ...]:
    """The topics that rules and sections give as a curator changes them; topics that do not exist are left out."""
    removed = {topic.value for topic in changes.remove}
    added = [topic for topic in changes.add if topic.value in known]
    by_hand = {topic.value for topic in added}
    return (
        *(Assignment(topic.value, (Reason(topic.place),)) for topic in added),
        *(assignment for assignment in given if assignment.topic not in removed | by_hand),
    )
