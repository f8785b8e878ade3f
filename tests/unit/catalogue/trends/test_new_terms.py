"""Which words are newly frequent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.trends.new_terms import LEAST_TEXTS, MOST_TERMS, newly_frequent
from generator.catalogue.trends.significance import Change

OLD = [f"Gradients of oracle {number}" for number in range(100)]


def listed(now: Sequence[str], before: Sequence[str] = OLD) -> list[str]:
    return [term.text for term in newly_frequent(now, before).terms]


def test_a_term_is_told_with_its_four_counts() -> None:
    found = newly_frequent(["Agents that fly"] * 20 + ["Gradients"] * 20, ["Agents"] * 5 + ["Gradients that fly"] * 90)

    assert [(term.text, term.change) for term in found.terms] == [("Agents", Change(20, 40, 5, 95))]
    assert found.compared == 3


@pytest.mark.parametrize(
    ("texts", "terms"),
    [
        # A word counts once in a text, however often it comes.
        (["plan " * 50, *["nothing"] * 20], ["nothing"]),
        # Singular and plural are one, and the more frequent is shown.
        (["agent"] * 8 + ["agents"] * 7, ["agent"]),
        (["theories"] * 9 + ["theory"] * 8, ["theories"]),
        # Case does not count, but is shown.
        (["GRPO"] * 9 + ["grpo"] * 3, ["GRPO"]),
        # Hyphens join.
        (["chain-of-thought"] * 12, ["chain-of-thought"]),
        # Words that are silent, numbers and letters alone are no terms, and part a pair.
        (["the novel 2025 x"] * 12, []),
        (["world of model"] * 12, ["model", "world"]),
        (["world. Model"] * 12, ["Model", "world"]),
        # A pair and its words come together, so one stands for all.
        (["verifiable rewards"] * 12, ["verifiable rewards"]),
        # Fewer than five texts are too few.
        (["tokens"] * (LEAST_TEXTS - 1) + [""] * 20, []),
        (["ключ"] * 12, ["ключ"]),
    ],
)
def test_what_is_a_term(texts: list[str], terms: list[str]) -> None:
    assert listed(texts) == terms


def test_a_pair_is_told_from_its_words() -> None:
    now = ["world models"] * 15 + ["world"] * 15 + ["models"] * 15
    before = ["world"] * 50 + ["models"] * 50

    assert listed(now, before) == ["world models"]


def test_what_was_as_frequent_before_is_not_new() -> None:
    assert listed(["agents"] * 50 + [""] * 50, ["agents"] * 40 + [""] * 60) == []


def test_what_chance_may_do_is_not_told() -> None:
    assert listed(["agents"] * 6 + [""] * 94, ["agents"] * 2 + [""] * 98) == []


def test_what_has_become_rarer_is_not_new() -> None:
    assert listed([""] * 100, ["agents"] * 90) == []


def test_the_clearest_come_first_and_no_more_than_a_page_shows() -> None:
    names = [f"q{chr(97 + number // 26)}{chr(97 + number % 26)}q" for number in range(60)]
    # Alone in their texts, so that none stands for another; the later the name the more often.
    now = [name for number, name in enumerate(names) for _ in range(60 + number)]

    found = newly_frequent(now, OLD * 40)

    assert found.compared == 60
    assert [term.text for term in found.terms] == names[::-1][:MOST_TERMS]


@given(st.lists(st.text(max_size=40), max_size=30), st.lists(st.text(max_size=40), max_size=30))
def test_any_texts_give_terms_that_stand_in_them(now: list[str], before: list[str]) -> None:
    if now and before:
        for term in newly_frequent(now * 6, before).terms:
            assert any(term.text.casefold() in " ".join(text.split()).casefold() for text in now)
            assert term.text == " ".join(term.text.split())
