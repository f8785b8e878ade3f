"""Which problems are new: told apart by kind, file and field, not by their words."""

from __future__ import annotations

from dataclasses import replace

from support.builders import problem_kind

from generator.curator.changes.problem_changes import further_problems
from generator.model.problem import Place, Problem


def problem(line: int = 3, message: str = "expected less") -> Problem:
    return Problem(Place("topics/data.yml", line), "rules", message, problem_kind())


def further(problems: list[Problem], others: list[Problem]) -> list[Problem]:
    return list(further_problems(problems, others))


def test_of_equal_problems_only_the_further_ones_are_new() -> None:
    before, after = [problem(3), problem(5)], [problem(4), problem(6), problem(8)]
    assert further(after, before) == [problem(8)]
    assert further(before, after) == []
    assert len(further([problem(3), problem(5), problem(7)], [problem(4)])) == 2


def test_a_problem_whose_message_quotes_another_number_or_line_is_the_same() -> None:
    before = problem(1, "expected at most 1,000,000 bytes, found 1,320,000; the first is in site.yml:4")
    after = problem(1, "expected at most 1,000,000 bytes, found 1,320,001; the first is in site.yml:5")
    assert further([after], [before]) == []


def test_problems_of_another_kind_file_or_field_are_others_though_their_words_agree() -> None:
    others = [
        replace(problem(), kind=problem_kind(code="T102")),
        replace(problem(), place=Place("topics/vision.yml", 3)),
        replace(problem(), field="scope"),
    ]
    assert further(others, [problem()]) == others
