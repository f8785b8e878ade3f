"""The front matter of pages: what the templates of the site, in ``overrides/``, are handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.contributors import ContributorKind
from generator.model.curation import Status
from generator.model.identity import Slug


@dataclass(frozen=True, slots=True)
class EditSource:
    """The curated file of a page: what "Improve this page" opens on the host of the repository."""

    file: str
    """Path below the content folder."""
    start: str | None = None
    """What it can begin with, when it does not exist yet."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """The front matter of a page without papers of its own."""

    title: str
    description: str
    page_template: str | None = None
    """In ``overrides/``; without one the page looks as if it were written by hand. Not called ``template``, because
    engines without these templates stop at a name that they take for one of theirs."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """The front matter of a page that lists papers."""

    title: str
    description: str
    page_template: str
    date: date | None
    topic: str | None
    """Slug of the topic that it belongs to."""
    outline: str
    """Fingerprint of the sidebar, which MkDocs prints: the page must be rendered again when it changes."""
    source: EditSource | None
    card: str | None = None
    """Path of its social card below the site."""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic of a paper."""

    slug: str
    title: str
    area: str


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """A link of a paper."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The front matter of a paper's page."""

    title: str
    description: str | None
    page_template: str
    slug: str
    date: date | None
    year: int | None
    """Of publication, where the day is not known."""
    arxiv: str | None
    doi: str | None
    authors: tuple[str, ...]
    author_count: int | None
    organisation: str | None
    comments: int | None
    keywords: tuple[str, ...]
    digests: tuple[str, ...]
    topics: tuple[TopicEntry, ...]
    links: tuple[LinkEntry, ...]
    featured: bool | None
    status: Status | None
    source: EditSource
    card: str | None = None
    """Path of its social card below the site."""


@dataclass(frozen=True, slots=True)
class ContributorHead:
    """The front matter of the page of an author or an organisation."""

    title: str
    description: str
    page_template: str
    kind: ContributorKind
    slug: Slug
    feed: bool | None = None
    """Has it a feed? Otherwise ``None``."""


Head = PageHead | ListHead | PaperHead | ContributorHead
