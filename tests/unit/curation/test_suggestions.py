"""Whatever a check suggests is right: a file that follows it has one problem less, and no other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from support.builders import SOUND, write_tree
from support.curation_cases import files_of
from support.golden_cases import Case, cases

from generator.content.read import read_content
from generator.curation.curation_problems import UNKNOWN_KEY
from generator.model.problem import Problem, Severity

Files = Mapping[str, bytes | None]


def problems_of(folder: Path, files: Files) -> list[Problem]:
    found = read_content(write_tree(folder, dict(files))).problems
    return [problem for problem in found if problem.severity is not Severity.NOTICE]


def followed(problem: Problem, files: Files) -> Files | None:
    """The files as a problem suggests them; ``None`` where it suggests nothing."""
    file, message = problem.place.file, problem.message
    text = files.get(file) or SOUND.get(file, "").encode()
    if named := re.search(r"; (?:rename|move) the file to ([^ ]+\.yml)$", message):
        target = named[1] if "/" in named[1] else f"{file.rpartition('/')[0]}/{named[1]}"
        return None if "SLUG" in target else {**files, file: None, target: text}
    if meant := re.search(r"\. Did you mean '([^']+)'\?$", message):
        if problem.field == "folder":
            return {**files, file: None, f"{meant[1]}/{file.partition('/')[2]}": text}
        return {**files, file: _replaced(text.decode("utf-8-sig"), problem, meant[1]).encode()}
    return None


def _replaced(text: str, problem: Problem, meant: str) -> str:
    """The text with another scalar at the place of a problem."""
    place = problem.place
    for event in yaml.parse(text):
        start, end = event.start_mark, event.end_mark
        assert start and end
        if isinstance(event, yaml.ScalarEvent) and (start.line + 1, start.column + 1) == (place.line, place.column):
            written = meant if meant.isalpha() else f"'{meant}'"
            return text[: start.index] + written + text[end.index :]
    raise AssertionError(problem)


def lines_of(problems: list[Problem]) -> set[tuple[str, int]]:
    return {(problem.place.file, problem.place.line) for problem in problems}


@pytest.mark.parametrize("case", cases("curation"))
def test_what_is_suggested_is_right(case: Case, tmp_path: Path) -> None:
    files = files_of(case)
    before = problems_of(tmp_path / "before", files)
    for number, problem in enumerate(before):
        if better := followed(problem, files):
            after = problems_of(tmp_path / str(number), better)
            assert (problem.field, problem.message) not in {(other.field, other.message) for other in after}
            moved = {problem.place.file, *(better.keys() - files.keys())}
            new = {line for line in lines_of(after) - lines_of(before) if len(moved) == 1 or line[0] not in moved}
            # What is below a key that was misspelt is read only now.
            assert problem.kind is UNKNOWN_KEY or (new == set() and len(after) < len(before)), problem
