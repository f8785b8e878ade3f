"""Papers by period: timelines whose steps their papers can carry, and the months that are called now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.period import Period, Step

FEW_PAPERS = 10
"""A share of fewer papers says little."""
_WINDOWS = (12, 6, 3, 1)
"""Months that may be called now, the longest that fits."""
_LEAST_PAPERS = 20
"""Now, and before: with fewer nothing is compared."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Consecutive periods up to the newest, and how many papers belong to each."""

    step: Step
    periods: tuple[Period, ...]
    """Oldest first, including those without papers."""
    totals: tuple[int, ...]
    earlier: int
    """Papers from before the first period."""

    def is_unfinished(self, newest: date) -> bool:
        """Is the last period not over on the day of the newest digest?"""
        return self.periods[-1].goes_on_after(newest)

    def counts(self, days: Iterable[date]) -> tuple[int, ...]:
        """How many of these days are in each period."""
        counts = Counter(Period.of(day, self.step) for day in days)
        return tuple(counts[period] for period in self.periods)


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are called now."""

    first: Period
    last: Period
    papers: int
    before: int
    """Papers from earlier months, however old."""

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last.number - self.first.number + 1

    def holds(self, day: date) -> bool:
        """Is this day now?"""
        return self.first <= Period.of(day, Step.MONTH)


def timeline(days: Iterable[date], newest: date, most: int, typical: int = 1) -> Timeline:
    """Days on a timeline of the finest step at which they are not scattered.

    That is: the ``most`` newest periods, which are all that it may have, hold nine out of ten papers,
    and half of all papers are in periods with at least ``typical`` papers. A thin beginning, at most a
    twentieth of all papers, is left out and counted as earlier, so that one old paper does not squeeze
    all others into a corner.
    """
    known = tuple(days)
    for step in Step:
        counts = Counter(Period.of(day, step) for day in known)
        last = Period.of(newest, step)
        shown = {period: count for period, count in counts.items() if period > last + -most}
        crowded = sum(count for count in shown.values() if count >= typical)
        if step is Step.YEAR or (10 * sum(shown.values()) >= 9 * len(known) and 2 * crowded >= len(known)):
            break
    earlier = len(known) - sum(shown.values())
    for period in sorted(shown):
        if shown[period] >= FEW_PAPERS or 20 * (earlier + shown[period]) > len(known):
            break
        earlier += shown.pop(period)
    first = min(shown, default=last)
    periods = tuple(first + index for index in range(last.number - first.number + 1))
    return Timeline(step, periods, tuple(counts[period] for period in periods), earlier)


def window_of(days: Iterable[date], newest: date) -> Window | None:
    """The months called now: as many as leave at least the same number of papers before them."""
    known = Counter(Period.of(day, Step.MONTH) for day in days)
    last = Period.of(newest, Step.MONTH)
    for months in _WINDOWS:
        first = last + (1 - months)
        now = sum(count for month, count in known.items() if month >= first)
        before = known.total() - now
        if before >= now >= _LEAST_PAPERS:
            return Window(first, last, now, before)
    return None
