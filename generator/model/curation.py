"""What curators and resolvers write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from generator.model.contributors import Alias
from generator.model.digest import Stage
from generator.model.email_address import EmailAddress
from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId, Slug
from generator.model.problem import Located, Place


class Where(StrEnum):
    """The part of a paper that a rule looks at."""

    TITLE = "title"
    ABSTRACT = "abstract"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that indicate a topic. See ``catalogue.topics.phrases`` for how they are matched."""

    place: Place
    where: Where = Where.BOTH
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    times: int = 1
    """How often phrases of ``any`` must occur, counted over all of them."""
    weight: float = 1.0
    """A topic is given when the weights of the matching rules add up to 1."""


@dataclass(frozen=True, slots=True)
class Area:
    """A family of topics; the site lists topics by area, in the order of ``site.yml``."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject that papers are grouped under."""

    slug: Slug
    title: str
    area: Located[str]
    scope: str
    """One sentence: what belongs to the topic."""
    place: Place
    rules: tuple[Rule, ...] = ()
    """None where only sections of lists and curators give the topic."""
    start_here: tuple[Located[Slug], ...] = ()
    """Slugs of the papers to read first, in reading order."""
    examples: tuple[Located[Slug], ...] = ()
    """Slugs of papers that show what belongs here, for ``papershelf learn``; they have the topic."""


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words by which a topic is recognised where no rule matches: the file ``learned/SLUG.yml``."""

    slug: Slug
    """Of the topic."""
    place: Place
    basis: str
    """What they were learned from, and how well they did on papers that were kept back."""
    threshold: int
    """A paper has the topic when the weights of its words add up to this."""
    words: Mapping[str, int] = field(default_factory=dict)
    """Words and pairs of words in lower case, each with a weight: what speaks for the topic is positive."""


class LinkKind(StrEnum):
    """What a link leads to; the order here is the order on a page."""

    ARXIV = "arxiv"
    PDF = "pdf"
    DOI = "doi"
    """The published version, as its DOI leads to it."""
    OPENREVIEW = "openreview"
    ACL = "acl"
    PAGE = "page"
    """The paper itself, at an address that is none of the above."""
    HUGGING_FACE = "hugging face"
    CODE = "code"
    MODEL = "model"
    DATASET = "dataset"
    DEMO = "demo"
    PROJECT = "project"
    PICTURE = "picture"
    VIDEO = "video"
    PAPER = "paper"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to a paper."""

    kind: LinkKind
    url: str
    place: Place | None = None
    """Where it was stated; ``None`` when it follows from the arXiv id or the title."""


class Status(StrEnum):
    """How far a curator has got with a paper."""

    TO_READ = "to-read"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Fields in which a curator overrules what was scraped or resolved."""

    title: Located[str] | None = None
    abstract: Located[str] | None = None
    authors: Located[tuple[str, ...]] | None = None
    organisation: Located[str] | None = None
    published: Located[date] | None = None
    arxiv: Located[ArxivId] | None = None
    doi: Located[Doi] | None = None
    openreview: Located[OpenReviewId] | None = None
    acl: Located[AclId] | None = None
    url: Located[str] | None = None
    venue: Located[str] | None = None
    stage: Located[Stage] | None = None


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What a curator changes about the topics that the rules give, by slug."""

    add: tuple[Located[Slug], ...] = ()
    remove: tuple[Located[Slug], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperNotes:
    """What a curator says about one paper: the file ``papers/SLUG.yml``."""

    slug: Slug
    place: Place
    note: Located[str] | None = None
    featured: Located[bool] | None = None
    status: Located[Status] | None = None
    hidden: Located[bool] | None = None
    topics: TopicChanges = TopicChanges()
    corrections: Corrections = Corrections()
    links: tuple[Link, ...] = ()
    same_as: Located[Slug] | None = None
    """Slug of the paper that this one is the same as; the file then says nothing else."""

    @property
    def is_hidden(self) -> bool:
        """Is the paper kept out of the site?"""
        return self.hidden is not None and self.hidden.value


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What was looked up about a paper that a digest names by title only."""

    title: Located[str]
    """As in the digest; matched by title key."""
    source: str
    """The public evidence: words that show the title together with the id."""
    found: date
    place: Place
    arxiv: Located[ArxivId] | None = None
    authors: Located[tuple[str, ...]] | None = None
    """All of them, or none: an incomplete list is not recorded."""
    published: Located[date] | None = None
    """The day of its first version."""
    categories: tuple[str, ...] = ()
    """Of arXiv, the primary one first."""
    code: tuple[str, ...] = ()
    full_title: Located[str] | None = None
    """The title itself, where the digest gives only the id."""
    abstract: Located[str] | None = None
    """The same of the abstract."""
    doi: Located[Doi] | None = None
    openreview: Located[OpenReviewId] | None = None
    acl: Located[AclId] | None = None
    url: Located[str] | None = None
    venue: Located[str] | None = None
    stage: Located[Stage] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """What it says identifies the paper, each with its kind, as those of an entry."""
        known = {"arxiv": self.arxiv, "doi": self.doi, "openreview": self.openreview, "acl": self.acl}
        return tuple(f"{kind}:{stated.value}" for kind, stated in known.items() if stated)


class Target(StrEnum):
    """Where the scheduled run puts what it fetched."""

    PULL_REQUEST = "pull-request"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Updates:
    """How the list keeps itself up to date."""

    to: Target = Target.PULL_REQUEST
    stale_after: int = 3
    """Working days without a digest."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the daily run fetches papers."""

    from_: str
    """An address of a feed or a listing, ``arxiv:`` with a category, or ``huggingface``."""
    label: str | None = None
    """What tells its digests from others of the day; by default it is made from the name of the source."""


@dataclass(frozen=True, slots=True)
class Newsletter:
    """How the list is sent by e-mail."""

    from_: EmailAddress
    """Whom letters are from."""
    unsubscribe: str
    """Where a reader stops them: an address that begins with ``https://`` or ``mailto:``."""
    list_: Located[EmailAddress] | None = None
    """The address of a mailing list, which passes letters on to its subscribers."""
    reply_to: EmailAddress | None = None
    subscribe: str | None = None
    """Where a reader asks for them; as ``unsubscribe``."""


class SocialCards(StrEnum):
    """Which pages have a picture of their own, for those who show links to them."""

    NONE = "none"
    LISTS = "lists"
    """Digests and topics."""
    ALL = "all"
    """Papers, too."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is true of the whole list: the file ``site.yml``."""

    title: str
    description: str
    areas: tuple[Area, ...]
    mirrors: Mapping[str, str] = field(default_factory=dict)
    """Host of a mirror to the host it copies."""
    redirects: Mapping[str, Located[str]] = field(default_factory=dict)
    """Former name of a page to its current one: a paper's slug, ``topics/SLUG`` or ``digests/DAY``.

    In a catalogue those of merged papers are included.
    """
    updates: Updates = Updates()
    sections: Mapping[str, Located[Slug]] = field(default_factory=dict)
    """Heading of a section in a list to the slug of the topic that its papers have."""
    sources: tuple[Source, ...] = ()
    """None means Hugging Face."""
    aliases: tuple[Alias, ...] = ()
    """Names of authors and organisations that are one."""
    author_pages: int = 2
    """Papers from which on an author has a page."""
    newsletter: Newsletter | None = None
    social_cards: SocialCards | None = None
    """``None`` for those of papers as long as there are not too many."""
    markdown: bool | None = None
    """Does the site have the Markdown of its pages? Where it is not said, the number of papers decides."""
