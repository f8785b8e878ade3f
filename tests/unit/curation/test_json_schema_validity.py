"""The schemas, judged by a validator that is not ours: editors accept what the check accepts.

What a schema cannot say is named here; everything else that the check finds wrong with the values
of a single file, the schema must refuse, and nothing more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from support.builders import CONTENT, SOUND
from support.golden_cases import CASES, cases

from generator.curation.curation_problems import (
    CONTRADICTORY_PHRASE,
    NAME_OF_TWO_ALIASES,
    REPEATED_ITEM,
    REPEATED_KEY,
    REPEATED_NAME,
    WEIGHTS_TOO_LOW,
)
from generator.curation.file_kinds import FILE_KINDS, FileKind
from generator.curation.json_schema import schema_line, schemas
from generator.curation.nodes import compose
from generator.curation.value_kinds import Invalid, Report
from generator.curation.value_problems import INVISIBLE_CHARACTERS, PLACEHOLDER_TEXT
from generator.curation.yaml_problems import COMMENT_AFTER_TEXT
from generator.model.problem import Problem

KIND_OF = {kind.name: kind for kind in FILE_KINDS}
VALIDATORS = {
    name: Draft202012Validator(
        json.loads(schemas()[f"schema/{name}.json"]), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    for name in KIND_OF
}

INEXPRESSIBLE = (
    PLACEHOLDER_TEXT,  # it is right until somebody sees it
    COMMENT_AFTER_TEXT,  # no parser keeps comments
    INVISIBLE_CHARACTERS,  # a warning; editors show them in ways of their own
    REPEATED_KEY,  # a parser keeps the last of two before a schema sees them
    REPEATED_ITEM,  # only whole items can be compared
    REPEATED_NAME,
    NAME_OF_TWO_ALIASES,  # names that are spelt in two ways can be one
    WEIGHTS_TOO_LOW,
    CONTRADICTORY_PHRASE,
)


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: ``no`` is text, and so is a day (https://yaml.org/spec/1.2.2/#103-core-schema)."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - as in the base class


for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^(?:[-+]?[0-9]+)$", "-+0123456789"),
    ("float", r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$", "-+0123456789."),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@dataclass(frozen=True, slots=True)
class File:
    """A curated file."""

    kind: FileKind[Any]
    name: str
    text: str

    @property
    def faults(self) -> list[Problem] | None:
        """What the check finds wrong with its values; ``None`` when it is no YAML that could hold any."""
        node, _ = compose(self.name, self.text.encode())
        if node is None:
            return None
        report = Report()
        given = {} if self.kind.name in ("site", "enrichment") else {"slug": "x"}
        with suppress(Invalid):
            self.kind.record.read(node, "", report, **given)
        return report.problems

    @property
    def objections(self) -> list[str]:
        """What the validator finds wrong."""
        try:
            data = yaml.load(self.text, Loader=EditorLoader)
        except yaml.constructor.ConstructorError as error:
            return [str(error)]  # a list as a key, which JSON has no word for
        return [error.message for error in VALIDATORS[self.kind.name].iter_errors(data)]


def _kind(name: str) -> FileKind[Any] | None:
    return next((kind for kind in FILE_KINDS if PurePosixPath(name).match(kind.pattern)), None)


def _shipped() -> Iterator[Any]:
    for path in sorted(CONTENT.glob("**/*.yml")):
        name = path.relative_to(CONTENT).as_posix()
        kind = _kind(name)
        assert kind, name
        yield pytest.param(File(kind, name, path.read_text(encoding="utf-8")), id=name)


def _broken() -> Iterator[Any]:
    for parameter in cases("curation"):
        (case,) = parameter.values
        if not {"encoding", "times", "newline"} & case.given.keys():
            for name, text in case.given["files"].items():
                kind = _kind(name)
                if kind and text is not None:
                    yield pytest.param(File(kind, name, text), id=f"{case.path.stem}:{name}")


SHIPPED, BROKEN = list(_shipped()), list(_broken())


@pytest.mark.parametrize("name", KIND_OF)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(VALIDATORS[name].schema)


@pytest.mark.parametrize("file", SHIPPED)
def test_a_shipped_file_is_accepted(file: File) -> None:
    assert file.objections == []


@pytest.mark.parametrize("file", SHIPPED)
def test_a_shipped_file_names_its_schema_in_its_first_line(file: File) -> None:
    assert file.text.splitlines()[0] == schema_line(file.kind)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_the_example_of_a_kind_is_sound(kind: FileKind[Any]) -> None:
    file = File(kind, kind.pattern.replace("*", "x"), kind.example)
    assert (file.faults, file.objections) == ([], [])


@pytest.mark.parametrize("file", BROKEN)
def test_an_editor_underlines_what_the_check_refuses(file: File) -> None:
    faults = file.faults
    if faults is None or (faults and all(fault.kind in INEXPRESSIBLE for fault in faults)):
        return
    assert bool(file.objections) == bool(faults), (file.objections, faults)


def test_the_broken_files_have_faults_that_a_schema_can_see() -> None:
    refused = [parameter.id for parameter in BROKEN if parameter.values[0].faults and parameter.values[0].objections]
    assert len(refused) >= 40


def test_there_are_broken_trees_enough() -> None:
    found = [path.stem for path in (CASES / "curation").glob("*.yml") if "problems: []" not in path.read_text()]
    assert len(found) >= 60
    assert SOUND
