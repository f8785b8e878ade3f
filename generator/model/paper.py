"""One paper with everything that is known about it, and where each field comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.curation import Link, Status, Where
from generator.model.digest import Organisation, Repository, Summary
from generator.model.identity import ArxivId, Slug
from generator.model.problem import Located, Place
from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Appearance:
    """A paper in a digest: its position in the list, and its place in the file."""

    digest: Slug
    """Slug of the digest."""
    date: date
    position: int
    """From 1, in the digest's order."""
    place: Place
    is_on_hugging_face: bool = True
    """Is the digest one of Hugging Face?"""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a topic was given: the words that a rule matched, or a curator's decision."""

    place: Place
    """The rule, or the curator's line."""
    words: tuple[str, ...] = ()
    """As written in the paper; none when a curator decided."""
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A topic of a paper, with its reasons."""

    topic: Slug
    """Slug of the topic."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A paper related to another, and why."""

    slug: Slug
    words: tuple[str, ...]
    """The terms that both share, as written in the other paper; the most significant first."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The place that a field of a paper was taken from."""

    field: str
    place: Place
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, once, with everything that is known about it."""

    slug: Slug
    title: Text
    abstract: tuple[Text, ...]
    authors: tuple[str, ...]
    author_count: int | None
    organisation: Organisation | None
    published: date | None
    comments: int | None
    upvotes: int | None
    arxiv: ArxivId | None
    links: tuple[Link, ...]
    appearances: tuple[Appearance, ...]
    """Oldest first; never empty."""
    origins: tuple[Origin, ...]
    note: str | None = None
    featured: bool = False
    status: Status | None = None
    topics: tuple[Assignment, ...] = ()
    withheld: tuple[Located[str], ...] = ()
    """Topics that a curator removes, whatever the rules say."""
    submitter: str | None = None
    keywords: tuple[str, ...] = ()
    """The subjects that a digest's page names. They are not topics, which are a closed list."""
    summary: Summary | None = None
    code: Repository | None = None
    """Also among the links; here with the number of its stars."""

    @property
    def dated(self) -> date:
        """The day it is sorted by: published, else the month of its arXiv id, else first listed."""
        if self.published:
            return self.published
        month = arxiv_month(self.arxiv)
        return month or self.appearances[0].date

    @property
    def has_comments_of_hugging_face(self) -> bool:
        """Was the number of comments shown there, rather than on a page that somebody saved elsewhere?"""
        file = next((origin.place.file for origin in self.origins if origin.field == "comments"), None)
        return any(
            appearance.is_on_hugging_face and file in (None, appearance.place.file) for appearance in self.appearances
        )

    @property
    def is_unsorted(self) -> bool:
        """Does it have no topic yet?"""
        return not self.topics


def arxiv_month(arxiv: ArxivId | None) -> date | None:
    """The first day of the month in which an arXiv id was given, or ``None``.

    Both forms begin with year and month: ``2501.00010`` and ``math/0211159``
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    if arxiv is None:
        return None
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return date(year + (1900 if year >= 91 else 2000), month, 1) if 1 <= month <= 12 else None
