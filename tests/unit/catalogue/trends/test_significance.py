"""How surely two shares differ."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.trends.significance import Change, least_evidence


@pytest.mark.parametrize(
    ("change", "evidence"),
    [
        (Change(10, 100, 10, 100), 0.0),
        (Change(30, 100, 60, 200), 0.0),
        # 2 (20 ln 2 + 100 ln (100/90) + 80 ln (80/90)), by hand.
        (Change(20, 100, 0, 100), 2 * (20 * math.log(2) + 100 * math.log(100 / 90) + 80 * math.log(80 / 90))),
        (Change(0, 100, 20, 100), -2 * (20 * math.log(2) + 100 * math.log(100 / 90) + 80 * math.log(80 / 90))),
        (Change(0, 50, 0, 60), 0.0),
        (Change(50, 50, 60, 60), 0.0),
    ],
)
def test_evidence_of_four_counts(change: Change, evidence: float) -> None:
    assert change.evidence == pytest.approx(evidence, abs=1e-9)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    now_of, before_of = draw(st.integers(1, 500)), draw(st.integers(1, 500))
    return Change(draw(st.integers(0, now_of)), now_of, draw(st.integers(0, before_of)), before_of)


@given(changes())
def test_evidence_is_positive_for_more_and_negative_for_less(change: Change) -> None:
    swapped = Change(change.before, change.before_of, change.now, change.now_of)

    assert change.evidence >= -1e-9 if change.share_now >= change.share_before else change.evidence <= 1e-9
    assert abs(swapped.evidence) == pytest.approx(abs(change.evidence), abs=1e-9)


def test_the_more_is_compared_the_more_evidence_is_asked_for() -> None:
    # The squares of the points of the normal distribution with 1/100 and 1/1000 beyond, on both sides together.
    assert least_evidence(1) == least_evidence(100) == pytest.approx(6.635, abs=0.001)
    assert least_evidence(1000) == pytest.approx(10.828, abs=0.001)
