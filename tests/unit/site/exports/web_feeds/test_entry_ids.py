"""Ids of feeds name who gave them and a paper by what identifies it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import paper

from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.identity import ArxivId, Doi, Slug
from generator.model.permalink import Owner
from generator.site.exports.web_feeds.entry_ids import TagUris

TAGS = TagUris.of("https://example.org/", "Shelf")


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        ("https://Example.org:8080/", "tag:example.org,2026:"),
        ("https://user.github.io/my%20list", "tag:user.github.io,2026:my%20list/"),
        ("https://bücher.example/a/b/", "tag:xn--bcher-kva.example,2026:a/b/"),
        ("http://[::1]:8000/", "tag:papershelf.invalid,2026:a-shelf/"),
        ("http://[", "tag:papershelf.invalid,2026:a-shelf/"),
        ("", "tag:papershelf.invalid,2026:a-shelf/"),
    ],
)
def test_who_gives_an_id(address: str, beginning: str) -> None:
    assert TagUris.of(address, "A Shelf").beginning == beginning


def test_a_paper_is_named_by_its_surest_id_and_no_two_alike() -> None:
    known = replace(paper("A"), arxiv=ArxivId("math/0211159"), doi=Doi("10.1000/x"), slug=Slug("a"))
    published = replace(paper("B"), doi=Doi("10.1000/<x>"), slug=Slug("b"))
    twin = replace(paper("C"), doi=Doi("10.1000/<x>"), slug=Slug("c"))
    titled = replace(paper("A corrected title"), slug=Slug("d"))
    catalogue = Catalogue(
        Site("", "", ()), (), (known, published, twin, titled), (), owners={Slug("d"): Owner((), "First!")}
    )
    ids = TAGS.of_papers(catalogue)
    assert ids["a"] == "tag:example.org,2026:paper/arxiv/math/0211159"
    assert ids["b"] == "tag:example.org,2026:paper/doi/10.1000/%3Cx%3E"
    assert ids["c"] == "tag:example.org,2026:paper/slug/c"
    again = replace(catalogue, papers=(replace(titled, title=paper("Another").title),))
    assert TAGS.of_papers(again)["d"] == ids["d"]
