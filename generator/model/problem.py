"""Problems, and the places in files that they refer to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Severity(StrEnum):
    """How much a problem weighs.

    An error breaks the site or is certainly a mistake, and fails a check. A warning is probably a
    mistake. A notice describes the state of the list (a topic without papers yet): it is counted,
    not listed.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a value is: a file below the content folder, and its line and column, counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Located(Generic[T_co]):
    """A value together with the place where it is stated."""

    value: T_co
    place: Place
    key: Place | None = None
    """Where its key is, when the key says something as well, such as a former slug among redirects."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: its stable code, and what the reference says about it."""

    code: str
    """A letter for the room that reports it and three digits, such as ``C104``; never reused."""
    name: str
    """A few words in kebab case, such as ``unknown-key``."""
    meaning: str
    """What is wrong, in one or two sentences."""
    example: str
    """A line that a check prints, without the path of the content folder and without the code."""
    cure: str
    """What to do about it."""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Problem:
    """Something for a person to fix: what was expected, what was found, what to do."""

    place: Place
    field: str
    message: str
    kind: ProblemKind

    @property
    def severity(self) -> Severity:
        """How serious it is."""
        return self.kind.severity


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that fail a check."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
