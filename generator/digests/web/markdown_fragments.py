"""Splits pages in Markdown into fragments, following links across lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from generator.digests.web.detached_links import with_targets
from generator.digests.web.fragments import FACT_KINDS, SEPARATOR_DOT, Fragment, line_of
from generator.digests.web.markdown_rows import (
    BRACKET_CLOSE,
    BRACKET_OPEN,
    PLACEHOLDER,
    MarkdownPiece,
    MarkdownRow,
    rows_of,
)

_MOST_LINES_OF_LINK = 80
_PICTURE_IN_BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_WORD_FOR_PICTURE = re.compile(r"(?:图片|图像|image|img|picture|photo|avatar|logo)\b", re.I)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|nbsp|#39|#x27);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "nbsp": " ", "#39": "'", "#x27": "'"}
_ESCAPED_END = re.compile(r"(?<!\\)\\+\s+")
"""An escaped line end that a tool joined into one line."""
_ESCAPED = re.compile(r"\\([_*\[\]#<>&`+(){}.!|~-])")
_SYNTAX = re.compile("[&*_\\\\\ue000-\ue003]")
"""Most texts have nothing that marks them up."""
_STRONG = re.compile(r"(\*\*|__|\*)(?=\S)(.{1,600}?)(?<=\S)\1")


@lru_cache(maxsize=1)
def read_fragments(text: str) -> tuple[Fragment, ...]:
    """The fragments of a page in Markdown; at least one for each line that is not blank.

    Remembered, because a page is split to find out whether it is that of a paper, and then read.
    """
    rows = rows_of(text)
    _follow_links(rows)
    return tuple(with_targets([fragment for row in rows for fragment in _fragments(row)]))


# --- links across lines ----------------------------------------------------------------------


def _follow_links(rows: list[MarkdownRow]) -> None:
    """Give the lines between the brackets of a link its target."""
    open_rows: list[int] = []
    for index, row in enumerate(rows):
        closing = next((place for place, piece in enumerate(row.pieces) if piece.closes is not None), None)
        if closing is not None:
            is_bare = not "".join(piece.text for piece in row.pieces[: closing + 1]).strip()
            # Those further up are too far away for all that follow, too.
            open_rows = near = [start for start in open_rows if index - start <= _MOST_LINES_OF_LINK]
            # Text inside the link can begin with a bracket of its own, so a bare bracket takes precedence.
            same = [start for start in near if rows[start].is_bare is is_bare] or near
            if same:
                _cover(rows, same[-1], index, closing)
                open_rows = [start for start in open_rows if start < same[-1]]
        if row.opens_link:
            open_rows.append(index)


def _cover(rows: list[MarkdownRow], first: int, last: int, closing: int) -> None:
    """Make the pieces between the brackets of a link parts of it."""
    end = rows[last].pieces[closing]
    start = rows[first]
    bracket = start.pieces[-1 if start.is_bare else 0]
    bracket.text = bracket.text.rstrip()[:-1] if start.is_bare else bracket.text.lstrip()[1:]
    for row in rows[first : last + 1]:
        inside = row.pieces
        if row is start and start.is_bare:
            inside = []
        elif row is rows[last]:
            inside = row.pieces[: closing + 1]
        for piece in inside:
            if piece.target is None:
                piece.target, piece.group = end.closes, first
        row.heading = row.heading or (start.heading if inside else 0)
    end.closes = None


# --- fragments -------------------------------------------------------------------------------


def _fragments(row: MarkdownRow) -> Iterator[Fragment]:
    """The fragments of a line: its facts one by one, or the whole line as one text."""
    made = [fragment for piece in row.pieces for fragment in _fragments_of_piece(row, piece)]
    if len(made) == 1 and made[0].target is None and made[0].picture is None:
        yield made[0]
        return
    shown = [fragment for fragment in made if fragment.text]
    if len(shown) < 2 or row.heading or any(_is_prose(fragment) for fragment in shown):
        yield _whole(row, made)
    else:
        yield from shown


def _fragments_of_piece(row: MarkdownRow, piece: MarkdownPiece) -> Iterator[Fragment]:
    """The fragments of a piece, split at separating dots."""
    text, picture = _without_pictures(piece.text, is_title=bool(row.heading))
    parts = SEPARATOR_DOT.split(text) if piece.target is None else [text]
    for part in parts:
        line = line_of(_plain(part), row.number, row.block)
        yield Fragment(line, row.heading, piece.target or None, picture, row.paragraph, piece.group)


def _is_prose(fragment: Fragment) -> bool:
    """Is a fragment more than a fact or a separate link?"""
    if fragment.target is not None and fragment.group is None:
        return False
    return fragment.line.kind not in FACT_KINDS and re.search(r"\w", fragment.text) is not None


def _whole(row: MarkdownRow, made: list[Fragment]) -> Fragment:
    """A line as one text. A heading takes the target of its first link to a paper."""
    text = "".join(_without_pictures(piece.text, is_title=bool(row.heading))[0] for piece in row.pieces)
    targets = [fragment for fragment in made if fragment.target]
    chosen = next((fragment for fragment in targets if fragment.is_paper_page), targets[0] if targets else None)
    if chosen is None or not (row.heading or len(made) == 1 or chosen.group is not None):
        return Fragment(line_of(_plain(text), row.number, row.block), row.heading, None, None, row.paragraph)
    return replace(chosen, line=line_of(_plain(text), row.number, row.block))


def _without_pictures(text: str, *, is_title: bool) -> tuple[str, str | None]:
    """A text without its pictures, and the description of the first of them."""
    if "\ue000" not in text and "[" not in text:
        return text, None
    labels = [match for match in re.findall(r"\ue000([^\ue000\ue001]*)\ue001", text) if match]
    bare = re.sub(r"\ue000[^\ue000\ue001]*\ue001", " ", text)
    label = _PICTURE_IN_BRACKETS.match(bare)
    if label and label[1] is not None and (not is_title or _WORD_FOR_PICTURE.match(label[1])):
        bare, labels = bare[label.end() :], [*labels, label[1]]
    return bare, labels[0] if labels else None


def _plain(text: str) -> str:
    """A text without its Markdown syntax."""
    if not _SYNTAX.search(text):
        return text
    bare = PLACEHOLDER.sub(lambda match: {BRACKET_OPEN: "[", BRACKET_CLOSE: "]"}.get(match[0], ""), text)
    bare = _ENTITY.sub(lambda match: _ENTITIES[match[1]], bare)
    whole = _STRONG.fullmatch(bare.strip())
    bare = whole[2] if whole and whole[1] not in whole[2] else bare
    return _ESCAPED.sub(r"\1", _ESCAPED_END.sub(" ", bare))
