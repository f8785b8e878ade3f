"""Badges: what a reader can expect of a paper besides its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import paper

from generator.catalogue.badges import Badge, badges
from generator.model.curation import Link, LinkKind
from generator.model.paper import Paper


def with_texts(title: str, abstract: str = "") -> Paper:
    return paper(title, *([abstract] if abstract else []))


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("A plain paper", "We train a model on public datasets and compare it on standard benchmarks.", ()),
        ("MathBench: reading proofs", "", ("benchmark",)),
        ("A new benchmark for planning", "", ("benchmark",)),
        ("Benchmarking planners", "", ()),
        ("Reading", "To this end, we introduce ReadIt, a large, labelled benchmark.", ("benchmark",)),
        ("Reading", "This paper presents a dataset of 5,000 texts.", ("dataset",)),
        ("Reading", "We release the first openly licensed corpus.", ("dataset",)),
        ("Reading", "We propose a method for training on a dataset.", ()),
        ("Reading", "We develop a model, which beats others on a benchmark.", ()),
        ("A corpus of proofs", "", ("dataset",)),
        ("A Survey of Agents", "", ("survey",)),
        ("Agents: A Comprehensive Review", "", ("survey",)),
        ("Agents: an overview", "", ("survey",)),
        ("Virtual survey respondents", "", ()),
        ("Peer review by machines", "", ()),
    ],
)  # fmt: skip
def test_a_text_gives_its_badges(title: str, abstract: str, expected: tuple[str, ...]) -> None:
    assert badges(with_texts(title, abstract)) == tuple(Badge(one) for one in expected)


def test_links_and_notes_give_badges_in_a_fixed_order() -> None:
    links = (Link(LinkKind.MODEL, "https://a.example"), Link(LinkKind.CODE, "https://b.example"))
    found = replace(with_texts("A survey"), links=links, note="Read it.")

    assert badges(found) == (Badge.CODE, Badge.MODEL, Badge.SURVEY, Badge.CURATED)
