"""The reader of Hugging Face's JSON: nothing is lost, and a changed form is told from an odd paper."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import shown
from support.services import DAYS

from generator.digests.huggingface.daily_json import day_of_daily, parse_answer, read_daily
from generator.digests.huggingface.paper_record import paragraphs
from generator.digests.reader import read_digest
from generator.model.digest import Digest, Organisation, Repository, Summary
from generator.model.problem import Place, Problem, Severity, errors

DAY = date(2026, 8, 19)
FILE = "digests/2026-08-19.json"


def card(**paper: Any) -> dict[str, Any]:
    """An item as the service gives it; ``None`` takes a key away."""
    whole = {
        "id": "2608.17271",
        "title": "A Bench",
        "summary": "We test\nthings.",
        "authors": [{"name": "Ada"}, {"name": "Emmy"}],
        "publishedAt": "2026-08-18T00:00:00.000Z",
        "upvotes": 3,
        **paper,
    }
    return {"paper": {key: value for key, value in whole.items() if value is not None}, "numComments": 2}


def read(value: object, day: date = DAY) -> tuple[Digest, list[Problem]]:
    text = value if isinstance(value, str) else json.dumps(value, indent=1)
    return read_daily(FILE, day, None, text)


@pytest.mark.parametrize("others", [[card(id="2608.00001")], card(id="2608.00001"), {"more": [card()["paper"]]}])
def test_papers_beside_the_list_of_papers_are_not_lost_silently(others: object) -> None:
    digest, problems = read({"date": "2026-08-19", "papers": [card()], "featured": others})
    assert len(digest.entries) == 1
    assert [problem.field for problem in errors(problems)] == ["file"]
    assert "found more as 'featured'" in problems[0].message


# --- recorded days ---------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_a_recorded_day_is_read_field_by_field(day: str) -> None:
    digest, problems = read(DAYS[day], date.fromisoformat(day))
    assert shown(problems) == []
    assert (digest.block_counts.papers, digest.block_counts.blocks) == (len(DAYS[day]), len(DAYS[day]))
    for card, entry in zip(DAYS[day], digest.entries, strict=True):
        paper = card["paper"]
        assert entry.arxiv == paper["id"]
        assert entry.title == " ".join(paper["title"].split())
        assert " ".join(entry.abstract) == " ".join(paper["summary"].split())
        assert list(entry.authors) == [author["name"] for author in paper["authors"]]
        assert entry.author_count == len(paper["authors"])
        assert str(entry.published) == paper["publishedAt"][:10]
        assert (entry.upvotes, entry.comments) == (paper["upvotes"], card["numComments"])
        assert entry.submitter == card.get("submittedBy", {}).get("name")
        assert list(entry.keywords) == list(dict.fromkeys(word for word in paper.get("ai_keywords", []) if word))
        summary = _line(paper.get("ai_summary", ""))
        assert entry.summary == (Summary(summary, paper.get("ai_summary_model")) if summary else None)
        code = Repository(paper["githubRepo"], paper.get("githubStars")) if "githubRepo" in paper else None
        assert entry.code == code
        assert entry.project == (paper.get("projectPage", "").strip() or None)
        named = paper.get("organization")
        assert entry.organisation == (Organisation(_line(named["fullname"]), named["name"]) if named else None)


def _line(text: str) -> str:
    return " ".join(text.split())


def test_all_recorded_papers_are_read() -> None:
    assert sum(len(read(cards, date.fromisoformat(day))[0].entries) for day, cards in DAYS.items()) == 632


@pytest.mark.parametrize("day", ["2024-05-27", "2026-08-19"])
def test_a_single_paper_is_read_as_in_its_list(day: str) -> None:
    for wrapped in DAYS[day]:
        (entry,) = read(wrapped["paper"], date.fromisoformat(day))[0].entries
        (listed,) = read([wrapped], date.fromisoformat(day))[0].entries
        assert (entry.title, entry.abstract, entry.arxiv, entry.upvotes) == (
            listed.title,
            listed.abstract,
            listed.arxiv,
            listed.upvotes,
        )
        assert entry.comments is None


def test_the_form_is_told_by_its_content() -> None:
    data = json.dumps(DAYS["2025-06-20"]).encode()
    digest, problems = read_digest("digests/2025-06-20.txt", b"\xef\xbb\xbf" + data)
    assert problems == []
    assert digest is not None
    assert len(digest.entries) == 2


# --- what is written is what is read ---------------------------------------------------------


def test_an_entry_stands_where_its_item_begins() -> None:
    digest, _ = read("[\n" + json.dumps(card()) + ",\n  " + json.dumps(card(id="2608.17272")) + "\n]")
    assert [entry.place for entry in digest.entries] == [Place(FILE, 2, 1), Place(FILE, 3, 3)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One\nline.", ["One line."]),
        ("One.\n  Two\n  Three.", ["One.", "Two", "Three."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n  Two.", ["One.", "Two."]),
        (" \n ", []),
    ],
)
def test_paragraphs_are_parted_by_blank_or_indented_lines(text: str, parts: list[str]) -> None:
    assert list(paragraphs(text)) == parts


def test_what_no_page_can_show_is_left_out_and_reported() -> None:
    digest, problems = read([card(title="A\u0000 \ud800Bench")])
    (entry,) = digest.entries
    assert entry.title == "A Bench"
    assert [problem.field for problem in problems] == ["title"]
    entry.title.encode()


@pytest.mark.parametrize(
    ("stated", "media", "faults"),
    [
        ({"mediaUrls": ["https://cdn.example/a.png", "https://cdn.example/b.mp4"]}, ["a.png", "b.mp4"], []),
        (
            {"mediaUrls": ["https://cdn.example/a.png"], "thumbnail": "https://cdn.example/c.png"},
            ["a.png", "c.png"],
            [],
        ),
        # What the service draws of every title is no picture of the paper.
        ({"thumbnail": "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2608.17271.png"}, [], []),
        ({"mediaUrls": ["http://cdn.example/a.png", "https://cdn.example/b.png"]}, ["b.png"], ["mediaUrls"]),
        ({"mediaUrls": ["javascript:alert(1)"]}, [], ["mediaUrls"]),
        ({"mediaUrls": [{"url": "https://cdn.example/a.png"}, None]}, [], ["mediaUrls"]),
        ({"mediaUrls": "https://cdn.example/a.png"}, [], ["mediaUrls"]),
    ],
)
def test_pictures_are_read_by_their_https_addresses(
    stated: dict[str, Any], media: list[str], faults: list[str]
) -> None:
    digest, problems = read([{**card(), **stated}, card(id="2608.00001")])

    assert [url.removeprefix("https://cdn.example/") for url in digest.entries[0].media] == media
    assert [problem.field for problem in problems] == faults


# --- a changed form --------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["id", "title", "summary", "authors", "publishedAt", "upvotes"])
def test_a_key_that_no_paper_has_is_a_changed_form(key: str) -> None:
    cards = [card(**{"id": f"2608.0000{number}", key: None}) for number in range(3)]
    digest, problems = read(cards)
    assert any(
        problem.field == key and "response format has changed" in problem.message for problem in errors(problems)
    )
    assert digest.block_counts.blocks == 3


@pytest.mark.parametrize("key", ["id", "summary", "authors", "publishedAt", "upvotes"])
def test_a_key_that_one_paper_lacks_is_a_warning(key: str) -> None:
    digest, problems = read([card(), card(**{"id": "2608.00001", key: None})])
    assert [(problem.field, problem.severity) for problem in problems] == [(key, Severity.WARNING)]
    assert problems[0].place == digest.entries[1].place
    assert len(digest.entries) == 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", 2608),
        ("summary", ["text"]),
        ("authors", {"name": "Ada"}),
        ("authors", ["Ada", "Emmy"]),
        ("authors", [{"fullname": "Ada"}]),
        ("publishedAt", 1787000000),
        ("publishedAt", "yesterday"),
        ("upvotes", "3"),
        ("upvotes", True),
        ("ai_keywords", "a, b"),
        ("githubStars", 1.5),
    ],
)
def test_another_type_everywhere_is_a_changed_form(key: str, value: object) -> None:
    extra = {"githubRepo": "https://github.com/a/b"} if key == "githubStars" else {}
    digest, problems = read([card(id="2608.00001", **extra), card(id="2608.00002", **extra)])
    assert problems == []
    cards = [card(**{"id": "2608.00001", **extra, key: value}), card(**{"id": "2608.00002", **extra, key: value})]
    digest, problems = read(cards)
    assert [problem.field for problem in errors(problems)] == [key]
    assert len(digest.entries) == 2


def test_a_paper_without_a_title_is_left_out_and_named() -> None:
    digest, problems = read([card(), card(id="2608.00001", title=" ")])
    assert (
        shown(problems)
        == [f"error: content/{FILE}:18:2: title: expected a paper with a title, found one without; it is left out"]
        or len(errors(problems)) == 1
    )
    assert (digest.block_counts.papers, digest.block_counts.reported) == (1, 1)


def test_odd_addresses_are_left_out_and_named() -> None:
    digest, problems = read([card(githubRepo="javascript:alert(1)", projectPage="see our page")])
    assert (digest.entries[0].code, digest.entries[0].project) == (None, None)
    assert [(problem.field, problem.severity) for problem in problems] == [
        ("githubRepo", Severity.WARNING),
        ("projectPage", Severity.WARNING),
    ]


def test_a_key_that_nobody_knows_is_a_notice() -> None:
    _, problems = read([card(), card(id="2608.00001", license="CC0")])
    assert [problem.severity for problem in problems] == [Severity.NOTICE]
    assert "'license' in 1 of 2 papers" in problems[0].message


@pytest.mark.parametrize(
    ("text", "papers", "words"),
    [
        ("[", 0, "the end of the file; it is truncated"),
        ("[1, 2]", 0, "expected a paper, found a number"),
        ('{"error": "Too many requests"}', 0, "found the error message 'Too many requests'"),
        ('{"papers": []}', 0, "expected"),
        (json.dumps([card()])[:-1], 1, "expected ',' or ']' after an item, found the end of the file; it is truncated"),
        (json.dumps([card()])[:-1] + ", {", 1, "expected valid JSON"),
        (json.dumps([card()]) + "\n<html>", 1, "expected nothing after the response, found '<html>'"),
        ("[" * 100_000, 0, "nesting"),
        ("[" + "9" * 5000 + "]", 0, "numbers"),
        ("[NaN]", 0, "numbers"),
    ],
)
def test_what_is_no_list_of_papers_is_said(text: str, papers: int, words: str) -> None:
    digest, problems = read(text)
    assert len(digest.entries) == papers
    found = [problem for problem in problems if words in problem.message]
    # Of what is cut off, the rest is as good as ever.
    is_cut_off = papers > 0 and "truncated" in found[0].message
    assert found[0].severity is (Severity.WARNING if is_cut_off else Severity.ERROR)
    assert digest.block_counts.reported >= 1


ONE, TWO = card(), card(id="2608.00001")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"papers": [ONE, TWO]}),
        json.dumps({"date": "2026-08-19", "count": 2, "dailyPapers": [ONE, TWO], "next": None}, indent=1),
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
    ],
    ids=["in an object", "among other keys", "one below the other"],
)
def test_an_archive_holds_papers_in_its_own_way(text: str) -> None:
    digest, problems = read(text)
    assert ([entry.arxiv for entry in digest.entries], problems) == (["2608.17271", "2608.00001"], [])
    assert digest.block_counts.blocks == 2


def test_what_an_archive_has_besides_must_end() -> None:
    digest, problems = read(json.dumps({"papers": [ONE, TWO], "next": "page two"})[:-9])
    assert len(digest.entries) == 2
    assert [("the end of the file; it is truncated" in problem.message, problem.severity) for problem in problems] == [
        (True, Severity.WARNING)
    ]


def test_an_empty_day_is_a_warning() -> None:
    digest, (problem,) = read([])
    assert (digest.entries, problem.severity) == ((), Severity.WARNING)


def test_papers_of_another_day_are_an_error() -> None:
    _, problems = read(DAYS["2026-07-29"])
    assert [problem.field for problem in errors(problems)] == ["date"]
    assert "found 2026-07-29" in problems[0].message


@pytest.mark.parametrize(
    ("items", "day"),
    [
        (DAYS["2026-07-29"], date(2026, 7, 29)),
        (DAYS["2024-05-27"], None),
        ([*DAYS["2026-07-29"], *DAYS["2026-08-19"]], None),
        ([{"paper": 1}, 2], None),
    ],
    ids=["stated", "silent", "two days", "no papers"],
)
def test_the_day_that_an_answer_states(items: list[Any], day: date | None) -> None:
    assert day_of_daily(parse_answer(json.dumps(items))) == day


def test_a_paper_that_comes_twice_is_one() -> None:
    digest, problems = read([card(), card()])
    assert (len(digest.entries), digest.block_counts.papers, problems) == (1, 2, [])
    _, problems = read([card(), card(title="Another")])
    assert [problem.field for problem in problems] == ["id"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(sorted({*card()["paper"], "paper", "numComments", "submittedBy", "organization", "ai_keywords"}))


@given(st.lists(st.dictionaries(keys, values, max_size=5), max_size=4), st.dictionaries(keys, values, max_size=4))
def test_whatever_comes_each_item_is_accounted_for(cards: list[dict[str, Any]], odd: dict[str, Any]) -> None:
    items = [*cards, {"paper": {**card()["paper"], **odd}, **odd}]
    digest, problems = read(items)
    assert digest.block_counts.blocks == len(items)
    assert digest.block_counts.reported <= len(errors(problems))
    for entry in digest.entries:
        assert entry.title
        repr(entry).encode()


@given(st.text(alphabet='[]{}",:0aé\n ', max_size=40))
def test_whatever_text_comes_nothing_breaks(text: str) -> None:
    digest, problems = read(text)
    assert problems or digest.entries


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ({"Sound": {"2611.10234": "A Study"}, "Sea": {}}, "an object with the keys 'Sound', 'Sea'"),
        ({"hooks": []}, "an object with the key 'hooks'"),
        ([{"title": "A Study", "author": "Lee"}] * 168, "168 objects with the keys 'title', 'author'"),
        ([dict.fromkeys("abcdefgh", 1)], "an object with the keys 'a', 'b', 'c', 'd', 'e', 'f' and 2 more"),
    ],
)
def test_json_of_another_shape_is_one_problem_that_names_it(value: object, shape: str) -> None:
    digest, problems = read(value)
    assert digest.entries == ()
    assert [problem.kind.code for problem in problems] == ["D125"]
    assert f"found {shape}; " in problems[0].message
