"""The reference of the curated files, printed from the definitions that read them: it cannot be out
of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.curation.file_kinds import FILE_KINDS, FileKind
from generator.curation.json_schema import schema_line
from generator.curation.list_kinds import ListKind
from generator.curation.nodes import LARGEST_FILE
from generator.curation.record_kinds import RecordKind
from generator.curation.value_kinds import LocatedKind, ValueKind
from generator.pages.printing import paths
from generator.pages.printing.front_matter import front_matter
from generator.pages.printing.markdown import Markdown, environment
from generator.pages.printing.paths import Page
from generator.storage.cache import fingerprint

_TITLES = {
    "site": "The whole list",
    "topic": "Topics",
    "paper": "Papers",
    "enrichment": "What was looked up",
}
_ORDER = ("topic", "paper", "enrichment", "site")
"""What is edited most comes first."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key of a file, and what can stand there."""

    indent: Markdown
    """Deeper keys are indented below the one they belong to."""
    name: Markdown
    words: str
    is_required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class KindBlock:
    """A kind of file."""

    title: str
    name: str
    pattern: Markdown
    purpose: str
    example: Markdown
    keys: tuple[KeyLine, ...]


def reference_page() -> Page:
    """The page of all kinds of files."""
    text = _print()
    return Page(paths.REFERENCE, fingerprint(text), lambda: text)


def _print() -> str:
    by_name = {kind.name: kind for kind in FILE_KINDS}
    blocks = [_block(by_name[name]) for name in _ORDER]
    body = environment().get_template("reference.md").render(kinds=blocks, megabytes=LARGEST_FILE // 1_000_000)
    description = "Every kind of file that the list is kept in: its keys, what can stand there, and an example."
    return front_matter({"title": "The files of this list", "description": description}) + body


def _block(kind: FileKind[Any]) -> KindBlock:
    return KindBlock(
        _TITLES[kind.name],
        kind.name,
        Markdown(f"`content/{kind.pattern}`"),
        kind.purpose,
        Markdown(f"{schema_line(kind)}\n{kind.example}"),
        tuple(_keys(kind.record, 0)),
    )


def _keys(record: RecordKind[Any], depth: int) -> Iterator[KeyLine]:
    for name, key in record.keys.items():
        yield KeyLine(
            Markdown("    " * depth),
            Markdown(f"`{name}`"),
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
