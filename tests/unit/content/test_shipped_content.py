"""The content that is shipped: no file of it may have an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import CONTENT, shown

from generator.content.read import ContentResult, read_content
from generator.model.problem import errors

FOLDERS = ("digests", "enrichment", "papers", "topics")
FILES = sorted(path for folder in FOLDERS for path in (CONTENT / folder).glob("[!.]*"))


def name_of(path: Path) -> str:
    return path.relative_to(CONTENT).as_posix()


@pytest.fixture(scope="module")
def shelf() -> ContentResult:
    return read_content(CONTENT)


@pytest.mark.parametrize("path", [CONTENT / "site.yml", *FILES], ids=name_of)
def test_a_shipped_file_has_no_error(path: Path, shelf: ContentResult) -> None:
    assert shown(problem for problem in errors(shelf.problems) if problem.place.file == name_of(path)) == []


def test_no_error_names_a_file_that_is_not_there(shelf: ContentResult) -> None:
    known = {"site.yml", *map(name_of, FILES)}
    assert shown(problem for problem in errors(shelf.problems) if problem.place.file not in known) == []


def test_every_shipped_digest_and_topic_is_in_the_catalogue(shelf: ContentResult) -> None:
    catalogue = shelf.catalogue
    assert {digest.file for digest in catalogue.digests} == {name_of(path) for path in FILES if "digests" in path.parts}
    assert {topic.place.file for topic in catalogue.topics} == {
        name_of(path) for path in FILES if "topics" in path.parts
    }
