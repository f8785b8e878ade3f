"""Feeds are valid, and an independent reader gets out of them what went in."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from support.builders import DIGEST, SHAPLEY, SHAPLEY_SLUG, SITE, page, write_tree
from support.named_papers import by
from support.named_papers import catalogue_of as catalogue_of_papers
from support.project import TOY_CONTENT

from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.site.exports.web_feeds.site_feeds import LONGEST_FEED
from generator.site.exports.web_feeds.write_feeds import feed_files, write_feeds
from generator.storage.cache import Cache

ROOT = "https://example.org/shelf/"
ATOM = "{http://www.w3.org/2005/Atom}"
Files = Mapping[str, str]


def catalogue_of(folder: Path, **files: str | None) -> Catalogue:
    """The catalogue of a small list, with files by their paths."""
    named = {name.replace("__", "/"): text for name, text in files.items()}
    return read_content(write_tree(folder, named)).catalogue


def written(catalogue: Catalogue, site: Path, root: str | None = ROOT) -> Files:
    """The feeds of a catalogue, by their paths below the site."""
    return {path: (site / path).read_text(encoding="utf-8") for path in write_feeds(site, catalogue, root, Cache())}


@pytest.fixture(scope="module")
def toy() -> Catalogue:
    """A list with one paper of every kind, and hostile ones."""
    return read_content(TOY_CONTENT).catalogue


@pytest.fixture(scope="module")
def feeds(toy: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Its feeds."""
    return written(toy, tmp_path_factory.mktemp("site"))


def read(feeds: Files, path: str) -> Any:
    """A feed as an independent reader sees it."""
    feed = feedparser.parse(feeds[path].encode(), sanitize_html=False)
    assert not feed.bozo, (path, feed.get("bozo_exception"))
    return feed


def test_names_are_reserved_for_the_files_that_are_written(toy: Catalogue, feeds: Files) -> None:
    assert feeds.keys() == feed_files(toy)


def test_a_reader_gets_every_paper_with_its_authors_topics_and_title(toy: Catalogue, feeds: Files) -> None:
    entries = {entry.link: entry for entry in read(feeds, "feed.xml").entries}
    assert len(entries) == len(toy.papers)
    for paper in toy.papers:
        entry = entries[f"{ROOT}papers/{paper.slug}/"]
        # The reader trims what it takes for markup in plain titles, so titles are compared without it.
        raw = next(e for e in ET.fromstring(feeds["feed.xml"]).iter(f"{ATOM}entry") if e[0].text == entry.id)
        assert raw.findtext(f"{ATOM}title") == " ".join(paper.title.plain.split())
        names = list(paper.authors or ([paper.organisation.name] if paper.organisation else []))
        # Of entries that name nobody, the author of the feed is the author.
        assert [author.name for author in entry.get("authors", []) if author.get("name")] == names
        assert [tag.term for tag in entry.get("tags", [])] == [assignment.topic for assignment in paper.topics]


def test_every_atom_feed_has_what_the_format_demands(feeds: Files) -> None:
    ids = set()
    for path in (path for path in feeds if path.endswith("feed.xml")):
        feed = ET.fromstring(feeds[path])
        read(feeds, path)
        entries = feed.findall(f"{ATOM}entry")
        for element in [feed, *entries]:
            assert element.findtext(f"{ATOM}id", "").startswith("tag:example.org,2026:shelf/")
            assert element.findtext(f"{ATOM}title")
            assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        assert feed.find(f"{ATOM}link[@rel='self']") is not None
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        ids.add(feed.findtext(f"{ATOM}id"))
    assert len(ids) == sum(path.endswith("feed.xml") for path in feeds)


def test_who_has_five_papers_has_a_feed_in_one_format(tmp_path: Path) -> None:
    papers = [by("Ada Lovelace", "Émilie du Châtelet" if day else "B", day=day) for day in range(5)]
    feeds = written(catalogue_of_papers(papers), tmp_path)
    assert [path for path in feeds if "authors/" in path] == ["authors/ada-lovelace/feed.xml"]
    feed = read(feeds, "authors/ada-lovelace/feed.xml")
    assert feed.feed.title == "Ada Lovelace · Shelf"
    assert feed.feed.link == f"{ROOT}authors/ada-lovelace/"
    assert [entry.link for entry in feed.entries] == [f"{ROOT}papers/paper-{day}/" for day in (4, 3, 2, 1, 0)]


def test_json_feeds_say_the_same_as_atom(feeds: Files) -> None:
    for path in (path for path in feeds if path.endswith("feed.json")):
        data = json.loads(feeds[path])
        atom = ET.fromstring(feeds[path.replace("feed.json", "feed.xml")])
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["feed_url"] == ROOT + path
        assert "null" not in {str(value) for item in data["items"] for value in item.values()}
        assert [item["id"] for item in data["items"]] == [e.findtext(f"{ATOM}id") for e in atom.iter(f"{ATOM}entry")]
        assert [item["date_modified"] for item in data["items"]] == [
            e.findtext(f"{ATOM}updated") for e in atom.iter(f"{ATOM}entry")
        ]
        assert all(item["title"] and item["content_html"] and item["url"].startswith(ROOT) for item in data["items"])


def test_content_holds_no_markup_but_ours(feeds: Files) -> None:
    tags = {
        element.tag.rpartition("}")[2]
        for path, text in feeds.items()
        if path.endswith("feed.xml")
        for content in ET.fromstring(text).iter(f"{ATOM}content")
        for element in content.iter()
    }
    assert tags <= {"content", "div", "p", "ol", "li", "br", "em", "strong", "a"}
    hrefs = [href for text in feeds.values() for href in re.findall(r'href=\\?"([^"\\]*)', text)]
    assert hrefs
    assert not [href for href in hrefs if not href.startswith(("https://", "http://", "assets/", "../"))]


def test_control_characters_do_not_break_a_feed(tmp_path: Path) -> None:
    hostile = "digests__2025-01-01.txt"
    text = page("Jan 1", SHAPLEY, "A \x0b vertical \x1f tab \ufffe and ]]> & <script>alert(1)</script> in data.")
    feeds = written(catalogue_of(tmp_path / "list", **{hostile: text}), tmp_path / "site")
    for path in ("feed.xml", "digests/feed.xml", "topics/private-data/feed.xml", "feeds.opml"):
        ET.fromstring(feeds[path])
    assert "<script" not in feeds["feed.xml"]


def test_one_more_digest_changes_only_what_is_new(tmp_path: Path) -> None:
    vision = SITE.replace("vision, title: Vision", "vision, title: Seeing")
    topic = (
        "title: Seeing\narea: vision\nscope: What is about seeing and about nothing else.\nrules:\n  - any: [camera]\n"
    )
    more = {"site.yml": vision, "topics__cameras.yml": topic}
    before = written(catalogue_of(tmp_path / "one", **more), tmp_path / "1")
    again = page(
        "Feb 1", SHAPLEY, DIGEST.split("\n\n")[2], "A Camera for All", "We build a camera that sees. It is small."
    )
    after = written(catalogue_of(tmp_path / "two", **more, **{"digests__2025-02-01.txt": again}), tmp_path / "2")

    # The paper that is listed again in the same words has not changed.
    assert after["topics/private-data/feed.xml"] == before["topics/private-data/feed.xml"]
    assert after["topics/private-data/feed.json"] == before["topics/private-data/feed.json"]
    assert after["feeds.opml"] == before["feeds.opml"]
    new = set(after["feed.json"].split("\n")) - set(before["feed.json"].split("\n"))
    assert len(new) == 1
    assert "A Camera for All" in new.pop()


def test_a_new_abstract_changes_the_date_of_its_paper(tmp_path: Path) -> None:
    longer = page("Feb 1", SHAPLEY, "We value data anew. " * 12)
    catalogue = catalogue_of(tmp_path / "list", **{"digests__2025-02-01.txt": longer})
    items = {item["title"]: item for item in json.loads(written(catalogue, tmp_path / "site")["feed.json"])["items"]}
    assert items[SHAPLEY]["date_published"] == "2025-01-01T00:00:00Z"
    assert items[SHAPLEY]["date_modified"] == "2025-02-01T00:00:00Z"


def test_ids_survive_a_corrected_title_and_a_new_slug(tmp_path: Path) -> None:
    ids = "digests__2025-01-01.txt"
    first = written(catalogue_of(tmp_path / "a"), tmp_path / "1")
    corrected = "corrections:\n  title: Shapley Values for Data\n"
    second = written(catalogue_of(tmp_path / "b", **{f"papers__{SHAPLEY_SLUG}.yml": corrected}), tmp_path / "2")
    assert "Shapley Values for Data" in second["feed.json"]

    def all_ids(feeds: Files) -> list[str]:
        return sorted(item["id"] for item in json.loads(feeds["feed.json"])["items"])

    assert all_ids(first) == all_ids(second)
    renamed = [
        written(catalogue_of(tmp_path / name, **{ids: None, "digests__2025-01-01.bib": bib}), tmp_path / f"site-{name}")
        for name, bib in (
            ("c", "@misc{a, title={One Title}, eprint={2501.00010}, archivePrefix={arXiv}}\n"),
            ("d", "@misc{a, title={Another Title}, eprint={2501.00010}, archivePrefix={arXiv}}\n"),
        )
    ]
    assert all_ids(renamed[0]) == all_ids(renamed[1]) == ["tag:example.org,2026:shelf/paper/arxiv/2501.00010"]


def test_a_feed_holds_the_newest_hundred(tmp_path: Path) -> None:
    entries = (f"@misc{{k{n}, title={{Private Paper Number {n:03}}}, eprint={{2501.{n:05}}}}}\n" for n in range(1, 131))
    files = {"digests__2025-01-01.txt": None, "digests__2025-03-01.bib": "".join(entries)}
    feeds = written(catalogue_of(tmp_path / "list", **files), tmp_path / "site")
    items = json.loads(feeds["topics/private-data/feed.json"])["items"]
    assert [item["title"] for item in items] == [f"Private Paper Number {n:03}" for n in range(1, LONGEST_FEED + 1)]
    digests = json.loads(feeds["digests/feed.json"])["items"]
    assert "And 30 more papers." in digests[0]["content_html"]


def test_the_feed_of_digests_holds_the_newest_hundred(tmp_path: Path) -> None:
    days = [date(2025, 1, 1) + timedelta(number) for number in range(LONGEST_FEED + 5)]
    files: dict[str, str | None] = {
        f"digests__{day}.bib": f"@misc{{k, title={{Private Paper of {day}}}}}\n" for day in days
    }
    feeds = written(catalogue_of(tmp_path / "list", **files), tmp_path / "site")
    items = json.loads(feeds["digests/feed.json"])["items"]
    assert [item["url"].split("/")[-2] for item in items] == [str(day) for day in days[: -LONGEST_FEED - 1 : -1]]


def test_without_an_address_links_are_relative_and_ids_hold(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        feeds = written(catalogue_of(tmp_path / "list"), tmp_path / "site", None)
    assert "site_url" in caplog.text
    feed = ET.fromstring(feeds["topics/private-data/feed.xml"])
    assert feed.findtext(f"{ATOM}id") == "tag:papershelf.invalid,2026:shelf/feed/topics/private-data/"
    link = feed.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href", "").startswith("../../papers/")
    assert "feed_url" not in json.loads(feeds["feed.json"])


def test_the_outline_names_every_topic_feed(toy: Catalogue, feeds: Files) -> None:
    outline = ET.fromstring(feeds["feeds.opml"])
    urls = [element.get("xmlUrl") for element in outline.iter("outline") if element.get("type") == "rss"]
    assert sorted(filter(None, urls)) == sorted(f"{ROOT}topics/{topic.slug}/feed.xml" for topic in toy.topics)
