"""The law of changes: something is told exactly when a page of the site is printed otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from support.repositories import FILES

from generator.catalogue.trends.list_trends import trends_of
from generator.content.read import ContentResult, read_content
from generator.curator.changes.change import Changes
from generator.curator.changes.compare import compare
from generator.pages.arrange import arrange

MORE = {
    "papers/sampling-points-from-large-data-streams.yml": """\
# Everything that a curator can say.
note: Short, and right to the last line of it.
featured: true
status: reading
topics:
  add: [bandits]
  remove: [data]
corrections:
  abstract: We describe *streams* and the $n$ points that are drawn from them.
  authors: [Ada Lovelace, Emmy Noether]
  published: 2024-12-01
links:
  - {kind: code, url: https://example.org/code}
  - {kind: demo, url: https://example.org/demo}
""",
    "papers/delayed-rewards-in-contextual-bandits.yml": "hidden: true\n",
    "topics/pictures.yml": """\
title: Pictures
area: vision
scope: Whatever can be looked at.
rules:
  - any: [points]
""",
    "digests/2025-01-08.txt": FILES["digests/2025-01-01.txt"].replace("Jan 1", "Jan 8"),
    "enrichment/2025-01-01.yml": """\
papers:
  - title: Regret Bounds for Linear Bandits
    arxiv: '2501.00010'
    authors: [Grace Hopper]
    code: [https://github.com/example/bandits]
    source: seen together
    found: 2025-02-01
""",
}
ALL = {**FILES, **MORE}


def write(folder: Path, files: dict[str, str]) -> ContentResult:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read_content(folder)


def pages(shelf: ContentResult) -> dict[str, str]:
    """Every generated page, without the lines of files that it names."""
    printed = {page.path: page.markdown() for page in arrange(shelf.catalogue, partial(trends_of, shelf.catalogue))}
    return {path: re.sub(r"(\.(?:yml|txt)):\d+", r"\1", text) for path, text in printed.items()}


def on_the_site(changes: Changes) -> Changes:
    """Without what only those who check the content see: problems, and addresses without a page of their own."""
    edited = tuple(one for one in changes.edited if one.field != "redirects")
    return replace(changes, introduced=(), solved=(), edited=edited)


def mutants() -> Iterator[tuple[str, str, str]]:
    """Files with a line less, with two lines exchanged, and with a word less."""
    for path, text in ALL.items():
        lines = text.splitlines(keepends=True)
        for number, line in enumerate(lines):
            yield f"{path}-without-{number + 1}", path, "".join([*lines[:number], *lines[number + 1 :]])
            if number + 1 < len(lines):
                swapped = [*lines[:number], lines[number + 1], line, *lines[number + 2 :]]
                yield f"{path}-swapped-{number + 1}", path, "".join(swapped)
            if len(words := line.split(" ")) > 4:
                short = " ".join([*words[:-2], words[-1]])
                yield f"{path}-shorter-{number + 1}", path, "".join([*lines[:number], short, *lines[number + 1 :]])


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[ContentResult, dict[str, str]]:
    shelf = write(tmp_path_factory.mktemp("before"), ALL)
    return shelf, pages(shelf)


@pytest.mark.parametrize(("path", "text"), [pytest.param(path, text, id=name) for name, path, text in mutants()])
def test_a_change_is_told_exactly_when_pages_change(
    path: str, text: str, before: tuple[ContentResult, dict[str, str]], tmp_path: Path
) -> None:
    shelf, printed = before
    after = write(tmp_path, {**ALL, path: text})
    is_printed_otherwise = pages(after) != printed
    for changes in (compare(shelf, after), compare(after, shelf)):
        assert (on_the_site(changes) != Changes()) == is_printed_otherwise, changes


def test_equal_content_changes_nothing(before: tuple[ContentResult, dict[str, str]]) -> None:
    assert compare(before[0], before[0]) == Changes()
