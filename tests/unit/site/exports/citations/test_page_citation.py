"""The head of a paper's page tells programs what they cite, and no nulls."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from support.builders import REPOSITORY, paper

from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.identity import ArxivId
from generator.model.paper import Paper
from generator.site.exports.citations.cited_paper import CitedPaper
from generator.site.exports.citations.page_citation import page_citation

URL = "https://example.org/papers/a-paper/"


def of(known: Paper) -> tuple[dict[str, list[str]], dict[str, object]]:
    """The meta tags and the data of a paper."""
    html = page_citation(Catalogue(Site("", "", ()), (), (known,), ()), known.slug, URL)
    tags: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta name="citation_(\w+)"(?: property="og:\w+")? content="([^"]*)">', html):
        tags.setdefault(name, []).append(unescape(value))
    data = json.loads(html.split('id="paper">')[1].removesuffix("</script>"))
    return tags, data


def test_what_follows_from_an_arxiv_id() -> None:
    tags, data = of(replace(paper("A Paper", "First.", "Second."), arxiv=ArxivId("2407.03203"), authors=("Ada L.",)))
    assert tags == {
        "title": ["A Paper"],
        "author": ["Ada L."],
        "publication_date": ["2024/07"],
        "doi": ["10.48550/arXiv.2407.03203"],
        "arxiv_id": ["2407.03203"],
        "pdf_url": ["https://arxiv.org/pdf/2407.03203"],
        "abstract_html_url": ["https://arxiv.org/abs/2407.03203"],
    }
    assert data["datePublished"] == "2024-07"
    # The page shows it.
    assert "First." not in str(data)


def test_the_category_is_that_which_was_looked_up_or_that_of_an_old_id() -> None:
    _, data = of(replace(paper("A Paper"), arxiv=ArxivId("2407.03203"), category="cs.CL"))
    assert data["about"] == {
        "@type": "DefinedTerm",
        "termCode": "cs.CL",
        "inDefinedTermSet": "https://arxiv.org/category_taxonomy",
    }
    assert CitedPaper.of(replace(paper("A Paper"), arxiv=ArxivId("math/0211159")), None).category == "math"
    assert CitedPaper.of(replace(paper("A Paper"), category="cs.CL"), None).category is None


def test_what_is_not_known_is_left_out() -> None:
    tags, data = of(paper("A Paper"))
    assert tags == {"title": ["A Paper"], "abstract_html_url": [URL]}
    assert data.keys() == {"@context", "@type", "name"}


def test_hostile_words_stay_words() -> None:
    title = "\"><script>alert(1)</script></script><!-- & 'x'"
    known = paper(title, title)
    html = page_citation(Catalogue(Site("", "", ()), (), (known,), ()), known.slug, URL)
    assert html.count("<script") == html.count("</script") == 1
    assert of(known)[1]["name"] == title


@pytest.mark.parametrize("catalogue", [read_content(REPOSITORY / "content").catalogue])
def test_every_shipped_paper_is_given_back(catalogue: Catalogue) -> None:
    for known in catalogue.papers:
        tags, data = of(known)
        assert tags["title"] == [data["name"]] == [" ".join(known.title.plain.split())]
        assert tuple(tags.get("author", ())) == known.authors
        assert None not in data.values()
