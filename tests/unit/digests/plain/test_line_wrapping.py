"""Wrapped lines are joined as they were before."""

from __future__ import annotations

import pytest

from generator.digests.plain.line_wrapping import join_lines


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Learning to Rank"], "Learning to Rank"),
        (["Learning to", "Rank"], "Learning to Rank"),
        (["Learning  to", "Rank   Well"], "Learning to Rank Well"),
        (["a token-by-", "token reward"], "a token-by-token reward"),
        (["a token-", "by-", "token reward"], "a token-by-token reward"),
        (["GPT-", "4o"], "GPT-4o"),
        (["pre-", "and post-training"], "pre- and post-training"),
        (["two-", "or three-stage"], "two- or three-stage"),
        (["one-", "to many"], "one- to many"),
        (["Ein-", "und Ausgabe"], "Ein- und Ausgabe"),
        (["one-", "vs. all"], "one- vs. all"),
        (["pre-", "orbital"], "pre-orbital"),
        (["pre-", "android"], "pre-android"),
        (["the pro-", "(or anti-) symmetric"], "the pro- (or anti-) symmetric"),
        (["it works --", "and well"], "it works -- and well"),
        (["it works", "-- and well"], "it works -- and well"),
        (["it works--", "and well"], "it works-- and well"),
        (["it works--", "even well"], "it works--even well"),
        (["it works", "--even well"], "it works--even well"),
    ],
)
def test_lines_are_joined_as_they_were_before_they_were_wrapped(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text
