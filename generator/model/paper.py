"""One paper with everything that is known of it, and where each field comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.curation import Link, Status, Where
from generator.model.digest import Organisation, Repository, Summary
from generator.model.problem import Located, Place
from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Appearance:
    """A paper in a digest: where in its list, and where in its file."""

    digest: str
    """Slug of the digest."""
    date: date
    position: int
    """From 1, in the digest's order."""
    place: Place


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a topic was given: the words that a rule found, or the curator who said so."""

    place: Place
    """The rule, or the curator's line."""
    words: tuple[str, ...] = ()
    """As they stand in the paper; none when a curator decided."""
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A topic of a paper, with its reasons."""

    topic: str
    """Slug of the topic."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A paper that is near to another, and why."""

    slug: str
    words: tuple[str, ...]
    """What both say, as it stands in the other one; what weighs most comes first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which place a field of a paper was taken from."""

    field: str
    place: Place
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, once, with everything that is known of it."""

    slug: str
    title: Text
    abstract: tuple[Text, ...]
    authors: tuple[str, ...]
    author_count: int | None
    organisation: Organisation | None
    published: date | None
    comments: int | None
    upvotes: int | None
    arxiv: str | None
    links: tuple[Link, ...]
    appearances: tuple[Appearance, ...]
    """Oldest first; never empty."""
    origins: tuple[Origin, ...]
    note: str | None = None
    featured: bool = False
    status: Status | None = None
    topics: tuple[Assignment, ...] = ()
    withheld: tuple[Located[str], ...] = ()
    """Topics that a curator takes away from it, whatever the rules say."""
    submitter: str | None = None
    keywords: tuple[str, ...] = ()
    """What the page of a digest says that it is about; no topics, which are a closed list."""
    summary: Summary | None = None
    code: Repository | None = None
    """Also among the links; here with its stars."""

    @property
    def dated(self) -> date:
        """The day that sorts it: published, else the month of its arXiv id, else first listed."""
        if self.published:
            return self.published
        month = arxiv_month(self.arxiv)
        return month or self.appearances[0].date

    @property
    def is_unsorted(self) -> bool:
        """Has no topic yet?"""
        return not self.topics


def arxiv_month(arxiv: str | None) -> date | None:
    """The first day of the month in which an arXiv id was given, or ``None``.

    Both forms begin with year and month: ``2501.00010`` and ``math/0211159``
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    if arxiv is None:
        return None
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return date(year + (1900 if year >= 91 else 2000), month, 1) if 1 <= month <= 12 else None
