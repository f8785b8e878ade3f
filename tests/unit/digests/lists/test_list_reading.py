"""Lists, saved lists, bookmarks and notes: a golden case for each layout, and lists that mean harm."""

from __future__ import annotations

from dataclasses import fields

import pytest
from support.builders import shown
from support.golden_cases import Case, Golden, cases
from support.hostile import repeated, seconds

from generator.digests.reader import read_digest
from generator.digests.scrape import open_scrape
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest, Entry, Repository, Summary
from generator.model.identity import is_placeholder
from generator.model.problem import Place


@pytest.mark.parametrize("case", cases("lists"))
def test_a_list_is_read_as_its_case_says(case: Case, golden: Golden) -> None:
    data = case.given["text"].encode()
    digest, problems = read_digest(case.given["file"], data)
    assert digest is not None
    day = open_scrape(data).day
    golden(case, {"day": str(day) if day else None, **_as_data(digest), "problems": shown(problems)})


@pytest.mark.parametrize("case", cases("lists"))
def test_no_title_is_markup_or_a_field(case: Case) -> None:
    digest, _ = read_digest(case.given["file"], case.given["text"].encode())
    assert digest is not None
    titles = [entry.title for entry in digest.entries]
    assert [title for title in titles if title_fault(title) and not is_placeholder(title)] == []


def _as_data(digest: Digest) -> dict[str, object]:
    counts = digest.block_counts
    return {
        "source": digest.source,
        "items": f"{counts.papers} papers + {counts.boilerplate} boilerplate + {counts.reported} reported",
        "papers": [_entry_as_data(entry) for entry in digest.entries],
    }


def _entry_as_data(entry: Entry) -> dict[str, object]:
    """What is known of an entry; a case does not list what is absent."""
    values = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    return {name: _plain(value) for name, value in values.items() if value not in (None, ())}


def _plain(value: object) -> object:
    match value:
        case Place(line=line):
            return line
        case Summary(text=text):
            return text
        case Repository(url=url):
            return url
        case tuple():
            return list(value)
        case int():
            return value
    return str(value)


ITEM = "- [Title of a Paper](https://arxiv.org/abs/2611.10234)\n"
PAGE = "<!doctype html><ul>" + "<li><a href=https://arxiv.org/abs/2611.1023{}>A Title</a>".join("1234")
HOSTILE = (
    "- [", "](", "[[", "$a", "**", "*a ", "<a href=\"", "<details>",
    "|", "| a |\n|---|\n", "![", "- a, ", "<!--", "\"a",
    "Ana Petrović, ", "- Petrović, A., ", "# a\n", "**Authors**: a\n", "et al. ", "\\", "`", "- a\n  ", "2024-01-01 ",
    "[2024] ", "a - ", "[1] ", "· ", "(2024) ", "Proceedings of the A ", "<li>", "<dt><a href=x>", "<tr><td>",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("head", [ITEM * 3, PAGE], ids=["markdown", "html"])
def test_time_grows_with_the_length_only(head: str, part: str) -> None:
    """A megabyte takes seconds, so a fortieth of it takes a fraction of one."""
    text = head + repeated(part, 25_000)
    assert seconds(lambda: read_digest("digests/2026-11-20.md", text.encode())) < 2
