"""Decides whether a paper that a service found is the wanted one.

A match is certain if its title has the same key, and every fact in the digest agrees: the date within
one day, because scrapes show local time, and the number of authors; if the digest gives no date, the
abstract must agree instead. Any other similar paper is left for a curator to decide.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.fetching.unanswered import Candidate
from generator.model.identity import title_key
from generator.text.excerpts import shortened

AMBIGUOUS = "another match is just as good"
"""The doubt about each of several certain matches."""
_NEAR = 0.8
"""The least similarity of two title keys for a match to be shown to a curator."""
_SAME_WORDS = 0.7
"""The share of words of the shorter abstract that must occur in the longer one. Abstracts of two versions
of a paper share more; those of two papers on the same subject share about a third."""
_OTHER_WORDS = 0.45
"""Below this share, abstracts certainly belong to different papers."""
_FEWEST_WORDS = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to look up, with the known facts by which it can be recognised."""

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
    """Known addresses of its code."""


@dataclass(frozen=True, slots=True)
class ServicePaper:
    """A paper as a service describes it."""

    service: str
    arxiv: str
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    abstract: str = ""
    categories: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    @property
    def quotation(self) -> str:
        """A quotation that shows the title together with the id."""
        facts = [f"arXiv:{self.arxiv}"]
        facts += [f"{len(self.authors)} author{'' if len(self.authors) == 1 else 's'}"] if self.authors else []
        facts += [self.published.isoformat()] if self.published else []
        return f"{self.service}: “{shortened(self.title, 300)}”, {', '.join(facts)}"


def doubts(wanted: Wanted, candidate: ServicePaper) -> tuple[str, ...]:
    """The reasons against a match; without any, it is certain."""
    reasons: list[str] = []
    if title_key(candidate.title) != title_key(wanted.title):
        reasons.append("a different title")
    if wanted.published and candidate.published:
        if abs((wanted.published - candidate.published).days) > 1:
            reasons.append(f"published {candidate.published}; the digest says {wanted.published}")
        if _word_overlap(wanted.abstract, candidate.abstract) < _OTHER_WORDS:
            reasons.append("a different abstract")
    elif _word_overlap(wanted.abstract, candidate.abstract, unknown=0) < _SAME_WORDS:
        reasons.append("no date to compare, and a different abstract")
    count = len(candidate.authors)
    if wanted.author_count and count != wanted.author_count:
        reasons.append(f"{count} authors; the digest says {wanted.author_count}")
    return tuple(reasons)


def _word_overlap(first: str, second: str, unknown: float = 1.0) -> float:
    """The share of words that two abstracts have in common; ``unknown`` if one is too short to tell."""
    words, others = (set(re.findall(r"[^\W\d_]{3,}", text.casefold())) for text in (first, second))
    fewest = min(len(words), len(others))
    return len(words & others) / fewest if fewest >= _FEWEST_WORDS else unknown


def choose(wanted: Wanted, papers: Sequence[ServicePaper]) -> tuple[ServicePaper | None, list[Candidate]]:
    """The certain match, if there is exactly one; otherwise the similar papers."""
    certain: dict[str, ServicePaper] = {}
    near: dict[str, Candidate] = {}
    for paper in papers:
        reasons = doubts(wanted, paper)
        if not reasons:
            certain.setdefault(paper.arxiv, paper)
        elif _is_near(wanted.title, paper.title):
            near.setdefault(paper.arxiv, Candidate(paper.arxiv, paper.title, reasons))
    if len(certain) == 1:
        return next(iter(certain.values())), []
    several = [Candidate(paper.arxiv, paper.title, (AMBIGUOUS,)) for paper in certain.values()]
    return None, [*several, *(candidate for candidate in near.values() if candidate.arxiv not in certain)]


def _is_near(title: str, other: str) -> bool:
    first, second = title_key(title), title_key(other)
    is_part = min(len(first), len(second)) >= 15 and (first.startswith(second) or second.startswith(first))
    return is_part or difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEAR
