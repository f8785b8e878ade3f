"""A digest as it was scraped: its entries, and what became of each of its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId, Slug, acl_id, ids_by_kind
from generator.model.problem import Place


@dataclass(frozen=True, slots=True)
class Organisation:
    """The publisher of a paper, when a digest names an organisation instead of authors."""

    name: str
    handle: str | None = None
    """The organisation's name in the digest's own addresses, such as ``tencent``."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the code of a paper is, according to a digest."""

    url: str
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model wrote about a paper. It is never shown as if the authors had written it."""

    text: str
    model: str | None = None
    """The model's name, where the digest states it."""


class Stage(StrEnum):
    """How far the publication of a paper has got, or whether it was taken back."""

    PREPRINT = "preprint"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"

    @property
    def is_taken_back(self) -> bool:
        """Do its authors or its publisher no longer stand by it?"""
        return self in (Stage.WITHDRAWN, Stage.RETRACTED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one digest lists it. Nothing has been cleaned yet."""

    title: str
    place: Place
    abstract: tuple[str, ...] = ()
    """Paragraphs."""
    published: date | None = None
    comments: int | None = None
    upvotes: int | None = None
    author_count: int | None = None
    organisation: Organisation | None = None
    arxiv: ArxivId | None = None
    authors: tuple[str, ...] = ()
    """All of them, or none."""
    submitter: str | None = None
    """The name of the account that submitted the paper to the digest's page."""
    keywords: tuple[str, ...] = ()
    summary: Summary | None = None
    code: Repository | None = None
    project: str | None = None
    """The address of the project's page; http or https only."""
    media: tuple[str, ...] = ()
    """The addresses of pictures and videos of it that its submitter gave; https only."""
    doi: Doi | None = None
    """Not one that arXiv gave, which says no more than the arXiv id."""
    openreview: OpenReviewId | None = None
    acl: AclId | None = None
    url: str | None = None
    """The address of the paper itself where none of the ids says it; http or https only."""
    year: int | None = None
    """Of publication, where no day is known."""
    venue: str | None = None
    """Where it was published or accepted: ``ICLR 2026``, ``Nature``."""
    stage: Stage | None = None
    section: str | None = None
    """The heading of the list under which it is."""
    note: str | None = None
    """What the keeper of the list wrote about it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What identifies the paper, each with its kind: ``arxiv:2501.00010``. Equal ids are one paper."""
        acl = self.acl or (acl_id(self.doi) if self.doi else None)
        ids = ids_by_kind(self.arxiv, self.doi, self.openreview, acl)
        return ids or ((f"url:{self.url}",) if self.url else ())


@dataclass(frozen=True, slots=True)
class BlockCounts:
    """What became of the blocks of a scrape.

    In text and Markdown a block is a run of lines without a blank one; in HTML one paper of the
    page's data, or one run of text between two tags that separate text; in JSON and Atom one item
    of the list; in a list of ids one line.
    """

    papers: int
    """Blocks that belong to a paper."""
    boilerplate: int
    """Blocks of the page around the papers: header, navigation, footer."""
    reported: int
    """Blocks that no reader understood, each with a problem of its own."""

    @property
    def blocks(self) -> int:
        """All blocks of the scrape."""
        return self.papers + self.boilerplate + self.reported


@dataclass(frozen=True, slots=True)
class Digest:
    """One scrape: the papers that a page listed on a day, in the page's order."""

    date: date
    label: str | None
    file: str
    """Path below the content folder."""
    entries: tuple[Entry, ...]
    block_counts: BlockCounts
    source: str | None = None
    """What it was read from, as shown to readers: ``arXiv``."""
    is_hugging_face: bool = True
    """Is it a page or an answer of Hugging Face, where its papers are discussed and its comments are counted?"""

    @property
    def slug(self) -> Slug:
        """Its name in addresses: the date, with the label that distinguishes two digests of a day."""
        return Slug(f"{self.date.isoformat()}-{self.label}" if self.label else self.date.isoformat())
