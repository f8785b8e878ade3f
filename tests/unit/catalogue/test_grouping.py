"""Which entries are one paper: by their ids of any kind, by their titles, and by neither."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import digest, enrichment, entry
from support.hostile import seconds

from generator.catalogue.grouping import group_entries, listed_entries
from generator.model.curation import Enrichment
from generator.model.digest import Entry
from generator.model.identity import title_key

ONE, OTHER = "2501.00010", "2502.00020"
Ids = dict[str, Any]
"""Keywords of an entry."""
URL = "https://example.org/a"


def papers(*days: Entry | tuple[Entry, ...], found: tuple[Enrichment, ...] = ()) -> list[list[str]]:
    """The titles of the entries of each paper; each argument is a digest."""
    digests = [
        digest(f"2025-01-{day:02}", *(listed if isinstance(listed, tuple) else (listed,)))
        for day, listed in enumerate(days, start=1)
    ]
    by_title = {title_key(one.title.value): [one] for one in found}
    return [[one.entry.title for one in group.entries] for group in group_entries(listed_entries(digests), by_title)]


@pytest.mark.parametrize(
    "ids",
    [
        {"arxiv": ONE},
        {"doi": "10.1000/1"},
        {"openreview": "rJl0r3R9KX"},
        {"acl": "2026.acl-long.12"},
        {"url": URL},
    ],
    ids=lambda ids: next(iter(ids)),
)
def test_an_equal_id_of_any_kind_is_one_paper_whatever_the_titles(ids: Ids) -> None:
    assert papers(entry("Old", **ids), entry("New", **ids)) == [["Old", "New"]]


def test_an_entry_with_two_ids_joins_the_papers_of_both() -> None:
    entries = entry("A", arxiv=ONE), entry("B", doi="10.1000/1"), entry("C", arxiv=ONE, doi="10.1000/1")
    for order in permutations(entries):
        assert [sorted(paper) for paper in papers(*order)] == [["A", "B", "C"]]


def test_a_doi_of_the_acl_anthology_is_its_id() -> None:
    assert papers(entry("A", doi="10.18653/v1/p19-1001"), entry("B", acl="P19-1001")) == [["A", "B"]]


def test_two_arxiv_ids_are_two_papers_even_with_one_doi() -> None:
    entries = entry("A", arxiv=ONE, doi="10.1000/1"), entry("B", arxiv=OTHER, doi="10.1000/1"), entry("C", arxiv=OTHER)
    assert papers(*entries) == [["A"], ["B", "C"]]


@pytest.mark.parametrize("kind", ["arxiv", "doi", "openreview", "acl", "url"])
def test_one_title_with_two_ids_of_a_kind_is_two_papers(kind: str) -> None:
    one, other = {"arxiv": (ONE, OTHER), "url": (URL, f"{URL}/b")}.get(kind, ("10.1000/1", "10.1000/2"))
    assert papers(entry("T", **Ids({kind: one})), entry("T", **Ids({kind: other}))) == [["T"], ["T"]]


def test_one_title_with_ids_of_two_kinds_is_one_paper_unless_the_authors_differ() -> None:
    preprint, article = Ids(arxiv=ONE), Ids(doi="10.1000/1")
    assert papers(entry("T", **preprint), entry("T", **article)) == [["T", "T"]]
    hers, his = Ids(authors=("Ada B. Lovelace",)), Ids(authors=("Turing, A.", "LOVELACE, A."))
    assert papers(entry("T", **preprint, **hers), entry("T", **article, **his)) == [["T", "T"]]
    theirs = Ids(authors=("Alan B. Turing",))
    assert papers(entry("T", **preprint, **hers), entry("T", **article, **theirs)) == [["T"], ["T"]]


def test_an_entry_with_an_address_only_belongs_to_the_paper_with_its_title() -> None:
    assert papers(entry("T", url=URL), entry("T", arxiv=ONE, url=f"{URL}/b")) == [["T", "T"]]


def test_an_address_of_several_titles_of_a_digest_identifies_none() -> None:
    listed = entry("A", url=URL), entry("B", url=URL)
    assert papers(listed, entry("C", url=URL)) == [["A"], ["B"], ["C"]]


def test_an_entry_without_ids_belongs_to_the_first_paper_with_its_title() -> None:
    assert papers(entry("T"), entry("T", doi="10.1000/1"), entry("T", doi="10.1000/2")) == [["T", "T"], ["T"]]


def test_ids_that_were_looked_up_join_papers_where_the_title_is_of_one_only() -> None:
    found = (enrichment("T", arxiv=ONE),)
    assert papers(entry("T", doi="10.1000/1"), entry("U", arxiv=ONE), found=found) == [["T", "U"]]
    two = entry("T", doi="10.1000/1"), entry("T", doi="10.1000/2")
    assert papers(two, entry("U", arxiv=ONE), found=found) == [["T"], ["T"], ["U"]]


def some_ids() -> st.SearchStrategy[Ids]:
    kinds = ("arxiv", "doi", "openreview", "acl", "url")
    values = {kind: st.sampled_from([f"{kind}{number}" for number in range(3)]) for kind in kinds}
    return st.fixed_dictionaries({}, optional=values)


@given(st.lists(st.builds(lambda title, known: entry(title, **known), st.sampled_from("AB"), some_ids()), max_size=8))
def test_no_entry_is_lost_and_no_two_arxiv_ids_are_joined(entries: list[Entry]) -> None:
    grouped = papers(*entries)
    assert sorted(title for paper in grouped for title in paper) == sorted(one.title for one in entries)
    arxiv = {one.arxiv for one in entries if one.arxiv}
    assert len(grouped) >= len(arxiv)


@pytest.mark.parametrize("kind", ["doi", "url", "none"])
def test_time_grows_with_the_number_of_entries_only(kind: str) -> None:
    ids: list[Ids] = [{} if kind == "none" else {kind: f"https://a.org/{number}"} for number in range(20_000)]
    entries = [entry("T", **one) for one in ids]
    assert seconds(lambda: papers(tuple(entries))) < 4
