"""How old the newest digest is, and what the scheduled workflows ask of the command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import SITE, page, write_tree

from generator.catalogue.digest_age import working_days_between
from generator.cli import main

FRIDAY = "2025-10-31"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, "2025-11-03", 0),
        (FRIDAY, "2025-11-04", 1),
        (FRIDAY, "2025-11-08", 5),
        (FRIDAY, "2025-11-10", 5),
        ("2025-11-01", "2025-11-02", 0),
        ("2025-11-04", FRIDAY, 0),
        ("2024-12-31", "2026-01-01", 261),
    ],
)
def test_working_days_are_counted_when_they_are_over(first: str, last: str, days: int) -> None:
    assert working_days_between(date.fromisoformat(first), date.fromisoformat(last)) == days


@pytest.mark.parametrize(
    ("today", "code", "waited"),
    [
        ("2025-01-01", 0, "0 working days"),
        ("2025-01-03", 0, "1 working day"),
        ("2025-01-06", 0, "2 working days"),
        ("2025-01-07", 1, "3 working days"),
        ("2035-01-01", 1, "2,607 working days"),
    ],
)
def test_freshness_is_one_sentence_and_a_code(today: str, code: int, waited: str) -> None:
    write_tree(Path("content"), {})
    result = run("freshness", "--today", today)
    said = f"The newest digest is of 2025-01-01; {waited} ended without one since then; the limit is 3 working days.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (code, said, "")


def test_the_limit_is_the_one_of_the_list() -> None:
    write_tree(Path("content"), {"site.yml": f"{SITE}updates:\n  stale_after: 1\n"})
    assert run("freshness", "--today", "2025-01-02").exit_code == 0
    result = run("freshness", "--today", "2025-01-03")
    assert result.exit_code == 1
    assert result.stdout.endswith("the limit is 1 working day.\n")


def test_digests_without_papers_and_of_days_to_come_keep_nothing_fresh() -> None:
    later = page("Feb 1", "A Study of Tomorrow", "We study what has not been, and show that it does not hold at all.")
    write_tree(Path("content"), {"digests/2025-01-06.txt": "Jan 6\n", "digests/2025-02-01.txt": later})
    result = run("freshness", "--today", "2025-01-07")
    assert result.exit_code == 1
    assert "of 2025-01-01;" in result.stdout


def test_a_list_without_digests_is_stale() -> None:
    write_tree(Path("content"), {"digests/2025-01-01.txt": None})
    result = run("freshness", "--today", "2025-01-02")
    assert (result.exit_code, result.stdout) == (
        1,
        "There is no digest with papers yet; the limit is 3 working days.\n",
    )


@pytest.mark.parametrize(
    ("keys", "target"),
    [
        ("", "pull-request"),
        ("updates:\n  to: main\n", "main"),
        ("updates:\n  to: pull-request\n", "pull-request"),
        ("updates:\n  stale_after: 5\n", "pull-request"),
        ("updates:\n  to: Main\n", "pull-request"),
        ("updates: main\n", "pull-request"),
    ],
)
def test_updates_prints_where_a_run_brings_what_it_fetched(keys: str, target: str) -> None:
    write_tree(Path("content"), {"site.yml": f"{SITE}{keys}"})
    result = run("updates")
    assert (result.exit_code, result.stdout) == (0, f"{target}\n")
