"""The shipped site: what its two digests hold, counted by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.project import ROOT
from support.site_check import Site

from generator.content.read import ContentResult
from generator.text.wording import file_size

pytestmark = pytest.mark.site
SPRING, AUTUMN = "2025-03-17", "2025-10-31"
KEYS = [
    "slug", "url", "citation_key", "title", "abstract", "authors", "author_count", "organisation", "published", "year",
    "venue", "stage", "arxiv", "category", "doi", "openreview", "acl", "paper_url", "links", "topics", "digests",
    "sections", "keywords", "badges", "comments", "upvotes", "stars", "model_summary", "note", "featured",
]  # fmt: skip
PAPERS = "api/v1/papers/2025-1.json"


@pytest.fixture(scope="module")
def site(real_site: Path) -> Site:
    """The shipped site."""
    return Site(real_site)


@pytest.fixture(scope="module")
def papers(real_site: Path) -> list[dict[str, Any]]:
    """All papers as the site exports them."""
    answer: dict[str, Any] = json.loads((real_site / PAPERS).read_text(encoding="utf-8"))
    assert answer["next"] is None
    listed: list[dict[str, Any]] = answer["records"]
    return listed


def test_there_is_one_page_for_each_of_132_papers(site: Site, papers: list[dict[str, Any]]) -> None:
    assert (len(site.papers()), len(papers)) == (132, 132)


@pytest.mark.parametrize(("digest", "number"), [(SPRING, 73), (AUTUMN, 67)])
def test_each_digest_lists_all_of_its_papers(
    site: Site, papers: list[dict[str, Any]], digest: str, number: int
) -> None:
    assert len(site.page(f"digests/{digest}/").cards("ol")) == number
    assert len([paper for paper in papers if digest in paper["digests"]]) == number


def test_8_papers_are_in_both_digests(site: Site, papers: list[dict[str, Any]]) -> None:
    both = [paper for paper in papers if paper["digests"] == [SPRING, AUTUMN]]

    assert len(both) == 8
    for paper in both:
        assert site.page(paper["url"]).links("digests/") == [f"digests/{AUTUMN}/", f"digests/{SPRING}/"]


@pytest.mark.parametrize("digest", [SPRING, AUTUMN])
def test_a_digest_keeps_the_order_of_its_file(site: Site, real_content: ContentResult, digest: str) -> None:
    lines = {
        f"papers/{paper.slug}/": one.place.line
        for paper in real_content.catalogue.papers
        for one in paper.appearances
        if one.digest == digest
    }
    page = site.page(f"digests/{digest}/")

    assert [page.target(card) for card in page.cards("ol")] == sorted(lines, key=lambda url: lines[url])


def test_the_two_digests_lead_to_each_other(site: Site) -> None:
    assert site.page(f"digests/{AUTUMN}/").links("digests/2")[0] == f"digests/{SPRING}/"
    assert site.page(f"digests/{SPRING}/").links("digests/2")[0] == f"digests/{AUTUMN}/"


def test_131_papers_lead_to_arxiv_and_one_to_a_search(site: Site, papers: list[dict[str, Any]]) -> None:
    first = [site.page(paper["url"]).links("https://arxiv.org/")[0] for paper in papers]

    assert len([link for link in first if link.startswith("https://arxiv.org/abs/")]) == 131
    assert len([link for link in first if link.startswith("https://arxiv.org/search/")]) == 1


def test_every_paper_is_exported_with_all_keys_and_an_abstract(papers: list[dict[str, Any]]) -> None:
    assert [paper["slug"] for paper in papers if list(paper) != KEYS] == []
    assert [paper["slug"] for paper in papers if not paper["abstract"]] == []
    assert [paper["slug"] for paper in papers if not paper["digests"]] == []
    # It has but a search.
    assert len([paper for paper in papers if not paper["links"]]) == 1


def test_the_export_is_one_paper_a_line_in_utf_8(real_site: Path, papers: list[dict[str, Any]]) -> None:
    lines = (real_site / PAPERS).read_bytes().decode().split("\n")

    assert (lines[0], lines[-2:]) == ('{"next": null, "records": [', ["]}", ""])
    assert [json.loads(line.removesuffix(",")) for line in lines[1:-2]] == papers
    assert "\\u" not in "".join(lines).replace("\\\\u", "")


def test_a_date_without_a_year_is_in_the_year_of_its_digest(papers: list[dict[str, Any]]) -> None:
    (paper,) = [paper for paper in papers if paper["title"].startswith("OptMATH")]

    assert "\nFeb 16\n" in (ROOT / f"content/digests/{AUTUMN}.txt").read_text(encoding="utf-8")
    assert paper["published"] == "2025-02-16"


def test_what_no_digest_shows_is_null_and_not_zero(papers: list[dict[str, Any]]) -> None:
    # The digest of spring shows titles and abstracts only.
    only_in_spring = [paper for paper in papers if paper["digests"] == [SPRING]]

    assert len(only_in_spring) == 73 - 8
    assert {(paper["comments"], paper["upvotes"]) for paper in only_in_spring} == {(None, None)}
    assert 0 not in {paper["comments"] for paper in papers}
    assert {paper["comments"] for paper in papers} > {None, 2, 3}


def test_files_are_offered_with_their_sizes(real_site: Path) -> None:
    html = (real_site / "years/index.html").read_text(encoding="utf-8")
    offered = re.findall(r'<a href="\.\./([^"]+)"[^>]*>[^<]+</a> <span class="count">([^<]+)</span></li>', html)
    files = {path: size for path, size in offered if path.startswith(("cite/", "api/"))}

    assert list(files) == ["cite/all.bib", "cite/all.ris", "cite/all.json", "api/v1/index.json"]
    for path, size in list(files.items())[:3]:
        assert size == file_size((real_site / path).stat().st_size)
    papers = sum(path.stat().st_size for path in (real_site / "api/v1/papers").glob("*.json"))
    assert file_size(papers)[:1] == files["api/v1/index.json"][:1]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (1, "1 byte"),
        (640, "640 bytes"),
        (48_200, "48 KB"),
        (9_951, "10 KB"),
        (1_234_567, "1.2 MB"),
        (12_900_000, "13 MB"),
    ],
)
def test_sizes_are_worded_in_two_digits(size: int, text: str) -> None:
    assert file_size(size) == text
