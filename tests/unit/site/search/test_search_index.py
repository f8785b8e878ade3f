"""The index of a small list: what is written is what is read, from build to build and whatever is damaged."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from support.builders import digest, entry, paper, topic
from support.project import files_of
from support.search_fixtures import small_catalogue
from support.vectors import VECTORS

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Link, LinkKind, Site
from generator.model.digest import Organisation
from generator.model.identity import ArxivId, Doi, Slug
from generator.model.paper import Assignment, Paper
from generator.site.search import search_index
from generator.site.search.index_names import INDEX_FOLDER
from generator.site.search.index_reader import UnreadableIndex, decoded, read_index
from generator.site.search.paper_texts import paper_text
from generator.site.search.postings import encoded
from generator.site.search.search_index import SearchIndex
from generator.site.search.search_words import words_of
from generator.storage.cache import Cache
from generator.text.lexicon import FUNCTION_WORDS

VECTOR = VECTORS / "search_index.json"


def catalogue_of(*papers: Paper) -> Catalogue:
    """A catalogue of these papers."""
    site = Site("Shelf", "A shelf.", (Area("theory", "Theory"), Area("vision", "Vision")))
    topics = (topic("private-data"), topic("pictures", title="Pictures & films", area="vision"))
    return Catalogue(site, (digest("2025-01-01", entry()),), papers, topics)


def written(folder: Path, catalogue: Catalogue, cache: Cache | None = None) -> dict[str, str]:
    """The files of the index of a catalogue."""
    outputs = SearchIndex.build(catalogue, cache).write(folder, folder)
    files = files_of(folder / INDEX_FOLDER)
    assert {f"{INDEX_FOLDER}/{name}" for name in files} >= set(outputs)
    return {name: files[name].decode() for name in sorted(path.removeprefix(f"{INDEX_FOLDER}/") for path in outputs)}


# --- what is in it -------------------------------------------------------------------------------


def test_the_index_of_the_small_list_is_the_one_that_scripts_are_tested_with(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    files = written(tmp_path, small_catalogue())
    if request.config.getoption("--update"):
        about = "The index of tests/fixtures/search/papers.json, as the scripts read it: the text of each file."
        VECTOR.write_text(
            json.dumps({"about": about, "files": files}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    assert json.loads(VECTOR.read_text(encoding="utf-8"))["files"] == files


def test_every_word_of_every_field_is_read_back(tmp_path: Path) -> None:
    catalogue = small_catalogue()
    written(tmp_path, catalogue)
    content = read_index(tmp_path / INDEX_FOLDER)

    assert set(content.slugs) == {one.slug for one in catalogue.papers}
    for one in catalogue.papers:
        text = paper_text(catalogue, one)
        for word in words_of(text.title):
            assert word.place in content.title[word.term][one.slug], (one.slug, word)
        for place, name in enumerate(text.names):
            for word in words_of(name):
                assert place in content.names[word.surface.replace("-", "")][one.slug], (one.slug, word)
        for word in words_of(" ".join(text.rest)):
            assert word.term in FUNCTION_WORDS or one.slug in content.rest[word.term], (one.slug, word)
        for word in words_of(" ".join(text.abstract)):
            is_left_out = word.term in FUNCTION_WORDS or word.is_joined
            assert is_left_out or word.place in content.abstract[word.term][one.slug], (one.slug, word)
        assert all(one.slug in content.rest[paper_id] for paper_id in text.ids)


def test_nothing_is_in_the_index_that_no_paper_has(tmp_path: Path) -> None:
    catalogue = small_catalogue()
    written(tmp_path, catalogue)
    content = read_index(tmp_path / INDEX_FOLDER)
    texts = {one.slug: paper_text(catalogue, one) for one in catalogue.papers}

    for term, papers in content.abstract.items():
        for slug in papers:
            text = " ".join(texts[Slug(slug)].abstract)
            parts = [word.term for word in words_of(text)]
            joined = ["".join(pair) for pair in pairwise(parts)]
            assert term in (*parts, *joined) or any(term.startswith(pair[:4]) for pair in joined), (slug, term)


def test_words_of_a_compound_that_stand_apart_have_its_term(tmp_path: Path) -> None:
    written(
        tmp_path,
        catalogue_of(paper("Few-shot naming", "Words.", slug="one"), paper("A few shot cats", "Words.", slug="two")),
    )
    content = read_index(tmp_path / INDEX_FOLDER)
    assert content.title["fewshot"] == {"one": (0,), "two": (1,)}


def test_a_note_an_organisation_ids_topics_and_keywords_find_a_paper(tmp_path: Path) -> None:
    one = replace(
        paper("A Study of Pictures", "We study pictures."),
        authors=("Ada Lovelace",),
        organisation=Organisation("Tencent AI Lab", "tencent"),
        arxiv=ArxivId("2501.00010"),
        doi=Doi("10.1145/123.456"),
        note="The cornerstone of the field.",
        topics=(Assignment(Slug("pictures"), ()),),
        keywords=("Photography",),
        venue="ICLR 2024",
    )
    written(tmp_path, catalogue_of(one))
    content = read_index(tmp_path / INDEX_FOLDER)

    for term in ("250100010", "101145123456", "cornerston", "film", "photographi", "iclr"):
        assert content.rest[term] == {one.slug}, term
    assert content.names["lovelace"] == {one.slug: (0,)}
    assert content.names["tencent"] == {one.slug: (1,)}


def test_a_result_shows_what_a_card_shows(tmp_path: Path) -> None:
    one = replace(
        paper("<img src=x onerror=alert(1)>", "Prose. We propose <b>it</b>.", slug="img"),
        authors=("Ada", "Jean"),
        published=date(2024, 12, 30),
        comments=3,
        links=(Link(LinkKind.CODE, "https://example.org/code"),),
        topics=(Assignment(Slug("pictures"), ()),),
    )
    files = written(tmp_path, catalogue_of(one))
    [records] = (json.loads(text) for name, text in files.items() if "/records/" in name)

    assert {column: values[0] for column, values in records.items()} == {
        "slug": "img",
        "title": "<img src=x onerror=alert(1)>",
        "by": "Ada and Jean",
        "when": "30 Dec 2024",
        "date": "2024-12-30",
        "since": "2025-01-01",
        "comments": 3,
        "has": "code",
        "topics": [1],
        "lead": "We propose <b>it</b>.",
    }


def test_filters_have_a_row_for_each_paper(tmp_path: Path) -> None:
    first = replace(paper("One", slug="one"), comments=2, topics=(Assignment(Slug("pictures"), ()),), venue="ICLR")
    second = replace(paper("Two", slug="two"), note="Read it.", organisation=Organisation("Acme"))
    files = written(tmp_path, catalogue_of(first, second))
    [table] = (json.loads(text) for name, text in files.items() if name.startswith("filters"))

    assert table["organisations"] == ["Acme"]
    assert table["organisation"] == [-1, 0]
    assert table["venues"] == ["ICLR"]
    assert table["venue"] == [0, -1]
    assert table["topics"] == [[1], []]
    assert table["comments"] == [2, 0]
    assert table["has"] == ["", "curated"]
    assert table["digests"] == [["2025-01-01", "1 January 2025"]]


@pytest.mark.parametrize("title", ["A title", "???", "🤔", "On the"])
def test_a_paper_of_which_only_the_title_is_known_is_in_the_index(tmp_path: Path, title: str) -> None:
    written(tmp_path, catalogue_of(paper(title, slug="one")))
    assert read_index(tmp_path / INDEX_FOLDER).slugs == ("one",)


def test_a_list_without_papers_has_an_empty_index(tmp_path: Path) -> None:
    files = written(tmp_path, catalogue_of())
    assert read_index(tmp_path / INDEX_FOLDER).slugs == ()
    assert len(files) == 2


# --- from build to build -------------------------------------------------------------------------


def many(count: int) -> list[Paper]:
    """Papers of random words, listed one a day."""
    chance = random.Random(count and 7)
    words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in range(400)]
    papers = []
    for number in range(count):
        title, text = (" ".join(chance.choices(words, k=length)) for length in (7, 60))
        one = paper(title, text, slug=f"paper-{number}")
        listed = replace(one.appearances[0], date=date(2024, 1 + number % 12, 1 + number // 12 % 28))
        papers.append(replace(one, appearances=(listed,), published=listed.date))
    return papers


def test_the_order_of_papers_and_the_cache_change_nothing(tmp_path: Path) -> None:
    papers = many(60)
    before = written(tmp_path / "one", catalogue_of(*papers))
    cache = Cache(tmp_path / "cache")
    assert written(tmp_path / "two", catalogue_of(*reversed(papers)), cache) == before
    cache.save()
    assert written(tmp_path / "three", catalogue_of(*papers), Cache(tmp_path / "cache")) == before


def test_one_more_digest_changes_the_small_segment_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "SEGMENT_SIZE", 50)
    papers = sorted(many(130), key=lambda one: (one.appearances[0].date, one.slug))
    before = written(tmp_path, catalogue_of(*papers[:120]))
    after = written(tmp_path, catalogue_of(*papers))

    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if name.startswith("0/")} == set()
    assert {name for name in before if name.startswith("0/")} <= after.keys()
    assert len(read_index_of(tmp_path, after)) == 130


def read_index_of(folder: Path, files: dict[str, str]) -> Sequence[str]:
    """The papers of an index, without the files of an earlier one."""
    for path in (folder / INDEX_FOLDER).rglob("*.json"):
        if path.relative_to(folder / INDEX_FOLDER).as_posix() not in files:
            path.unlink()
    return read_index(folder / INDEX_FOLDER).slugs


def test_a_piece_is_never_much_larger_than_it_should_be(tmp_path: Path) -> None:
    files = written(tmp_path, catalogue_of(*many(300)))
    assert len([name for name in files if "/heads/" in name]) > 1
    assert max(len(text) for name, text in files.items() if "/heads/" in name) < 11_000


def test_only_files_that_changed_are_written_again(tmp_path: Path) -> None:
    written(tmp_path, small_catalogue())
    stamps = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    next(tmp_path.rglob("records/*.json")).write_text("planted", encoding="utf-8")
    written(tmp_path, small_catalogue())

    touched = [path for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp]
    assert len(touched) == 1
    read_index(tmp_path / INDEX_FOLDER)


# --- damage --------------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda folder: next(folder.rglob("heads/*.json")).unlink(),
    "other content": lambda folder: next(folder.rglob("heads/*.json")).write_text('["a 00"]\n', encoding="utf-8"),
    "no JSON": lambda folder: next(folder.glob("filters-*.json")).write_bytes(b"\xff"),
    "cut": lambda folder: (folder / "root.json").write_text('{"format":2,', encoding="utf-8"),
    "another format": lambda folder: (folder / "root.json").write_text('{"format":3}', encoding="utf-8"),
    "planted": lambda folder: (folder / "extra.js").write_text("alert(1)", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_the_checker_finds_damage(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    written(tmp_path, small_catalogue())
    damage(tmp_path / INDEX_FOLDER)
    with pytest.raises(UnreadableIndex):
        read_index(tmp_path / INDEX_FOLDER)


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", [[], [0], [31, 32, 1023, 1024, 32_767, 32_768, 10**9], [5] * 40])
def test_numbers_are_read_back(numbers: list[int]) -> None:
    characters, starts = encoded(np.array(numbers, dtype=np.int64))
    text = characters.tobytes().decode("ascii")
    assert decoded(text) == numbers
    assert [decoded(text[one:two]) for one, two in pairwise(starts)] == [[n] for n in numbers]
