"""Titles that look alike: possibly the same paper, listed under two titles.

Only papers that share one of their rarest words are compared, so that ten thousand papers take about a
second. Papers with different arXiv ids are different papers, and so are those whose titles differ in a
number: the second version of a model has its own report.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from generator.model.identity import Slug, title_key
from generator.model.paper import Paper

LIKENESS = 0.9
"""The share of letters that two titles must have in common, in order."""
_RAREST = 3
"""The number of words of a title by which similar ones are found."""
_CROWD = 40
"""A word in more titles than this is not used to find similar ones."""
_WORD = re.compile(r"[^\W_]+")
_NUMERALS = frozenset("ii iii iv v vi vii viii ix x".split())
_SHARED = 0.3
"""The least share of common words in two titles with the same name; good names are often used twice."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two papers that may be the same."""

    first: Paper
    """The one that was listed first, and keeps its address."""
    second: Paper
    reason: str


def twins(papers: Sequence[Paper]) -> list[Twins]:
    """Pairs of papers whose titles look alike, in the order of the first one's slug."""
    words = {paper.slug: _WORD.findall(paper.title.plain.casefold()) for paper in papers}
    by_slug = {paper.slug: paper for paper in papers}
    pairs: list[Twins] = []
    for one, other in sorted(_candidates(words)):
        reason = _reason(by_slug[one], by_slug[other], words[one], words[other])
        if reason:
            first, second = sorted(
                (by_slug[one], by_slug[other]), key=lambda paper: (paper.appearances[0].date, paper.slug)
            )
            pairs.append(Twins(first, second, reason))
    return sorted(pairs, key=lambda pair: (pair.first.slug, pair.second.slug))


def _candidates(words: Mapping[Slug, Sequence[str]]) -> set[tuple[Slug, Slug]]:
    """Pairs of slugs that share a rare word."""
    titles_with = Counter(word for title in words.values() for word in set(title))
    by_word: dict[str, list[Slug]] = defaultdict(list)
    for slug, title in words.items():
        for word in sorted(set(title), key=lambda word: (titles_with[word], word))[:_RAREST]:
            by_word[word].append(slug)
    return {pair for slugs in by_word.values() if len(slugs) <= _CROWD for pair in combinations(sorted(slugs), 2)}


def _reason(one: Paper, other: Paper, words: Sequence[str], others: Sequence[str]) -> str | None:
    if one.arxiv and other.arxiv and one.arxiv != other.arxiv:
        return None
    if _numbers(words) != _numbers(others):
        return None
    keys = title_key(one.title.plain), title_key(other.title.plain)
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    if matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS and matcher.ratio() >= LIKENESS:
        return f"{matcher.ratio():.0%} of the letters are the same"
    if sorted(words) == sorted(others):
        return "the same words in a different order"
    name = _name(one)
    shared = len(set(words) & set(others)) / len(set(words) | set(others))
    if name and name == _name(other) and shared >= _SHARED:
        return "the same name before the colon, and some shared words after it"
    return None


def _numbers(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word in _NUMERALS or any(char.isdigit() for char in word))


def _name(paper: Paper) -> str | None:
    """The name that many titles begin with: an invented word before a colon."""
    name, colon, _ = paper.title.plain.partition(":")
    return title_key(name) if colon and len(name.split()) == 1 else None
