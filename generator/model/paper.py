"""One paper with everything that is known about it, and where each field comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.curation import Link, Status, Where
from generator.model.digest import Organisation, Repository, Stage, Summary
from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId, Slug, ids_by_kind
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
    """Why a topic was given: the words that a rule matched, learned words, a section of a list, or a curator."""

    place: Place
    """The rule, the file of learned words, the line of ``site.yml`` that gives the section its topic, or the curator's
    line.
    """
    words: tuple[str, ...] = ()
    """As written in the paper; none when a section or a curator decided."""
    where: Where | None = None
    section: str | None = None
    """The heading of the list under which the paper is, as written there."""
    total: int | None = None
    """What the weights of learned words add up to, where these decided."""


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

    @property
    def is_of_digest(self) -> bool:
        """Does a digest say it, rather than a curator or what was looked up?"""
        return self.place.file.startswith("digests/")


Listing = tuple[date, Slug]
"""When a paper was first listed: the day of the digest, and its slug. They are in the order of the digests."""


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
    doi: Doi | None = None
    openreview: OpenReviewId | None = None
    acl: AclId | None = None
    url: str | None = None
    """The address of the paper itself where none of the ids says it."""
    year: int | None = None
    """Of publication."""
    venue: str | None = None
    stage: Stage | None = None
    category: str | None = None
    """The primary category on arXiv, such as ``cs.CL``."""
    lead: str | None = None
    """The sentence of the abstract that stands for it in lists; none without an abstract."""
    sections: tuple[str, ...] = ()
    """The headings of lists under which it is, in the order in which they were listed; each once."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What identifies it, each with its kind, as those of an entry."""
        return ids_by_kind(self.arxiv, self.doi, self.openreview, self.acl)

    @property
    def plain(self) -> str:
        """Its title and its abstract in plain characters, each paragraph on a line."""
        return "\n".join([self.title.plain, *(paragraph.plain for paragraph in self.abstract)])

    @property
    def dated(self) -> date:
        """The day it is sorted by: published, else the first of the month of its arXiv id or of the year, else first
        listed. A year does not put it after the day on which it was listed.
        """
        if self.published:
            return self.published
        if month := arxiv_month(self.arxiv):
            return month
        listed = self.appearances[0].date
        return min(date(self.year, 1, 1), listed) if self.year else listed

    @property
    def first_listed(self) -> Listing:
        """When a digest first listed it."""
        return self.appearances[0].date, self.appearances[0].digest

    @property
    def is_taken_back(self) -> bool:
        """Was it withdrawn or retracted? Then it is listed, but recommended nowhere."""
        return self.stage is not None and self.stage.is_taken_back

    @property
    def has_note_of_digest(self) -> bool:
        """Is its note from a digest, rather than from a curator?"""
        return any(origin.field == "note" and origin.is_of_digest for origin in self.origins)

    @property
    def unmapped_sections(self) -> tuple[str, ...]:
        """The sections that give it no topic."""
        given = {reason.section for assignment in self.topics for reason in assignment.reasons}
        return tuple(section for section in self.sections if section not in given)

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
