"""A run of lines is cut into titles and abstracts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.digests.plain.lines import LineKind, split_lines
from generator.digests.plain.title_search import read_units

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
    assert all(first < following for first, following in pairwise(firsts))
    assert "".join("".join(unit.paragraphs) for unit in read_units(lines)).replace(" ", "") == "".join(
        line.text for line in lines
    ).replace(" ", "")
