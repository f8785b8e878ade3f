"""A month, a quarter or a year of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class Step(IntEnum):
    """How long a period is, in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, a quarter or a year of the calendar."""

    step: Step
    number: int
    """How many periods after the beginning of the year 0."""

    @classmethod
    def of(cls, day: date, step: Step) -> Period:
        """The period that a day is in."""
        return cls(step, (day.year * 12 + day.month - 1) // step)

    @property
    def year(self) -> int:
        """The year that it lies in, or that it is."""
        return self.number * self.step // 12

    @property
    def month(self) -> int:
        """Its first month, from 1."""
        return self.number * self.step % 12 + 1

    @property
    def name(self) -> str:
        """``2025``, ``2025-Q3`` or ``2025-08``."""
        match self.step:
            case Step.YEAR:
                return str(self.year)
            case Step.QUARTER:
                return f"{self.year}-Q{(self.month + 2) // 3}"
            case Step.MONTH:
                return f"{self.year}-{self.month:02}"

    def goes_on_after(self, day: date) -> bool:
        """Is a day in it, but not its last?"""
        return Period.of(day, self.step) == self and day < date.max and Period.of(day + timedelta(1), self.step) == self

    def __add__(self, periods: int) -> Period:
        return Period(self.step, self.number + periods)
