"""A day that is fetched again loses nothing."""

from __future__ import annotations

from support.services import DAYS

from generator.fetching.daily_merge import merge_papers

PAPERS = DAYS["2025-10-31"]


def test_answers_that_each_have_something_are_joined() -> None:
    first, second = PAPERS[:3], [PAPERS[3], PAPERS[1]]
    assert merge_papers(first, second) == [PAPERS[3], PAPERS[1], PAPERS[0], PAPERS[2]]


def test_a_paper_that_lost_its_words_stays_as_it_was() -> None:
    bare = {**PAPERS[0], "paper": {**PAPERS[0]["paper"], "summary": ""}}
    assert merge_papers(PAPERS[:1], [bare, PAPERS[1]]) == PAPERS[:2]
    cut = {**PAPERS[0], "paper": {**PAPERS[0]["paper"], "summary": PAPERS[0]["paper"]["summary"][:300] + " …"}}
    assert merge_papers(PAPERS[:1], [cut]) == PAPERS[:1]
    renewed = {**PAPERS[0], "numComments": 99}
    assert merge_papers(PAPERS[:1], [renewed]) == [renewed]
