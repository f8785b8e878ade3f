"""Dates of publications, of which often only the year or the month is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.model.days import FIRST_DAY, LAST_DAY
from generator.text.wording import MONTH_ABBREVIATIONS, month_number


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is stated. A month needs a year, and a day a month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> date | None:
        """The day, if it is known and exists."""
        if not (self.year and self.month and self.day):
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


UNKNOWN_DATE = PartialDate()

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.A)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)", re.A)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", re.A)
_MONTH_NAME = re.compile(
    rf"\b({'|'.join(MONTH_ABBREVIATIONS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b", re.I
)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.A)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.A)
_LONGEST = 100
"""Characters of a text that can be a date."""


def date_of(text: str) -> PartialDate:
    """The date in a text, as precisely as it is certain; of a range, its beginning.

    >>> date_of("2026-03-04"), date_of("2026/03//"), date_of("4 March 2026") == date_of("Mar 4, 2026")
    (PartialDate(year=2026, month=3, day=4), PartialDate(year=2026, month=3, day=None), True)
    >>> date_of("03/04/2026")  # of March or of April
    PartialDate(year=2026, month=None, day=None)
    """
    text = text.strip()[:_LONGEST]
    if match := _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text):
        return date_from(*(int(part) if part else None for part in match.groups()))
    if match := _YEAR_LAST.search(text):
        return _year_last(*map(int, match.groups()))
    year = _YEAR.search(text)
    if year is None:
        return UNKNOWN_DATE
    return date_from(int(year[0]), *month_and_day(f"{text[: year.start()]} {text[year.end() :]}"))


def _year_last(first: int, second: int, year: int) -> PartialDate:
    """Day and month in either order, of which one may be too large for a month."""
    if first == second or second > 12:
        return date_from(year, first, second)
    return date_from(year, second, first) if first > 12 else date_from(year)


def date_from(year: int | None, month: int | None = None, day: int | None = None) -> PartialDate:
    """A date without the parts that cannot be.

    >>> date_from(2026, 2, 30)
    PartialDate(year=2026, month=2, day=None)
    """
    if year is None or not FIRST_DAY.year <= year <= LAST_DAY.year:
        return UNKNOWN_DATE
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    whole = PartialDate(year, month, day)
    return whole if whole.full else PartialDate(year, month)


def month_and_day(text: str) -> tuple[int | None, int | None]:
    """The month and the day in a text without a year: ``4 mar``, ``March 4--6``, ``3``. Of a range, its beginning.

    >>> month_and_day("jun/jul"), month_and_day("09"), month_and_day("29 Sept.")
    ((6, None), (9, None), (9, 29))
    """
    text = text.strip()[:_LONGEST]
    if text.isascii() and text.isdecimal():
        return int(text), None
    names = list(_MONTH_NAME.finditer(text))
    if not names:
        return None, None
    month = month_number(names[0][1])
    before, after = text[: names[0].start()], text[names[0].end() :]
    if len(names) > 1:
        after = text[names[0].end() : names[1].start()]
    day = _DAY.search(before) or _DAY.search(after)
    return month, int(day[0]) if day else None
