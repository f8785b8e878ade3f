"""What can be the abstract of a paper, and what certainly is none."""

from __future__ import annotations

import pytest

from generator.digests.abstract_fault import abstract_fault

PROSE = "We present a codec for whispered speech. It needs half of the bitrate of earlier codecs and keeps the speaker."


@pytest.mark.parametrize(
    "paragraphs",
    [
        (),
        (PROSE,),
        (PROSE, "Code: https://github.com/example/a and https://example.org/b."),
        (f"{PROSE} Let P(y|x) and |z| be given, with a | b. See arXiv:2501.00010.",),
        ("本文提出一种新方法，代码见 https://example.org/a。我们的结果 很好 比 以前 的 方法",),
    ],
)
def test_prose_is_an_abstract(paragraphs: tuple[str, ...]) -> None:
    assert abstract_fault(paragraphs) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("|Date|Title|\n|---|---|\n|2026|A|", "a table"),
        ("| Title | Authors | |---|---| | A | B |", "a table"),
        ("title = {A}, author = {B}", "the fields of a bibliography"),
        ("TY  - JOUR", "the fields of a bibliography"),
        ("**Authors**: A, B **Category**: cs.SD **Published**: 2026", "the fields of a note"),
        ("Subjects: Sound (cs.SD); Machine Learning (cs.LG) [2] arXiv:2611.10234", "the lines of a listing"),
        ("https://example.org/a", "a list of links"),
        ("[A Paper](https://example.org/a) [Another](https://example.org/b) [Third](/c)", "a list of links"),
    ],
)
def test_what_is_certainly_no_abstract_is_named(text: str, fault: str) -> None:
    assert abstract_fault(text.split("\n")) == fault
