"""Papers without a topic, or with a weak match for one, and their distinctive phrases.

A phrase is one to three words of a title or abstract, none of them common, except "of" between two. It
counts the more, the more often it occurs in the paper, above all in the title, and the fewer papers
contain it: the weight is its count times the logarithm of (all papers / papers with it), the usual
TF-IDF. A phrase that occurs once in an abstract and in no other paper is ignored. The nearest topics are
those that other papers with these phrases have more often than usual.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.topics.match_strength import is_weak_match
from generator.model.catalogue import Catalogue
from generator.model.paper import Assignment, Paper, Reason
from generator.text.lexicon import SUGGESTION_STOP_WORDS

LONGEST_PHRASE = 3
"""Words of a phrase."""
SHOWN_PHRASES = 6
"""Phrases shown for a paper."""
NEAREST_TOPICS = 2
"""Topics shown for a paper."""
_DOUBT = 2
"""Imaginary papers without a topic, added to the real ones."""
_ENOUGH = 2.0
"""The least weight of the phrases that count towards a topic, below which it is not shown."""
_TITLE = 3
"""How many times a phrase in the title counts."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_BREAK = re.compile(r"[.,;:!?()\[\]{}“”\"]+(?=\s|$)|\s[–—-]\s|[()\[\]]|\n")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a paper that few others contain."""

    text: str
    """As written in the paper."""
    is_in_title: bool
    papers: int
    """How many papers contain it, including this one."""


@dataclass(frozen=True, slots=True)
class NearTopic:
    """A topic that papers with the same phrases have."""

    topic: str
    phrases: tuple[str, ...]
    """Those that count most towards it."""


@dataclass(frozen=True, slots=True)
class WeakMatch:
    """A paper that no rule matches, or only one, by a single phrase of the abstract."""

    paper: Paper
    assignment: Assignment | None
    """The one topic it has."""
    phrases: tuple[Phrase, ...]
    topics: tuple[NearTopic, ...]
    """Topics that it may belong to, the nearest first, without those that it has."""


def weakly_matched(catalogue: Catalogue) -> list[Paper]:
    """Papers without a topic, then those with one that rests on a single phrase, once in the abstract."""
    weak = [paper for paper in catalogue.papers if _is_weak(catalogue, paper)]
    return [*catalogue.unsorted, *weak]


def described(catalogue: Catalogue, papers: Sequence[Paper]) -> list[WeakMatch]:
    """The distinctive phrases of papers. Reads all papers once, however many are described."""
    own = {paper.slug: _phrases(paper) for paper in papers}
    wanted = {phrase for counts in own.values() for phrase in counts}
    spread = {phrase: _Spread() for phrase in wanted}
    for paper in catalogue.papers:
        topics = [assignment.topic for assignment in paper.topics]
        for phrase in {phrase for phrase in _runs(paper.plain) if phrase in wanted}:
            spread[phrase].papers += 1
            spread[phrase].topics.update(topics)
    usual = {slug: len(members) / max(1, len(catalogue.papers)) for slug, members in catalogue.by_topic.items()}
    return [_described(paper, own[paper.slug], spread, usual, len(catalogue.papers)) for paper in papers]


def _is_weak(catalogue: Catalogue, paper: Paper) -> bool:
    if len(paper.topics) != 1 or not is_weak_match(paper, paper.topics[0]):
        return False
    return _threshold(catalogue, paper.topics[0], paper.topics[0].reasons[0]) == 1


def _threshold(catalogue: Catalogue, assignment: Assignment, reason: Reason) -> int:
    """How often the rule requires its phrases to occur."""
    return next((rule.times for rule in catalogue.topic[assignment.topic].rules if rule.place == reason.place), 1)


class _Spread:
    """Where a phrase occurs."""

    def __init__(self) -> None:
        self.papers = 0
        self.topics: Counter[str] = Counter()


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words that can be a phrase, in lower case."""
    for part in _BREAK.split(text):
        words = [word.lower() for word in _WORD.findall(part)]
        tells = [word not in SUGGESTION_STOP_WORDS and (len(word) > 2 or not word.isalpha()) for word in words]
        for start, can_begin in enumerate(tells):
            if not can_begin:
                continue
            for stop in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
                if tells[stop - 1]:
                    yield tuple(words[start:stop])
                elif words[stop - 1] != "of":
                    break


def _phrases(paper: Paper) -> Counter[tuple[str, ...]]:
    """How often each phrase counts in a paper."""
    counts = Counter(_runs("\n".join(paragraph.plain for paragraph in paper.abstract)))
    for phrase in _runs(paper.title.plain):
        counts[phrase] += _TITLE
    return counts


def _described(
    paper: Paper,
    counts: Counter[tuple[str, ...]],
    spread: Mapping[tuple[str, ...], _Spread],
    usual: Mapping[str, float],
    papers: int,
) -> WeakMatch:
    weights = {
        phrase: count * math.log(papers / spread[phrase].papers)
        for phrase, count in counts.items()
        if count > 1 or spread[phrase].papers > 1
    }
    # A longer phrase says more than its single words, so it comes before them.
    ranked = sorted(weights, key=lambda phrase: (-weights[phrase] * (1 + len(phrase) / 2), phrase))
    in_title = set(_runs(paper.title.plain))
    text = paper.plain
    phrases = tuple(
        Phrase(_as_written(phrase, text), phrase in in_title, spread[phrase].papers)
        for phrase in _distinct(ranked, SHOWN_PHRASES)
    )
    assignment = paper.topics[0] if paper.topics else None
    return WeakMatch(paper, assignment, phrases, _nearest(paper, ranked, weights, spread, usual))


def _distinct(ranked: Iterable[tuple[str, ...]], most: int) -> list[tuple[str, ...]]:
    """The first phrases that do not share a word with an earlier one."""
    chosen: list[tuple[str, ...]] = []
    for phrase in ranked:
        if len(chosen) == most:
            break
        if not any(set(phrase) & set(other) for other in chosen):
            chosen.append(phrase)
    return chosen


def _as_written(phrase: tuple[str, ...], text: str) -> str:
    match = re.search(r"[\W_]+".join(map(re.escape, phrase)), text, re.I)
    return " ".join(match[0].split()) if match else " ".join(phrase)


def _nearest(
    paper: Paper,
    ranked: Sequence[tuple[str, ...]],
    weights: Mapping[tuple[str, ...], float],
    spread: Mapping[tuple[str, ...], _Spread],
    usual: Mapping[str, float],
) -> tuple[NearTopic, ...]:
    own = {assignment.topic for assignment in paper.topics}
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for phrase in _distinct((phrase for phrase in ranked if spread[phrase].papers > 1), 3 * SHOWN_PHRASES):
        others = spread[phrase].papers - 1
        for topic, count in spread[phrase].topics.items():
            # The usual share says nothing about this paper, and one or two other papers say little.
            surplus = count / (others + _DOUBT) - usual[topic]
            if topic not in own and surplus > 0:
                votes[topic][" ".join(phrase)] = weights[phrase] * surplus
    total = {topic: sum(votes[topic].values()) for topic in votes}
    least = max(_ENOUGH, max(total.values(), default=0) / 2)
    ranked_topics = sorted(
        (topic for topic in votes if total[topic] >= least), key=lambda topic: (-total[topic], topic)
    )
    return tuple(NearTopic(topic, _foremost(votes[topic])) for topic in ranked_topics[:NEAREST_TOPICS])


def _foremost(votes: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(votes, key=lambda phrase: (-votes[phrase], phrase))[:3])
