"""What the nouns know of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import digest, entry, paper, rule, topic

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Site
from generator.model.digest import BlockCounts, Digest
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Assignment, Paper, Reason, arxiv_month
from generator.model.problem import Place
from generator.model.text import Span, Style, Text


@pytest.mark.parametrize(
    ("arxiv", "month"),
    [
        ("2501.00010", date(2025, 1, 1)),
        ("0704.0001", date(2007, 4, 1)),
        ("math/0211159", date(2002, 11, 1)),
        ("hep-th/9108001", date(1991, 8, 1)),
        ("math.ST/9912001", date(1999, 12, 1)),
        ("2513.00010", None),
        ("2500.00010", None),
        (None, None),
    ],
)
def test_an_arxiv_id_says_its_month(arxiv: str | None, month: date | None) -> None:
    assert arxiv_month(ArxivId(arxiv) if arxiv else None) == month


def test_a_paper_is_dated_by_the_first_that_is_known() -> None:
    listed = paper("A")
    with_id = replace(listed, arxiv=ArxivId("2412.00010"))
    published = replace(with_id, published=date(2024, 12, 30))
    assert [one.dated for one in (listed, with_id, published)] == [
        date(2025, 1, 1),
        date(2024, 12, 1),
        date(2024, 12, 30),
    ]


def test_a_place_prints_without_its_column() -> None:
    assert str(Place("topics/x.yml", 4, 9)) == "topics/x.yml:4"


def test_a_text_is_plain_without_its_styles() -> None:
    assert Text((Span("a "), Span("b", Style.STRONG), Span(" c"))).plain == "a b c"


def test_all_blocks_of_a_scrape_are_its_sum() -> None:
    assert BlockCounts(papers=5, boilerplate=3, reported=1).blocks == 9


@pytest.mark.parametrize(("label", "slug"), [(None, "2025-01-01"), ("math", "2025-01-01-math")])
def test_a_digest_is_named_by_its_day_and_label(label: str | None, slug: str) -> None:
    assert Digest(date(2025, 1, 1), label, "x.txt", (), BlockCounts(0, 0, 0)).slug == slug


def listed(slug: str, digest_slug: str, position: int, *topics: str) -> Paper:
    one = paper(slug.upper(), slug=slug)
    seen = replace(one.appearances[0], digest=Slug(digest_slug), position=position)
    given = tuple(Assignment(Slug(name), (Reason(Place("x"), ("word",)),)) for name in topics)
    return replace(one, appearances=(seen,), topics=given)


CATALOGUE = Catalogue(
    Site("Shelf", "A shelf.", (Area("theory", "Theory"), Area("vision", "Vision"))),
    digests=(digest("2025-01-02", entry()), digest("2025-01-01", entry())),
    papers=(
        listed("a", "2025-01-01", 3, "cats", "dogs"),
        listed("b", "2025-01-02", 1),
        listed("c", "2025-01-01", 1, "cats"),
    ),
    topics=(topic("cats", rule("cat")), topic("dogs", rule("dog"), area="vision"), topic("birds", rule("bird"))),
)


def slugs(papers: tuple[Paper, ...]) -> list[str]:
    return [one.slug for one in papers]


def test_papers_digests_and_topics_are_found_by_slug() -> None:
    assert {slug: one.slug for slug, one in CATALOGUE.by_slug.items()} == {"a": "a", "b": "b", "c": "c"}
    assert [CATALOGUE.digest[one.slug] for one in CATALOGUE.digests] == list(CATALOGUE.digests)
    assert [CATALOGUE.topic[one.slug] for one in CATALOGUE.topics] == list(CATALOGUE.topics)


def test_the_papers_of_a_topic_keep_the_order_and_every_topic_has_a_key() -> None:
    assert {name: slugs(papers) for name, papers in CATALOGUE.by_topic.items()} == {
        "cats": ["a", "c"],
        "dogs": ["a"],
        "birds": [],
    }


def test_the_papers_of_a_digest_stand_in_its_own_order() -> None:
    assert {name: slugs(papers) for name, papers in CATALOGUE.by_digest.items()} == {
        "2025-01-01": ["c", "a"],
        "2025-01-02": ["b"],
    }


def test_papers_without_a_topic_are_unsorted() -> None:
    assert slugs(CATALOGUE.unsorted) == ["b"]


def test_the_topics_of_an_area() -> None:
    theory, vision = CATALOGUE.site.areas
    assert [one.slug for one in CATALOGUE.topics_of(theory)] == ["cats", "birds"]
    assert [one.slug for one in CATALOGUE.topics_of(vision)] == ["dogs"]
