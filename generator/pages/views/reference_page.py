"""The reference of curated files and problem codes, printed from the definitions that the program uses, so
that it cannot go out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.content.problem_index import PROBLEM_KINDS
from generator.curation.file_kinds import FILE_KINDS, FileKind
from generator.curation.json_schema import schema_line
from generator.curation.list_kinds import ListKind
from generator.curation.nodes import LARGEST_FILE
from generator.curation.record_kinds import RecordKind
from generator.curation.value_kinds import LocatedKind, ValueKind
from generator.model.problem import ProblemKind
from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLES = {
    "site": "The whole list",
    "topic": "Topics",
    "paper": "Papers",
    "enrichment": "Enrichment",
}
_ORDER = ("topic", "paper", "enrichment", "site")
"""What is edited most comes first."""
_ROOMS = {
    "C": "In a curated file",
    "P": "Across files",
    "F": "Files and folders",
    "D": "In a digest",
}
"""Where problems occur, by the first letter of their codes."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key of a file, and the values it takes."""

    depth: int
    """Deeper keys are indented below the one they belong to."""
    name: str
    words: str
    is_required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class KindBlock:
    """A kind of file."""

    title: str
    name: str
    pattern: str
    purpose: str
    example: str
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems that occur in one kind of place."""

    title: str
    kinds: tuple[ProblemKind, ...]


@dataclass(frozen=True)
class ReferenceView(View):
    """All kinds of files, and all kinds of problems."""

    template = "reference.md"
    kinds: tuple[KindBlock, ...]
    megabytes: int
    """The size of the largest file that is read."""
    problems: tuple[ProblemGroup, ...]


def reference_page() -> Page:
    """The page of all kinds of files and problems."""
    by_name = {kind.name: kind for kind in FILE_KINDS}
    blocks = tuple(_block(by_name[name]) for name in _ORDER)
    view = ReferenceView(blocks, LARGEST_FILE // 1_000_000, tuple(_problem_groups()))
    description = (
        "Every kind of file in this list, with its keys and an example, and every problem that a check reports."
    )
    return Page(paths.REFERENCE, PageHead("The files behind this list", description), view)


def _block(kind: FileKind[Any]) -> KindBlock:
    return KindBlock(
        _TITLES[kind.name],
        kind.name,
        f"content/{kind.pattern}",
        kind.purpose,
        f"{schema_line(kind)}\n{kind.example}",
        tuple(_keys(kind.record, 0)),
    )


def _problem_groups() -> Iterator[ProblemGroup]:
    for letter, title in _ROOMS.items():
        yield ProblemGroup(title, tuple(kind for kind in PROBLEM_KINDS if kind.code.startswith(letter)))


def _keys(record: RecordKind[Any], depth: int) -> Iterator[KeyLine]:
    for name, key in record.keys.items():
        yield KeyLine(
            depth,
            name,
            key.kind.in_words,
            name in record.required,
            key.meaning,
        )
        inner = _record_of(key.kind)
        if inner:
            yield from _keys(inner, depth + 1)


def _record_of(kind: ValueKind[Any]) -> RecordKind[Any] | None:
    """The record that a value, or each item of a list, is."""
    while isinstance(kind, LocatedKind | ListKind):
        kind = kind.kind
    return kind if isinstance(kind, RecordKind) else None
