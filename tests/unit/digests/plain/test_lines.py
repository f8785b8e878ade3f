"""What a single line can be, before its neighbours are known."""

from __future__ import annotations

import pytest

from generator.digests.plain.lines import LONGEST_FACT, LineKind, ShownDay, TextLine, split_lines


def only(text: str) -> TextLine:
    (line,) = split_lines(text)
    return line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Data Shapley: Equitable Valuation of Data", LineKind.TEXT),
        ("", LineKind.BLANK),
        (" \t\xa0", LineKind.BLANK),
        ("Get trending papers in your email inbox!", LineKind.BOILERPLATE),
        ("GET TRENDING PAPERS in your  email inbox!", LineKind.BOILERPLATE),
        ("Subscribe", LineKind.BOILERPLATE),
        ("byAK and the research community", LineKind.BOILERPLATE),
        ("by AK", LineKind.BOILERPLATE),
        ("© Hugging Face", LineKind.BOILERPLATE),
        ("© 2025 Hugging Face, Inc.", LineKind.BOILERPLATE),
        ("GitHub 1.2k", LineKind.BOILERPLATE),
        ("GitHub Copilot", LineKind.TEXT),
        ("new", LineKind.POSSIBLE_BOILERPLATE),
        ("Spaces", LineKind.POSSIBLE_BOILERPLATE),
        ("Terms of Service", LineKind.POSSIBLE_BOILERPLATE),
        ("Spaces of Models", LineKind.TEXT),
        ("·", LineKind.DOT),
        ("•", LineKind.DOT),
        ("• 6 authors", LineKind.AUTHORS),
        ("6 authors agree", LineKind.TEXT),
        ("authors", LineKind.TEXT),
        ("Oct 31", LineKind.DATE),
        ("Oct", LineKind.MONTH),
        ("October surprise", LineKind.TEXT),
        ("March 5 of 7", LineKind.TEXT),
        ("12", LineKind.NUMBER),
        ("-", LineKind.NUMBER),
        ("12 Angry Models", LineKind.TEXT),
        ("1.5", LineKind.TEXT),
        ("Submitted by", LineKind.SUBMITTED),
        ("Submitted by akhaliq", LineKind.SUBMITTED),
        ("submitted by: akhaliq", LineKind.SUBMITTED),
        ("Submitted bytes", LineKind.TEXT),
        ("https://example.org/a", LineKind.ADDRESS),
        ("See https://example.org/a", LineKind.TEXT),
    ],
)
def test_the_kind_of_a_line(text: str, kind: LineKind) -> None:
    assert only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6 authors", 6),
        ("1 author", 1),
        ("1 authors", 1),
        ("·11 authors", 11),
        ("- 3 authors", 3),
        ("1,204 authors", 1204),
        ("1204 Authors", 1204),
    ],
)
def test_a_line_of_authors_says_how_many(text: str, count: int) -> None:
    line = only(text)
    assert (line.kind, line.count) == (LineKind.AUTHORS, count)


@pytest.mark.parametrize(
    ("text", "day", "comments"),
    [
        ("Dec 21, 2024", ShownDay(12, 21, 2024), None),
        ("Dec 21, 2024 3", ShownDay(12, 21, 2024), 3),
        ("Dec 21, 2024 · 3", ShownDay(12, 21, 2024), 3),
        ("May 21", ShownDay(5, 21), None),
        ("May 21 2", ShownDay(5, 21), 2),
        ("may 21 112", ShownDay(5, 21), 112),
        ("September 5th, 2024", ShownDay(9, 5, 2024), None),
        ("Sept. 5 2024", ShownDay(9, 5, 2024), None),
        ("Fri, Oct 31", ShownDay(10, 31), None),
        ("Published on Oct 31, 2025", ShownDay(10, 31, 2025), None),
        # Whether a calendar has it is asked where the year is known.
        ("Feb 30", ShownDay(2, 30), None),
    ],
)
def test_a_date_as_a_page_shows_it(text: str, day: ShownDay, comments: int | None) -> None:
    line = only(text)
    assert (line.kind, line.day, line.count) == (LineKind.DATE, day, comments)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("153", 153),
        ("1,204", 1204),
        ("1.2k", 1200),
        ("12K", 12000),
        ("Upvote 7", 7),
        ("▲ 7", 7),
        ("[-] 7", 7),
        ("-", None),
    ],
)
def test_a_number_is_counted(text: str, count: int | None) -> None:
    line = only(text)
    assert (line.kind, line.count) == (LineKind.NUMBER, count)


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("https://huggingface.co/papers/2501.00010", "2501.00010"),
        ("https://huggingface.co/papers/2501.00010#community", "2501.00010"),
        ("https://arxiv.org/abs/2501.00010v3", "2501.00010"),
        ("https://arxiv.org/pdf/2501.00010.pdf", "2501.00010"),
        ("https://arxiv.org/abs/math/0211159", "math/0211159"),
        ("https://arxiv.org/abs/2513.00010", None),
        ("https://huggingface.co/papers", None),
        ("https://huggingface.co/papers?date=2025-10-31", None),
        ("https://example.org/papers/2501.00010", None),
    ],
)
def test_an_address_of_a_paper_gives_its_arxiv_id(text: str, arxiv: str | None) -> None:
    line = only(text)
    assert (line.kind, line.arxiv) == (LineKind.ADDRESS, arxiv)


def test_a_submitter_on_the_same_line_is_noted() -> None:
    assert only("Submitted by akhaliq").count == 1
    assert only("Submitted by").count is None


def test_a_long_line_is_text_whatever_it_begins_with() -> None:
    tail = " " + "x" * LONGEST_FACT
    assert only("Submitted by" + tail).kind is LineKind.TEXT
    assert only("https://example.org/" + tail.strip()).kind is LineKind.TEXT


def test_lines_are_numbered_and_blocks_are_counted() -> None:
    lines = split_lines("one\ntwo\n\n \n  three\n")
    assert [(line.number, line.block, line.indent, line.text) for line in lines] == [
        (1, 0, 0, "one"),
        (2, 0, 0, "two"),
        (3, -1, 0, ""),
        (4, -1, 0, ""),
        (5, 1, 2, "three"),
        (6, -1, 0, ""),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_where_an_editor_ends_it(end: str) -> None:
    assert [line.number for line in split_lines(f"one{end}two{end}{end}three") if line.text] == [1, 2, 4]


@pytest.mark.parametrize("space", list("\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2007\u202f\u2028\u2029\u3000"))
def test_every_other_white_space_is_a_space_of_the_same_line(space: str) -> None:
    assert [line.text for line in split_lines(f"one{space}two")] == ["one two"]
