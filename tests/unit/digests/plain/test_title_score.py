"""Titles are told from prose by what they look like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.builders import REAL_DIGESTS

from generator.digests.plain.title_score import CERTAIN_SCORE, PROSE_SCORE, title_score
from generator.digests.reader import read_digest
from generator.model.digest import Entry
from generator.text.lead import sentences


def entries() -> Iterator[Entry]:
    for path in REAL_DIGESTS:
        digest, _ = read_digest(f"digests/{path.name}", path.read_bytes())
        assert digest is not None
        yield from digest.entries


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.title) for entry in entries()])
def test_a_real_title_looks_more_like_one_than_any_sentences_of_its_abstract(entry: Entry) -> None:
    abstract = sentences(" ".join(entry.abstract))
    groups = [" ".join(abstract[i:j]) for i in range(len(abstract)) for j in range(i + 1, len(abstract) + 1)]
    assert title_score(entry.title) > 0
    assert max(map(title_score, groups)) <= 0


@pytest.mark.parametrize(
    "title",
    [
        "Attention Is All You Need",
        "Is Attention All You Need?",
        "Stop Regressing: Training Value Functions via Classification for Scalable Deep RL",
        "Denotational validation of higher-order Bayesian inference",
        "One Example Shown, Many Concepts Known! Counterexample-Driven Conceptual Reasoning in Mathematical LLMs",
        "GPT-4 vs. Humans: A Study",
        "AlphaMath Almost Zero: process Supervision without process",
        "JiuZhang 2.0: A Unified Chinese Pre-trained Language Model for Multi-task Mathematical Problem Solving",
        "MathBERT",
        "数学推理的强化学习：一个综述",
    ],
)
def test_what_looks_like_a_title(title: str) -> None:
    assert title_score(title) > 0


@pytest.mark.parametrize(
    "prose",
    [
        "We study the accuracy of private mechanisms.",
        "Our code is available at https://github.com/amiratag/DataShapley",
        "Project page: https://example.org/shapley",
        "However, these approaches are limited by their cost",
        "In this paper, we present a survey of surveys.",
        "Extensive Experiments Demonstrate Gains. Further Analysis Supports This. Code Will Follow.",
        "which is widely used, and",
        "Results are strong; they hold up.",
    ],
)
def test_what_looks_like_prose(prose: str) -> None:
    assert title_score(prose) < 0


def test_many_words_of_prose_weigh_no_more_than_certainty() -> None:
    prose = "However, we show that it is what they are, which is why our results have been as good as these."
    assert title_score(prose) == PROSE_SCORE
    assert title_score(" ".join([prose] * 20)) == PROSE_SCORE


def test_a_title_in_title_case_is_believed_by_itself() -> None:
    assert title_score("The Price of Differential Privacy under Continual Observation") >= CERTAIN_SCORE
