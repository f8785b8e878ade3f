"""Broken curated files: each golden case is a content folder with one thing wrong, and all it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import SOUND, shown, write_tree
from support.curation_cases import files_of
from support.golden_cases import Case, Golden, cases
from support.hostile import repeated, seconds

from generator.content.read import ContentResult, read_content
from generator.curation.nodes import compose
from generator.curation.reading import read_curation
from generator.model.problem import Severity

_SHOWN = 3
"""Papers of a case; where there are more, they are all alike."""


@pytest.mark.parametrize("case", cases("curation"))
def test_a_slip_is_reported_as_its_case_says(case: Case, golden: Golden, tmp_path: Path) -> None:
    with_notices = bool(case.given.get("notices", False))
    golden(case, _as_data(read_content(write_tree(tmp_path, files_of(case))), with_notices=with_notices))


def _as_data(content: ContentResult, *, with_notices: bool) -> dict[str, object]:
    """What is left of the folder, so that a case shows what a slip costs, and the problems."""
    catalogue = content.catalogue
    listed = [problem for problem in content.problems if with_notices or problem.severity is not Severity.NOTICE]
    return {
        "site": catalogue.site.title,
        "topics": {topic.slug: len(catalogue.by_topic[topic.slug]) for topic in catalogue.topics},
        "papers": {
            paper.slug: {"arxiv": paper.arxiv, "featured": paper.featured} for paper in catalogue.papers[:_SHOWN]
        },
        "problems": shown(listed),
    }


def test_the_folder_that_the_cases_differ_from_is_valid(tmp_path: Path) -> None:
    content = read_content(write_tree(tmp_path, {}))
    assert shown(content.problems) == []
    assert len(content.catalogue.papers) == 2
    assert len(SOUND) == 4


@pytest.mark.parametrize("fragment", ["a\u2028", "\\t", "<<<<<<<\n", "\x00 "])
def test_time_grows_with_the_length_of_a_file_only(fragment: str) -> None:
    data = f'note: "{repeated(fragment, 200_000)}"\n'.encode()
    assert seconds(lambda: compose("papers/a.yml", data)) < 4


def test_places_of_many_problems_are_found_in_time_by_the_length_of_a_file_only() -> None:
    data = repeated("9\u2028$=", 600_000).encode()
    assert seconds(lambda: read_curation({"topics/a.yml": data})) < 2


def test_many_unknown_keys_are_reported_in_time_by_their_number_only() -> None:
    data = "".join(f"key{number}: v\n" for number in range(8_000)).encode()
    assert seconds(lambda: read_curation({"papers/a.yml": data})) < 2


def test_a_line_with_many_spaces_is_read_once() -> None:
    data = f"note:{' ' * 20_000}x y\nb\nc: d\n".encode()
    assert seconds(lambda: compose("papers/a.yml", data)) < 1
