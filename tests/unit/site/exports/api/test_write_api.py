"""Answers of the API are what their schemas say, of bounded size, and stay as they are when a digest is added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.builders import REPOSITORY, page, paper, write_tree
from support.project import TOY_CONTENT

from generator.catalogue.people.papers_by_name import people_of
from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind
from generator.model.curation import Site
from generator.site.exports.api import api_pages
from generator.site.exports.api.api_schemas import RECORD_TYPES
from generator.site.exports.api.write_api import V1, api_files
from generator.site.exports.printed_papers import printed_papers
from generator.storage.cache import Cache

MOST_BYTES = 500_000
Files = Mapping[str, bytes]


def files_of(catalogue: Catalogue) -> dict[str, bytes]:
    """The answers below ``api/v1/``."""
    printed = printed_papers(catalogue, None, Cache())
    files = api_files(catalogue, printed, "https://example.org/")
    return {path.removeprefix(V1): data for path, data in files.items() if path.startswith(V1)}


def records(files: Files, collection: str) -> Iterator[dict[str, Any]]:
    """All records of a collection, from page to page as a client goes."""
    pages = json.loads(files["index.json"])[collection]["pages"]
    file = pages[0]["file"] if pages else None
    while file:
        answer = json.loads(files[file])
        yield from answer["records"]
        file = answer["next"]


@pytest.fixture(scope="module", params=["toy", "shipped"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return read_content(TOY_CONTENT if request.param == "toy" else REPOSITORY / "content").catalogue


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> Files:
    return files_of(catalogue)


def check(files: Files) -> None:
    """Every answer by its schema, and every file an answer that the index names."""
    index = json.loads(files["index.json"])
    schemas = {name: json.loads(files[f"schemas/{name}.json"]) for name in ("index", *RECORD_TYPES)}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    Draft202012Validator(schemas["index"]).validate(index)
    known = {"index.json", *(f"schemas/{name}.json" for name in schemas)}
    for name in RECORD_TYPES:
        for entry in index[name]["pages"]:
            answer = json.loads(files[entry["file"]])
            Draft202012Validator(schemas[name], format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer)
            assert entry["records"] == len(answer["records"]) > 0
            assert entry["bytes"] == len(files[entry["file"]])
            known.add(entry["file"])
    assert files.keys() == known


def test_answers_are_what_their_schemas_say(files: Files) -> None:
    check(files)


def test_a_schema_notices_what_is_missing_or_of_another_kind(files: Files) -> None:
    schema = Draft202012Validator(json.loads(files["schemas/papers.json"]))
    first = next(records(files, "papers"))
    for damage in ({"title": None}, {"comments": "7"}, {"topics": ["a"]}):
        assert not schema.is_valid({"next": None, "records": [first | damage]})
    assert not schema.is_valid({"next": None, "records": [{k: v for k, v in first.items() if k != "doi"}]})


def test_every_paper_is_there_once_with_what_is_known(catalogue: Catalogue, files: Files) -> None:
    listed = {record["slug"]: record for record in records(files, "papers")}
    assert listed.keys() == catalogue.by_slug.keys()
    for known in catalogue.papers:
        record = listed[known.slug]
        assert record["title"] == known.title.plain
        assert tuple(record["authors"] or ()) == known.authors
        assert record["published"] == (known.published.isoformat() if known.published else None)
        assert [record["arxiv"], record["doi"]] == [known.arxiv, known.doi]
        assert record["digests"] == [appearance.digest for appearance in known.appearances]


def test_other_collections_name_the_same_papers(catalogue: Catalogue, files: Files) -> None:
    for name, lists in (("digests", catalogue.by_digest), ("topics", catalogue.by_topic)):
        named: dict[str, list[str]] = {}
        for record in records(files, name):
            named.setdefault(record["slug"], []).extend(record["papers"])
        assert named == {slug: [paper.slug for paper in papers] for slug, papers in lists.items()}
    new = [slug for record in records(files, "changes") if record["kind"] == "new" for slug in record["papers"]]
    assert sorted(new) == sorted(catalogue.by_slug)
    for record in records(files, "lookup"):
        assert record["slug"] in [paper["slug"] for paper in json.loads(files[record["page"]])["records"]]
    written = {(record["name"], slug) for record in records(files, "authors") for slug in record["papers"]}
    shown = {name: record["name"] for record in records(files, "authors") for name in (record["name"], *record["also"])}
    assert written == {(shown[name], paper.slug) for paper in catalogue.papers for name in paper.authors}
    addresses = [record["url"] for record in records(files, "authors") if len(record["papers"]) > 1]
    pages = people_of(catalogue).with_pages(ContributorKind.AUTHOR)
    assert sorted(addresses) == [f"authors/{author.slug}/" for author in pages]


def test_pages_are_bounded_and_one_more_digest_leaves_earlier_ones_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_pages, "LARGEST_PAGE", 6_000)
    monkeypatch.setattr(api_pages, "LONGEST_PART", 4)
    days = [f"2025-{month:02}-11" for month in range(1, 9)]
    digests = {
        f"digests/{day}.txt": page(
            "Daily Papers",
            "byAK and the research community",
            *(part for at in range(6) for part in (f"Learning {day} Number {at}x", f"We study {at} things. " * 9)),
        )
        for day in days
    }
    last = f"digests/{days[-1]}.txt"
    before = files_of(
        read_content(write_tree(tmp_path / "a", {k: v for k, v in digests.items() if k != last})).catalogue
    )
    after = files_of(read_content(write_tree(tmp_path / "b", dict(digests))).catalogue)
    check(after)
    pages = [entry["file"] for entry in json.loads(before["index.json"])["papers"]["pages"]]
    assert len(pages) > 5
    assert max(len(after[name]) for name in pages) <= 6_000
    # The one that was the last, which names the next one now.
    assert [name for name in pages if after[name] != before[name]] == pages[-1:]
    assert {record["parts"] for record in records(after, "digests")} == {1, 2}


def test_hostile_texts_are_texts() -> None:
    title = 'A "title"\\ with \u2028 </script> and half a \ud83d character'
    known = replace(paper("A Paper"), authors=(title, "B"), venue=title, note=title)
    files = files_of(Catalogue(Site("", "", ()), (), (known,), ()))
    check(files)
    written = title.replace("\ud83d", "?")
    assert next(records(files, "papers"))["note"] == written
    assert [record["name"] for record in records(files, "authors")] == sorted([written, "B"])


def test_an_empty_list_has_empty_collections() -> None:
    files = files_of(Catalogue(Site("", "", ()), (), (), ()))
    check(files)
    assert list(records(files, "papers")) == []
