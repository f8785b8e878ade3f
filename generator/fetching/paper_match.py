"""Is a paper that a service returned the wanted one?

A match is certain when the titles have the same key and every fact that the digest states agrees: the
day within one, because scrapes show local time, and the number of authors. Where the digest states no
day, the abstract must agree instead. Anything else that is close is left for a curator.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.fetching.unanswered import Candidate
from generator.model.digest import Stage
from generator.model.identity import Doi, title_key
from generator.text.excerpts import shortened

SEVERAL_MATCHES = "another match is just as good"
"""The doubt about each of several papers that match with certainty."""
_NEAR = 0.8
"""Similarity of their keys from which a title is shown to a curator."""
_SAME_WORDS = 0.7
"""Share of the words of the shorter abstract that the longer one must contain. Two versions of one
paper share more; two papers on one subject share about a third."""
_OTHER_WORDS = 0.45
"""Share below which abstracts certainly belong to two papers."""
_FEWEST_WORDS = 15
_SHORTEST_PART = 15
"""Letters of a title that can be recognised as the beginning of another."""


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper that lacks facts, with what is known about it."""

    slug: str
    title: str
    """As the digest has it."""
    digest: str
    """Slug of the digest that listed it first."""
    arxiv: str | None
    abstract: str
    published: date | None
    author_count: int | None
    has_authors: bool
    code: frozenset[str]
    """Addresses of code that are known already."""
    doi: str | None = None
    may_be_elsewhere: bool = False
    """Can it be a paper that is not on arXiv?"""


@dataclass(frozen=True, slots=True)
class ServicePaper:
    """What a service says about a paper."""

    service: str
    arxiv: str
    """Its id, or empty where the service states none."""
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    abstract: str = ""
    categories: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    doi: Doi | None = None
    venue: str | None = None
    stage: Stage | None = None

    @property
    def name(self) -> str:
        """What identifies it: its arXiv id, or its DOI."""
        return self.arxiv or self.doi or ""

    @property
    def evidence(self) -> str:
        """Its title and id in words, which show that the two belong together."""
        facts = [f"arXiv:{self.arxiv}" if self.arxiv else f"doi:{self.doi}"]
        facts += [f"{len(self.authors)} author{'' if len(self.authors) == 1 else 's'}"] if self.authors else []
        facts += [self.published.isoformat()] if self.published else []
        return f"{self.service}: “{shortened(self.title, 300)}”, {', '.join(facts)}"


def doubts(wanted: WantedPaper, candidate: ServicePaper) -> tuple[str, ...]:
    """What speaks against a match; it is certain when nothing does."""
    reasons: list[str] = []
    if title_key(candidate.title) != title_key(wanted.title):
        reasons.append("a different title")
    if wanted.published and candidate.published:
        if abs((wanted.published - candidate.published).days) > 1:
            reasons.append(f"published {candidate.published}, but the digest says {wanted.published}")
        if _shared_words(wanted.abstract, candidate.abstract) < _OTHER_WORDS:
            reasons.append("another abstract")
    elif _shared_words(wanted.abstract, candidate.abstract, unknown=0) < _SAME_WORDS:
        reasons.append("no day to compare, and a different abstract")
    count = len(candidate.authors)
    if wanted.author_count and count != wanted.author_count:
        reasons.append(f"{count} author{'' if count == 1 else 's'}, but the digest says {wanted.author_count}")
    return tuple(reasons)


def _shared_words(abstract: str, other: str, unknown: float = 1.0) -> float:
    """The share of words that two abstracts have in common; ``unknown`` when one is too short to tell."""
    words, others = (set(re.findall(r"[^\W\d_]{3,}", text.casefold())) for text in (abstract, other))
    fewest = min(len(words), len(others))
    return len(words & others) / fewest if fewest >= _FEWEST_WORDS else unknown


def choose(wanted: WantedPaper, papers: Sequence[ServicePaper]) -> tuple[ServicePaper | None, list[Candidate]]:
    """The certain match, if there is exactly one; otherwise the papers that are close."""
    certain: dict[str, ServicePaper] = {}
    near: dict[str, Candidate] = {}
    for paper in papers:
        reasons = doubts(wanted, paper)
        if not reasons:
            certain.setdefault(paper.name, paper)
        elif _is_near(wanted.title, paper.title):
            near.setdefault(paper.name, Candidate(paper.name, paper.title, reasons))
    if len(certain) == 1:
        return next(iter(certain.values())), []
    several = [Candidate(paper.name, paper.title, (SEVERAL_MATCHES,)) for paper in certain.values()]
    return None, [*several, *(candidate for candidate in near.values() if candidate.arxiv not in certain)]


def _is_near(title: str, other: str) -> bool:
    key, other_key = title_key(title), title_key(other)
    is_long = min(len(key), len(other_key)) >= _SHORTEST_PART
    is_part = is_long and (key.startswith(other_key) or other_key.startswith(key))
    return is_part or difflib.SequenceMatcher(None, key, other_key, autojunk=False).ratio() >= _NEAR
