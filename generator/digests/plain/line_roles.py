"""Gives each line of a text scrape its role: boilerplate, the text of a paper, or a fact about it.

``lines`` classifies a line on its own; here its neighbours decide. A number before a title counts
upvotes, one after a date counts comments; the line after ``Submitted by`` is a person, not a paper;
``Spaces`` is navigation at the edge of a page but a title in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from generator.digests.plain.lines import LineKind, TextLine
from generator.digests.plain.organisation_line import has_handle
from generator.digests.plain.title_score import SENTENCE_END, title_score


class LineRole(Enum):
    """What a line contributes to the page."""

    BOILERPLATE = auto()
    HEADING = auto()
    TEXT = auto()
    UPVOTES = auto()
    AUTHORS = auto()
    ORGANISATION = auto()
    DOT = auto()
    DATE = auto()
    COMMENTS = auto()
    PAPER_ADDRESS = auto()
    UNKNOWN = auto()


LINE_FACTS = frozenset({LineRole.AUTHORS, LineRole.ORGANISATION, LineRole.DOT, LineRole.DATE, LineRole.COMMENTS})
"""Roles of the lines that follow the text of a paper and end its card."""

_NAME_LENGTH, _NAME_WORDS = 40, 5
_ORGANISATION_LENGTH = 80
_LONGEST_ORGANISATION, _ORGANISATION_WORDS = 200, 25
"""Of one that begins with its handle."""
_FACT_KINDS = (LineKind.DOT, LineKind.DATE, LineKind.AUTHORS)
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.?!] +[A-Z]|\b(?:we|our|this|is|are)\b")
_HEADER_LINES = 60
_EDGE = frozenset({LineKind.BOILERPLATE, LineKind.POSSIBLE_BOILERPLATE, LineKind.ADDRESS, LineKind.FRONT_MATTER})


def assign_roles(lines: Sequence[TextLine]) -> list[LineRole]:
    """The role of each line, in order. Takes lines without the blank ones."""
    roles = [_ROLE_BY_KIND[line.kind] for line in lines]
    start = _mark_header(lines, roles)
    _mark_footer(lines, roles, start)
    _mark_submitters(lines, roles)
    _mark_addresses(lines, roles)
    _mark_inner_boilerplate(lines, roles)
    _mark_organisations(lines, roles)
    _mark_numbers(lines, roles)
    return roles


_ROLE_BY_KIND = {
    LineKind.TEXT: LineRole.TEXT,
    LineKind.BOILERPLATE: LineRole.BOILERPLATE,
    LineKind.POSSIBLE_BOILERPLATE: LineRole.TEXT,
    LineKind.AUTHORS: LineRole.AUTHORS,
    LineKind.DOT: LineRole.DOT,
    LineKind.DATE: LineRole.DATE,
    LineKind.MONTH: LineRole.TEXT,
    LineKind.NUMBER: LineRole.UNKNOWN,
    LineKind.SUBMITTED: LineRole.BOILERPLATE,
    LineKind.ADDRESS: LineRole.TEXT,
    LineKind.FRONT_MATTER: LineRole.BOILERPLATE,
}


def _mark_header(lines: Sequence[TextLine], roles: list[LineRole]) -> int:
    """Mark everything above the first paper; return the index where the papers begin."""
    heading = _find_heading(lines)
    end = 0
    if heading is not None:
        first, end = heading
        for index in range(first):
            roles[index] = LineRole.BOILERPLATE if lines[index].kind in _EDGE else LineRole.UNKNOWN
        for index in range(first, end):
            roles[index] = LineRole.HEADING
    while end < len(lines) and lines[end].kind in _EDGE:
        roles[end] = LineRole.BOILERPLATE
        end += 1
    return end


def _find_heading(lines: Sequence[TextLine]) -> tuple[int, int] | None:
    """The lines of the date of the page, as the first index and the one after the last, or ``None``.

    The search terms of a visitor can stand between the boilerplate and the date. A date that follows a
    dot or a number of authors belongs to a paper.
    """
    has_boilerplate = False
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if line.kind in _EDGE:
            has_boilerplate = True
        elif line.kind is LineKind.DATE and line.count is None:
            return index, index + 1
        elif line.kind is LineKind.MONTH and index + 1 < len(lines) and lines[index + 1].kind is LineKind.NUMBER:
            return index, index + 2
        elif line.kind is not LineKind.TEXT or not has_boilerplate or len(line.text) > _ORGANISATION_LENGTH:
            return None
    return None


def _mark_footer(lines: Sequence[TextLine], roles: list[LineRole], start: int) -> None:
    index = len(lines) - 1
    while index >= start and lines[index].kind in _EDGE - {LineKind.ADDRESS}:
        roles[index] = LineRole.BOILERPLATE
        index -= 1


def _mark_submitters(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Mark the name after ``Submitted by``, which is on a line of its own where an avatar comes between."""
    for index, line in enumerate(lines[:-1]):
        name = lines[index + 1]
        if (
            line.kind is LineKind.SUBMITTED
            and line.count is None
            and name.kind in (LineKind.TEXT, LineKind.POSSIBLE_BOILERPLATE, LineKind.MONTH)
            and len(name.text) <= _NAME_LENGTH
            and len(name.text.split()) <= _NAME_WORDS
        ):
            roles[index + 1] = LineRole.BOILERPLATE


def _mark_addresses(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Mark lines that are only an address: that of a paper, that of the page, or the end of an abstract."""
    for index, line in enumerate(lines):
        if line.kind is not LineKind.ADDRESS or roles[index] is not LineRole.TEXT:
            continue
        if line.arxiv:
            roles[index] = LineRole.PAPER_ADDRESS
        elif line.text.startswith(("https://huggingface.co/login", "https://huggingface.co/papers")):
            roles[index] = LineRole.BOILERPLATE


def _mark_inner_boilerplate(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Mark words that could be titles as boilerplate where three or more occur together."""
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].kind in (LineKind.BOILERPLATE, LineKind.POSSIBLE_BOILERPLATE):
            stop += 1
        if stop - index >= 3:
            roles[index:stop] = [LineRole.BOILERPLATE] * (stop - index)
        index = max(stop, index + 1)


def _mark_organisations(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Mark the line before ``·`` and a date: the organisation, shown instead of the authors.

    Some pages lack the dot or the date, or show authors as well. There the line must begin with a handle and follow
    the end of an abstract.
    """
    for index in range(2, len(lines)):
        if lines[index].kind not in _FACT_KINDS or roles[index - 1] is not LineRole.TEXT:
            continue
        line, above = lines[index - 1], lines[index - 2]
        is_apart = line.block == lines[index].block or above.block != line.block
        follows = roles[index - 2] in (LineRole.TEXT, LineRole.PAPER_ADDRESS)
        kinds = [lines[index].kind, lines[index + 1].kind if index + 1 < len(lines) else None]
        is_certain = kinds == [LineKind.DOT, LineKind.DATE]
        if is_apart and follows and (_can_name(line.text) if is_certain else _names_after_prose(line, above)):
            roles[index - 1] = LineRole.ORGANISATION


def _can_name(text: str) -> bool:
    """Can a line be the name of an organisation, because it is short or begins with a handle?"""
    ends_sentence = text.endswith((".", "?", "!"))
    if len(text) <= _ORGANISATION_LENGTH and not ends_sentence:
        return True
    is_long = len(text) > _LONGEST_ORGANISATION or len(text.split()) > _ORGANISATION_WORDS
    if is_long or _SENTENCE_INSIDE.search(text):
        return False
    return not ends_sentence or has_handle(text)


def _names_after_prose(line: TextLine, above: TextLine) -> bool:
    is_below_prose = above.block != line.block and title_score(above.text) < 0 and SENTENCE_END.search(above.text)
    return bool(is_below_prose) and has_handle(line.text) and _can_name(line.text)


def _mark_numbers(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Mark bare numbers and ``-``: upvotes before a title, comments after the last fact of a card.

    If a page shows upvotes, its first card has them; only on such a page can a single number between
    two cards be the upvotes of the second.
    """
    has_upvotes = _begins_with_upvotes(lines, roles)
    last_text = max((i for i, role in enumerate(roles) if role is LineRole.TEXT), default=-1)
    for start, stop in _number_runs(lines, roles):
        run = [i for i in range(start, stop) if lines[i].kind is LineKind.NUMBER]
        follows_facts = start > 0 and roles[start - 1] in LINE_FACTS
        is_followed_by_text = last_text >= stop
        precedes_text = is_followed_by_text and roles[stop] is LineRole.TEXT
        if follows_facts and (len(run) > 1 or not (has_upvotes and precedes_text)):
            roles[run.pop(0)] = LineRole.COMMENTS
        if run and precedes_text:
            roles[run.pop()] = LineRole.UPVOTES
        for index in run:
            roles[index] = LineRole.UNKNOWN if is_followed_by_text or follows_facts else LineRole.BOILERPLATE


def _begins_with_upvotes(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> bool:
    for line, role in zip(lines, roles, strict=True):
        if role is LineRole.TEXT:
            return False
        if line.kind is LineKind.NUMBER and role is LineRole.UNKNOWN:
            return True
    return False


def _number_runs(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> list[tuple[int, int]]:
    """Runs of numbers, with the boilerplate among and after them."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if lines[index].kind is not LineKind.NUMBER or roles[index] is not LineRole.UNKNOWN:
            index += 1
            continue
        stop = index
        while stop < len(lines) and (
            roles[stop] is LineRole.BOILERPLATE
            or (lines[stop].kind is LineKind.NUMBER and roles[stop] is LineRole.UNKNOWN)
        ):
            stop += 1
        runs.append((index, stop))
        index = stop
    return runs
