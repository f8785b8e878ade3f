"""Similar titles are paired, unless something shows that they belong to two papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import paper

from generator.curator.suggestions.similar_titles import twins
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place


def titled(*titles: str, arxiv: bool = False) -> list[Paper]:
    """Papers, each listed a day after the one before."""
    papers = []
    for number, title in enumerate(titles):
        day = date(2025, 1, 1 + number)
        seen = (Appearance(Slug(day.isoformat()), day, 1, Place(f"digests/{day}.txt")),)
        made = paper(title, slug=f"p{number}")
        papers.append(replace(made, appearances=seen, arxiv=ArxivId(f"2501.0000{number}") if arxiv else None))
    return papers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Estimating Functional Principal Components", "Estimating Functional Principle Components"),
        ("Bandits with Delayed Feedback and Unknown Horizon", "Bandits with Delayed Feedbacks and Unknown Horizons"),
        ("Graph Learning by Random Walks", "By Random Walks: Graph Learning"),
        (
            "TheoremLlama: Turning Models into Experts of Lean",
            "TheoremLlama: Turning General Models into Lean Experts",
        ),
    ],
)
def test_titles_that_look_alike_are_paired_the_older_first(one: str, other: str) -> None:
    papers = titled(one, "Something Else Altogether", other)
    assert [(pair.first.slug, pair.second.slug) for pair in twins(papers)] == [("p0", "p2")]
    assert [(pair.first.slug, pair.second.slug) for pair in twins(papers[::-1])] == [("p0", "p2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qwen2 Technical Report of the Team", "Qwen3 Technical Report of the Team"),
        ("Lectures on Optimal Transport, Part I", "Lectures on Optimal Transport, Part II"),
        ("PRISM: Condensing Videos by Degrees", "PRISM: Are Language Models Robust?"),
        ("A Survey of Graph Learning", "A Survey of Deep Learning"),
    ],
)
def test_titles_of_two_papers_are_told_apart(one: str, other: str) -> None:
    assert twins(titled(one, other)) == []


def test_different_arxiv_ids_are_different_papers() -> None:
    titles = "Estimating Functional Principal Components", "Estimating Functional Principle Components"
    assert len(twins(titled(*titles))) == 1
    assert twins(titled(*titles, arxiv=True)) == []
    first, second = titled(*titles, arxiv=True)
    assert len(twins([first, replace(second, arxiv=None)])) == 1


def test_a_crowd_of_similar_titles_is_not_compared_with_itself() -> None:
    papers = titled(*(f"Learning {chr(97 + number) * 3} Learning" for number in range(20)))
    assert twins(papers) == []
