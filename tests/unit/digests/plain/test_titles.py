"""Titles are told from abstracts by what they look like and by how they follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from support.builders import REAL_DIGESTS

from generator.digests.plain.lines import LineKind, split_lines
from generator.digests.plain.titles import CERTAIN_SCORE, PROSE_SCORE, join_lines, read_units, title_score
from generator.digests.reader import read_digest
from generator.model.digest import Entry
from generator.text.lead import sentences


def entries() -> Iterator[Entry]:
    for path in REAL_DIGESTS:
        digest, _ = read_digest(f"digests/{path.name}", path.read_bytes())
        assert digest is not None
        yield from digest.entries


# --- by itself -------------------------------------------------------------------------------


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


# --- lines joined again ----------------------------------------------------------------------


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


# --- in a run of lines -----------------------------------------------------------------------

SHAPLEY = "Data Shapley: Equitable Valuation of Data for Machine Learning"
PRIVACY = "The Price of Differential Privacy under Continual Observation"
STUDY = "We study the accuracy of private mechanisms, which is hard. We provide the first lower bounds on their error."
WORTH = "It is a challenge to quantify the value of data in decisions. In this work, we develop a principled framework."
THESE = "These results are the first that have been shown for such a model, and they are as good as they can be."
WRAPPED = """\
We study the accuracy of differentially private mechanisms in the
continual release model. A continual release mechanism receives a
sensitive dataset as a stream of inputs and produces, after receiving
each input, an accurate output on the obtained inputs."""


def reading(text: str, *, begins_card: bool = False) -> list[str]:
    """Titles as they are, each paragraph of an abstract with its first two words."""
    lines = [line for line in split_lines(text) if line.kind is not LineKind.BLANK]
    units = read_units(lines, begins_card=begins_card)
    shown = [unit.paragraphs if unit.is_title else tuple(map(_beginning, unit.paragraphs)) for unit in units]
    return [text for texts in shown for text in texts]


def _beginning(paragraph: str) -> str:
    return " ".join(paragraph.split()[:2]) + " ..."


READINGS = {
    "nothing": ("", []),
    "a title and an abstract": (f"{SHAPLEY}\n\n{WORTH}", [SHAPLEY, "It is ..."]),
    "two papers": (f"{SHAPLEY}\n\n{WORTH}\n\n{PRIVACY}\n\n{STUDY}", [SHAPLEY, "It is ...", PRIVACY, "We study ..."]),
    "two papers without blank lines": (
        f"{SHAPLEY}\n{WORTH}\n{PRIVACY}\n{STUDY}",
        [SHAPLEY, "It is ...", PRIVACY, "We study ..."],
    ),
    "a blank line above the second paper only": (
        f"{SHAPLEY}\n{WORTH}\n\n{PRIVACY}\n{STUDY}",
        [SHAPLEY, "It is ...", PRIVACY, "We study ..."],
    ),
    "a wrapped abstract that touches its title": (f"{PRIVACY}\n{WRAPPED}", [PRIVACY, "We study ..."]),
    "a wrapped abstract below its title": (f"{PRIVACY}\n\n{WRAPPED}", [PRIVACY, "We study ..."]),
    "wrapped abstracts without blank lines": (
        f"{PRIVACY}\n{WRAPPED}\n{SHAPLEY}\n{WRAPPED}",
        [PRIVACY, "We study ...", SHAPLEY, "We study ..."],
    ),
    "a title over two lines": (
        f"{PRIVACY} in the\nPresence of Heavy Tails\n\n{STUDY}",
        [f"{PRIVACY} in the Presence of Heavy Tails", "We study ..."],
    ),
    "a title over two lines, the second indented": (
        f"{PRIVACY} in the\n  Presence of Heavy Tails\n\n{STUDY}",
        [f"{PRIVACY} in the Presence of Heavy Tails", "We study ..."],
    ),
    "a title over two lines that touches its abstract": (
        f"{PRIVACY} in the\nPresence of Heavy Tails\n{WRAPPED}",
        [f"{PRIVACY} in the Presence of Heavy Tails", "We study ..."],
    ),
    "an abstract of two paragraphs": (
        f"{SHAPLEY}\n\n{WORTH}\n\n{THESE}\n\n{PRIVACY}\n\n{STUDY}",
        [SHAPLEY, "It is ...", "These results ...", PRIVACY, "We study ..."],
    ),
    "paragraphs in one wrapped block": (
        f"{PRIVACY}\n\n{WRAPPED}\n{WRAPPED}",
        [PRIVACY, "We study ...", "We study ..."],
    ),
    "paragraphs that arXiv indents": (
        f"{PRIVACY}\n\n{WRAPPED}\n  {WRAPPED.removesuffix('.')}",
        [PRIVACY, "We study ...", "We study ..."],
    ),
    "two titles, the first without its abstract": (
        f"{SHAPLEY}\n\n{PRIVACY}\n\n{STUDY}",
        [SHAPLEY, PRIVACY, "We study ..."],
    ),
    "an abstract without its title": (f"{WORTH}\n\n{PRIVACY}\n\n{STUDY}", ["It is ...", PRIVACY, "We study ..."]),
    "a title at the end": (f"{SHAPLEY}\n\n{WORTH}\n\n{PRIVACY}", [SHAPLEY, "It is ...", PRIVACY]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READINGS.values(), ids=READINGS)
def test_a_run_of_lines_is_read_in_the_likeliest_way(text: str, expected: list[str]) -> None:
    assert reading(text) == expected


def test_the_first_line_of_a_card_is_its_title_however_odd_it_looks() -> None:
    odd = "We propose a method that is shown to work."
    assert reading(f"{odd}\n\n{STUDY}", begins_card=True) == [odd, "We study ..."]
    assert reading(f"{odd}\n\n{STUDY}") == ["We propose ...", "We study ..."]


def test_units_follow_one_another_without_a_gap() -> None:
    lines = [line for line in split_lines(f"{SHAPLEY}\n\n{WORTH}\n\n{PRIVACY}\n{WRAPPED}") if line.text]
    firsts = [unit.first for unit in read_units(lines)]
    assert firsts[0] == 0
    assert all(one < two for one, two in pairwise(firsts))
    assert "".join("".join(unit.paragraphs) for unit in read_units(lines)).replace(" ", "") == "".join(
        line.text for line in lines
    ).replace(" ", "")
