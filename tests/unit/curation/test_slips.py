"""Some of the slips that ``tests/bench/mutants.py`` makes: none may break the check or pass it in silence."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from support.builders import CONTENT, problem_kind
from support.mutants import Bench, Verdict
from support.slips import Mutant

from generator.model.problem import Place, Problem

SAMPLE = 60
RIGHT = 0.98


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    bench = Bench(CONTENT, tmp_path_factory.mktemp("content"))
    mutants = list(bench.mutants())
    # Always the same ones, spread over all folders, files and slips.
    folders = defaultdict(list)
    for mutant in mutants:
        folders[mutant.file.partition("/")[0]].append(mutant)
    share = SAMPLE // len(folders)
    return [bench.judge(mutant) for part in folders.values() for mutant in part[:: max(1, len(part) // share)]]


@pytest.mark.slow
def test_no_slip_that_changes_the_site_passes_in_silence(verdicts: list[Verdict]) -> None:
    assert [verdict.mutant.name for verdict in verdicts if verdict.is_silent] == []


@pytest.mark.slow
def test_slips_are_reported_on_their_lines(verdicts: list[Verdict]) -> None:
    slips = [verdict for verdict in verdicts if verdict.matters]
    wrong = [verdict.mutant.name for verdict in slips if not verdict.is_on_the_line]
    assert len(slips) > SAMPLE / 2
    assert len(wrong) <= (1 - RIGHT) * len(slips), wrong


@pytest.mark.slow
def test_the_sample_holds_slips_of_many_kinds(verdicts: list[Verdict]) -> None:
    assert len(Counter(verdict.mutant.slip for verdict in verdicts)) >= 8
    assert {verdict.mutant.file.partition("/")[0] for verdict in verdicts} >= {"enrichment", "papers", "topics"}


def verdict_of(*problems: Problem, is_changed: bool = False, is_legitimate: bool = False) -> Verdict:
    mutant = Mutant("a.yml", "key", "deleted", lambda: "", (), 3, is_legitimate)
    return Verdict(mutant, frozenset({("a.yml", 3)}), problems, is_changed)


def test_how_slips_are_judged() -> None:
    here, elsewhere = (Problem(Place(file, 3), "", "", problem_kind()) for file in ("a.yml", "b.yml"))
    assert verdict_of(here).is_on_the_line
    assert not verdict_of(elsewhere).is_on_the_line
    assert verdict_of(is_changed=True).is_silent
    assert not verdict_of(is_changed=True, is_legitimate=True).is_silent
    assert not verdict_of().matters
