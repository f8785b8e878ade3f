"""Problems that one version of the content has and another does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.problem import Problem


def further_problems(problems: Sequence[Problem], others: Sequence[Problem]) -> Iterator[Problem]:
    """Problems that are not among others, wherever in its file each of them is."""
    known = Counter(_identity(problem) for problem in others)
    for problem in problems:
        key = _identity(problem)
        if known[key]:
            known[key] -= 1
        else:
            yield problem


def _identity(problem: Problem) -> tuple[str, str, str]:
    """What stays the same when lines move, and when a message quotes another number or is worded anew."""
    return problem.kind.code, problem.place.file, problem.field
