"""The reference page: every key of every kind of file, and every problem code, as the program defines them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.content.problem_index import PROBLEM_KINDS
from generator.curation.file_kinds import FILE_KINDS
from generator.curation.json_schema import schema_line
from generator.model.problem import ProblemKind
from generator.pages.printing import paths
from generator.pages.views.reference_page import reference_page

PAGE = reference_page()
TEXT = PAGE.markdown()


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of a schema, with its meaning, in order."""
    inner = schema.get("items", schema)
    for name, value in inner.get("properties", {}).items():
        yield name, value["description"]
        yield from keys_of(value)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_each_key_of_a_kind_stands_in_its_section_with_its_meaning(kind: Any) -> None:
    section = TEXT.partition(f"{{ #{kind.name} }}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^ *- `(\w+)`(?: \(required\))?: (.*) \*Expects .+\.\*$", section, re.M)
    assert found == list(keys_of(kind.record.schema()))
    assert f"`content/{kind.pattern}`: {kind.purpose}\n" in section
    assert f"```yaml\n{schema_line(kind)}\n{kind.example}```\n" in section


def test_keys_that_a_file_needs_are_marked() -> None:
    required = re.findall(r"^- `(\w+)` \(required\)", TEXT, re.M)
    assert required == ["title", "area", "scope", "basis", "threshold", "papers", "title", "description", "areas"]


@pytest.mark.parametrize("kind", PROBLEM_KINDS, ids=lambda kind: kind.code)
def test_each_problem_has_an_anchor_with_its_meaning_example_and_cure(kind: ProblemKind) -> None:
    block = TEXT.partition(f"{{ #{kind.code.lower()} }}\n\n")[2].partition("\n**")[0]
    unescaped = html.unescape(block).replace("\\", "")
    assert TEXT.count(f"**{kind.code} {kind.name}** ({kind.severity})\n{{ #{kind.code.lower()} }}\n") == 1
    assert unescaped.split("\n\n")[0] == kind.meaning.replace("\\", "")
    assert f"```text\n{kind.example}\n```\n" in block
    assert kind.cure.replace("\\", "") in unescaped


def test_anchors_are_unique() -> None:
    anchors = re.findall(r"\{ #([\w-]+) \}", TEXT)
    assert len(anchors) == len(set(anchors))


def test_the_page_has_its_place_and_changes_with_its_fingerprint() -> None:
    assert PAGE.path == paths.REFERENCE
    assert PAGE.fingerprint == reference_page().fingerprint
