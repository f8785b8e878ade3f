"""Lists of arXiv ids: the shortest way to a reading list of one's own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import digest, entry
from support.builders import shown as listed

from generator.catalogue.merge import merge
from generator.digests.arxiv_id_list import is_id_list, read_ids
from generator.digests.reader import read_digest
from generator.model.digest import Digest
from generator.model.problem import Problem

FILE = "digests/2025-10-31.txt"


def read(text: str) -> tuple[Digest, list[Problem]]:
    return read_ids(FILE, date(2025, 10, 31), None, text)


@pytest.mark.parametrize(
    "line",
    [
        "2501.00010",
        "2501.00010v2",
        "arXiv:2501.00010",
        "https://arxiv.org/abs/2501.00010",
        "http://www.arxiv.org/pdf/2501.00010v1.pdf",
        "https://huggingface.co/papers/2501.00010",
        "https://hf-mirror.com/papers/2501.00010#community",
        "- 2501.00010",
        "* https://arxiv.org/abs/2501.00010",
        "3. 2501.00010",
        "  <https://arxiv.org/abs/2501.00010>  ",
        "\ufeff2501.00010",
    ],
)
def test_an_id_in_any_form(line: str) -> None:
    found, problems = read_digest(FILE, line.encode())
    assert listed(problems) == []
    assert found is not None
    assert [(entry.arxiv, entry.title) for entry in found.entries] == [("2501.00010", "arXiv:2501.00010")]


def test_a_title_can_stand_behind_an_id() -> None:
    found, problems = read("2501.00010 A Survey of Surveys\nmath/0211159, The entropy formula\n")
    assert listed(problems) == []
    assert [(entry.arxiv, entry.title) for entry in found.entries] == [
        ("2501.00010", "A Survey of Surveys"),
        ("math/0211159", "The entropy formula"),
    ]


def test_a_note_beside_the_title_of_a_link_is_reported() -> None:
    line = "- [A Survey of Surveys](https://arxiv.org/abs/2501.00010), read it first [code](https://github.com/a/b)\n"
    found, problems = read(line)
    assert listed(problems) == [
        "warning: content/digests/2025-10-31.txt:1:1: title: expected nothing beside the title of a link,"
        " found 'read it first'; the text was left out [D114]"
    ]
    assert [(entry.arxiv, entry.title) for entry in found.entries] == [("2501.00010", "A Survey of Surveys")]


def test_comments_repeats_and_what_is_no_id() -> None:
    ids = [f"2501.{number:05d}" for number in range(12)]
    text = "# my list\n\n" + "\n".join([*ids, ids[0], "2501.1", ""])
    found, problems = read_digest(FILE, text.encode())
    assert found is not None
    assert [entry.arxiv for entry in found.entries] == ids
    assert listed(problems) == [
        "warning: content/digests/2025-10-31.txt:16:1: block:"
        " expected an arXiv id or the address of a paper, found '2501.1' [D110]"
    ]
    assert (found.block_counts.papers, found.block_counts.boilerplate, found.block_counts.reported) == (13, 1, 1)


@pytest.mark.parametrize("stray", ["2501.1", "2501.000123", "2513.00020", "25011.0020", "2501.00020\u30012501.00021"])
def test_what_is_like_an_id_beside_an_id_is_reported(stray: str) -> None:
    found, problems = read(f"2501.00010, {stray}\n2501.00011v2\n2501.00012 Version 2024.1234 of a survey\n")
    assert [entry.arxiv for entry in found.entries] == ["2501.00010", "2501.00011", "2501.00012"]
    assert [(problem.field, problem.place.line, problem.kind.code) for problem in problems] == [("arxiv", 1, "D114")]


@pytest.mark.parametrize("line", ["//arxiv.org/abs/2501.00020", "#5 2501.00020", "#5: 2501.00020 #"])
def test_what_only_begins_like_a_comment_is_read(line: str) -> None:
    found, problems = read(f"2501.00010\n{line}\n# 2501.00011\n// 2501.00012\n#2501.00013\n")
    assert [(entry.arxiv, entry.title) for entry in found.entries] == [
        ("2501.00010", "arXiv:2501.00010"),
        ("2501.00020", "arXiv:2501.00020"),
    ]
    assert problems == []


def test_one_id_with_two_titles_is_reported() -> None:
    found, problems = read("2501.00010 On Cats\n2501.00011\n2501.00010 On Dogs\n2501.00010\n2501.00010 On cats\n")
    assert [entry.title for entry in found.entries] == ["On Cats", "arXiv:2501.00011"]
    assert listed(problems) == [
        "warning: content/digests/2025-10-31.txt:3:1: title: expected the title of line 1 again, found 'On Dogs' with"
        " the same arXiv id; the first was kept [D120]"
    ]


@pytest.mark.parametrize("text", ["", "\n", "A Survey of Surveys\n2501.00010\n", "# only a comment\n"])
def test_what_is_no_list(text: str) -> None:
    assert not is_id_list(text)


def test_a_page_with_a_short_abstract_below_each_title_is_no_list() -> None:
    cards = [
        f"### [A Paper on {name}](https://huggingface.co/papers/{number})\n\nWe study {name} at length.\n\n"
        f"[5](https://huggingface.co/papers/{number}#community)\n\n"
        for number, name in (("2501.00010", "Cats"), ("2501.00011", "Dogs"), ("2501.00012", "Mice"))
    ]
    found, problems = read_digest(FILE, "".join(["# Daily Papers\n\n", *cards]).encode())
    assert problems == []
    assert found is not None
    assert [entry.title for entry in found.entries] == ["A Paper on Cats", "A Paper on Dogs", "A Paper on Mice"]
    assert found.entries[0].abstract == ("We study Cats at length.",)


def test_a_digest_that_knows_the_title_names_the_paper() -> None:
    known = digest("2025-01-01", entry("A Survey of Surveys", arxiv="2501.00010"))
    named, _ = read("2501.00010\n")
    (paper,) = merge([known, named], [], [], {})[0].papers
    assert paper.title.plain == "A Survey of Surveys"
    assert len(paper.appearances) == 2


@given(st.lists(st.text(max_size=30) | st.just("2501.00010") | st.just("# x"), max_size=20).map("\n".join))
def test_every_line_is_a_paper_a_comment_or_reported(text: str) -> None:
    found, problems = read(text)
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    assert found.block_counts.blocks == len(lines)
    assert found.block_counts.reported == sum(problem.field == "block" for problem in problems)


def test_an_abstract_that_cites_several_papers_is_no_list() -> None:
    text = "Coding of Speech\n\nWe present a codec that extends 2501.00010 and the new tables of 2501.00011 to fish.\n"
    assert not is_id_list(text)
    assert is_id_list("2501.00010 and 2501.00011: two surveys of speech that we should read before the next meeting.\n")
