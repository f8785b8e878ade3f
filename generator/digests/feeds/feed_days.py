"""Reads the dates of feeds and listings, in whatever form they are stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.model.days import day_from
from generator.text.wording import month_number

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].{0,40})?", re.A)
_SLASHES = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s.{0,40})?", re.A)
_DAY_FIRST = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:\s.{0,40})?", re.I | re.A)
"""``Fri, 20 Nov 2026 06:01:21 +0000``, as RFC 5322 has it."""
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:\s.{0,40})?", re.I | re.A)
_YEAR = re.compile(r"(?:[a-z]{3,9}\.?,?\s+)?((?:19|20)\d{2})(?:-\d{2})?(?:-00)?", re.I | re.A)


def stated_day(text: str) -> date | None:
    """The day that a text states; ``None`` when it states none, or only a month.

    >>> stated_day("Fri, 20 Nov 2026 06:01:21 +0000")
    datetime.date(2026, 11, 20)
    """
    line = " ".join(text.split())
    if match := _ISO.fullmatch(line):
        return day_from(match[1])
    if match := _SLASHES.fullmatch(line):
        return _day(match[1], int(match[2]), match[3])
    if match := _DAY_FIRST.fullmatch(line):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(line):
        return _day(match[3], _month(match[1]), match[2])
    return None


def first_day(texts: Iterable[str]) -> date | None:
    """The day of the first text that states one."""
    return next((day for text in texts if (day := stated_day(text))), None)


def stated_year(text: str) -> int | None:
    """The year of a text that states a year or a month of it."""
    match = _YEAR.fullmatch(" ".join(text.split()))
    return int(match[1]) if match else None


def _month(word: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for any other word."""
    return month_number(word) or 0


def _day(year: str, month: int, day: str) -> date | None:
    return day_from(f"{year}-{month:02}-{int(day):02}")
