"""Wordings that the scripts do not share."""

from __future__ import annotations

import pytest

from generator.text import wording


@pytest.mark.parametrize(
    ("papers", "before", "text"),
    [
        (67, 0, "67 papers"),
        (1_067, 8, "1,067 papers, 8 of them listed before"),
        (1, 1, "1 paper, all listed before"),
    ],
)
def test_how_many_papers_of_a_digest_were_listed_before(papers: int, before: int, text: str) -> None:
    assert wording.listed(papers, before) == text
