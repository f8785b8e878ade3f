"""Reads tables of papers in CSV, whatever separates their cells and in whatever order their columns are.

Zotero's export is one, and so are those of databases and of spreadsheets. A row with a fault in its quotation marks is
reported, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.digests.bibliographies.csv_columns import Column, column_of, is_head
from generator.digests.bibliographies.partial_date import UNKNOWN_DATE, PartialDate, date_from, date_of, month_and_day
from generator.digests.bibliographies.person_names import authors_in
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.digests.bibliographies.reference_entry import add_reference
from generator.digests.bibliographies.remark_lines import facts_and_words
from generator.digests.bibliographies.rich_text import without_tags
from generator.digests.digest_problems import LEFT_OUT_ITEM, TRUNCATED_PAGE
from generator.digests.item_list import ItemList
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\s*", re.I)
"""The first line that tells Excel what separates the cells."""
_LONGEST_HEAD = 20_000
_OTHER_TYPES = re.compile(
    r"(?:computer ?program|software|data ?set|web ?page|web ?site|blog ?post|video ?recording|presentation|podcast|film"
    r"|attachment|note|standalone note|forum ?post|artwork|map|email|letter|patent|book|encyclopedia ?article|talk)",
    re.I,
)
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINK_EDGES = re.compile(r"[\s;<>|]+|\[[^\[\]]*\]\(|[)\]](?=\s|$)")
_PREPRINT_TYPES = re.compile(r"preprint|manuscript|unpublished.*", re.I)


@dataclass(frozen=True, slots=True)
class _Head:
    columns: tuple[Column | None, ...]
    delimiter: str
    line: int
    """The line after the head."""


def is_csv(text: str) -> bool:
    """Does a text begin with the head of a table of papers?"""
    return _head(text) is not None


def read_csv(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a table. The arguments are those of ``read_text``."""
    items = ItemList(file)
    head = _head(text)
    if head is None:
        message = "expected the names of columns in the first line, among them the title, found"
        items.leave_out(Place(file), "head", f"{message} {quoted(text.partition(chr(10))[0])}")
    else:
        items.skip()
        for row in _rows(text.split("\n"), head):
            _read(items, file, head, row)
    return items.digest(day, label)


def _head(text: str) -> _Head | None:
    """The head of a table, with what separates its cells: that which gives most known columns."""
    lines = text[:_LONGEST_HEAD].split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    separator = _SEPARATOR_LINE.fullmatch(lines[first])
    if separator and first + 1 < len(lines):
        first += 1
    candidates = [(_cells(lines[first], sign), sign) for sign in _DELIMITERS if sign in lines[first]]
    heads = [(cells, sign) for cells, sign in candidates if is_head(cells)]
    if not heads or lines[first].lstrip().startswith("|"):
        return None
    cells, sign = max(heads, key=lambda head: sum(column_of(cell) is not None for cell in head[0]))
    return _Head(tuple(map(column_of, cells)), sign, first + 2)


def _cells(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign, strict=True), [])
    except csv.Error:
        return []


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: tuple[str, ...]
    fault: str | None = None
    is_last: bool = False


def _rows(lines: Sequence[str], head: _Head) -> Iterator[_Row]:
    """The rows below the head. After one that cannot be read, the next begins on the next line."""
    at = head.line - 1
    while at < len(lines):
        reader = csv.reader(
            (f"{lines[index]}\n" for index in range(at, len(lines))), delimiter=head.delimiter, strict=True
        )
        start = at
        try:
            for cells in reader:
                yield _Row(start + 1, tuple(cell.strip() for cell in cells))
                start = at + reader.line_num
            return
        except csv.Error as fault:
            yield _Row(start + 1, (lines[start],), str(fault), is_last="unexpected end" in str(fault))
        at = start + 1


def _read(items: ItemList, file: str, head: _Head, row: _Row) -> None:
    place = Place(file, row.line)
    extra = [cell for cell in row.cells[len(head.columns) :] if cell]
    if row.fault:
        found = f"a fault in its quotation marks ({row.fault}): {quoted(row.cells[0])}"
        kind = TRUNCATED_PAGE if row.is_last else LEFT_OUT_ITEM
        items.leave_out(place, "row", f"expected a row of the table, found {found}", kind)
    elif not any(row.cells):
        items.skip(int(bool(row.cells)))
    elif extra:
        found = f"{len(row.cells)}: {quoted(row.cells[0])}"
        items.leave_out(place, "row", f"expected {len(head.columns)} cells as in the head, found {found}")
    else:
        add_reference(items, _reference(place, head.columns, row.cells))


class _Cells:
    """The cells of a row by what their columns state."""

    def __init__(self, columns: Sequence[Column | None], cells: Sequence[str]) -> None:
        self.named = [(column, cell) for column, cell in zip(columns, cells, strict=False) if column and cell]

    def texts(self, *wanted: Column) -> list[str]:
        """The cells that are not empty, in the order of the wanted columns."""
        return [cell for column in wanted for own, cell in self.named if own is column]

    def text(self, column: Column) -> str:
        return next(iter(self.texts(column)), "")


def _reference(place: Place, columns: Sequence[Column | None], row: Sequence[str]) -> Reference:
    cells = _Cells(columns, row)
    facts, words = facts_and_words("\n".join(cells.texts(Column.REMARK)))
    titles = sorted(map(without_tags, cells.texts(Column.TITLE)), key=lambda title: title_fault(title) is not None)
    type_name = cells.text(Column.TYPE)
    return Reference(
        place=place,
        type_name=f"a row of type '{type_name}'" if type_name else "a row",
        kind=_kind(type_name),
        title=next(iter(titles), ""),
        authors=authors_in(without_tags(cells.text(Column.AUTHORS))),
        date=_date(cells),
        venue=cells.text(Column.VENUE),
        doi=cells.text(Column.DOI),
        arxiv=cells.text(Column.ARXIV),
        links=tuple(link for cell in (*cells.texts(Column.URL, Column.ID), *titles[1:]) for link in _links(cell)),
        remarks=(*facts, *words.splitlines(), *cells.texts(Column.NOTE)),
        stage=cells.text(Column.STAGE),
        abstract=without_tags(cells.text(Column.ABSTRACT)),
        keywords=tuple(word for cell in cells.texts(Column.KEYWORDS) for word in _keywords(cell)),
        section=cells.text(Column.SECTION),
        code=cells.text(Column.CODE),
        note="\n\n".join(map(without_tags, cells.texts(Column.NOTE))),
    )


def _kind(type_name: str) -> WorkKind:
    """Rows are papers unless they say something else, because people keep tables of papers."""
    if _OTHER_TYPES.fullmatch(_CAPITAL.sub(" ", type_name)):
        return WorkKind.OTHER
    return WorkKind.PREPRINT if _PREPRINT_TYPES.fullmatch(type_name) else WorkKind.ARTICLE


def _links(cell: str) -> list[str]:
    """The addresses in a cell, also those in links of Markdown."""
    return [link for link in _LINK_EDGES.split(cell) if link]


def _keywords(cell: str) -> list[str]:
    return re.split("[;\n]" if ";" in cell else "[,\n]", cell)


def _date(cells: _Cells) -> PartialDate:
    stated = [date for text in cells.texts(Column.DATE, Column.YEAR) if (date := date_of(text)).year]
    best = max(stated, key=lambda one: (bool(one.month), bool(one.day)), default=UNKNOWN_DATE)
    return best if best.month else date_from(best.year, *month_and_day(cells.text(Column.MONTH)))
