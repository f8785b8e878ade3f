"""Which problems are new: told apart by kind, file, field and subject, not by their words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from support.builders import SHAPLEY_SLUG, problem_kind, write_tree

from generator.content.read import read_content
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


def test_problems_of_another_kind_file_field_or_subject_are_others_though_their_words_agree() -> None:
    others = [
        replace(problem(), kind=problem_kind(code="T102")),
        replace(problem(), place=Place("topics/vision.yml", 3)),
        replace(problem(), field="scope"),
        replace(problem(), subject="vision"),
    ]
    assert further(others, [problem()]) == others


def test_a_block_or_topic_that_takes_the_place_of_another_is_a_new_problem(tmp_path: Path) -> None:
    notes = f"papers/{SHAPLEY_SLUG}.yml"
    before = {"digests/2025-01-02.txt": "Lorem widget 17\n", notes: "topics:\n  add: [nothing]\n"}
    after = {"digests/2025-01-02.txt": "Dolor gadget 18\n", notes: "topics:\n  add: [nowhere]\n"}
    old, new = (
        read_content(write_tree(tmp_path / str(number), files)).problems for number, files in enumerate((before, after))
    )
    assert [problem.subject for problem in further(list(new), list(old))] == ["Dolor gadget 18", "nowhere"]


def test_one_wrong_value_in_the_place_of_another_is_a_new_problem(tmp_path: Path) -> None:
    before = "status: readed\nsame_as: nobody\nnote: A note on it that is long enough.\n"
    after = before.replace("readed", "reedd")
    old, new = (
        read_content(write_tree(tmp_path / name, {f"papers/{SHAPLEY_SLUG}.yml": text})).problems
        for name, text in (("before", before), ("after", after))
    )
    assert [problem.subject for problem in further(list(new), list(old))] == ["'reedd'"]
