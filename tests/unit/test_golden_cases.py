"""Golden cases themselves: a wrong expectation fails, and rewriting keeps what a case is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.golden_cases import CASES, Case

CASE = """\
# Why this case is here.
text: |
  ---
  a line
"""


def test_the_case_is_what_stands_above_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_text(f"{CASE}---\npapers: [one]\n")
    assert Case(path).given == {"text": "---\na line\n"}
    assert Case(path).expected == {"papers": ["one"]}


def test_rewriting_touches_nothing_above_the_cut(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    for text in (CASE, f"{CASE}---\nold: [1, 2]\n"):
        path.write_text(text)
        Case(path).rewrite({"new": ["“ä”: 1"]})
        assert path.read_text() == f"{CASE}---\nnew:\n- '“ä”: 1'\n"


def test_a_case_without_an_expectation_expects_nothing_that_can_come_out(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_text(CASE)
    assert Case(path).expected is None


@pytest.mark.parametrize("stage", sorted(path.name for path in CASES.iterdir()))
def test_every_case_says_why_it_is_here(stage: str) -> None:
    silent = [path.name for path in (CASES / stage).iterdir() if not path.read_text().startswith("# ")]
    assert silent == []
