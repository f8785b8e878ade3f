"""A digest as it was scraped: its entries, and where each of its blocks went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.problem import Place


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who stands behind a paper, when a digest names an organisation instead of authors."""

    name: str
    handle: str | None = None
    """The organisation's name in the digest's own addresses, such as ``tencent``."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the code of a paper is, as a digest names it."""

    url: str
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a model wrote about a paper. It is never shown as if the authors had written it."""

    text: str
    model: str | None = None
    """The model's name, where the digest states it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one digest lists it, as scraped: nothing is cleaned yet."""

    title: str
    place: Place
    abstract: tuple[str, ...] = ()
    """Paragraphs."""
    published: date | None = None
    comments: int | None = None
    upvotes: int | None = None
    author_count: int | None = None
    organisation: Organisation | None = None
    arxiv: str | None = None
    authors: tuple[str, ...] = ()
    """All of them, or none."""
    submitter: str | None = None
    """The name of the account that put the paper on the digest's page."""
    keywords: tuple[str, ...] = ()
    summary: Summary | None = None
    code: Repository | None = None
    project: str | None = None
    """Address of the project's page; http or https only."""


@dataclass(frozen=True, slots=True)
class BlockCounts:
    """Where the blocks of a scrape went.

    In text and Markdown a block is a run of lines without a blank one; in HTML one paper of the
    page's data, or one stretch of text between two tags that part text; in JSON and Atom one item
    of the list; in a list of ids one line.
    """

    papers: int
    """Blocks that are part of a paper."""
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
    """What it was read from, as readers are told: ``arXiv``."""

    @property
    def slug(self) -> str:
        """Name in addresses: the date, and the label that tells two digests of a day apart."""
        return f"{self.date.isoformat()}-{self.label}" if self.label else self.date.isoformat()
