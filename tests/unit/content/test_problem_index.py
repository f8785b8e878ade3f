"""Every kind of problem has a code of its own, and says what it is by an example that is really printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.builders import write_tree
from support.curation_cases import files_of
from support.golden_cases import cases

from generator.catalogue import catalogue_problems
from generator.content import content_problems, newsletter_problems
from generator.content.problem_index import PROBLEM_KINDS, kind_of
from generator.content.read import read_content
from generator.curation import curation_problems
from generator.digests import digest_problems
from generator.model.problem import Problem, ProblemKind

OURS = (*curation_problems.KINDS, *catalogue_problems.KINDS, *content_problems.KINDS)
ROOMS = {
    "C": curation_problems,
    "D": digest_problems,
    "F": content_problems,
    "N": newsletter_problems,
    "P": catalogue_problems,
}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """The problems of all golden cases of a content folder."""
    return list(_problems(tmp_path_factory.mktemp("cases")))


def _problems(folder: Path) -> Iterator[Problem]:
    for number, parameter in enumerate(cases("curation")):
        (case,) = parameter.values
        yield from read_content(write_tree(folder / str(number), files_of(case))).problems
    # A case of text files cannot hold a link, or a name in another encoding.
    broken = write_tree(folder / "broken", {})
    (broken / "papers").mkdir()
    (broken / "papers/gone.yml").symlink_to("nowhere.yml")
    (broken / "enrichment").mkdir()
    (broken / "enrichment" / "\udce9.yml").write_text("papers: []\n")
    yield from read_content(broken).problems


def printed(problem: Problem) -> str:
    place = problem.place
    line = f"{place.file}:{place.line}:{place.column}: {problem.field}: {problem.message}"
    return line.encode("utf-8", "backslashreplace").decode()


def test_codes_are_sorted_and_none_is_given_twice() -> None:
    codes = [kind.code for kind in PROBLEM_KINDS]
    assert codes == sorted(set(codes))


def test_no_name_is_given_twice() -> None:
    names = [kind.name for kind in PROBLEM_KINDS]
    assert len(names) == len(set(names))


def test_every_kind_that_a_room_defines_is_listed() -> None:
    for letter, room in ROOMS.items():
        defined = {value.code for value in vars(room).values() if isinstance(value, ProblemKind)}
        listed = {kind.code for kind in PROBLEM_KINDS if kind.code.startswith(letter)}
        assert defined <= listed == {kind.code for kind in room.KINDS}


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.code)
def test_a_kind_is_described(kind: ProblemKind) -> None:
    assert re.fullmatch(r"[CPF]\d{3}", kind.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.name)
    assert re.fullmatch(r"[A-Z`].+\.", kind.meaning)
    assert re.fullmatch(r"[A-Z].+\.", kind.cure)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.code)
def test_an_example_is_printed_for_a_golden_case(kind: ProblemKind, reported: list[Problem]) -> None:
    assert kind.example in {printed(problem) for problem in reported if problem.kind is kind}


def test_every_problem_of_a_golden_case_has_a_kind(reported: list[Problem]) -> None:
    assert [printed(problem) for problem in reported if problem.kind not in PROBLEM_KINDS] == []


@pytest.mark.parametrize("code", ["C101", "c101", " C101 ", "file-too-large"])
def test_a_kind_is_found_by_its_code_or_name(code: str) -> None:
    assert kind_of(code) is curation_problems.KINDS[0]


@pytest.mark.parametrize("code", ["", "C999", "large-file", "C10"])
def test_another_word_has_no_kind(code: str) -> None:
    assert kind_of(code) is None
