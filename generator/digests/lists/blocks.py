"""The parts of a list: headings, items, rows of tables, and the text between them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.digests.lists.spans import Spans


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading."""

    line: int
    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """A bullet or a numbered item, without the items below it."""

    line: int
    depth: int
    """How many items it is in."""
    spans: Spans


@dataclass(frozen=True, slots=True)
class RowBlock:
    """A row of a table."""

    line: int
    head: tuple[str, ...]
    """The names of the columns; none where the table has no head."""
    cells: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class ProseBlock:
    """A paragraph outside of items and tables."""

    line: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class OtherBlock:
    """What can hold no paper: the head of a table, a rule, a piece of code."""

    line: int


ListBlock = HeadingBlock | ItemBlock | RowBlock | ProseBlock | OtherBlock
