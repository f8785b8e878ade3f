"""The newest papers as one file, from which a browser works out what is new and what a reader may like."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest

from generator.catalogue.people.papers_by_name import people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.digest import Stage
from generator.model.identity import slug_of
from generator.model.paper import Paper
from generator.site.exports.newest_digest import newest_json
from generator.site.exports.recent import recent_papers
from generator.site.exports.recent.recent_papers import recent_json
from generator.storage.cache import Cache
from generator.text.term_numbers import WordNumbers


@pytest.fixture(scope="module")
def columns(catalogue: Catalogue) -> dict[str, Any]:
    """What the file of the shipped list says."""
    found: dict[str, Any] = json.loads(recent_json(catalogue, Cache()))
    return found


def listed_order(catalogue: Catalogue) -> list[Paper]:
    """Papers by the digest that first listed them."""
    return [
        paper
        for digest in catalogue.digests
        for paper in catalogue.by_digest[digest.slug]
        if paper.appearances[0].digest == digest.slug
    ]


def test_the_newest_digest_comes_first_in_its_order(catalogue: Catalogue, columns: dict[str, Any]) -> None:
    papers = listed_order(catalogue)
    assert columns["title"] == [paper.title.plain for paper in papers]
    assert [columns["digests"][place] for place in columns["digest"]] == [
        paper.appearances[0].digest for paper in papers
    ]
    people = people_of(catalogue).named
    names = [[people(ContributorKind.AUTHOR, name).name for name in paper.authors] for paper in papers]
    assert columns["people"] == names


def test_it_says_what_digests_list_and_what_else_names_are_written_as(
    catalogue: Catalogue, columns: dict[str, Any]
) -> None:
    listed = dict(zip(columns["digests"], columns["listed"], strict=True))
    assert listed == {digest.slug: len(catalogue.by_digest[digest.slug]) for digest in catalogue.digests}
    assert columns["of"] == len(columns["title"])
    [alias] = catalogue.site.aliases
    assert columns["also"] == {name.value: alias.name.value for name in alias.also}


def test_a_slug_is_left_out_only_where_it_follows_from_the_title(catalogue: Catalogue, columns: dict[str, Any]) -> None:
    for paper, slug in zip(listed_order(catalogue), columns["slug"], strict=True):
        assert (slug or slug_of(paper.title.plain)) == paper.slug
    assert columns["slug"].count("") > len(columns["slug"]) / 2


def test_a_paper_holds_each_of_its_terms(catalogue: Catalogue, columns: dict[str, Any]) -> None:
    numbers = WordNumbers()
    for paper, steps in zip(listed_order(catalogue), columns["term"], strict=True):
        says = set(numbers.of("\n".join((paper.title.plain, *(part.plain for part in paper.abstract)))))
        terms = [columns["terms"][place] for place in accumulate(steps)]
        assert len(set(terms)) == len(terms)
        assert [term for term in terms if not says.issuperset(numbers.of(term))] == []


def test_rarity_is_a_digit_for_each_term(columns: dict[str, Any]) -> None:
    assert len(columns["rarity"]) == len(columns["terms"])
    assert min(int(digit, 36) for digit in columns["rarity"]) > 0


def test_only_the_newest_papers_are_listed_and_none_that_was_taken_back(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent_papers, "MOST_RECENT", 3)
    first, *others = listed_order(catalogue)[:4]
    papers = tuple(replace(p, stage=Stage.RETRACTED) if p is first else p for p in catalogue.papers)
    found = json.loads(recent_json(replace(catalogue, papers=papers), Cache()))
    assert found["title"] == [paper.title.plain for paper in others]


def test_the_same_list_has_the_same_bytes(catalogue: Catalogue) -> None:
    shuffled = replace(catalogue, papers=tuple(reversed(catalogue.papers)))
    assert recent_json(shuffled, Cache()) == recent_json(catalogue, Cache())


def test_a_list_without_papers_has_a_file_too(catalogue: Catalogue) -> None:
    found = json.loads(recent_json(replace(catalogue, digests=(), papers=()), Cache()))
    assert (found["title"], found["terms"]) == ([], [])


def test_the_last_digests_say_how_many_papers_they_brought(catalogue: Catalogue) -> None:
    brought = json.loads(newest_json(catalogue))["new"]
    assert list(brought) == [digest.slug for digest in catalogue.digests]
    assert sum(brought.values()) == len(catalogue.papers)
