"""Broken curated files: each golden case is a content folder with one thing wrong, and all it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import SOUND, page, shown, write_tree
from support.golden_cases import Case, Golden, cases

from generator.content.read import ContentResult, read_content
from generator.model.problem import Severity

_SHOWN = 3
"""Papers of a case; where there are more, they are all alike."""


@pytest.mark.parametrize("case", cases("curation"))
def test_a_slip_is_reported_as_its_case_says(case: Case, golden: Golden, tmp_path: Path) -> None:
    golden(case, _as_data(read_content(write_tree(tmp_path, _files(case))), with_notices=_is_true(case, "notices")))


def _files(case: Case) -> dict[str, bytes | None]:
    """The files that differ from the sound folder: ``null`` is none, and ``times`` repeats the text."""
    files: dict[str, str | None] = case.given["files"]
    found = {name: None if text is None else _bytes(case, text) for name, text in files.items()}
    if "papers" in case.given:
        found["digests/2025-01-03.txt"] = _digest(case.given["papers"]).encode()
    return found


def _digest(papers: int) -> str:
    """A digest of so many papers, odd and even ones."""
    blocks = ["Jan 3"]
    for number in range(1, papers + 1):
        parity = "odd" if number % 2 else "even"
        abstract = (
            f"We study the growth of a forest over many years, which is the {parity} one of its kind. "
            "We find that trees grow in summer, and that in winter they do not grow in any way that we can measure."
        )
        blocks += [f"A Study of Forests: Growth in Trees of the Valley, Number {number}", abstract]
    return page(*blocks)


def _is_true(case: Case, key: str) -> bool:
    return bool(case.given.get(key, False))


def _bytes(case: Case, text: str) -> bytes:
    repeated: str = text * case.given.get("times", 1)
    return repeated.replace("\n", case.given.get("newline", "\n")).encode(case.given.get("encoding", "utf-8"))


def _as_data(shelf: ContentResult, *, with_notices: bool) -> dict[str, object]:
    """What is left of the folder, so that a case shows what a slip costs, and the problems."""
    catalogue = shelf.catalogue
    return {
        "site": catalogue.site.title,
        "topics": {topic.slug: len(catalogue.by_topic[topic.slug]) for topic in catalogue.topics},
        "papers": {
            paper.slug: {"arxiv": paper.arxiv, "featured": paper.featured} for paper in catalogue.papers[:_SHOWN]
        },
        "problems": shown(one for one in shelf.problems if with_notices or one.severity is not Severity.NOTICE),
    }


def test_the_folder_that_the_cases_differ_from_is_sound(tmp_path: Path) -> None:
    shelf = read_content(write_tree(tmp_path, {}))
    assert shown(shelf.problems) == []
    assert len(shelf.catalogue.papers) == 2
    assert len(SOUND) == 3
