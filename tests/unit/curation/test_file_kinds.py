"""The kinds of curated files, as editors see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from support.values import read

from generator.curation.day_kind import DayKind
from generator.curation.file_kinds import FILE_KINDS
from generator.curation.name_kinds import AddressKind, ArxivIdKind, HostKind, PageNameKind, SlugKind
from generator.curation.value_kinds import Invalid, JsonSchema, ValueKind


def _keys(schema: JsonSchema, path: str) -> Iterator[tuple[str, JsonSchema]]:
    """All keys of a schema with what it says of them, whatever they stand in."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}", inner
        yield from _keys(inner, f"{path}.{name}")
    if "items" in schema:
        yield from _keys(schema["items"], f"{path}[]")


SCHEMAS = {kind.name: kind.record.schema() for kind in FILE_KINDS}
KEYS = {path: schema for name, whole in SCHEMAS.items() for path, schema in _keys(whole, name)}


def test_there_are_keys_in_every_kind_of_file() -> None:
    assert {path.partition(".")[0] for path in KEYS} == {"site", "topic", "paper", "learned", "enrichment"}


@pytest.mark.parametrize("path", KEYS)
def test_every_key_of_a_file_has_a_meaning_and_a_type(path: str) -> None:
    assert re.fullmatch(r"[A-Z].*\.", KEYS[path]["description"])
    assert KEYS[path]["type"] in (
        ["string", "number", "boolean"],
        ["string", "integer"],
        *("string", "boolean", "integer", "number", "array", "object"),
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_knows_the_required_keys_and_refuses_unknown_ones(name: str) -> None:
    required = {
        "site": ["title", "description", "areas"],
        "topic": ["title", "area", "scope"],
        "paper": [],
        "learned": ["basis", "threshold"],
        "enrichment": ["papers"],
    }
    assert SCHEMAS[name].get("required", []) == required[name]
    assert SCHEMAS[name].get("minProperties") == (None if required[name] else 1)
    assert SCHEMAS[name]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (SlugKind("a name"), "a-b", "A"),
        (PageNameKind("a page"), "topics/a-b", "papers/a"),
        (DayKind(), "2025-01-01", "2025"),
        (ArxivIdKind(), "2501.00010", "2501.10"),
        (ArxivIdKind(), "math.ST/0211159v2", "math/021"),
        (AddressKind(), "https://a.org", "javascript:alert(1)"),
        (HostKind(), "a.org", "https://a.org"),
    ],
)
def test_the_pattern_of_a_schema_agrees_with_the_reader(kind: ValueKind[Any], good: str, bad: str) -> None:
    pattern = kind.schema()["pattern"]
    assert re.search(pattern, good)
    assert read(kind, good)[1] == []
    assert not re.search(pattern, bad)
    assert read(kind, bad)[0] is Invalid
