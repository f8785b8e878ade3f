"""What can change on the site: the records that a comparison finds and reports print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.paper import Assignment, Reason
from generator.model.problem import Place, Problem


class PageKind(StrEnum):
    """What a page is about."""

    SITE = "site"
    DIGEST = "digest"
    TOPIC = "topic"
    PAPER = "paper"
    PAGE = "page"
    """A page written by hand."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page of the site, as people know it."""

    kind: PageKind
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Added:
    """A page that was not there before."""

    page: ChangedPage
    place: Place | None
    papers: int | None = None
    """How many papers a topic or digest has."""
    topics: tuple[Assignment, ...] = ()
    """The topics of a paper, with their reasons."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A paper that a curator keeps out of the site, or no longer does."""

    page: ChangedPage
    place: Place | None


@dataclass(frozen=True, slots=True)
class Move:
    """A page that became another one."""

    page: ChangedPage
    target: ChangedPage
    place: Place | None
    """The redirect; without it the old address breaks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A published address that leads nowhere."""

    page: ChangedPage
    near: str | None
    """Its most likely new address."""


@dataclass(frozen=True, slots=True)
class Reassignment:
    """A topic that a paper gained or lost, or keeps for other reasons."""

    topic: ChangedPage
    paper: ChangedPage
    reasons: tuple[Reason, ...]
    """Why it has the topic now, or why it had one that it lost."""
    removed: Place | None = None
    """Where a curator took the topic away."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed field of a page. What is a list on the page is a tuple of its items here."""

    page: ChangedPage
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    place: Place | None = None
    """Where the value is stated now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that readers, or those who check the content, see change."""

    broken: tuple[Broken, ...] = ()
    introduced: tuple[Problem, ...] = ()
    solved: tuple[Problem, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[ChangedPage, ...] = ()
    """Pages written by hand; of all others the address breaks."""
    hidden: tuple[Hidden, ...] = ()
    shown: tuple[Hidden, ...] = ()
    """Papers that were hidden before."""
    renamed: tuple[Move, ...] = ()
    merged: tuple[Move, ...] = ()
    gained: tuple[Reassignment, ...] = ()
    lost: tuple[Reassignment, ...] = ()
    reworded: tuple[Reassignment, ...] = ()
    edited: tuple[Edit, ...] = ()
