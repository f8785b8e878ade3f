"""Months, quarters and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.model.period import Period, Step


@pytest.mark.parametrize(
    ("day", "step", "name", "following"),
    [
        ("2025-01-01", Step.MONTH, "2025-01", "2025-02"),
        ("2025-12-31", Step.MONTH, "2025-12", "2026-01"),
        ("2025-03-31", Step.QUARTER, "2025-Q1", "2025-Q2"),
        ("2025-04-01", Step.QUARTER, "2025-Q2", "2025-Q3"),
        ("2025-12-31", Step.QUARTER, "2025-Q4", "2026-Q1"),
        ("2025-01-01", Step.YEAR, "2025", "2026"),
        ("2025-12-31", Step.YEAR, "2025", "2026"),
    ],
)
def test_a_period_has_a_name_and_a_follower(day: str, step: Step, name: str, following: str) -> None:
    period = Period.of(date.fromisoformat(day), step)

    assert (period.name, (period + 1).name) == (name, following)


@pytest.mark.parametrize(
    ("step", "days"),
    [
        (Step.MONTH, ["2025-03-01", "2025-03-30"]),
        (Step.QUARTER, ["2025-01-01", "2025-03-30"]),
        (Step.YEAR, ["2025-01-01", "2025-12-30"]),
    ],
)
def test_a_period_goes_on_after_each_of_its_days_but_the_last(step: Step, days: list[str]) -> None:
    first, last = map(date.fromisoformat, days)
    period = Period.of(first, step)

    assert period.goes_on_after(first)
    assert period.goes_on_after(last)
    assert not period.goes_on_after(last + timedelta(1))
    assert not period.goes_on_after(last + timedelta(2))
    assert not period.goes_on_after(first - timedelta(1))
    assert not Period.of(date.max, step).goes_on_after(date.max)
