"""Is a paper that a service found the one that is wanted?

A match is certain when its title is the same by its key, and every fact that the digest states agrees:
the day within one, because scrapes show local time, and the number of authors; where it states no day,
the abstract must agree instead. Whatever else comes near is for a curator to look at.
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

_NEAR = 0.8
"""From which likeness of their keys two titles are shown to a curator."""
_SAME_WORDS = 0.7
"""Share of the words of the shorter abstract that must stand in the longer one. Abstracts of one paper
in two versions have more; those of two papers on one subject have about a third."""
_OTHER_WORDS = 0.45
"""Below which abstracts are surely those of two papers."""
_FEWEST_WORDS = 15


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper, with what is known of it and helps to recognise it."""

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


@dataclass(frozen=True, slots=True)
class ServicePaper:
    """What a service says about a paper."""

    service: str
    arxiv: str
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    abstract: str = ""
    categories: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The words that show title and id together."""
        facts = [f"arXiv:{self.arxiv}"]
        facts += [f"{len(self.authors)} author{'' if len(self.authors) == 1 else 's'}"] if self.authors else []
        facts += [self.published.isoformat()] if self.published else []
        return f"{self.service}: “{shortened(self.title, 300)}”, {', '.join(facts)}"


def doubts(wanted: Wanted, found: ServicePaper) -> tuple[str, ...]:
    """What speaks against a match; it is certain when nothing does."""
    speaks: list[str] = []
    if title_key(found.title) != title_key(wanted.title):
        speaks.append("another title")
    if wanted.published and found.published:
        if abs((wanted.published - found.published).days) > 1:
            speaks.append(f"published {found.published}, where the digest says {wanted.published}")
        if _likeness(wanted.abstract, found.abstract) < _OTHER_WORDS:
            speaks.append("another abstract")
    elif _likeness(wanted.abstract, found.abstract, unknown=0) < _SAME_WORDS:
        speaks.append("no day to compare, and not the same abstract")
    count = len(found.authors)
    if wanted.author_count and count != wanted.author_count:
        speaks.append(f"{count} authors, where the digest says {wanted.author_count}")
    return tuple(speaks)


def _likeness(one: str, two: str, unknown: float = 1.0) -> float:
    """The share of words that two abstracts have in common, or what stands in when one is too short to tell."""
    first, second = (set(re.findall(r"[^\W\d_]{3,}", text.casefold())) for text in (one, two))
    fewest = min(len(first), len(second))
    return len(first & second) / fewest if fewest >= _FEWEST_WORDS else unknown


def choose(wanted: Wanted, found: Sequence[ServicePaper]) -> tuple[ServicePaper | None, list[Candidate]]:
    """The one that is certain, if there is exactly one; and those that come near."""
    certain: dict[str, ServicePaper] = {}
    near: dict[str, Candidate] = {}
    for one in found:
        speaks = doubts(wanted, one)
        if not speaks:
            certain.setdefault(one.arxiv, one)
        elif _is_near(wanted.title, one.title):
            near.setdefault(one.arxiv, Candidate(one.arxiv, one.title, speaks))
    if len(certain) == 1:
        return next(iter(certain.values())), []
    several = [Candidate(one.arxiv, one.title, ("another fits as well",)) for one in certain.values()]
    return None, [*several, *(one for one in near.values() if one.arxiv not in certain)]


def _is_near(one: str, two: str) -> bool:
    first, second = title_key(one), title_key(two)
    is_part = min(len(first), len(second)) >= 15 and (first.startswith(second) or second.startswith(first))
    return is_part or difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEAR
