"""Pages in HTML: the data in them, the cards that they show, and both together."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import shown as listed
from support.golden_cases import CASES
from support.html_writer import as_data, write_html
from support.page_writer import Shown, day_page, paper_page, search_page, trending_page
from support.scrape_strategies import shown_lists, shown_papers

from generator.digests.reader import read_digest
from generator.digests.web.html_fragments import parse_html
from generator.digests.web.html_scrape import day_of_html, read_html_page
from generator.model.digest import Digest, Entry, Organisation, Repository, Summary
from generator.model.identity import letters
from generator.model.problem import Problem, Severity

DAY = date(2024, 8, 1)
REAL = (CASES.parent / "recorded/scrapes/2024-08-01.html").read_text(encoding="utf-8")


def read(text: str, day: date = DAY) -> tuple[Digest, list[Problem]]:
    return read_html_page(f"digests/{day}.html", day, None, parse_html(text))


# --- what is shown is what is read -----------------------------------------------------------


@given(shown_lists(DAY))
def test_the_data_of_a_page_says_everything(papers: list[Shown]) -> None:
    digest, problems = read(write_html(day_page(papers, DAY), as_data(papers, DAY)))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    for entry, paper in zip(digest.entries, papers, strict=True):
        assert (entry.arxiv, entry.title, entry.published) == (paper.arxiv, paper.title, paper.published)
        assert letters("".join(entry.abstract)) == letters("".join(paper.abstract))
        assert (entry.upvotes, entry.comments) == (paper.upvotes or 0, paper.comments or 0)
        assert (entry.authors, entry.submitter) == (paper.authors, paper.submitter)
        assert entry.organisation == (
            Organisation(paper.organisation[1], paper.organisation[0]) if paper.organisation else None
        )
        assert entry.code == (Repository(*paper.code) if paper.code else None)
        assert entry.summary == (Summary(paper.summary) if paper.summary else None)
        assert entry.keywords == (("keyword one", "keyword two") if paper.summary else ())


@given(shown_lists(DAY), st.sampled_from(["none", "cut off", "no JSON", "too deep"]))
def test_the_cards_stand_in_for_data_that_is_not_there(papers: list[Shown], fault: str) -> None:
    page = write_html(day_page(papers, DAY), as_data(papers, DAY) if fault != "none" else None)
    start, end = page.index('data-props="') + len('data-props="'), page.index('">\n', page.index("data-props"))
    broken = {
        "none": page[start:end],
        "cut off": page[start : start + (end - start) * 2 // 3],
        "no JSON": "title, authors",
        "too deep": html.escape('{"title": 1, "authors": ' + "[" * 100_000),
    }[fault]
    digest, problems = read(page[:start] + broken + page[end:])
    assert {problem.field for problem in problems} == (set() if fault == "none" else {"data"})
    assert all(problem.severity is Severity.WARNING for problem in problems)
    assert digest.block_counts.reported == len(problems)
    for entry, paper in zip(digest.entries, papers, strict=True):
        assert (entry.arxiv, entry.title) == (paper.arxiv, paper.title)
        counts = (entry.upvotes, entry.comments, entry.author_count, entry.submitter)
        assert counts == (paper.upvotes, paper.comments, len(paper.authors), paper.submitter)


@given(shown_lists(DAY), st.booleans())
def test_the_cards_of_other_layouts(papers: list[Shown], is_trending: bool) -> None:
    page = trending_page(papers, DAY) if is_trending else search_page(papers, DAY)
    digest, problems = read(write_html(page))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    for entry, paper in zip(digest.entries, papers, strict=True):
        assert (entry.arxiv, entry.title, entry.published) == (paper.arxiv, paper.title, paper.published)
        assert entry.upvotes == paper.upvotes
        text = (paper.summary,) if is_trending and paper.summary else paper.abstract
        assert (entry.abstract or (entry.summary and (entry.summary.text,))) == text
        if is_trending:
            assert (entry.submitter, entry.code) == (paper.submitter, Repository(*paper.code) if paper.code else None)
        else:
            assert entry.comments == paper.comments
        if paper.organisation:
            assert entry.organisation == Organisation(paper.organisation[1], paper.organisation[0])
        else:
            assert entry.author_count == len(paper.authors)


@given(shown_papers(DAY), shown_lists(DAY), st.booleans())
def test_the_page_of_one_paper_lists_no_other(paper: Shown, others: list[Shown], has_data: bool) -> None:
    items = as_data([paper], DAY)["dailyPapers"]
    assert isinstance(items, list)
    digest, problems = read(write_html(paper_page(paper, others), items[0] if has_data else None))
    assert listed(problems) == []
    (entry,) = digest.entries
    assert (entry.title, entry.arxiv, entry.authors) == (paper.title, paper.arxiv, paper.authors)
    assert letters("".join(entry.abstract)) == letters("".join(paper.abstract))


# --- data of another form --------------------------------------------------------------------


def with_data(data: object) -> str:
    return f'<html><body><div data-target="X" data-props="{html.escape(json.dumps(data))}"></div></body></html>'


PAPER: dict[str, object] = {
    "id": "2407.21783",
    "title": "The Llama 3 Herd of Models",
    "summary": "A herd.",
    "authors": [],
}


@pytest.mark.parametrize(
    "data",
    [
        {"dailyPapers": [{"paper": PAPER}]},
        {"papers": [PAPER]},
        {"page": {"results": [{"paper": PAPER, "title": "Again"}]}},
        [PAPER],
        {"paper": PAPER, "comments": [{"data": {"raw": "See also 2407.00001"}}]},
    ],
)
def test_papers_are_found_wherever_the_data_has_them(data: object) -> None:
    digest, _ = read(with_data(data))
    assert [(entry.arxiv, entry.title) for entry in digest.entries] == [("2407.21783", "The Llama 3 Herd of Models")]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("upvotes", "many", "upvotes: expected a whole number, found 'many'"),
        ("upvotes", -1, "upvotes: expected a number from 0, found -1"),
        ("id", "2407", "id: expected an arXiv id, found '2407'"),
        ("publishedAt", "soon", "publishedAt: expected a date, found 'soon'"),
        ("authors", [{"name": 7}], "authors: expected names, found {'name': 7}"),
        ("authors", "Ada", "authors: expected a list, found 'Ada'"),
        ("githubRepo", "javascript:alert(1)", "githubRepo: expected a web address, found 'javascript:alert(1)'"),
    ],
)
def test_a_value_of_another_kind_is_named_and_left_out(field: str, value: object, message: str) -> None:
    digest, problems = read(with_data([{**PAPER, field: value}]))
    assert [problem.message.partition(", of '")[0] for problem in problems] == [message]
    assert [entry.title for entry in digest.entries] == [PAPER["title"]]


def test_an_item_without_a_title_is_reported() -> None:
    digest, problems = read(with_data([{**PAPER, "title": " "}, {**PAPER, "id": "2407.21784", "title": "Another"}]))
    assert [entry.title for entry in digest.entries] == ["Another"]
    assert digest.block_counts.reported == 1
    assert "expected a title" in problems[0].message


@pytest.mark.parametrize("odd", [7, None, {"paper": {"id": "2407.21784", "title": ["Another"]}}])
@pytest.mark.parametrize("place", [0, 1])
def test_whatever_stands_among_papers_is_reported(odd: object, place: int) -> None:
    items: list[object] = [{"paper": PAPER}]
    items.insert(place, odd)
    for data in ({"dailyPapers": items}, {"dailyPapers": [odd]}, [*items]):
        digest, problems = read(with_data(data))
        assert digest.block_counts.reported == 1
        assert "expected" in problems[0].message


def test_the_day_of_publishing_is_the_paper_s_own() -> None:
    digest, _ = read(with_data({"dailyPapers": [{"paper": PAPER, "publishedAt": "2024-08-01T04:00:00.000Z"}]}))
    assert digest.entries[0].published is None


def test_a_day_in_the_data_that_is_not_the_file_s_is_an_error() -> None:
    page = with_data({"date": "2024-08-02T00:00:00.000Z", "dailyPapers": [{"paper": PAPER}]})
    _, problems = read(page)
    assert [(problem.field, problem.severity) for problem in problems] == [("date", Severity.ERROR)]
    assert day_of_html(parse_html(page)) == date(2024, 8, 2)


# --- hostile pages ---------------------------------------------------------------------------

TAGS = (
    "<div>", "</div>", "<h3>", "</h3>", "</a>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<!doctype x",
    "<svg>", "</svg>", '<a href="/papers/2407.21783">', '<a href="/login?next=%2Fpapers%2F2407.21783">', "<ul><li>",
    "·", "5 authors", "Aug 1", "Submitted by", "A Survey of Surveys", "<style>", "&lt;b&gt;", "&#0;", "<br>", "<", ">",
    "<img alt='x'>", "We study the accuracy of private mechanisms in the continual release model, and more of it.",
    "94", "\n", "\x00",
)  # fmt: skip


@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=20), max_size=60).map("".join))
def test_any_page_is_read_and_accounted_for(text: str) -> None:
    digest, problems = read(text)
    assert digest.block_counts.reported == len({p.place.line for p in problems if p.field == "block"}) or problems
    assert read(text) == (digest, problems)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000,
        "<a href='/papers/2407.21783'>" * 20_000,
        "<!--" * 20_000,
        "<h3>" * 50_000,
        "&" * 100_000,
        "<" * 20_000,
        "</div>" * 20_000 + "<a " * 30_000,
    ],
    ids=["nesting", "links", "comments", "headings", "references", "brackets", "unfinished"],
)
def test_a_hostile_page_ends(text: str) -> None:
    assert read(text)[0].block_counts.papers >= 0


def test_scripts_never_speak() -> None:
    text = write_html(iter(()), None).replace(
        "</body>", "<script><h3><a href='/papers/2407.21783'>No</a></h3></script></body>"
    )
    digest, _ = read(text)
    assert digest.entries == ()


# --- a real page -----------------------------------------------------------------------------

FACTS = [
    ("2407.21783", 94, 5, 533), ("2407.21705", 24, 2, 5), ("2407.21770", 19, 5, 8), ("2407.21646", 16, 8, 7),
    ("2407.21772", 11, 2, 12), ("2407.21630", 8, 2, 5), ("2407.21721", 8, 2, 8), ("2407.21530", 8, 3, 28),
    ("2407.20229", 7, 3, 5), ("2407.21781", 7, 2, 6), ("2407.21686", 7, 2, 3), ("2407.21475", 5, 2, 4),
    ("2404.01300", 3, 2, 6),
]  # fmt: skip


def _facts(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    return [(entry.arxiv, entry.upvotes, entry.comments, entry.author_count) for entry in entries]


def test_a_real_page() -> None:
    digest, problems = read_digest("digests/2024-08-01.html", REAL.encode())
    assert digest is not None
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    assert _facts(digest.entries) == FACTS
    assert all(entry.abstract and entry.submitter and entry.published for entry in digest.entries)
    assert all(len(entry.authors) == entry.author_count for entry in digest.entries)


def test_a_real_page_that_lost_its_data() -> None:
    digest, problems = read(re.sub(r'data-props="[^"]*"', "", REAL))
    assert listed(problems) == []
    assert digest.block_counts.reported == 0
    assert _facts(digest.entries) == FACTS


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_real_page_with_a_mark_and_other_line_ends(newline: str) -> None:
    digest, problems = read_digest("digests/2024-08-01.html", b"\xef\xbb\xbf" + REAL.replace("\n", newline).encode())
    assert digest is not None
    assert listed(problems) == []
    assert _facts(digest.entries) == FACTS


def test_a_real_page_cut_off_anywhere_loses_nothing_in_silence() -> None:
    whole, _ = read(REAL)
    by_id = {entry.arxiv: entry for entry in whole.entries}
    for end in range(0, len(REAL), len(REAL) // 40):
        digest, problems = read(REAL[:end])
        assert digest.entries or problems
        for entry in digest.entries:
            if entry.arxiv in by_id:
                assert replace(entry, place=by_id[entry.arxiv].place).title == by_id[entry.arxiv].title
