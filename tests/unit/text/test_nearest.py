"""The name that somebody most probably meant."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.nearest import Names

TOPICS = ("theorem-proving", "reward-models", "rl-for-llms", "reasoning", "3d", "code")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("theorem-provin", "theorem-proving"),
        ("theorm-proving", "theorem-proving"),
        ("Reward-Models", "reward-models"),
        ("rewards-model", "reward-models"),
        ("reasonning", "reasoning"),
        ("3D", "3d"),
        ("cod", "code"),
        ("quantum-gravity", None),
        ("", None),
    ],
)
def test_the_nearest_name(word: str, name: str | None) -> None:
    assert Names(TOPICS).near(word) == name


def test_a_name_must_be_as_near_as_is_asked() -> None:
    assert Names(["reward-models"]).near("rewarding-models", cutoff=0.6) == "reward-models"
    assert Names(["reward-models"]).near("rewarding-models", cutoff=0.95) is None


def test_of_names_that_are_equally_near_it_is_always_the_same() -> None:
    assert {Names(["aba", "abc", "abd"]).near("abx") for _ in range(20)} == {"abd"}


def test_without_names_none_is_near() -> None:
    assert Names([]).near("code") is None


@given(st.lists(st.text("abc-", min_size=1, max_size=8), max_size=30), st.text("abc-", max_size=8))
def test_what_is_found_is_a_name_and_near(names: list[str], word: str) -> None:
    found = Names(names).near(word)
    assert found is None or found in names
    assert found is None or difflib.SequenceMatcher(None, found, word).ratio() >= 0.6


@given(st.lists(st.text("abc-", min_size=1, max_size=8), min_size=1, max_size=30), st.data())
def test_a_name_is_nearest_to_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    assert Names(names).near(name) == name
