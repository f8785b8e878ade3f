"""The nouns of Papershelf: what flows from a scrape to a page.

Every value here is frozen. Absent is ``None`` or ``()``, never ``""``, 0 or an invented date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem weighs.

    An error breaks the site or is certainly a mistake: it fails a check. A warning is probably
    one. A notice says how the list stands (a topic without papers yet) and is counted, not listed.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value stands: a file below the content folder, and its line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value together with the place that states it."""

    value: T
    place: Place
    key: Place | None = None
    """Where its key stands, when that says something, too, as a former slug among redirects."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should mend: what was expected, what was found, what to do."""

    place: Place
    field: str
    message: str
    severity: Severity = Severity.ERROR


# --- text ------------------------------------------------------------------------------------


class Style(StrEnum):
    """How a stretch of scraped text is meant to look."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    MATHS = "maths"
    DISPLAY = "display"
    """Mathematics on a line of its own."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one style. The text is bare characters, never markup: a formula's plain form."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None
    """Target of a link; http or https only."""
    tex: str | None = None
    """Source of a formula, without its delimiters."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line or paragraph of scraped text with its remains of markup understood."""

    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        """The characters alone."""
        return "".join(span.text for span in self.spans)


# --- digests ---------------------------------------------------------------------------------


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
class Accounting:
    """Where the blocks of a scrape went.

    In text and Markdown a block is a run of lines without a blank one; in HTML one paper of the
    page's data, or one stretch of text between two tags that part text; in JSON and Atom one item
    of the list; in a list of ids one line.
    """

    papers: int
    """Blocks that are part of a paper."""
    furniture: int
    """Blocks of the page around the papers: header, navigation, footer."""
    reported: int
    """Blocks that no reader understood, each with a problem of its own."""

    @property
    def blocks(self) -> int:
        """All blocks of the scrape."""
        return self.papers + self.furniture + self.reported


@dataclass(frozen=True, slots=True)
class Digest:
    """One scrape: the papers that a page listed on a day, in the page's order."""

    date: date
    label: str | None
    file: str
    """Path below the content folder."""
    entries: tuple[Entry, ...]
    accounting: Accounting
    source: str | None = None
    """What it was read from, as readers are told: ``arXiv``."""

    @property
    def slug(self) -> str:
        """Name in addresses: the date, and the label that tells two digests of a day apart."""
        return f"{self.date.isoformat()}-{self.label}" if self.label else self.date.isoformat()


# --- what curators and resolvers write -------------------------------------------------------


class Where(StrEnum):
    """Which part of a paper a rule looks at."""

    TITLE = "title"
    ABSTRACT = "abstract"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that speak for a topic. See ``topics`` for how they are matched."""

    place: Place
    where: Where = Where.BOTH
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    times: int = 1
    """How often phrases of ``any`` must occur, counted over all of them."""
    weight: float = 1.0
    """A topic is given when the weights of the rules that match add up to 1."""


@dataclass(frozen=True, slots=True)
class Area:
    """A family of topics; the site lists topics by area, in the order of ``site.yml``."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject that papers are grouped under."""

    slug: str
    title: str
    area: Located[str]
    scope: str
    """One sentence: what belongs here."""
    rules: tuple[Rule, ...]
    place: Place
    start_here: tuple[Located[str], ...] = ()
    """Slugs of the papers to read first, in reading order."""


class LinkKind(StrEnum):
    """What a link leads to; the order here is the order on a page."""

    ARXIV = "arxiv"
    PDF = "pdf"
    HUGGING_FACE = "hugging face"
    CODE = "code"
    MODEL = "model"
    DATASET = "dataset"
    DEMO = "demo"
    PROJECT = "project"
    PAPER = "paper"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to a paper."""

    kind: LinkKind
    url: str
    place: Place | None = None
    """Where it was stated; ``None`` when it follows from the arXiv id."""


class Status(StrEnum):
    """How far a curator has come with a paper."""

    TO_READ = "to-read"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Corrections:
    """Fields that a curator states instead of what was scraped or resolved."""

    title: Located[str] | None = None
    abstract: Located[str] | None = None
    authors: Located[tuple[str, ...]] | None = None
    organisation: Located[str] | None = None
    published: Located[date] | None = None
    arxiv: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What a curator changes in the topics that the rules give, by slug."""

    add: tuple[Located[str], ...] = ()
    remove: tuple[Located[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a curator says about one paper: the file ``papers/SLUG.yml``."""

    slug: str
    place: Place
    note: Located[str] | None = None
    featured: Located[bool] | None = None
    status: Located[Status] | None = None
    hidden: Located[bool] | None = None
    topics: TopicChanges = TopicChanges()
    corrections: Corrections = Corrections()
    links: tuple[Link, ...] = ()
    same_as: Located[str] | None = None
    """Slug of the paper that this one is; then the file says nothing else."""

    @property
    def is_hidden(self) -> bool:
        """Is the paper kept out of the site?"""
        return self.hidden is not None and self.hidden.value


@dataclass(frozen=True, slots=True)
class Finding:
    """What a resolver found out about a paper that a digest names by title only."""

    title: Located[str]
    """As in the digest; matched by title key."""
    source: str
    """The public evidence: words that show title and id together."""
    found: date
    place: Place
    arxiv: Located[str] | None = None
    authors: Located[tuple[str, ...]] | None = None
    """All of them, or none: an incomplete list is not kept."""
    published: Located[date] | None = None
    """The day of its first version."""
    categories: tuple[str, ...] = ()
    """Of arXiv, the primary one first."""
    code: tuple[str, ...] = ()


class Target(StrEnum):
    """Where the scheduled run brings what it fetched."""

    PULL_REQUEST = "pull-request"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Updates:
    """How the list keeps itself up to date."""

    to: Target = Target.PULL_REQUEST
    stale_after: int = 3
    """Working days without a digest."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is true of the whole list: the file ``site.yml``."""

    title: str
    description: str
    areas: tuple[Area, ...]
    mirrors: Mapping[str, str] = field(default_factory=dict)
    """Host of a mirror to the host it copies."""
    redirects: Mapping[str, Located[str]] = field(default_factory=dict)
    """Former name of a page to its name now; a bare slug is a paper's, else ``topics/SLUG`` or ``digests/DAY``.

    In a catalogue also those of merged papers.
    """
    updates: Updates = Updates()


# --- the catalogue ---------------------------------------------------------------------------


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


@dataclass(frozen=True)
class Catalogue:
    """Everything the site shows. All lists are sorted for showing."""

    site: Site
    digests: tuple[Digest, ...]
    """Newest first."""
    papers: tuple[Paper, ...]
    """Newest first."""
    topics: tuple[Topic, ...]
    """By area in the order of ``site.yml``, then by title."""
    files: frozenset[str] = frozenset()
    """Paths of all curated files below the content folder."""
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    """By slug, nearest first; a paper without any has no key. It is no part of a paper, because a
    list does not show it and must not be printed again when it changes.
    """

    @cached_property
    def by_slug(self) -> Mapping[str, Paper]:
        """Each paper by its slug."""
        return {paper.slug: paper for paper in self.papers}

    @cached_property
    def digest(self) -> Mapping[str, Digest]:
        """Each digest by its slug."""
        return {digest.slug: digest for digest in self.digests}

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Each topic by its slug."""
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers of each topic, newest first; every topic has a key."""
        found: dict[str, list[Paper]] = {topic.slug: [] for topic in self.topics}
        for paper in self.papers:
            for assignment in paper.topics:
                found[assignment.topic].append(paper)
        return {slug: tuple(papers) for slug, papers in found.items()}

    @cached_property
    def by_digest(self) -> Mapping[str, tuple[Paper, ...]]:
        """The papers of each digest, in the digest's order."""
        found: dict[str, list[tuple[int, Paper]]] = {digest.slug: [] for digest in self.digests}
        for paper in self.papers:
            for appearance in paper.appearances:
                found[appearance.digest].append((appearance.position, paper))
        return {
            slug: tuple(paper for _, paper in sorted(listed, key=lambda pair: pair[0]))
            for slug, listed in found.items()
        }

    @property
    def unsorted(self) -> tuple[Paper, ...]:
        """Papers without a topic, newest first."""
        return tuple(paper for paper in self.papers if paper.is_unsorted)

    def topics_of(self, area: Area) -> tuple[Topic, ...]:
        """The topics of an area, by title."""
        return tuple(topic for topic in self.topics if topic.area.value == area.slug)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that fail a check."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
