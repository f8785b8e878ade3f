"""Titles that look alike: perhaps one paper that digests list under two titles.

Only papers that share one of their rarest words are compared, so that ten thousand take a second. Two
papers with different arXiv ids are two papers, and so are two that differ in a number: the second
version of a model has a report of its own.
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
"""Share of letters that two titles must have in common, in order."""
_RAREST = 3
"""Words of a title by which others are found."""
_CROWD = 40
"""A word that more titles have finds none."""
_WORD = re.compile(r"[^\W_]+")
_NUMERALS = frozenset("ii iii iv v vi vii viii ix x".split())
_SHARED = 0.3
"""Share of all words of two titles that begin with the same name: a good name is often taken twice."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two papers that may be one."""

    first: Paper
    """The one that was listed first, whose address stays."""
    second: Paper
    reason: str


def twins(papers: Sequence[Paper]) -> list[Twins]:
    """Pairs of papers whose titles look alike, in the order of the first one's slug."""
    words = {paper.slug: _WORD.findall(paper.title.plain.casefold()) for paper in papers}
    by_slug = {paper.slug: paper for paper in papers}
    found: list[Twins] = []
    for one, other in sorted(_candidates(words)):
        reason = _reason(by_slug[one], by_slug[other], words[one], words[other])
        if reason:
            first, second = sorted(
                (by_slug[one], by_slug[other]), key=lambda paper: (paper.appearances[0].date, paper.slug)
            )
            found.append(Twins(first, second, reason))
    return sorted(found, key=lambda pair: (pair.first.slug, pair.second.slug))


def _candidates(words: Mapping[Slug, Sequence[str]]) -> set[tuple[Slug, Slug]]:
    """Pairs of slugs that share a rare word."""
    titles_with = Counter(word for found in words.values() for word in set(found))
    by_word: dict[str, list[Slug]] = defaultdict(list)
    for slug, found in words.items():
        for word in sorted(set(found), key=lambda word: (titles_with[word], word))[:_RAREST]:
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
        return "the same words in another order"
    name = _name(one)
    shared = len(set(words) & set(others)) / len(set(words) | set(others))
    if name and name == _name(other) and shared >= _SHARED:
        return "the same name before the colon, and some of the words after it"
    return None


def _numbers(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word in _NUMERALS or any(char.isdigit() for char in word))


def _name(paper: Paper) -> str | None:
    """What many titles begin with: a made-up word and a colon."""
    name, colon, _ = paper.title.plain.partition(":")
    return title_key(name) if colon and len(name.split()) == 1 else None
