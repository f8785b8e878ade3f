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
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter

from generator.model.curation import PaperNotes, Rule, Topic, TopicChanges, Where
from generator.model.paper import Assignment, Paper, Reason
from generator.model.problem import Located, Place
from generator.storage.cache import Cache, fingerprint
from generator.text.lexicon import plurals

_LETTER = re.compile(r"[^\W_]")
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


@lru_cache(maxsize=16_384)
def parse_phrase(phrase: str) -> tuple[Pattern, ...]:
    """The words of a phrase; empty when it has none."""
    words = re.findall(r"\*?[^\W_]+\*?", phrase)
    return tuple(_pattern(word, is_last=i == len(words) - 1) for i, word in enumerate(words))


def _pattern(word: str, *, is_last: bool) -> Pattern:
    text = word.strip("*")
    is_exact = not text.islower() and not text.isdigit()
    return Pattern(text, "*" in word, word.startswith("*"), is_exact, is_last)


Stretch = tuple[int, int]
"""Some words of a text: the number of the first, and of the one past the last."""
Occurrences = Mapping[str, Sequence[Stretch]]
"""Where phrases occur in a text. Those that do not are left out."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where phrases occur in a paper, and how often."""

    in_title: Occurrences
    in_abstract: Occurrences
    counts: Mapping[Where, Mapping[str, int]]
    """For each part of a paper the phrases that occur in it."""

    @classmethod
    def of(cls, in_title: Occurrences, in_abstract: Occurrences) -> Hits:
        """All occurrences, counted."""
        title = {phrase: len(found) for phrase, found in in_title.items()}
        abstract = {phrase: len(found) for phrase, found in in_abstract.items()}
        both = abstract | {phrase: count + abstract.get(phrase, 0) for phrase, count in title.items()}
        return cls(in_title, in_abstract, {Where.TITLE: title, Where.ABSTRACT: abstract, Where.BOTH: both})


@dataclass(frozen=True, slots=True)
class _Longer:
    """A phrase of several words, of which the first stands in a text."""

    phrase: str
    patterns: tuple[Pattern, ...]
    """Of all its words after the first."""
    is_told_by_next: bool
    """Need nothing but the next word, in small letters, be compared?"""

    def stands_at(self, words: Sequence[str], at: int) -> bool:
        """Do these words follow the first?"""
        following = words[at + 1 : at + 1 + len(self.patterns)]
        return len(following) == len(self.patterns) and all(map(Pattern.matches, self.patterns, following))


@dataclass(frozen=True, slots=True)
class _Continuations:
    """The phrases that begin with one word of a paper, by the word that must come next."""

    alone: tuple[str, ...]
    """Phrases of this word only."""
    by_next: Mapping[str, tuple[_Longer, ...]]
    """Longer phrases, by the possible forms of their second word in small letters."""
    by_open: tuple[_Longer, ...]
    """Longer phrases whose second word is open."""


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


_Phrase = tuple[str, tuple[Pattern, ...]]


class _Beginnings(dict[str, _Continuations | None]):
    """What can begin with each word, ``None`` for most. Worked out once, because papers share their words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        # Open words by the letter that they fix: the first, or the last.
        self._starts: dict[str, list[_Phrase]] = defaultdict(list)
        self._ends: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            patterns = parse_phrase(phrase)
            if patterns and patterns[0].is_open and patterns[0].is_ending:
                self._ends[patterns[0].text.casefold()[-1]].append((phrase, patterns))
            elif patterns and patterns[0].is_open:
                self._starts[patterns[0].text.casefold()[0]].append((phrase, patterns))
            elif patterns:
                for form in patterns[0].forms():
                    self._exact[form].append((phrase, patterns))

    def __missing__(self, word: str) -> _Continuations | None:
        folded = word.casefold()
        candidates = (
            *self._exact.get(word.lower(), ()),
            *self._starts.get(folded[0], ()),
            *self._ends.get(folded[-1], ()),
        )
        fitting = [pair for pair in candidates if pair[1][0].matches(word)]
        self[word] = _continuations(fitting) if fitting else None
        return self[word]


def _continuations(fitting: Iterable[_Phrase]) -> _Continuations:
    by_next: dict[str, tuple[_Longer, ...]] = {}
    by_open: list[_Longer] = []
    for phrase, (_, *rest) in fitting:
        if not rest:
            continue
        longer = _Longer(phrase, tuple(rest), is_told_by_next=len(rest) == 1 and not rest[0].is_exact)
        if rest[0].is_open:
            by_open.append(longer)
        for form in () if rest[0].is_open else rest[0].forms():
            by_next[form] = (*by_next.get(form, ()), longer)
    return _Continuations(tuple(phrase for phrase, (_, *rest) in fitting if not rest), by_next, tuple(by_open))


class Classifier:
    """All phrases of all topics, ready to be looked up in one pass over a paper.

    A paper has some two hundred words and the topics some thousand phrases, so a word is asked
    only for the phrases that begin with it, and those for the word that comes next.
    """

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = topics
        rules = [rule for topic in topics for rule in topic.rules]
        self._beginnings = _Beginnings(sorted({p for rule in rules for p in (*rule.any, *rule.all, *rule.none)}))
        self._uses: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        """The rules that a phrase can make match: the places of topic, rule, and phrase in the rule."""
        for position, topic in enumerate(topics):
            for number, rule in enumerate(topic.rules):
                for at, phrase in enumerate(_triggers(rule)):
                    self._uses[phrase].append((position, number, at))

    def find(self, title: str, abstract: str) -> Hits:
        """The phrases that occur in a paper."""
        return Hits.of(self._occurrences(title), self._occurrences(abstract))

    def _occurrences(self, text: str) -> Occurrences:
        words = _blanked(text).split()
        found: dict[str, list[Stretch]] = defaultdict(list)
        # Each word of each paper is asked for here; so those that begin nothing go by without a line of Python.
        beginning = [one for one in enumerate(map(self._beginnings.__getitem__, words)) if one[1]]
        words.append("")
        for at, known in beginning:
            assert known is not None
            for phrase in known.alone:
                found[phrase].append((at, at + 1))
            # Many words could begin a phrase; few are followed by its second word.
            for longer in known.by_next.get(words[at + 1].lower(), ()):
                if longer.is_told_by_next or longer.stands_at(words, at):
                    found[longer.phrase].append((at, at + 1 + len(longer.patterns)))
            for longer in known.by_open:
                if longer.stands_at(words, at):
                    found[longer.phrase].append((at, at + 1 + len(longer.patterns)))
        return found

    def classify(self, title: str, abstract: str) -> Verdict:
        """What the rules say of a paper."""
        hits = self.find(title, abstract)
        uses = sorted(use for phrase in hits.counts[Where.BOTH] for use in self._uses.get(phrase, ()))
        matching: dict[int, list[tuple[Rule, list[str]]]] = defaultdict(list)
        matched: list[tuple[int, int]] = []
        for (position, number), group in groupby(uses, key=itemgetter(0, 1)):
            rule = self.topics[position].rules[number]
            if present := _match(rule, [_triggers(rule)[at] for _, _, at in group], hits):
                matching[position].append((rule, present))
                matched.append((position, number))
        given: list[tuple[float, int, Assignment]] = []
        for position, rules in matching.items():
            if sum(rule.weight for rule, _ in rules) < _ENOUGH:
                continue
            reasons = tuple(_reason(rule, present, hits, title, abstract) for rule, present in rules)
            # Words in a title say more about a paper than words in its abstract.
            strength = sum(
                rule.weight * (2 if reason.where is Where.TITLE else 1)
                for (rule, _), reason in zip(rules, reasons, strict=True)
            )
            given.append((-strength, position, Assignment(self.topics[position].slug, reasons)))
        ranked = sorted(given, key=lambda item: item[:2])
        return Verdict(tuple(assignment for _, _, assignment in ranked), tuple(matched))


def _triggers(rule: Rule) -> tuple[str, ...]:
    """A rule matches by one of these, or not at all."""
    return rule.any or rule.all[:1]


def _match(rule: Rule, triggers: Sequence[str], hits: Hits) -> list[str]:
    """The phrases by which a rule matches; none when it does not. ``triggers`` are those that occur."""
    counts = hits.counts[rule.where]
    present = [phrase for phrase in triggers if phrase in counts]
    if not present or (rule.times > 1 and sum(counts[phrase] for phrase in present) < rule.times):
        return []
    if not (counts.keys() >= set(rule.all) and counts.keys().isdisjoint(rule.none)):
        return []
    return [*rule.all, *(present if rule.any else ())]


def _reason(rule: Rule, present: Sequence[str], hits: Hits, title: str, abstract: str) -> Reason:
    """The words that speak for the topic, as written: those in the title, if there are any."""
    in_title = (
        [] if rule.where is Where.ABSTRACT else [hits.in_title[one][0] for one in present if one in hits.in_title]
    )
    if in_title:
        return Reason(rule.place, _quoted(title, in_title), Where.TITLE)
    in_abstract = [hits.in_abstract[one][0] for one in present if one in hits.in_abstract]
    return Reason(rule.place, _quoted(abstract, in_abstract), Where.ABSTRACT)


# --- the words of a text ---------------------------------------------------------------------


class _Blanks(dict[int, str]):
    """For ``str.translate``: a space for each character but letters and digits."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if _LETTER.match(chr(code)) else " "
        return self[code]


_BLANKS = _Blanks()


@lru_cache(maxsize=2)
def _blanked(text: str) -> str:
    """A text whose words stand where they stood, with nothing but spaces between them.

    To split it takes a third of the time of finding each word by a pattern. The reasons of a paper
    are asked for one after the other.
    """
    return text.translate(_BLANKS)


def _quoted(text: str, stretches: Iterable[Stretch]) -> tuple[str, ...]:
    """Some stretches of a text as written, none twice."""
    blanked = _blanked(text)

    def rest(words: int) -> str:
        """What follows the first words, from the next word on."""
        return blanked.split(None, words)[words]

    quoted: dict[str, None] = {}
    for first, stop in stretches:
        start = len(blanked) - len(rest(first))
        end = blanked.find(" ", len(blanked) - len(rest(stop - 1)))
        quoted[text[start : end if end > 0 else None]] = None
    return tuple(quoted)


# --- all papers ------------------------------------------------------------------------------


def sort_papers(
    papers: Iterable[Paper], topics: Sequence[Topic], paper_notes: Iterable[PaperNotes], memory: Cache
) -> Sorting:
    """The papers with their topics: by rules, then as curators add and remove them."""
    classifier = Classifier(topics)
    rules = fingerprint("topics", repr([(topic.slug, topic.rules) for topic in topics]))
    changes = {overlay.slug: overlay.topics for overlay in paper_notes if overlay.topics != TopicChanges()}
    known = {topic.slug for topic in topics}
    sorted_papers: list[Paper] = []
    matches: Counter[tuple[int, int]] = Counter()
    by_rules: dict[str, frozenset[str]] = {}
    for paper in papers:
        title, abstract = paper.title.plain, "\n".join(paragraph.plain for paragraph in paper.abstract)
        verdict = memory.get_or_compute(
            fingerprint(rules, title, abstract), partial(classifier.classify, title, abstract)
        )
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
