"""Numbers, lists, people and days, by the vectors that the scripts are tested against too
(tests/scripts/format.test.js).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.builders import paper
from support.vectors import vectors

from generator.text import wording

CASES = vectors("wording")
Case = dict[str, Any]


@pytest.mark.parametrize("case", CASES["counted"], ids=lambda case: case["text"])
def test_a_number_with_its_noun(case: Case) -> None:
    assert wording.counted(case["number"], case["noun"]) == case["text"]


@pytest.mark.parametrize("case", CASES["enumerated"], ids=lambda case: case["text"])
def test_a_list_in_words(case: Case) -> None:
    assert wording.enumerated(case["items"]) == case["text"]


@pytest.mark.parametrize("case", CASES["people"], ids=lambda case: case["text"])
def test_the_authors_of_a_paper(case: Case) -> None:
    assert wording.people(replace(paper("A Paper"), authors=tuple(case["names"])), case["most"]) == case["text"]


@pytest.mark.parametrize("case", CASES["short_days"], ids=lambda case: case["text"])
def test_a_day(case: Case) -> None:
    assert wording.short_day(date.fromisoformat(case["date"])) == case["text"]
