"""The reader of text scrapes as a whole: what is written is read, and every block is accounted for."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.builders import REAL_DIGESTS, shown
from support.scrape_strategies import below_a_header, days, fragments, habits, written_lists
from support.scrape_writer import Habits, Written, write

from generator.digests.plain.lines import LineKind, split_lines
from generator.digests.plain.text_scrape import read_text
from generator.model.digest import Digest, Entry
from generator.model.identity import letters
from generator.model.problem import Problem

DAY = date(2025, 10, 31)


def read(text: str, day: date = DAY) -> tuple[Digest, list[Problem]]:
    return read_text(f"digests/{day}.txt", day, None, text)


# --- what is written is what is read ---------------------------------------------------------


@given(st.data(), days, habits())
def test_what_is_written_is_what_is_read(data: st.DataObject, day: date, how: Habits) -> None:
    papers = data.draw(written_lists(day))
    digest, problems = read(write(papers, day, how), day)
    assert shown(problems) == []
    assert digest.block_counts.reported == 0
    assert [_facts_of(entry) for entry in digest.entries] == [_facts_as_shown(paper, how) for paper in papers]
    assert [entry.abstract for entry in digest.entries] == [paper.abstract for paper in papers]


def _facts_of(entry: Entry) -> tuple[object, ...]:
    organisation = entry.organisation.name if entry.organisation else None
    return (entry.title, entry.published, entry.comments, entry.author_count, organisation, entry.upvotes)


def _facts_as_shown(paper: Written, how: Habits) -> tuple[object, ...]:
    upvotes = paper.upvotes if how.shows_upvotes else None
    return (paper.title, paper.published, paper.comments, paper.author_count, paper.organisation, upvotes)


# --- the law of accounting -------------------------------------------------------------------


def blocks_of(text: str) -> list[range]:
    """The numbers of the lines of each block, counted without the reader's help."""
    numbered = enumerate(re.split(r"\r\n|\r|\n", text), start=1)
    blocks: list[range] = []
    for has_text, run in groupby(numbered, lambda line: bool(line[1].strip())):
        numbers = [number for number, _ in run]
        if has_text:
            blocks.append(range(numbers[0], numbers[-1] + 1))
    return blocks


@given((st.text() | fragments).map(below_a_header))
def test_every_block_is_a_paper_boilerplate_or_reported_with_its_line(text: str) -> None:
    digest, problems = read(text)
    blocks = blocks_of(text)
    sums = digest.block_counts
    assert sums.papers + sums.boilerplate + sums.reported == len(blocks)
    named = _lines_of(problems, "block")
    assert all(any(line in block for block in blocks) for line in named)
    assert len(_holding(named, blocks)) == sums.reported


@given(fragments.map(below_a_header))
def test_every_line_of_text_stands_in_an_entry_or_in_a_reported_block(text: str) -> None:
    digest, problems = read(text)
    # Of two abstracts under one title the second is dropped, and a problem says so.
    assume(not _lines_of(problems, "abstract"))
    kept = "".join(letters(text_of_entry) for entry in digest.entries for text_of_entry in _texts(entry))
    reported = _holding(_lines_of(problems, "block"), blocks_of(text))
    for line in split_lines(text):
        if line.kind is LineKind.TEXT and not any(line.number in block for block in reported):
            assert letters(line.text) in kept, line


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.title
    yield from entry.abstract
    if entry.organisation:
        yield f"{entry.organisation.handle or ''}{entry.organisation.name}"


def _lines_of(problems: Iterable[Problem], field: str) -> set[int]:
    return {problem.place.line for problem in problems if problem.field == field}


def _holding(lines: set[int], blocks: Iterable[range]) -> list[range]:
    """The blocks in which one of the lines stands."""
    return [block for block in blocks if any(line in block for line in lines)]


@given(fragments)
def test_a_text_is_read_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


# --- real digests ----------------------------------------------------------------------------


def real(path: Path) -> tuple[str, Digest]:
    text = path.read_text(encoding="utf-8")
    digest, _ = read_text(f"digests/{path.name}", date.fromisoformat(path.stem), None, text)
    return text, digest


@pytest.mark.parametrize("path", REAL_DIGESTS, ids=lambda path: path.stem)
def test_every_line_of_a_real_digest_comes_back_from_its_entries(path: Path) -> None:
    text, digest = real(path)
    lines = [letters(line) for line in text.split("\n") if letters(line)]
    header = lines[: lines.index(letters(digest.entries[0].title))]
    assert [line for line in header if line not in HEADER] == [f"{digest.date:%b}{digest.date.day}".lower()]
    assert lines[len(header) :] == [letters(line) for entry in digest.entries for line in _written(entry, digest.date)]


HEADER = tuple(
    map(
        letters,
        (
            "new",
            "Get trending papers in your email inbox!",
            "Subscribe",
            "Daily Papers",
            "byAK and the research community",
        ),
    )
)


def _written(entry: Entry, day: date) -> Iterator[str]:
    """The lines of an entry, as its page has them."""
    yield entry.title
    yield from entry.abstract
    if entry.organisation:
        yield f"{entry.organisation.handle} {entry.organisation.name}"
    if entry.author_count:
        yield f"{entry.author_count} authors"
    if entry.published:
        year = "" if entry.published.year == day.year else entry.published.year
        yield f"{entry.published:%b} {entry.published.day} {year} {entry.comments or ''}"


@pytest.mark.parametrize("path", REAL_DIGESTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [72, 80, 100])
def test_a_real_digest_is_read_the_same_when_it_was_wrapped(path: Path, width: int) -> None:
    text, digest = real(path)
    wrapped = "\n".join(textwrap.fill(line, width) for line in text.split("\n"))
    again, problems = read_text(digest.file, digest.date, None, wrapped)
    assert shown(problems) == []
    # Letters only: 'action- spaces' in a real abstract looks like a word that wrapping broke.
    assert [_in_letters(entry) for entry in again.entries] == [_in_letters(entry) for entry in digest.entries]


@pytest.mark.parametrize("path", REAL_DIGESTS, ids=lambda path: path.stem)
def test_a_real_digest_is_read_the_same_without_its_blank_lines(path: Path) -> None:
    text, digest = real(path)
    tight = "\n".join(line for line in text.split("\n") if line.strip())
    again, problems = read_text(digest.file, digest.date, None, tight)
    assert shown(problems) == []
    assert [_in_letters(entry) for entry in again.entries] == [_in_letters(entry) for entry in digest.entries]


def _in_letters(entry: Entry) -> tuple[object, ...]:
    return (*_facts_of(entry), [letters(paragraph) for paragraph in entry.abstract])
