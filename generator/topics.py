"""Gives papers their topics by rules of phrases, and keeps the reason for each.

How a phrase matches, so that curators can foresee it:

- words are runs of letters and digits; whatever stands between them (space, hyphen, line) counts
  the same, so ``chain of thought`` also finds ``chain-of-thought``;
- a word in small letters finds any case; a word with a capital finds exactly that case (``RAG``
  does not find ``rag``);
- the last word also finds its plural; ``*`` at the end of a word finds any continuation
  (``memor*`` finds ``memory`` and ``memorisation``).

A rule matches when all its conditions hold in the part of the paper it looks at. A topic is given
when the weights of its matching rules add up to 1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model import Assignment, Overlay, Paper, Reason, Rule, Topic, Where

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Pattern:
    """One word of a phrase."""

    text: str
    is_prefix: bool
    is_exact: bool
    """Case counts."""
    is_last: bool

    def matches(self, word: str, folded: str) -> bool:
        """Does a word of a paper fit? ``folded`` is the same word in small letters."""
        seen = word if self.is_exact else folded
        if self.is_prefix:
            return seen.startswith(self.text)
        return seen == self.text or (self.is_last and seen in plurals(self.text))


def plurals(word: str) -> tuple[str, ...]:
    """The regular plurals of a word."""
    if word.endswith("y"):
        return (f"{word}s", f"{word[:-1]}ies")
    return (f"{word}s", f"{word}es")


def parse_phrase(phrase: str) -> tuple[Pattern, ...]:
    """The words of a phrase; empty when it has none."""
    words = re.findall(r"[^\W_]+\*?", phrase)
    return tuple(
        Pattern(word.rstrip("*"), word.endswith("*"), not word.islower() and not word.isdigit(), i == len(words) - 1)
        for i, word in enumerate(words)
    )


@dataclass(slots=True)
class Hits:
    """Where a phrase occurs in a paper."""

    counts: dict[Where, int] = field(default_factory=dict)
    words: dict[Where, str] = field(default_factory=dict)
    """Its first occurrence in each part, as written."""

    def count(self, where: Where) -> int:
        """Occurrences in a part, or in both."""
        return sum(self.counts.values()) if where is Where.BOTH else self.counts.get(where, 0)


class Classifier:
    """All phrases of all topics, ready to be looked up in one pass over a paper."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics
        self._exact: dict[str, list[tuple[str, tuple[Pattern, ...]]]] = defaultdict(list)
        self._prefix: dict[str, list[tuple[str, tuple[Pattern, ...]]]] = defaultdict(list)
        self._starts: dict[str, tuple[tuple[str, tuple[Pattern, ...]], ...]] = {}
        phrases = {p for topic in topics for rule in topic.rules for p in (*rule.any, *rule.all, *rule.none)}
        for phrase in sorted(phrases):
            patterns = parse_phrase(phrase)
            if not patterns:
                continue
            first = patterns[0]
            if first.is_prefix:
                self._prefix[first.text.lower()].append((phrase, patterns))
                continue
            forms = (first.text, *plurals(first.text)) if first.is_last else (first.text,)
            for form in forms:
                self._exact[form.lower()].append((phrase, patterns))

    def find(self, title: str, abstract: str) -> Mapping[str, Hits]:
        """The phrases that occur in a paper."""
        found: dict[str, Hits] = {}
        for where, text in ((Where.TITLE, title), (Where.ABSTRACT, abstract)):
            words = list(_WORD.finditer(text))
            folded = [match[0].lower() for match in words]
            for at, match in enumerate(words):
                for phrase, patterns in self._starting_with(match[0], folded[at]):
                    stop = at + len(patterns)
                    if stop <= len(words) and all(
                        pattern.matches(words[at + i][0], folded[at + i])
                        for i, pattern in enumerate(patterns[1:], start=1)
                    ):
                        hits = found.setdefault(phrase, Hits())
                        hits.counts[where] = hits.counts.get(where, 0) + 1
                        hits.words.setdefault(where, text[match.start() : words[stop - 1].end()])
        return found

    def _starting_with(self, word: str, folded: str) -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
        """The phrases whose first word fits; remembered, because papers share their words."""
        known = self._starts.get(word)
        if known is None:
            candidates = list(self._exact.get(folded, ()))
            for length in range(1, len(folded) + 1):
                candidates += self._prefix.get(folded[:length], ())
            known = tuple(pair for pair in candidates if pair[1][0].matches(word, folded))
            self._starts[word] = known
        return known

    def classify(self, title: str, abstract: str) -> tuple[Assignment, ...]:
        """The topics of a paper, the surest first."""
        hits = self.find(title, abstract)
        given: list[tuple[float, int, Assignment]] = []
        for position, topic in enumerate(self.topics):
            matching = [(rule, reason) for rule in topic.rules if (reason := match_rule(rule, hits))]
            if sum(rule.weight for rule, _ in matching) < _ENOUGH:
                continue
            # Words in a title say more about a paper than words in its abstract.
            strength = sum(rule.weight * (2 if reason.where is Where.TITLE else 1) for rule, reason in matching)
            reasons = tuple(reason for _, reason in matching)
            given.append((-strength, position, Assignment(topic.slug, reasons)))
        return tuple(assignment for _, _, assignment in sorted(given, key=lambda item: item[:2]))


def match_rule(rule: Rule, hits: Mapping[str, Hits]) -> Reason | None:
    """Why a rule matches, or ``None`` when it does not."""

    def count(phrase: str) -> int:
        return hits[phrase].count(rule.where) if phrase in hits else 0

    if any(count(phrase) for phrase in rule.none) or not all(count(phrase) for phrase in rule.all):
        return None
    if rule.any and sum(count(phrase) for phrase in rule.any) < rule.times:
        return None
    present = [hits[phrase] for phrase in (*rule.all, *rule.any) if count(phrase)]
    if not present:
        return None
    return _reason(rule, present)


def _reason(rule: Rule, present: Iterable[Hits]) -> Reason:
    in_title = [hits for hits in present if rule.where is not Where.ABSTRACT and hits.count(Where.TITLE)]
    where = Where.TITLE if in_title else Where.ABSTRACT
    words = dict.fromkeys(
        hits.words[where] if where in hits.words else next(iter(hits.words.values())) for hits in present
    )
    return Reason(rule.place, tuple(words), where)


def sort_papers(
    papers: Iterable[Paper], topics: Sequence[Topic], overlays: Iterable[Overlay]
) -> tuple[Paper, ...]:
    """The papers with their topics: by rules, then as curators add and remove them.

    Expects that every topic a curator names exists.
    """
    classifier = Classifier(topics)
    changes = {overlay.slug: overlay.topics for overlay in overlays}
    known = {topic.slug for topic in topics}
    result: list[Paper] = []
    for paper in papers:
        abstract = "\n".join(paragraph.plain for paragraph in paper.abstract)
        given = classifier.classify(paper.title.plain, abstract)
        if paper.slug in changes:
            removed = {topic.value for topic in changes[paper.slug].remove}
            added = [topic for topic in changes[paper.slug].add if topic.value in known]
            by_hand = {topic.value for topic in added}
            given = (
                *(Assignment(topic.value, (Reason(topic.place),)) for topic in added),
                *(one for one in given if one.topic not in removed | by_hand),
            )
        result.append(replace(paper, topics=given))
    return tuple(result)
