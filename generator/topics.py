"""Gives papers their topics by rules of phrases, and keeps the reason for each.

How a phrase matches, so that curators can foresee it:

- words are runs of letters and digits; whatever stands between them (space, hyphen, line) counts
  the same, so ``chain of thought`` also finds ``chain-of-thought``;
- a word in small letters finds any case; a word with a capital finds exactly that case (``RAG``
  does not find ``rag``);
- the last word also finds its plural; ``*`` at the end of a word finds any continuation
  (``memor*`` finds ``memory`` and ``memorisation``), at its beginning any start (``*bench`` finds
  ``ProofBench``).

A rule matches when all its conditions hold in the part of the paper it looks at. A topic is given
when the weights of its matching rules add up to 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from generator.memory import Memory, mark
from generator.model import Assignment, Located, Overlay, Paper, Place, Reason, Rule, Topic, TopicChanges, Where

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Pattern:
    """One word of a phrase."""

    text: str
    is_open: bool
    """Any continuation, or any start, is allowed."""
    is_ending: bool
    """Of an open word: is the text its end?"""
    is_exact: bool
    """Case counts."""
    is_last: bool

    def matches(self, word: str) -> bool:
        """Does a word of a paper fit?"""
        seen = word if self.is_exact else word.lower()
        if self.is_open:
            return seen.endswith(self.text) if self.is_ending else seen.startswith(self.text)
        return seen == self.text or (self.is_last and seen in plurals(self.text))

    def forms(self) -> tuple[str, ...]:
        """All words it can match, in small letters, unless it is open."""
        text = self.text.lower()
        return (text, *plurals(text)) if self.is_last else (text,)


def plurals(word: str) -> tuple[str, ...]:
    """The regular plurals of a word."""
    if word.endswith("y"):
        return (f"{word}s", f"{word[:-1]}ies")
    return (f"{word}s", f"{word}es")


@lru_cache(maxsize=16_384)
def parse_phrase(phrase: str) -> tuple[Pattern, ...]:
    """The words of a phrase; empty when it has none."""
    words = re.findall(r"\*?[^\W_]+\*?", phrase)
    return tuple(_pattern(word, is_last=i == len(words) - 1) for i, word in enumerate(words))


def _pattern(word: str, *, is_last: bool) -> Pattern:
    text = word.strip("*")
    is_exact = not text.islower() and not text.isdigit()
    return Pattern(text, "*" in word, word.startswith("*"), is_exact, is_last)


@dataclass(slots=True)
class Hits:
    """Where a phrase occurs in a paper."""

    in_title: int = 0
    in_abstract: int = 0
    title_span: tuple[int, int] | None = None
    """Its first occurrence in the title: the words it covers, first and one past the last."""
    abstract_span: tuple[int, int] | None = None

    def count(self, where: Where) -> int:
        """Occurrences in a part, or in both."""
        if where is Where.BOTH:
            return self.in_title + self.in_abstract
        return self.in_title if where is Where.TITLE else self.in_abstract


_Phrase = tuple[str, tuple[Pattern, ...]]


@dataclass(frozen=True, slots=True)
class _Continuations:
    """The phrases that begin with one word of a paper, by the word that must come next."""

    alone: tuple[str, ...]
    """Phrases of this word only."""
    by_next: Mapping[str, tuple[_Phrase, ...]]
    """Longer phrases, by the possible forms of their second word in small letters."""
    by_open: tuple[_Phrase, ...]
    """Longer phrases whose second word is open."""


_NOTHING = _Continuations((), {}, ())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a paper."""

    topics: tuple[Assignment, ...]
    """The surest first."""
    matched: tuple[tuple[int, int], ...]
    """All rules that match, also those that are not enough: position of the topic, and of the rule."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """All papers with their topics, and how the rules did."""

    papers: tuple[Paper, ...]
    matches: Mapping[Place, int]
    """How many papers each rule matches; rules that match none are left out."""
    by_rules: Mapping[str, frozenset[str]]
    """The topics that the rules alone give to the papers of which a curator changed the topics."""


class Classifier:
    """All phrases of all topics, ready to be looked up in one pass over a paper.

    A paper has some two hundred words and the topics some thousand phrases, so a word is asked
    only for the phrases that begin with it, and those for the word that comes next.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        # Open words by the letter that they fix: the first, or the last.
        self._starts: dict[str, list[_Phrase]] = defaultdict(list)
        self._ends: dict[str, list[_Phrase]] = defaultdict(list)
        self._known: dict[str, _Continuations] = {}
        self._rules_with: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for position, topic in enumerate(topics):
            for number, rule in enumerate(topic.rules):
                # A rule matches by one of these, or not at all.
                for phrase in rule.any or rule.all[:1]:
                    self._rules_with[phrase].append((position, number))
        phrases = {p for topic in topics for rule in topic.rules for p in (*rule.any, *rule.all, *rule.none)}
        for phrase in sorted(phrases):
            patterns = parse_phrase(phrase)
            if patterns and patterns[0].is_open and patterns[0].is_ending:
                self._ends[patterns[0].text.casefold()[-1]].append((phrase, patterns))
            elif patterns and patterns[0].is_open:
                self._starts[patterns[0].text.casefold()[0]].append((phrase, patterns))
            elif patterns:
                for form in patterns[0].forms():
                    self._exact[form].append((phrase, patterns))

    def find(self, title: str, abstract: str) -> dict[str, Hits]:
        """The phrases that occur in a paper."""
        found: dict[str, Hits] = {}
        for phrase, span in self._occurrences(title):
            hits = found.setdefault(phrase, Hits())
            hits.in_title += 1
            hits.title_span = hits.title_span or span
        for phrase, span in self._occurrences(abstract):
            hits = found.setdefault(phrase, Hits())
            hits.in_abstract += 1
            hits.abstract_span = hits.abstract_span or span
        return found

    def _occurrences(self, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
        words = _WORD.findall(text)
        folded = [word.lower() for word in words]
        for at, word in enumerate(words):
            known = self._known.get(word)
            if known is None:
                known = self._known[word] = self._continuations(word)
            if known is _NOTHING:
                continue
            for phrase in known.alone:
                yield phrase, (at, at + 1)
            # Many words could begin a phrase; few are followed by its second word.
            following = folded[at + 1] if at + 1 < len(folded) else None
            if following and (following in known.by_next or known.by_open):
                for phrase, length in _complete(known, words, at, following):
                    yield phrase, (at, at + length)

    def _continuations(self, word: str) -> _Continuations:
        """What can begin with a word; remembered, because papers share their words."""
        folded = word.casefold()
        candidates = (
            *self._exact.get(word.lower(), ()),
            *self._starts.get(folded[0], ()),
            *self._ends.get(folded[-1], ()),
        )
        fitting = [pair for pair in candidates if pair[1][0].matches(word)]
        if not fitting:
            return _NOTHING
        by_next: dict[str, tuple[_Phrase, ...]] = {}
        for pair in fitting:
            if len(pair[1]) > 1 and not pair[1][1].is_open:
                for form in pair[1][1].forms():
                    by_next[form] = (*by_next.get(form, ()), pair)
        return _Continuations(
            alone=tuple(phrase for phrase, patterns in fitting if len(patterns) == 1),
            by_next=by_next,
            by_open=tuple(pair for pair in fitting if len(pair[1]) > 1 and pair[1][1].is_open),
        )

    def classify(self, title: str, abstract: str) -> Verdict:
        """What the rules say of a paper."""
        hits = self.find(title, abstract)
        counts: Counter[tuple[int, int]] = Counter()
        for phrase, found in hits.items():
            for place in self._rules_with.get(phrase, ()):
                counts[place] += found.in_title + found.in_abstract
        matching: dict[int, list[tuple[Rule, list[Hits]]]] = defaultdict(list)
        matched: list[tuple[int, int]] = []
        for position, number in sorted(counts):
            rule = self.topics[position].rules[number]
            is_possible = counts[position, number] >= rule.times
            if is_possible and (present := match_rule(rule, hits)):
                matching[position].append((rule, present))
                matched.append((position, number))
        given: list[tuple[float, int, Assignment]] = []
        for position, rules in matching.items():
            if sum(rule.weight for rule, _ in rules) < _ENOUGH:
                continue
            reasons = tuple(_reason(rule, present, title, abstract) for rule, present in rules)
            # Words in a title say more about a paper than words in its abstract.
            strength = sum(
                rule.weight * (2 if reason.where is Where.TITLE else 1)
                for (rule, _), reason in zip(rules, reasons, strict=True)
            )
            given.append((-strength, position, Assignment(self.topics[position].slug, reasons)))
        ranked = sorted(given, key=lambda item: item[:2])
        return Verdict(tuple(assignment for _, _, assignment in ranked), tuple(matched))


def _complete(known: _Continuations, words: Sequence[str], at: int, following: str) -> Iterator[tuple[str, int]]:
    """The longer phrases that really stand at a word, each with its number of words."""
    for phrase, patterns in (*known.by_next.get(following, ()), *known.by_open):
        length = len(patterns)
        if at + length <= len(words) and all(patterns[i].matches(words[at + i]) for i in range(1, length)):
            yield phrase, length


def match_rule(rule: Rule, hits: Mapping[str, Hits]) -> list[Hits]:
    """The phrases by which a rule matches; none when it does not."""
    present = [hits[phrase] for phrase in rule.any if phrase in hits and hits[phrase].count(rule.where)]
    needed = [hits[phrase] for phrase in rule.all if phrase in hits and hits[phrase].count(rule.where)]
    if len(needed) < len(rule.all) or not (present or needed):
        return []
    if rule.any and sum(found.count(rule.where) for found in present) < rule.times:
        return []
    if any(phrase in hits and hits[phrase].count(rule.where) for phrase in rule.none):
        return []
    return needed + present


def _reason(rule: Rule, present: Sequence[Hits], title: str, abstract: str) -> Reason:
    """The words that speak for the topic, as written: those in the title, if there are any."""
    in_title = [found.title_span for found in present if found.title_span and rule.where is not Where.ABSTRACT]
    in_abstract = [found.abstract_span for found in present if found.abstract_span]
    text, spans = (title, in_title) if in_title else (abstract, in_abstract)
    words = _word_spans(text)
    quoted = dict.fromkeys(text[words[first][0] : words[stop - 1][1]] for first, stop in spans)
    return Reason(rule.place, tuple(quoted), Where.TITLE if in_title else Where.ABSTRACT)


@lru_cache(maxsize=2)
def _word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word stands. The reasons of a paper are asked for one after the other."""
    return tuple(match.span() for match in _WORD.finditer(text))


def sort_papers(
    papers: Iterable[Paper], topics: Sequence[Topic], overlays: Iterable[Overlay], memory: Memory
) -> Sorting:
    """The papers with their topics: by rules, then as curators add and remove them."""
    classifier = Classifier(topics)
    rules = mark("topics", repr([(topic.slug, topic.rules) for topic in topics]))
    changes = {overlay.slug: overlay.topics for overlay in overlays if overlay.topics != TopicChanges()}
    known = {topic.slug for topic in topics}
    sorted_papers: list[Paper] = []
    matches: Counter[tuple[int, int]] = Counter()
    by_rules: dict[str, frozenset[str]] = {}
    for paper in papers:
        title, abstract = paper.title.plain, "\n".join(paragraph.plain for paragraph in paper.abstract)
        verdict = memory.recall(mark(rules, title, abstract), partial(classifier.classify, title, abstract))
        matches.update(verdict.matched)
        given = verdict.topics
        withheld: tuple[Located[str], ...] = ()
        if paper.slug in changes:
            withheld = changes[paper.slug].remove
            by_rules[paper.slug] = frozenset(one.topic for one in given)
            given = _changed(given, changes[paper.slug], known)
        sorted_papers.append(replace(paper, topics=given, withheld=withheld))
    tally = {topics[position].rules[number].place: count for (position, number), count in matches.items()}
    return Sorting(tuple(sorted_papers), tally, by_rules)


def _changed(given: Iterable[Assignment], changes: TopicChanges, known: Set[str]) -> tuple[Assignment, ...]:
    """What a curator makes of the topics that the rules give; topics that do not exist are left out."""
    removed = {topic.value for topic in changes.remove}
    added = [topic for topic in changes.add if topic.value in known]
    by_hand = {topic.value for topic in added}
    return (
        *(Assignment(topic.value, (Reason(topic.place),)) for topic in added),
        *(one for one in given if one.topic not in removed | by_hand),
    )
