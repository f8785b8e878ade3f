"""Decides by the rules of topics which ones a paper has, and keeps the reason for each.

A rule matches when all its conditions hold in the part of the paper it looks at (see ``phrases``
for how a phrase matches). A topic is given when the weights of its matching rules add up to 1. Topics by learned
words follow those by rules; a topic that these words speak against is withheld.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from generator.catalogue.topics.learned_words import LearnedTopic, LearnedWords
from generator.catalogue.topics.phrase_finder import Occurrences, PhraseFinder, SearchText
from generator.model.curation import Rule, Topic, TopicWords, Where
from generator.model.paper import Assignment, Reason

_ENOUGH = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say about a paper."""

    topics: tuple[Assignment, ...]
    """The most certain first."""
    matched: tuple[tuple[int, int], ...]
    """All rules that match, also those that are not enough: position of the topic, and of the rule."""


class Classifier:
    """All rules of all topics, ready for many papers."""

    def __init__(self, topics: Sequence[Topic], learned: Sequence[TopicWords] = ()) -> None:
        self.topics = topics
        self.learned = learned

    def __reduce__(self) -> tuple[type[Classifier], tuple[Sequence[Topic], Sequence[TopicWords]]]:
        """To another process go the rules alone: to make them ready is faster than to send them ready."""
        return Classifier, (self.topics, self.learned)

    @cached_property
    def _words(self) -> LearnedWords:
        return LearnedWords(self.learned)

    @cached_property
    def _finder(self) -> PhraseFinder:
        rules = [rule for topic in self.topics for rule in topic.rules]
        return PhraseFinder(sorted({phrase for rule in rules for phrase in (*rule.any, *rule.all, *rule.none)}))

    @cached_property
    def _uses(self) -> Mapping[str, Sequence[tuple[int, int, int]]]:
        """The rules that a phrase can trigger: the positions of topic, rule, and phrase in the rule."""
        uses: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for position, topic in enumerate(self.topics):
            for number, rule in enumerate(topic.rules):
                for at, phrase in enumerate(_triggers(rule)):
                    uses[phrase].append((position, number, at))
        return uses

    def verdict(self, texts: tuple[str, str]) -> Verdict:
        """What the rules say about a paper of this title and this abstract."""
        return self.classify(*texts)

    def classify(self, title: str, abstract: str) -> Verdict:
        """What the rules say about a paper."""
        hits = _Hits.of(self._finder, title, abstract)
        matching: dict[int, list[tuple[Rule, list[str]]]] = defaultdict(list)
        matched: list[tuple[int, int]] = []
        for position, number, phrases in self._matching_rules(hits):
            matching[position].append((self.topics[position].rules[number], phrases))
            matched.append((position, number))
        given = [
            (-_strength(rules, hits), position)
            for position, rules in matching.items()
            if sum(rule.weight for rule, _ in rules) >= _ENOUGH
        ]
        by_rules = [
            Assignment(self.topics[position].slug, tuple(hits.reason(*pair) for pair in matching[position]))
            for _, position in sorted(given)
        ]
        return Verdict(tuple(self._with_words(by_rules, hits)), tuple(matched))

    def _with_words(self, by_rules: Sequence[Assignment], hits: _Hits) -> Iterator[Assignment]:
        """The topics by rules that no words speak against, then those by words. No paper loses its only topic."""
        words = self._words.of(hits.title, hits.abstract)
        known = {given.topic for given in by_rules}
        learned = [topic for topic in words.given(is_sorted=bool(known)) if topic.words.slug not in known]
        against = words.contradicted()
        kept = [given for given in by_rules if given.topic not in against]
        yield from kept if kept or learned else by_rules[:1]
        for topic in learned:
            yield Assignment(topic.words.slug, (_learned_reason(topic),))

    def _matching_rules(self, hits: _Hits) -> Iterator[tuple[int, int, list[str]]]:
        """The positions of topic and rule of all rules that match, with the phrases that speak for the topic."""
        uses = sorted(use for phrase in hits.counts[Where.BOTH] for use in self._uses.get(phrase, ()))
        for (position, number), group in groupby(uses, key=itemgetter(0, 1)):
            rule = self.topics[position].rules[number]
            if phrases := hits.match(rule, [_triggers(rule)[at] for _, _, at in group]):
                yield position, number, phrases


def _learned_reason(topic: LearnedTopic) -> Reason:
    return Reason(topic.words.place, topic.strongest, total=topic.total)


def _triggers(rule: Rule) -> tuple[str, ...]:
    """A rule matches by one of these, or not at all."""
    return rule.any or rule.all[:1]


def _strength(rules: Sequence[tuple[Rule, Sequence[str]]], hits: _Hits) -> float:
    """Words in a title say more about a paper than words in its abstract."""
    return sum(rule.weight * (2 if hits.is_in_title(rule, phrases) else 1) for rule, phrases in rules)


@dataclass(frozen=True, slots=True)
class _Hits:
    """Where phrases occur in a paper, and how often."""

    title: SearchText
    abstract: SearchText
    in_title: Occurrences
    in_abstract: Occurrences
    counts: Mapping[Where, Mapping[str, int]]
    """For each part of a paper the phrases that occur in it."""

    @classmethod
    def of(cls, finder: PhraseFinder, title: str, abstract: str) -> _Hits:
        """All occurrences, counted."""
        texts = SearchText.of(title), SearchText.of(abstract)
        in_title, in_abstract = map(finder.find, texts)
        of_title = {phrase: len(stretches) for phrase, stretches in in_title.items()}
        of_abstract = {phrase: len(stretches) for phrase, stretches in in_abstract.items()}
        both = of_abstract | {phrase: count + of_abstract.get(phrase, 0) for phrase, count in of_title.items()}
        counts = {Where.TITLE: of_title, Where.ABSTRACT: of_abstract, Where.BOTH: both}
        return cls(*texts, in_title, in_abstract, counts)

    def match(self, rule: Rule, triggers: Sequence[str]) -> list[str]:
        """The phrases by which a rule matches; none when it does not. ``triggers`` are those that occur."""
        counts = self.counts[rule.where]
        present = [phrase for phrase in triggers if phrase in counts]
        if not present or (rule.times > 1 and sum(counts[phrase] for phrase in present) < rule.times):
            return []
        if not (counts.keys() >= set(rule.all) and counts.keys().isdisjoint(rule.none)):
            return []
        return [*rule.all, *(present if rule.any else ())]

    def is_in_title(self, rule: Rule, phrases: Sequence[str]) -> bool:
        """Is one of the phrases that count for a rule in the title?"""
        return rule.where is not Where.ABSTRACT and any(phrase in self.in_title for phrase in phrases)

    def reason(self, rule: Rule, phrases: Sequence[str]) -> Reason:
        """The words that speak for the topic, as written: those in the title, if there are any."""
        if self.is_in_title(rule, phrases):
            stretches = [self.in_title[phrase][0] for phrase in phrases if phrase in self.in_title]
            return Reason(rule.place, self.title.quoted(stretches), Where.TITLE)
        stretches = [self.in_abstract[phrase][0] for phrase in phrases if phrase in self.in_abstract]
        return Reason(rule.place, self.abstract.quoted(stretches), Where.ABSTRACT)
