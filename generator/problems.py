"""Prints problems for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model import Problem


def root_of(folder: Path) -> str:
    """How the content folder is named in problems: as seen from where the command runs."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.resolve().as_posix()


def as_line(problem: Problem, root: str) -> str:
    """``content/topics/x.yml:4:9: area: expected ..., found ...``."""
    place = problem.place
    return f"{root}/{place.file}:{place.line}:{place.column}: {problem.field}: {problem.message}"


def as_data(problems: Iterable[Problem], root: str) -> list[dict[str, str | int]]:
    """For JSON: one object with file, line, column, field, message and severity for each."""
    return [
        {
            "file": f"{root}/{problem.place.file}",
            "line": problem.place.line,
            "column": problem.place.column,
            "field": problem.field,
            "message": problem.message,
            "severity": str(problem.severity),
        }
        for problem in problems
    ]
