"""A summary that a model wrote is on the paper's page, apart from the abstract, and says so."""

from __future__ import annotations

from datetime import date

from support.builders import SHAPLEY

from generator.catalogue.merge import merge
from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.digest import BlockCounts, Digest, Entry, Repository, Summary
from generator.model.problem import Place
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.views.paper_pages import paper_pages

HOSTILE = "Fast.</summary><script>alert(1)</script>\n\n# Heading [x](javascript:alert(1)) {#id}"


def page_of(entry: Entry) -> str:
    digest = Digest(date(2025, 1, 1), None, "digests/2025-01-01.html", (entry,), BlockCounts(1, 0, 0))
    merged, _ = merge([digest], [], [], {})
    catalogue = Catalogue(Site("A list", "Of papers", ()), (digest,), merged.papers, ())
    (page,) = paper_pages(ViewBuilder.of(catalogue), {})
    return page.markdown()


def test_it_is_labelled_and_never_the_abstract() -> None:
    text = page_of(Entry(SHAPLEY, Place("digests/2025-01-01.html"), summary=Summary("It is fast.", "some/model")))
    assert "No digest has shown an abstract of this paper yet." in text
    label = "**Summary written by a model (some/model), not by the authors.** It is fast.\n{ .summary }"
    assert text.index("No digest has shown an abstract") < text.index(label)


def test_it_is_escaped() -> None:
    text = page_of(Entry(SHAPLEY, Place("digests/2025-01-01.html"), summary=Summary(HOSTILE)))
    assert "<script>" not in text
    assert "\n# Heading" not in text
    assert "(javascript:" not in text.replace("\\](javascript:", "")


def test_without_one_there_is_no_label() -> None:
    assert "written by a model" not in page_of(Entry(SHAPLEY, Place("digests/2025-01-01.html")))


def test_a_picture_and_a_video_are_linked_and_not_loaded() -> None:
    media = ("https://a.example/one.png", "https://a.example/two.MP4", "https://a.example/three.gif")
    text = page_of(Entry(SHAPLEY, Place("digests/2025-01-01.json"), media=media))
    assert "[Picture](https://a.example/one.png) [Video](https://a.example/two.MP4) [Search" in text
    assert "three.gif" not in text
    assert "<img" not in text


def test_stars_submitter_and_keywords_are_shown() -> None:
    entry = Entry(
        SHAPLEY,
        Place("digests/2025-01-01.html"),
        submitter="akhaliq",
        keywords=("data value",),
        code=Repository("https://github.com/a/b", 1200),
    )
    text = page_of(entry)
    assert "1,200 stars on GitHub" in text
    assert "submitted by akhaliq" in text
    assert '  - "data value"' in text
    assert "](https://github.com/a/b)" in text
