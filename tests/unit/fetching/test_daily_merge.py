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


def test_a_paper_that_lost_an_author_stays_as_it_was() -> None:
    paper = next(card for card in PAPERS if len(card["paper"]["authors"]) > 1)
    fewer = {**paper, "paper": {**paper["paper"], "authors": paper["paper"]["authors"][1:], "upvotes": 99}}
    assert merge_papers([paper], [fewer]) == [paper]


def test_facts_that_an_answer_lacks_are_kept_beside_those_that_it_has() -> None:
    whole = {
        **PAPERS[0],
        "organization": {"name": "a"},
        "paper": {**PAPERS[0]["paper"], "githubRepo": "https://a.test"},
    }
    without = {**whole, "organization": None, "paper": {**PAPERS[0]["paper"], "githubRepo": "", "upvotes": 0}}
    expected = {**whole, "paper": {**whole["paper"], "upvotes": 0}}
    assert merge_papers([whole], [without]) == [expected]
    bare = without["paper"]
    assert merge_papers([whole], [bare]) == [bare]


def test_papers_without_an_id_are_told_apart_by_their_titles() -> None:
    first, second = ({"paper": {"title": title, "summary": "We test things.", "authors": []}} for title in "AB")
    assert merge_papers([first], [second]) == [second, first]
    assert merge_papers([first, second], [PAPERS[0], first]) == [PAPERS[0], first, second]
    assert merge_papers([first, second], [second]) == [first, second]
