"""What can change on the site: the nouns that a comparison finds and that are printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.paper import Assignment, Reason
from generator.model.problem import Place, Problem


class Kind(StrEnum):
    """What a page is about."""

    SITE = "site"
    DIGEST = "digest"
    TOPIC = "topic"
    PAPER = "paper"
    PAGE = "page"
    """Written by hand."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, as people know it."""

    kind: Kind
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Added:
    """A page that was not there before."""

    page: Page
    place: Place | None
    papers: int | None = None
    """How many papers a topic or digest has."""
    topics: tuple[Assignment, ...] = ()
    """The topics of a paper, with their reasons."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A paper that a curator keeps out of the site, or no longer does."""

    page: Page
    place: Place | None


@dataclass(frozen=True, slots=True)
class Move:
    """A page that is now another one."""

    page: Page
    target: Page
    place: Place | None
    """The redirect; without it the old address breaks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A published address that leads nowhere."""

    page: Page
    near: str | None
    """The address that it most probably has now."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """A topic that a paper gained or lost, or has for other reasons."""

    topic: Page
    paper: Page
    reasons: tuple[Reason, ...]
    """Those it has it for now; of a lost topic those it had."""
    removed: Place | None = None
    """Where a curator took the topic away."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a page that changed. What is a list on the page is one here."""

    page: Page
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    place: Place | None = None
    """Where the value stands now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that readers, or those who check the content, see change."""

    broken: tuple[Broken, ...] = ()
    introduced: tuple[Problem, ...] = ()
    solved: tuple[Problem, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[Page, ...] = ()
    """Pages written by hand; of all others the address breaks."""
    hidden: tuple[Hidden, ...] = ()
    shown: tuple[Hidden, ...] = ()
    """Papers that were hidden before."""
    renamed: tuple[Move, ...] = ()
    merged: tuple[Move, ...] = ()
    gained: tuple[Sorting, ...] = ()
    lost: tuple[Sorting, ...] = ()
    reworded: tuple[Sorting, ...] = ()
    edited: tuple[Edit, ...] = ()
