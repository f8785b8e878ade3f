"""Problems, printed for people and for programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.builders import problem_kind

from generator.model.problem import Place, Problem, Severity, errors
from generator.model.problem_format import as_command, as_data, as_line, root_of

ERROR = Problem(Place("topics/x.yml", 4, 9), "area", "expected an area, found 'visoin'", problem_kind())
WARNING = Problem(
    Place("digests/2025-01-01.txt", 7), "block", "expected a paper", problem_kind(Severity.WARNING, "T102")
)


def test_a_line_begins_with_what_an_editor_can_jump_to() -> None:
    assert as_line(ERROR, "content") == "content/topics/x.yml:4:9: area: expected an area, found 'visoin' [T101]"
    assert as_line(WARNING, "/tmp/c") == "/tmp/c/digests/2025-01-01.txt:7:1: block: expected a paper [T102]"


def test_data_hold_everything_that_a_line_says_and_the_severity() -> None:
    assert as_data([ERROR, WARNING], "content") == [
        {
            "file": "content/topics/x.yml",
            "line": 4,
            "column": 9,
            "field": "area",
            "message": "expected an area, found 'visoin'",
            "severity": "error",
            "code": "T101",
        },
        {
            "file": "content/digests/2025-01-01.txt",
            "line": 7,
            "column": 1,
            "field": "block",
            "message": "expected a paper",
            "severity": "warning",
            "code": "T102",
        },
    ]


def test_a_command_annotates_the_line() -> None:
    assert as_command(ERROR, "content") == (
        "::error file=content/topics/x.yml,line=4,col=9,title=area::expected an area, found 'visoin' [T101]"
    )
    assert as_command(WARNING, "a").startswith("::warning file=a/digests/2025-01-01.txt,line=7,col=1,title=block::")
    assert as_command(replace(ERROR, kind=problem_kind(Severity.NOTICE)), "a").startswith("::notice file=")


def test_a_command_cannot_be_ended_or_added_to_by_what_it_says() -> None:
    hostile = Problem(Place("a,b:c%d\n.yml"), "x\r,line=9::", "50% of\n::error::, or so", problem_kind())
    assert as_command(hostile, "content") == (
        "::error file=content/a%2Cb%3Ac%25d%0A.yml,line=1,col=1,title=x%0D%2Cline=9%3A%3A::"
        "50%25 of%0A::error::, or so [T101]"
    )


def test_only_errors_fail_a_check() -> None:
    assert errors([ERROR, WARNING]) == [ERROR]


def test_the_folder_is_named_as_seen_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert root_of(Path("content")) == "content"
    assert root_of(tmp_path / "here" / "a" / "content") == "a/content"
    assert root_of(Path("../content")) == (tmp_path / "content").as_posix()


STRANGE = Problem(Place("topics/caf\udce9\n.yml"), "no\u202ete", "found 'read\u200b\x1b[31m'", problem_kind())
"""A file whose name is no text, and what a terminal would obey or hide."""


def test_a_line_shows_what_cannot_be_seen_and_steers_no_terminal() -> None:
    assert as_line(STRANGE, "content") == (
        r"content/topics/caf\udce9\n.yml:1:1: no\u202ete: found 'read\u200b\x1b[31m' [T101]"
    )


def test_everything_that_is_printed_can_be_encoded() -> None:
    assert as_command(STRANGE, "content").encode() == (
        rb"::error file=content/topics/caf\udce9%0A.yml,line=1,col=1,title=no\u202ete::"
        rb"found 'read\u200b\x1b[31m' [T101]"
    )
    (data,) = as_data([STRANGE], "content")
    assert str(data["file"]).encode() == b"content/topics/caf\\udce9\n.yml"
    assert data["message"] == r"found 'read\u200b\x1b[31m'"
