"""A day of the calendar, with a guess at days that are written in another form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.curation.text_kinds import TextKind, plain_text
from generator.curation.value_kinds import JsonSchema
from generator.curation.value_problems import INVALID_DAY
from generator.model.days import day_from
from generator.text.wording import month_number

_MONTHS = 12
_TIME = re.compile(r"(?:T|,?\s+)\d\d?:\d\d.*$", re.ASCII | re.IGNORECASE)


class DayKind(TextKind[date]):
    """A day of the calendar, from 1900 to 2099."""

    expected = "a date like 2025-10-31"
    problem = INVALID_DAY
    pattern = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)

    def convert(self, text: str) -> date | None:
        return day_from(text) if self.pattern.fullmatch(text) else None

    def hint(self, text: str) -> str:
        plain = plain_text(text)
        if self.pattern.fullmatch(plain) or re.fullmatch(r"(?:19|20)\d{2}-\d{2}-\d{2}", plain):
            return super().hint(text) or ", which is not in the calendar"
        return self._meant(plain, *_possible_days(plain)) or "; write year, month and day, as in 2025-10-31"

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": f"^{self.pattern.pattern}$"}


def _possible_days(text: str) -> Iterator[str]:
    """The day that a text gives in another form, if only one can be meant: 1/2/2025 can be two."""
    text = _TIME.sub("", text)
    if match := re.match(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)", text) or re.fullmatch(
        r"(\d{4})(\d\d)(\d\d)", text
    ):
        year, month, day = match.groups()
        yield _day(year, month, day)
    if match := re.match(r"(\d{1,2})([-/. ]\s?)(\d{1,2})[-/. ]\s?(\d{4})(?!\d)", text):
        first, separator, second, year = match.groups()
        # With full stops the day comes first everywhere; otherwise only a number above 12 tells which it is.
        if separator.startswith(".") or int(first) > _MONTHS or first == second:
            yield _day(year, second, first)
        elif int(second) > _MONTHS:
            yield _day(year, first, second)
    months = [month for word in re.findall(r"[^\W\d_]{3,}", text) if (month := month_number(word))]
    years, days = re.findall(r"(?<!\d)\d{4}(?!\d)", text), re.findall(r"(?<!\d)\d\d?(?!\d)", text)
    if len(months) == len(years) == len(days) == 1:
        yield _day(years[0], str(months[0]), days[0])


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
