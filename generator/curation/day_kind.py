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
        return self._meant(plain, *_possible_days(plain)) or "; write year, month and day"

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": f"^{self.pattern.pattern}$"}


def _possible_days(text: str) -> Iterator[str]:
    """The day that a text gives in another form, if only one can be meant: 1/2/2025 can be two."""
    if match := re.match(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)", text):
        year, month, day = match.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
        day, month, year = match.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    months = [month for word in re.findall(r"[^\W\d_]{3,}", text) if (month := month_number(word))]
    years, days = re.findall(r"\b\d{4}\b", text), re.findall(r"\b\d\d?(?!\d)", text)
    if len(months) == len(years) == len(days) == 1:
        yield f"{years[0]}-{months[0]:02}-{int(days[0]):02}"
