"""The reference of the curated files, printed from the definitions that read them: it cannot be out
of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.curation.fields import At, Kind, Listed, Record
from generator.curation.file_kinds import KINDS, FileKind
from generator.curation.json_schema import schema_line
from generator.curation.nodes import LARGEST_FILE
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


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key of a file, and what can stand there."""

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


@dataclass(frozen=True)
class ReferenceView(View):
    """All kinds of files."""

    template = "reference.md"
    kinds: tuple[KindBlock, ...]
    megabytes: int
    """The size of the largest file that is read."""


def reference_page() -> Page:
    """The page of all kinds of files."""
    by_name = {kind.name: kind for kind in KINDS}
    view = ReferenceView(tuple(_block(by_name[name]) for name in _ORDER), LARGEST_FILE // 1_000_000)
    description = "Every kind of file in this list: its keys, what they can hold, and an example."
    return Page(paths.REFERENCE, PageHead("The files of this list", description), view)


def _block(kind: FileKind[Any]) -> KindBlock:
    return KindBlock(
        _TITLES[kind.name],
        kind.name,
        f"content/{kind.pattern}",
        kind.purpose,
        f"{schema_line(kind)}\n{kind.example}",
        tuple(_keys(kind.record, 0)),
    )


def _keys(record: Record[Any], depth: int) -> Iterator[KeyLine]:
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


def _record_of(kind: Kind[Any]) -> Record[Any] | None:
    """The record that a value, or each item of a list, is."""
    while isinstance(kind, At | Listed):
        kind = kind.kind
    return kind if isinstance(kind, Record) else None
