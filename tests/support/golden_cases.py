"""Golden cases: a YAML file with what is given, a line ``---``, and what must come out.

The second half is written by ``pytest tests/unit --update``; the first half, with its comments,
is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.builders import REPOSITORY

CASES = REPOSITORY / "tests/fixtures/cases"
_CUT = "\n---\n"
"""A line of its own; in the texts of a case it is indented."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case file."""

    path: Path

    @property
    def given(self) -> dict[str, Any]:
        """What the case is about; each stage says which keys it knows."""
        values: dict[str, Any] = yaml.safe_load(self._halves()[0])
        return values

    @property
    def expected(self) -> object:
        return yaml.safe_load(self._halves()[1])

    def rewrite(self, found: object) -> None:
        """Make what was found the expectation."""
        text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)
        self.path.write_text(self._halves()[0].rstrip("\n") + _CUT + text, encoding="utf-8")

    def _halves(self) -> tuple[str, str]:
        given, _, expected = self.path.read_text(encoding="utf-8").partition(_CUT)
        return given.rstrip("\n") + "\n", expected


def cases(stage: str) -> list[Any]:
    """The cases of a stage as parameters of a test, each with its file's name as id."""
    return [pytest.param(Case(path), id=path.stem) for path in sorted((CASES / stage).glob("*.yml"))]


Golden = Callable[[Case, object], None]
"""Compares what came out with what a case expects; the fixture ``golden``."""
