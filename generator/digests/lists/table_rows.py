"""Reads the rows of tables by the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.digests.lists.blocks import RowBlock
from generator.digests.lists.field_names import FieldRole, role_of
from generator.digests.lists.item_title import titled
from generator.digests.lists.paper_draft import PaperDraft
from generator.digests.lists.paper_links import is_label, paper_address
from generator.digests.lists.spans import Spans, TextSpan, text_of

_CERTAIN = re.compile(r"\btitles?\b|标题|题目", re.I)


def row_draft(row: RowBlock, section: str | None) -> PaperDraft:
    """What a row says, by column."""
    roles = [role_of(row.head[index]) if index < len(row.head) else None for index in range(len(row.cells))]
    at = _title_column(row, roles)
    draft = PaperDraft(row.line, row.cells[at] if at is not None else (), section, is_row=True)
    for index, cell in enumerate(row.cells):
        if index != at and text_of(cell):
            role = roles[index] or FieldRole.OTHER
            role = FieldRole.LINK if role is FieldRole.TITLE else role
            known = draft.fields.get(role, ())
            draft.fields[role] = (*known, TextSpan("\n"), *cell) if known else cell
    return draft


def _title_column(row: RowBlock, roles: Sequence[FieldRole | None]) -> int | None:
    """The column of the title: the one that is called so, or whose text leads to a paper, or with most text."""
    named = [index for index, role in enumerate(roles) if role is FieldRole.TITLE and _says_title(row.cells[index])]
    certain = [index for index in named if _CERTAIN.search(row.head[index])]
    linked = [index for index in named if _is_linked(row.cells[index])]
    if certain or linked or named:
        return (certain or linked or named)[0]
    open_columns = [
        index for index, role in enumerate(roles) if role in (None, FieldRole.LINK, FieldRole.OTHER, FieldRole.PROJECT)
    ]
    linked = [index for index in open_columns if _is_linked(row.cells[index]) and _says_title(row.cells[index])]
    if linked:
        return linked[0]
    if FieldRole.TITLE in roles and row.head:
        return None
    texts = [index for index in open_columns if roles[index] is None and _says_title(row.cells[index])]
    return max(texts, key=lambda index: len(text_of(row.cells[index])), default=None)


def _says_title(cell: Spans) -> bool:
    text = text_of(cell)
    return bool(text) and not is_label(text) and bool(titled(cell, is_cell=True).title)


def _is_linked(cell: Spans) -> bool:
    return any(span.target and paper_address(span.target) and not is_label(span.text) for span in cell)
