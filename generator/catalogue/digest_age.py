"""How old the newest digest is, in working days: sources rest at weekends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.digest import Digest

_WORKING_DAYS = 5
"""In a week, which begins on Monday."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The age of the newest digest that has papers."""

    newest: date | None
    waited: int
    """Working days that ended without a digest since then; today does not count yet."""
    limit: int

    @property
    def is_stale(self) -> bool:
        """Whether the source has probably stopped publishing."""
        return self.newest is None or self.waited >= self.limit


def freshness(digests: Sequence[Digest], limit: int, today: date) -> Freshness:
    """How fresh the digests are on a day. Those dated later do not count."""
    newest = max((digest.date for digest in digests if digest.entries and digest.date <= today), default=None)
    return Freshness(newest, working_days_between(newest, today) if newest else 0, limit)


def working_days_between(first: date, last: date) -> int:
    """Working days after one day and before another; none when the first is the later one."""
    days = range(first.toordinal() + 1, last.toordinal())
    return sum(1 for day in days if date.fromordinal(day).weekday() < _WORKING_DAYS)
