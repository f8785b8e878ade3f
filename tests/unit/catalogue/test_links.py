"""What addresses lead to, in which order, none twice."""

from __future__ import annotations

import pytest

from generator.catalogue.links import (
    acl_links,
    arranged,
    arxiv_links,
    doi_link,
    link_kind_of,
    openreview_links,
    search_link,
)
from generator.model.curation import Link, LinkKind
from generator.model.problem import Place


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", LinkKind.CODE),
        ("https://www.github.com/a/b", LinkKind.CODE),
        ("http://GitHub.com/a/b", LinkKind.CODE),
        ("https://gitlab.com/a/b", LinkKind.CODE),
        ("https://codeberg.org/a/b", LinkKind.CODE),
        ("https://a.github.io/b", LinkKind.PROJECT),
        ("https://huggingface.co/a/b", LinkKind.MODEL),
        ("https://huggingface.co/a", LinkKind.MODEL),
        ("https://huggingface.co/datasets/a/b", LinkKind.DATASET),
        ("https://huggingface.co/spaces/a/b", LinkKind.DEMO),
        ("https://huggingface.co/papers/2501.00010", LinkKind.PAPER),
        ("https://arxiv.org/abs/2501.00010", LinkKind.PAPER),
        ("https://arxiv.org/list/cs", LinkKind.PROJECT),
        ("https://doi.org/10.1000/1", LinkKind.PAPER),
        ("https://openreview.net/forum?id=1", LinkKind.PAPER),
        ("https://zenodo.org/records/1", LinkKind.DATASET),
        ("https://kaggle.com/a", LinkKind.DATASET),
        ("https://example.org/github.com", LinkKind.PROJECT),
        ("https://github.com.example.org/a", LinkKind.PROJECT),
    ],
)
def test_an_address_is_known_by_its_host_and_first_folder(url: str, kind: LinkKind) -> None:
    assert link_kind_of(url) is kind


def test_links_of_an_arxiv_id() -> None:
    assert [link.url for link in arxiv_links("math.ST/0211159")] == [
        "https://arxiv.org/abs/math.ST/0211159",
        "https://arxiv.org/pdf/math.ST/0211159",
        "https://huggingface.co/papers/math.ST/0211159",
    ]


def test_a_search_quotes_the_title() -> None:
    assert search_link("A & B: 100%?").url.endswith("searchtype=title&query=A+%26+B%3A+100%25%3F")


def link(url: str, kind: LinkKind = LinkKind.CODE, line: int = 1) -> Link:
    return Link(kind, url, Place("x", line))


def test_links_stand_in_the_order_of_their_kinds_and_else_as_given() -> None:
    kinds = [LinkKind.SEARCH, LinkKind.DEMO, LinkKind.CODE, LinkKind.CODE, LinkKind.ARXIV]
    links = arranged(link(f"https://a.org/{number}", kind) for number, kind in enumerate(kinds))
    assert [one.url[-1] for one in links] == ["4", "2", "3", "1", "0"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://a.org/x", "https://a.org/x/"),
        ("https://a.org/x", "http://a.org/x"),
        ("https://a.org/x", "https://www.a.org/x"),
        ("https://a.org/x", "https://A.org/x"),
        ("https://github.com/a/b", "https://github.com/A/B"),
        ("https://github.com/a/b", "https://github.com/a/b.git"),
        ("https://huggingface.co/a/b", "https://huggingface.co/A/b"),
    ],
)
def test_of_equal_addresses_the_first_is_kept(one: str, two: str) -> None:
    assert arranged([link(one, line=1), link(two, line=2)]) == (link(one, line=1),)
    assert arranged([link(two, line=1), link(one, line=2)]) == (link(two, line=1),)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://a.org/x", "https://a.org/X"),
        ("https://a.org/x", "https://a.org/x?y=1"),
        ("https://a.org/x", "https://a.org/x#y"),
        ("https://a.org/x", "https://b.a.org/x"),
        ("https://a.org/x", "https://a.org/x/y"),
    ],
)
def test_other_addresses_are_kept_both(one: str, two: str) -> None:
    assert len(arranged([link(one), link(two)])) == 2


def test_a_doi_leads_to_the_published_version_whatever_it_holds() -> None:
    assert doi_link("10.1000/a(1)_b;2<3>#4?").url == "https://doi.org/10.1000/a(1)_b;2%3C3%3E%234%3F"


def test_a_pdf_is_linked_to_where_no_other_is_known() -> None:
    assert [link.url for link in openreview_links("rJl0r3R9KX", with_pdf=True)] == [
        "https://openreview.net/pdf?id=rJl0r3R9KX",
        "https://openreview.net/forum?id=rJl0r3R9KX",
    ]
    assert [link.url for link in acl_links("P19-1001", with_pdf=False)] == ["https://aclanthology.org/P19-1001/"]


def test_spellings_of_one_doi_are_one_address() -> None:
    links = arranged([link("https://doi.org/10.1000/ABC"), link("https://dx.doi.org/10.1000/abc")])
    assert [one.url for one in links] == ["https://doi.org/10.1000/ABC"]
