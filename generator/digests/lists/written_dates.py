"""Dates as people write them, with the year: ``2026-11-18``, ``2026.11``, ``18 November 2026``, ``Nov '26``."""

from __future__ import annotations

import re
from datetime import date

from generator.model.days import day_from
from generator.text.wording import month_number

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_WORD = r"(?P<n>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?"
_DAYS = (
    re.compile(rf"{_YEAR}(?P<s>[-./])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?:[T ]\d\d:\d\d\S{{0,20}}(?: UTC| GMT)?)?"),
    re.compile(rf"{_YEAR}年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日"),
    re.compile(rf"{_WORD}\s+{_DAY},?\s+{_YEAR}"),
    re.compile(rf"(?:[A-Za-z]{{3}},\s+)?{_DAY}\s+{_WORD},?\s+{_YEAR}(?:\s+\d\d:\d\d\S{{0,20}}.{{0,10}})?"),
    re.compile(rf"{_YEAR}(?P<m>[01]\d)(?P<d>[0-3]\d)"),
)
_YEARS = (
    re.compile(rf"{_YEAR}(?:\s?[-./]\s?\d{{1,2}})?"),
    re.compile(rf"\d{{1,2}}[-./]{_YEAR}"),
    re.compile(rf"{_WORD},?\s+{_YEAR}"),
    re.compile(rf"{_WORD}\s?['’](?P<short>\d\d)"),
)
_AROUND = " \t\n*_`()[]{}|,:"


def day_in(text: str) -> date | None:
    """The day that a text is; ``None`` for any other text.

    >>> day_in("Nov 18, 2026")
    datetime.date(2026, 11, 18)
    """
    match = next((match for pattern in _DAYS if (match := pattern.fullmatch(text.strip(_AROUND)))), None)
    if not match:
        return None
    parts = match.groupdict()
    month = month_number(parts["n"]) if parts.get("n") else int(parts["m"])
    return day_from(f"{parts['y']}-{month:02}-{int(parts['d']):02}") if month else None


def year_in(text: str) -> int | None:
    """The year that a text is, alone or with a month; ``None`` for any other text.

    >>> year_in("[2026/11]")
    2026
    """
    match = next((match for pattern in _YEARS if (match := pattern.fullmatch(text.strip(_AROUND)))), None)
    if not match:
        return None
    parts = match.groupdict()
    if parts.get("n") and not month_number(parts["n"]):
        return None
    return int(parts["y"]) if parts.get("y") else 2000 + int(parts["short"])
