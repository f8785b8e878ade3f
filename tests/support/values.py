"""Reads single values of curated files, as the tests of all kinds of values do."""

from __future__ import annotations

from typing import Any

from generator.curation.nodes import compose
from generator.curation.value_kinds import Invalid, Report, ValueKind


def read(kind: ValueKind[Any], text: str) -> tuple[object, list[str]]:
    """The value of a file that holds a single value, and the problems as ``line:column: field: message``."""
    node, problems = compose("x.yml", text.encode())
    assert problems == []
    assert node is not None
    report = Report()
    try:
        value: object = kind.read(node, "it", report)
    except Invalid:
        value = Invalid
    return value, [
        f"{problem.place.line}:{problem.place.column}: {problem.field}: {problem.message}"
        for problem in report.problems
    ]
