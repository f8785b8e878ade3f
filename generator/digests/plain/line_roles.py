"""What each line of a text scrape is for: page furniture, a paper's text, or facts beside it.

``lines`` knows a line by itself; here its neighbours decide. A number before a title counts
upvotes, one after a date counts comments; the line after ``Submitted by`` is a person and no
paper; ``Spaces`` is navigation at the edge of a page and a title in the middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from generator.digests.plain.lines import LineKind, TextLine


class LineRole(Enum):
    """What a line is for."""

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
"""Roles of the lines that stand below a paper's text and close its card."""

_NAME_LENGTH, _NAME_WORDS = 40, 5
_ORGANISATION_LENGTH = 80
_HEADER_LINES = 60
_EDGE = frozenset({LineKind.BOILERPLATE, LineKind.PERHAPS_BOILERPLATE, LineKind.ADDRESS, LineKind.FRONT_MATTER})


def assign_roles(lines: Sequence[TextLine]) -> list[LineRole]:
    """The role of each line, in order. Expects the lines without the blank ones."""
    roles = [_ROLE_BY_KIND[line.kind] for line in lines]
    start = _mark_header(lines, roles)
    _mark_footer(lines, roles, start)
    _mark_submitters(lines, roles)
    _mark_addresses(lines, roles)
    _mark_middle_furniture(lines, roles)
    _mark_organisations(lines, roles)
    _mark_numbers(lines, roles)
    return roles


_ROLE_BY_KIND = {
    LineKind.TEXT: LineRole.TEXT,
    LineKind.BOILERPLATE: LineRole.BOILERPLATE,
    LineKind.PERHAPS_BOILERPLATE: LineRole.TEXT,
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
    """Mark what stands above the first paper; return the index where the papers begin."""
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
    """The lines of the page's date, first and one past the last, or ``None``.

    Between the page's furniture and its date may stand what a visitor searched for. A date that
    follows a dot or a number of authors belongs to a paper.
    """
    has_furniture = False
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if line.kind in _EDGE:
            has_furniture = True
        elif line.kind is LineKind.DATE and line.count is None:
            return index, index + 1
        elif line.kind is LineKind.MONTH and index + 1 < len(lines) and lines[index + 1].kind is LineKind.NUMBER:
            return index, index + 2
        elif line.kind is not LineKind.TEXT or not has_furniture or len(line.text) > _ORGANISATION_LENGTH:
            return None
    return None


def _mark_footer(lines: Sequence[TextLine], roles: list[LineRole], start: int) -> None:
    index = len(lines) - 1
    while index >= start and lines[index].kind in _EDGE - {LineKind.ADDRESS}:
        roles[index] = LineRole.BOILERPLATE
        index -= 1


def _mark_submitters(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """The name after ``Submitted by``: on its own line where the page shows an avatar between."""
    for index, line in enumerate(lines[:-1]):
        name = lines[index + 1]
        if (
            line.kind is LineKind.SUBMITTED
            and line.count is None
            and name.kind in (LineKind.TEXT, LineKind.PERHAPS_BOILERPLATE, LineKind.MONTH)
            and len(name.text) <= _NAME_LENGTH
            and len(name.text.split()) <= _NAME_WORDS
        ):
            roles[index + 1] = LineRole.BOILERPLATE


def _mark_addresses(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """A line that is only an address: the paper's own, the page's, or an abstract's last words."""
    for index, line in enumerate(lines):
        if line.kind is not LineKind.ADDRESS or roles[index] is not LineRole.TEXT:
            continue
        if line.arxiv:
            roles[index] = LineRole.PAPER_ADDRESS
        elif line.text.startswith(("https://huggingface.co/login", "https://huggingface.co/papers")):
            roles[index] = LineRole.BOILERPLATE


def _mark_middle_furniture(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Words that could be titles are furniture when three or more stand together."""
    index = 0
    while index < len(lines):
        stop = index
        while stop < len(lines) and lines[stop].kind in (LineKind.BOILERPLATE, LineKind.PERHAPS_BOILERPLATE):
            stop += 1
        if stop - index >= 3:
            roles[index:stop] = [LineRole.BOILERPLATE] * (stop - index)
        index = max(stop, index + 1)


def _mark_organisations(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """The short line before ``·`` and a date names who published, in place of the authors."""
    for index in range(1, len(lines) - 1):
        if lines[index].kind is not LineKind.DOT or lines[index + 1].kind is not LineKind.DATE:
            continue
        line, above = lines[index - 1], lines[index - 2] if index > 1 else None
        if (
            roles[index - 1] is LineRole.TEXT
            and above is not None
            and roles[index - 2] in (LineRole.TEXT, LineRole.PAPER_ADDRESS)
            and len(line.text) <= _ORGANISATION_LENGTH
            and not line.text.endswith((".", "?", "!"))
            and (line.block == lines[index].block or above.block != line.block)
        ):
            roles[index - 1] = LineRole.ORGANISATION


def _mark_numbers(lines: Sequence[TextLine], roles: list[LineRole]) -> None:
    """Bare numbers and ``-``: upvotes stand before a title, comments after a card's last fact.

    On a page that shows upvotes, the first card has them; only there can a single number between
    two cards be the upvotes of the second.
    """
    has_upvotes = _begins_with_upvotes(lines, roles)
    last_text = max((i for i, role in enumerate(roles) if role is LineRole.TEXT), default=-1)
    for start, stop in _number_runs(lines, roles):
        run = [i for i in range(start, stop) if lines[i].kind is LineKind.NUMBER]
        follows_facts = start > 0 and roles[start - 1] in LINE_FACTS
        has_next = last_text >= stop
        leading = has_next and roles[stop] is LineRole.TEXT
        if follows_facts and (len(run) > 1 or not (has_upvotes and leading)):
            roles[run.pop(0)] = LineRole.COMMENTS
        if run and leading:
            roles[run.pop()] = LineRole.UPVOTES
        for index in run:
            roles[index] = LineRole.UNKNOWN if has_next or follows_facts else LineRole.BOILERPLATE


def _begins_with_upvotes(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> bool:
    for line, role in zip(lines, roles, strict=True):
        if role is LineRole.TEXT:
            return False
        if line.kind is LineKind.NUMBER and role is LineRole.UNKNOWN:
            return True
    return False


def _number_runs(lines: Sequence[TextLine], roles: Sequence[LineRole]) -> list[tuple[int, int]]:
    """Stretches of numbers, with the furniture among and after them."""
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
