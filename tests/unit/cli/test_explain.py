"""Each problem has a code, and each code is explained."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result
from support.golden_cases import Case, cases

from generator.cli import main
from generator.content.problem_index import PROBLEM_KINDS, kind_of
from generator.model.problem import ProblemKind

PRINTED = re.compile(r"[^:\s]+:[1-9]\d*:[1-9]\d*: [^:]+: \S.*")
"""``file:line:column: field: message``."""
CODED = re.compile(r"(error|warning|notice): (.+) \[([A-Z]\d{3})\]")


@pytest.fixture(autouse=True)
def _without_a_content_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(str(tmp_path))
    monkeypatch.delenv("PAPERSHELF_CONTENT", raising=False)


def explain(*codes: str) -> Result:
    return CliRunner().invoke(main, ["explain", *codes])


# --- the codes themselves --------------------------------------------------------------------


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes, names = [kind.code for kind in PROBLEM_KINDS], [kind.name for kind in PROBLEM_KINDS]
    assert codes == sorted(set(codes))
    assert sorted(names) == sorted(set(names))
    assert [code for code in codes if not re.fullmatch(r"[CDFNP][1-9]\d\d", code)] == []
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("kind", PROBLEM_KINDS, ids=lambda kind: f"{kind.code}-{kind.name}")
def test_the_example_of_a_kind_has_the_form_of_a_printed_problem(kind: ProblemKind) -> None:
    assert PRINTED.fullmatch(kind.example)


@pytest.mark.parametrize("case", [*cases("curation"), *cases("digests")])
def test_each_problem_of_a_golden_case_has_a_code_that_is_explained(case: Case) -> None:
    assert isinstance(case.expected, dict)
    for problem in case.expected["problems"]:
        coded = CODED.fullmatch(problem)
        assert coded, problem
        kind = kind_of(coded[3])
        assert kind, problem
        assert kind.severity == coded[1], problem


# --- the command -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PROBLEM_KINDS, ids=lambda kind: f"{kind.code}-{kind.name}")
def test_a_kind_is_explained_by_its_code_or_name_in_any_case(kind: ProblemKind) -> None:
    result = explain(kind.code)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{kind.code} {kind.name} ({kind.severity})\n"
        f"  Meaning: {kind.meaning}\n"
        f"  Example: {kind.example} [{kind.code}]\n"
        f"  What to do: {kind.cure}\n"
    )
    for name in (kind.code.lower(), kind.name, kind.name.upper()):
        assert explain(name).stdout == result.stdout


def test_several_codes_are_explained_in_the_order_given() -> None:
    assert explain("P209", "C201").stdout == f"{explain('P209').stdout}\n{explain('C201').stdout}"


def test_without_a_code_all_are_listed() -> None:
    lines = explain().stdout.splitlines()
    assert [line.split() for line in lines] == [[kind.code, str(kind.severity), kind.name] for kind in PROBLEM_KINDS]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("C2O1", "Did you mean C201?"),
        ("unknown-keys", "Did you mean unknown-key?"),
        ("?", "To list all codes: papershelf explain"),
    ],
)
def test_an_unknown_code_is_wrong_usage_with_a_suggestion(code: str, hint: str) -> None:
    result = explain("C201", code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"There is no problem code '{code}'. {hint}" in " ".join(result.stderr.split())
