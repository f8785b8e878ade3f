"""What Pagefind indexes of each paper, and what the search page filters by."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.builders import digest, entry, paper, topic

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Link, LinkKind, Site
from generator.model.digest import Organisation
from generator.model.identity import ArxivId, Slug
from generator.model.paper import Assignment, Paper
from generator.site.search.filter_tables import papers_json, shelf_json
from generator.site.search.search_records import SearchRecord, records
from generator.site.search.search_words import arxiv_word, index_boundaries, words_of
from generator.storage.cache import Cache
from generator.text.lexicon import FUNCTION_WORDS


def catalogue_of(*papers: Paper) -> Catalogue:
    """A catalogue of these papers."""
    site = Site("Shelf", "A shelf.", (Area("theory", "Theory"), Area("vision", "Vision")))
    topics = (topic("private-data"), topic("pictures", title="Pictures & films", area="vision"))
    return Catalogue(
        site, (digest("2025-01-01", entry(), label="evening"), digest("2025-01-01", entry())), papers, topics
    )


def record_of(one: Paper, cache: Cache | None = None) -> SearchRecord:
    """What Pagefind indexes of a paper."""
    (record,) = records(catalogue_of(one), cache)
    return record


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OCC-MLLM-CoT-Alpha: Towards Recognition", "occ mllm cot alpha towards recognition"),
        ("Layer‑2 scaling — of a “quoted” idea!", "layer 2 scaling quoted idea"),
        ("Let's verify; let’s check", "lets verify lets check"),
        ("Attention Is All You Need", "attention need"),
        ("What Is This?", "what is this"),
        ("C++ and f(x) at 53.9%", "c f x 53.9"),
        ("ﬁne-tuned Ｗｉｄｅ", "fine tuned wide"),
        ("Erdős–Rényi Größe", "erdős rényi größe"),
        ("___PAGEFIND_WEIGHT___10 words", "pagefind weight 10 words"),
        ("…", ""),
    ],
)
def test_a_text_is_cut_into_words(text: str, expected: str) -> None:
    assert words_of(text) == expected.split()


def test_stop_words_are_single_words_as_a_text_gives_them() -> None:
    assert [word for word in FUNCTION_WORDS if words_of(word) != [word]] == []


@pytest.mark.parametrize(
    ("arxiv", "expected"), [("2501.00010", "250100010"), ("0704.0001", "07040001"), ("math/0211159", "0211159")]
)
def test_an_arxiv_id_is_one_word(arxiv: str, expected: str) -> None:
    assert arxiv_word(arxiv) == expected


def test_between_two_boundaries_lies_less_than_the_distance() -> None:
    texts = ["alpha beta beta gamma", "beta delta", "epsilon zeta zeta zeta"]

    boundaries = index_boundaries(texts, 4)

    assert boundaries == ["beta", "epsilon", "zeta"]
    places: Counter[str] = Counter()
    for text in texts:
        places.update([*text.split(), *set(text.split())])
    between: Counter[int] = Counter()
    for word, number in places.items():
        if word not in boundaries:
            between[sum(boundary < word for boundary in boundaries)] += number
    assert all(number < 4 for number in between.values())


# --- records -------------------------------------------------------------------------------------


def test_a_record_has_the_words_of_every_field() -> None:
    record = record_of(
        replace(
            paper("A Study of Pictures", "We study pictures.", "They are many."),
            authors=("Ada Lovelace", "Jean-Luc Picard"),
            organisation=Organisation("Tencent AI Lab", "tencent"),
            arxiv=ArxivId("2501.00010"),
            note="The standard reference.",
            topics=(Assignment(Slug("pictures"), ()),),
            keywords=("Photography",),
        )
    )

    assert record.title == "study pictures"
    assert record.content == "250100010 study pictures many standard reference pictures films photography"


def test_a_word_that_only_the_curators_note_has_finds_the_paper() -> None:
    one = paper("A Study of Pictures", "We study pictures.")
    assert "cornerstone" not in record_of(one).content.split()
    assert "cornerstone" in record_of(replace(one, note="The cornerstone of the field.")).content.split()


def test_an_edited_note_replaces_the_cached_record(tmp_path: Path) -> None:
    before = Cache(tmp_path / "cache")
    one = replace(paper("A Study of Pictures", "We study pictures."), note="A draft.")
    record_of(one, before)
    before.save()

    after = record_of(replace(one, note="A cornerstone."), Cache(tmp_path / "cache"))

    assert after.content == "study pictures cornerstone"


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("TheoremLlama and DeepSeek-Prover", "theorem llama deep seek"),
        ("Qwen2.5-Math, after GPT4", "qwen 2.5 gpt 4"),
        ("LLaMA, mPLUG, LLMs and a 3D iPad", "i pad"),
        ("On H2O and U-Net", ""),
    ],
)
def test_the_parts_of_names_that_are_written_as_one_word_are_found(title: str, parts: str) -> None:
    assert record_of(paper(title, "Words.")).content == f"{parts} words".strip()


def test_no_phrase_runs_from_one_name_into_the_next() -> None:
    record = record_of(
        replace(paper("T"), authors=("Ada Lovelace", "Jean-Luc Picard"), organisation=Organisation("Acme"))
    )
    assert record.by == "ada lovelace ; jean luc picard ; acme"


@pytest.mark.parametrize("title", ["A title", "???", "🤔", "On the"])
def test_a_paper_of_which_only_the_title_is_known_has_content(title: str) -> None:
    assert record_of(paper(title, slug="on-the")).content


def test_a_card_holds_what_a_result_shows() -> None:
    found = replace(
        paper("<img src=x onerror=alert(1)>", "Prose. We propose <b>it</b>.", slug="img"),
        authors=("Ada", "Jean"),
        published=date(2024, 12, 30),
        comments=3,
        links=(Link(LinkKind.CODE, "https://example.org/code"),),
        topics=(Assignment(Slug("pictures"), ()),),
    )

    assert json.loads(record_of(found).card) == {
        "slug": "img",
        "title": "<img src=x onerror=alert(1)>",
        "lead": "We propose <b>it</b>.",
        "by": "Ada and Jean",
        "when": "30 Dec 2024",
        "date": "2024-12-30",
        "since": "2025-01-01",
        "comments": 3,
        "has": ["code"],
        "topics": ["pictures"],
    }


def test_a_card_leaves_out_what_nobody_knows() -> None:
    assert json.loads(record_of(paper("T")).card).keys() == {"slug", "title", "when", "date", "since"}


# --- the tables ----------------------------------------------------------------------------------


def test_the_table_of_papers_has_a_row_for_each_id() -> None:
    first = replace(
        paper("One"), comments=2, topics=(Assignment(Slug("pictures"), ()), Assignment(Slug("private-data"), ()))
    )
    second = replace(paper("Two"), note="Read it.", published=date(2024, 2, 3))

    table = json.loads(papers_json(catalogue_of(first, second), ["mul_1", "mul_2"]))

    assert table["id"] == ["mul_1", "mul_2"]
    assert table["date"] == ["2025-01-01", "2024-02-03"]
    assert table["comments"] == [2, 0]
    assert table["topics"] == [[1, 0], []]
    assert [table["digests"][number]["slug"] for number in table["in"][0]] == ["2025-01-01"]
    assert table["digests"][0] == {"slug": "2025-01-01-evening", "title": "1 January 2025, evening"}
    assert table["has"] == ["", "curated"]


def test_the_table_for_every_search_names_areas_and_topics() -> None:
    table = json.loads(
        shelf_json(catalogue_of(replace(paper("One"), topics=(Assignment(Slug("pictures"), ()),))), ["m"], 2)
    )

    assert table["papers"] == 1
    assert table["posts"] == ["m"]
    assert table["shards"] == 2
    assert table["stop"] == sorted(FUNCTION_WORDS)
    assert [area["title"] for area in table["areas"]] == ["Theory", "Vision"]
    assert table["topics"][1] == {"slug": "pictures", "title": "Pictures & films", "area": "vision", "papers": 1}
