"""Prints problems for people, for programs, and for the workflow that checks a pull request."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model.problem import Problem


def root_of(folder: Path) -> str:
    """The name of the content folder in problems: its path from the working directory, if it lies below."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.resolve().as_posix()


def as_line(problem: Problem, root: str) -> str:
    """``content/topics/x.yml:4:9: area: expected ..., found ... [P210]``."""
    place = problem.place
    return printable(f"{_file(problem, root)}:{place.line}:{place.column}: {problem.field}: {_coded(problem)}")


def as_command(problem: Problem, root: str) -> str:
    """A workflow command, with which GitHub shows a problem beside its line in a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    file, title = _escape_property(_file(problem, root)), printable(_escape_property(problem.field))
    where = f"file={file},line={problem.place.line},col={problem.place.column},title={title}"
    return f"::{problem.severity} {where}::{printable(_escape(_coded(problem)))}"


def as_data(problems: Iterable[Problem], root: str) -> list[dict[str, str | int]]:
    """For JSON: one object for each, with file, line, column, field, message, severity and code."""
    return [
        {
            "file": _file(problem, root),
            "line": problem.place.line,
            "column": problem.place.column,
            "field": printable(problem.field),
            "message": printable(problem.message),
            "severity": str(problem.severity),
            "code": problem.kind.code,
        }
        for problem in problems
    ]


def printable(text: str) -> str:
    r"""A text whose invisible characters, and those that control a terminal, are written out, such as ``\u200b``."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def refusal(error: OSError) -> str:
    """What the system refused, in a sentence without its number. Whatever is written is written whole."""
    reason = error.strerror or f"{error}"
    return printable(f"{error.filename}: {reason}. " if error.filename else f"{reason}. ") + "No data was lost."


def _coded(problem: Problem) -> str:
    return f"{problem.message} [{problem.kind.code}]"


def _file(problem: Problem, root: str) -> str:
    # File names need not be valid UTF-8.
    return f"{root}/{problem.place.file}".encode("utf-8", "backslashreplace").decode("utf-8")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
