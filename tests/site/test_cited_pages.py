"""From the rendered pages alone, programs get back what each shipped paper is cited by: from its own page by meta tags
and JSON-LD, and from each list by COinS.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.site.exports.citations.cited_paper import CitedPaper

pytestmark = pytest.mark.site


class Seen(HTMLParser):
    """What a program sees of a page that looks for citations."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = {}
        self.data: Mapping[str, Any] = {}
        self.listed: dict[str, None] = {}
        """Slugs of the papers that have cards, in order."""
        self.coins: dict[str, dict[str, list[str]]] = {}
        self.canonical = ""
        self.in_data = False
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta" and found.get("name", "").startswith("citation_"):
            self.tags.setdefault(found["name"].removeprefix("citation_"), []).append(found["content"])
        elif tag == "span" and found.get("class") == "Z3988":
            slug = list(self.listed)[len(self.coins)]
            self.coins[slug] = parse_qs(found["title"], strict_parsing=True)
        elif tag == "a" and found.get("class") == "title":
            self.listed[found["href"].split("/")[-2]] = None
        elif tag == "link" and found.get("rel") == "canonical":
            self.canonical = found["href"]
        self.in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.data = json.loads(data)
        self.in_data = False


def known(paper: Paper) -> tuple[CitedPaper, list[str]]:
    cited = CitedPaper.of(paper, None)
    return cited, list(cited.authors)


def test_the_page_of_each_paper_gives_it_back(real_site: Path, catalogue: Catalogue) -> None:
    for paper in catalogue.papers:
        seen, (cited, authors) = Seen(real_site / f"papers/{paper.slug}/index.html"), known(paper)
        tags, data = seen.tags, seen.data
        assert tags["title"] == [data["name"]] == [cited.title]
        assert tags.get("author", []) == [author["name"] for author in data.get("author", [])] == authors
        assert tags.get("arxiv_id", []) == ([cited.arxiv] if cited.arxiv else [])
        assert tags.get("doi", []) == ([cited.doi] if cited.doi else [])
        (day,) = tags.get("publication_date", [""])
        assert day.replace("/", "-") == data.get("datePublished", "")
        assert day[:4] == str(cited.year or "")
        assert not cited.date or data["datePublished"] == cited.date.isoformat()
        (address,) = tags["abstract_html_url"]
        assert address == (cited.url or seen.canonical)
        assert seen.canonical.endswith(f"/papers/{paper.slug}/")


def test_each_list_gives_its_papers_back(real_site: Path, catalogue: Catalogue) -> None:
    listed: dict[str, set[str]] = {"topics": set(), "digests": set(), "years": set()}
    for folder, slugs in listed.items():
        for page in (real_site / folder).rglob("index.html"):
            seen = Seen(page)
            assert seen.coins.keys() == seen.listed.keys()
            slugs.update(seen.listed)
            for slug, coins in seen.coins.items():
                check(coins, *known(catalogue.by_slug[slug]))
    assert listed["digests"] == listed["years"] == listed["topics"] == set(catalogue.by_slug)


def check(coins: Mapping[str, list[str]], cited: CitedPaper, authors: list[str]) -> None:
    """By the keys of journals (rft.atitle, rft.au) or of Dublin Core (rft.title, rft.creator)."""
    title, author = ("rft.atitle", "rft.au") if cited.venue else ("rft.title", "rft.creator")
    assert coins[title] == [cited.title]
    assert coins.get(author, []) == authors
    assert coins.get("rft.date", [""]) == [cited.date.isoformat() if cited.date else str(cited.year or "")]
    assert coins.get("rft.jtitle", [None]) == [cited.venue]
    ids = [f"info:doi/{cited.doi}" if cited.doi else "", f"info:arxiv/{cited.arxiv}" if cited.arxiv else ""]
    found = coins.get("rft_id", [])
    assert [one for one in found if one.startswith("info:")] == [one for one in ids if one]
    assert cited.url is None or found[-1] == cited.url
