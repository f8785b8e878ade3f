"""What became of a day that was fetched, with a message for the curator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.problem import Problem

_SATURDAY = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""In English, whatever the locale is."""


class DayResult(StrEnum):
    """The result of fetching a day."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    POORER = "poorer"
    """The response lacked papers that are kept already, and had no new ones."""
    EMPTY = "empty"
    """No papers, which is expected or may be."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """The result for a day, also in words."""

    day: date
    result: DayResult
    message: str
    file: str | None = None
    """Path below the content folder."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperCounts:
    """How many papers of a day there are."""

    before: int | None
    """In the file so far; ``None`` without a file."""
    received: int
    kept: int
    """In the file now."""


def is_weekend(day: date) -> bool:
    """Is it a day on which no papers are published?"""
    return day.weekday() >= _SATURDAY


def papers(count: int) -> str:
    """``1 paper``, ``1,200 papers``."""
    return f"{count:,} paper{'' if count == 1 else 's'}"


def unreadable(day: date, count: int, problems: tuple[Problem, ...]) -> DayOutcome:
    """So many papers are in a format that nothing can read that the format has changed."""
    message = f"{papers(count)} in a format that cannot be read; nothing was written"
    return DayOutcome(day, DayResult.FAILED, message, None, problems)


def partly_unreadable(day: date, file: str, count: int, unread: int, problems: tuple[Problem, ...]) -> DayOutcome:
    """A few papers were left out."""
    message = f"{papers(count)}; {unread} left out, in a format that cannot be read"
    return DayOutcome(day, DayResult.FAILED, message, file, problems)


def empty_day(day: date, today: date, kept: int, times: int, most: int) -> DayOutcome:
    """A response without papers. ``times`` working days that are over were empty so often, this time included;
    ``most`` times are reported.
    """
    weekday = _WEEKDAYS[day.weekday()]
    if kept:
        return DayOutcome(day, DayResult.POORER, f"an empty response; the {papers(kept)} kept so far are unchanged")
    if is_weekend(day):
        return DayOutcome(day, DayResult.EMPTY, f"no papers, as expected on a {weekday}")
    if day >= today:
        return DayOutcome(day, DayResult.EMPTY, "no papers yet")
    if times > most:
        return DayOutcome(day, DayResult.EMPTY, f"no papers, although it was a {weekday}, as reported before")
    if times < most:
        return DayOutcome(day, DayResult.EMPTY, f"no papers, although it was a {weekday}; it will be fetched again")
    message = f"expected papers on a {weekday}, found none for the second time"
    hint = "expected on a holiday; otherwise the source may have stopped publishing. This is reported once"
    return DayOutcome(day, DayResult.FAILED, f"{message}; {hint}")


def kept_day(
    day: date, file: str, counts: PaperCounts, problems: tuple[Problem, ...], *, is_changed: bool
) -> DayOutcome:
    """A response with papers, which are all kept."""
    before, kept = counts.before, papers(counts.kept)
    if before is None:
        return DayOutcome(day, DayResult.NEW, kept, file, problems)
    if counts.received < counts.kept == before:
        message = f"a response with {counts.received}; the {kept} kept so far are unchanged"
        return DayOutcome(day, DayResult.POORER, message, file, problems)
    if not is_changed:
        return DayOutcome(day, DayResult.SAME, f"{kept}, as before", file, problems)
    more = counts.kept - before
    message = f"{kept}, {more} more than before" if more else f"{kept}, with other facts than before"
    return DayOutcome(day, DayResult.CHANGED, message, file, problems)
