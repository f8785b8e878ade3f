"""What can be the title of a paper, and what certainly is none."""

from __future__ import annotations

import doctest

import pytest

import generator.digests.title_fault
from generator.digests.title_fault import title_fault

TITLES = """
C
2048
1984
R^2
Attention
Contents of a Page
C# and .NET
C*-Algebras
(Ab)using {Braces} Well
{M}-Theory
[MASK] Is All You Need
<think> So let's replace this phrase </think> Lessons
#SarcasmDetection Is Soooo General
@Home: Crowds at Work
`Hello`: A Word
"Why Should I Trust You?"
:wq Considered Harmful
% of Variance Explained
~30 Ways
f(x|y)
P(y|x) and More
|V_cb| from Lattices
|V_cb| and |V_ub|
$|V_{cb}|$ from Decays
Bounds on |z|
A | B
Attention Is All You Need | OpenReview
DATE: Detecting Anomalies in Text
Links: A High-Dimensional Online Clustering Method
Code: The Hidden Language
Code Llama: Open Foundation Models
Type: 2 Diabetes in Mice
Summary of Changes in Nets
Abstract Interpretation
Title Generation
Comment on arXiv:2501.00010
Papers for Sale: Paper Mills
Published Papers and Their Fate
New Papers Need New Rules
100 Papers Later
What Is in 3 Papers?
Updated on the Fly: A Study
Read More, Learn More
Sign Up for What?
Year in Review: 2020
2001: A Space Odyssey
Apollo 11, 1969
Attention 2020
May the Force
March of the Penguins
May 1968 and After
11/9: A Study
AI - Friend or Foe?
注意力机制
Обучение
∀∃ ∮ ⊢
शिक्षण
""".strip().splitlines()


@pytest.mark.parametrize("title", TITLES)
def test_titles_can_look_odd(title: str) -> None:
    assert title_fault(title) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---", "nothing"),
        ("•", "nothing"),
        ("2611.10234v2", "an id of a paper"),
        ("arXiv:2611.10234 (cross-list from cs.CL) [pdf, html, other]", "an id of a paper"),
        ("[1] arXiv:2611.11002 [pdf, html, other] Title: Loops", "an id of a paper"),
        ("[[2611.10234.pdf]]", "an id of a paper"),
        ("doi:10.1234/abc", "an id of a paper"),
        ("2024.acl-long.12", "an id of a paper"),
        ("https://example.org/a", "an address"),
        ("see https://example.org/a for it", "an address"),
        ("me@example.org", "an address"),
        ("@article{petrovic2026quietcodec,", "an entry of BibTeX"),
        ("title = {QuietCodec},", "an entry of BibTeX"),
        ("TY  - JOUR", "a field of RIS"),
        ("ER  -", "a field of RIS"),
        ("%T A Title", "a field of EndNote"),
        ("|Publish Date|Title|", "a line of a table"),
        ("| a | b |", "a line of a table"),
        ("|:--|--:|", "nothing"),
        ("a | b | c | d", "a line of a table"),
        ("name\tx\ty", "a line of a table"),
        ("[Paper](/papers/2501.00010)", "markup"),
        ("A paper](", "markup"),
        ("- [QuietCodec](x)", "markup"),
        ("[[Code]]", "markup"),
        ("## Codecs", "markup"),
        ("<td>x</td>", "markup"),
        ("Foo <b>bar</b>", "markup"),
        ("<!-- a comment -->", "markup"),
        ("```bibtex", "markup"),
        ('{"a": 1}', "markup"),
        ('"title": "x",', "markup"),
        ("[ ] to do", "markup"),
        ("2026-11-18", "a date"),
        ("**2026-11-18**", "a date"),
        ("Fri, 20 Nov 2026 06:01:21 +0000", "a date"),
        ("Fri, 20 Nov 2026 (showing 3 of 3 entries )", "a date"),
        ("2026年11月20日", "a date"),
        ("Dec 31", "a date"),
        ("November 2026", "a date"),
        ("Authors", "the name of a field"),
        ("标题", "the name of a field"),
        ("Authors: Sara Okafor, Ben Ode", "a field"),
        ("**Published**: 2026-11-20", "a field"),
        ("Category: cs.SD", "a field"),
        ("Updated on 2026.11.20", "a heading of a list"),
        ("Papers for 2026-11-18", "a heading of a list"),
        ("Table of Contents", "a heading of a list"),
        ("Total of 74 entries : 1-50 51-74", "a heading of a list"),
        ("New submissions (showing 3 of 3 entries)", "a heading of a list"),
        ("Back to top", "an instruction of a page"),
    ],
)
def test_what_is_certainly_no_title_is_named(text: str, fault: str) -> None:
    assert title_fault(text) == fault


def test_a_title_that_stands_for_an_unknown_one_is_kept() -> None:
    assert title_fault("arXiv:2611.10234") is None


def test_the_examples_in_docstrings_are_right() -> None:
    assert doctest.testmod(generator.digests.title_fault).failed == 0
