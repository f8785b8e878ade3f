"""Checks that text and Markdown have in common: the date of the page, and whether it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.digests.digest_problems import NO_PAPERS, TRUNCATED_PAGE, WRONG_DATE
from generator.digests.plain.lines import ShownDay, TextLine
from generator.model.days import day_from
from generator.model.digest import Entry
from generator.model.problem import Place, Problem
from generator.text.wording import MONTH_ABBREVIATIONS, month_number

_CUT_OFF = re.compile(r"(?<![/.])\b[\w,-]+$")
_LONGEST_WORD = 200
"""Characters at the end of an abstract in which its last word begins."""
_TRUNCATION_NOTE = re.compile(r"(?:\s|`{3}|\[?(?:content|output|text)?\s?truncated\]?)*\Z", re.I)
"""What a tool appends where it truncated a page."""


def check_heading(file: str, day: date, heading: Sequence[TextLine]) -> Iterator[Problem]:
    """The date that the page shows must be the one in the name of its file. A page need not show one."""
    shown = (heading[0].day or _month_and_day(heading)) if heading else None
    if not shown or ((shown.month, shown.day) == (day.month, day.day) and shown.year in (None, day.year)):
        return
    found = " ".join(line.text for line in heading)
    message = (
        f"expected the date in the file's name, {_month_day(day)}, found '{found}';"
        " rename the file, or save the page for that day"
    )
    yield Problem(Place(file, heading[0].number), "date", message, WRONG_DATE)


def check_papers(file: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    """A page must list a paper."""
    if not entries:
        message = "expected at least one paper, found none; was the page saved before its papers had loaded?"
        yield Problem(Place(file), "papers", message, NO_PAPERS)


def check_ending(file: str, entries: Sequence[Entry], text: str) -> Iterator[Problem]:
    """An abstract at the end of the page must end like a sentence."""
    last = entries[-1].abstract[-1] if entries and entries[-1].abstract else ""
    if (
        last
        and " ".join(_TRUNCATION_NOTE.sub("", text[-2000:]).split()).endswith(last[-20:])
        and _CUT_OFF.search(last[-_LONGEST_WORD:])
        and "http" not in last.split()[-1]
    ):
        message = f"expected a complete abstract, found one truncated at '{last[-30:]}'; save the page again"
        yield Problem(Place(file, entries[-1].place.line), "abstract", message, TRUNCATED_PAGE)


def date_of(shown: ShownDay, listed: date) -> date | None:
    """The date that a card shows. ``listed`` is the day of the digest, whose year a date without one has.

    In a digest of January a card of December is of the year before. ``None`` for a date that does not exist, or
    that cannot be meant.

    >>> date_of(ShownDay(12, 31), date(2026, 1, 2))
    datetime.date(2025, 12, 31)
    """
    day = _day_of(shown, shown.year or listed.year)
    if shown.year or (day and day <= listed):
        return day
    before = _day_of(shown, listed.year - 1)
    return before if before and (day is None or listed - before < day - listed) else day


def _day_of(shown: ShownDay, year: int) -> date | None:
    return day_from(f"{year:04}-{shown.month:02}-{shown.day:02}")


def _month_and_day(heading: Sequence[TextLine]) -> ShownDay:
    month = month_number(heading[0].text)
    assert month is not None
    return ShownDay(month, heading[1].count or 0)


def _month_day(day: date) -> str:
    return f"{MONTH_ABBREVIATIONS[day.month - 1]} {day.day}"
