"""One item of a bibliography, whatever format it was kept in, before it is judged to be a paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.digests.bibliographies.partial_date import UNKNOWN_DATE, PartialDate
from generator.model.problem import Place


class WorkKind(Enum):
    """What an item is, as far as a reader of papers cares."""

    ARTICLE = "an article"
    """Published in a journal or in proceedings, or as a book, a chapter or a thesis."""
    PREPRINT = "a preprint"
    OTHER = "another item"
    """Anything that need not be a paper: a web page, software, a data set, a whole volume, an unknown type."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields of an item, as plain text: nothing of the syntax of its format is left, nothing is judged."""

    place: Place
    type_name: str
    """The format's own name of the type: ``@misc``, ``TY - COMP``."""
    kind: WorkKind
    title: str
    authors: tuple[str, ...] | None = ()
    """First names first. ``None`` if the list is incomplete, as with ``and others``, or cannot be told apart."""
    date: PartialDate = UNKNOWN_DATE
    venue: str = ""
    doi: str = ""
    arxiv: str = ""
    """What a field says that can only hold an arXiv id."""
    links: tuple[str, ...] = ()
    """Addresses of the paper, and ids that may be of any kind."""
    remarks: tuple[str, ...] = ()
    """Short texts that can state an arXiv id or the stage: ``arXiv:2501.00010 [cs]``, ``to appear``."""
    stage: str = ""
    """What a field says that can only hold the stage: ``inpress``."""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    section: str = ""
    code: str = ""
    note: str = ""
    """What the keeper of the bibliography wrote."""
