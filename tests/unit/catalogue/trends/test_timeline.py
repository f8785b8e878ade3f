"""Timelines: the finest steps that papers can carry, and the months called now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.trends.list_trends import MOST_PERIODS
from generator.catalogue.trends.timeline import timeline, window_of
from generator.model.period import Period, Step

NEWEST = date(2025, 10, 31)


# --- timelines -------------------------------------------------------------------------------


def days(counts: Mapping[str, int]) -> list[date]:
    """So many days in each month."""
    return [date.fromisoformat(f"{month}-15") for month, count in counts.items() for _ in range(count)]


def test_months_without_a_paper_are_on_the_line() -> None:
    line = timeline(days({"2025-07": 30, "2025-09": 20, "2025-10": 10}), NEWEST, MOST_PERIODS)

    assert [period.name for period in line.periods] == ["2025-07", "2025-08", "2025-09", "2025-10"]
    assert (line.totals, line.earlier) == ((30, 0, 20, 10), 0)


def test_the_line_goes_to_the_newest_digest() -> None:
    line = timeline(days({"2025-07": 30}), NEWEST, MOST_PERIODS)

    assert [period.name for period in line.periods] == ["2025-07", "2025-08", "2025-09", "2025-10"]


@pytest.mark.parametrize(
    ("counts", "typical", "step"),
    [
        ({"2025-09": 20, "2025-10": 20}, 20, Step.MONTH),
        # No month has twenty, a quarter has.
        ({"2025-07": 15, "2025-08": 15, "2025-09": 15}, 20, Step.QUARTER),
        # Not even a quarter has.
        ({"2025-01": 10, "2025-04": 10, "2025-07": 10}, 20, Step.YEAR),
        # More than a tenth is older than two years.
        ({"2022-01": 20, "2025-10": 100}, 1, Step.QUARTER),
        ({"2015-01": 20, "2025-10": 100}, 1, Step.YEAR),
        ({"1995-01": 20, "2025-10": 100}, 1, Step.YEAR),
    ],
)
def test_the_step_is_the_finest_that_the_papers_carry(counts: Mapping[str, int], typical: int, step: Step) -> None:
    assert timeline(days(counts), NEWEST, MOST_PERIODS, typical).step is step


def test_what_is_too_old_for_the_line_is_counted() -> None:
    line = timeline(days({"1995-01": 20, "2025-10": 100}), NEWEST, MOST_PERIODS)

    assert (line.totals, line.earlier) == ((100,), 20)


def test_a_thin_beginning_is_left_out_and_counted() -> None:
    line = timeline(days({"2024-12": 1, "2025-02": 2, "2025-09": 50, "2025-10": 50}), NEWEST, MOST_PERIODS)

    assert (line.totals, line.earlier) == ((50, 50), 3)


def test_a_beginning_that_is_more_than_a_twentieth_stays() -> None:
    line = timeline(days({"2025-08": 6, "2025-09": 50, "2025-10": 50}), NEWEST, MOST_PERIODS)

    assert (line.totals, line.earlier) == ((6, 50, 50), 0)


@given(st.lists(st.dates(date(1990, 1, 1), NEWEST), min_size=1, max_size=200), st.integers(1, 30))
def test_no_paper_is_lost_on_a_line(known: list[date], typical: int) -> None:
    line = timeline(known, NEWEST, MOST_PERIODS, typical)

    assert sum(line.totals) + line.earlier == len(known)
    assert 1 <= len(line.periods) <= MOST_PERIODS
    assert line.periods[-1] == Period.of(NEWEST, line.step)
    assert all(one + 1 == other for one, other in zip(line.periods, line.periods[1:], strict=False))
    assert line.counts(known) == line.totals


# --- now and before --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "months"),
    [
        # A year of now, as before it there is as much.
        ({"2023-01": 40, "2025-01": 40}, 12),
        ({"2023-01": 39, "2025-01": 20, "2025-08": 20}, 6),
        ({"2025-06": 60, "2025-09": 30}, 3),
        ({"2025-09": 60, "2025-10": 30}, 1),
        # Nothing is older, or now is too little, or there is nothing now.
        ({"2025-10": 90}, None),
        ({"2023-01": 90, "2025-10": 19}, None),
        ({"2023-01": 90}, None),
    ],
)
def test_now_is_as_long_as_leaves_enough_before(counts: Mapping[str, int], months: int | None) -> None:
    window = window_of(days(counts), NEWEST)

    assert (window.months if window else None) == months
    if window:
        assert window.papers + window.before == sum(counts.values())
        assert window.last.name == "2025-10"
