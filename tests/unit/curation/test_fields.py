"""Kinds of values: what they take, what they refuse, and what they say then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from generator.curation.fields import (
    Invalid,
    JsonSchema,
    ListKind,
    LocatedKind,
    MapKind,
    RecordKey,
    RecordKind,
    Report,
    ValueKind,
    suggest,
)
from generator.curation.file_kinds import FILE_KINDS
from generator.curation.nodes import compose
from generator.curation.text_kinds import (
    AddressKind,
    ArxivIdKind,
    ChoiceKind,
    CountKind,
    DayKind,
    FlagKind,
    HostKind,
    PageNameKind,
    SlugKind,
    WeightKind,
    WordsKind,
)
from generator.model.curation import Status
from generator.model.problem import Located, Place


def read(kind: ValueKind[Any], text: str) -> tuple[object, list[str]]:
    """The value of a file that holds a single value, and the problems as ``line:column: field: message``."""
    node, problems = compose("x.yml", text.encode())
    assert problems == []
    assert node is not None
    report = Report()
    try:
        value: object = kind.read(node, "it", report)
    except Invalid:
        value = Invalid
    return value, [f"{one.place.line}:{one.place.column}: {one.field}: {one.message}" for one in report.problems]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WordsKind(10), "no", "no"),
        (WordsKind(10), "2501.10", "2501.10"),
        (WordsKind(10), "'  two   words '", "two words"),
        (WordsKind(10), "|\n  two\n  words", "two words"),
        (WordsKind(3), "äöü", "äöü"),
        (SlugKind("a name"), "a-b-3", "a-b-3"),
        *((PageNameKind("a page"), name, name) for name in ("a-b", "topics/a-b", "digests/2025-01-01")),
        (FlagKind(), "true", True),
        (FlagKind(), "'false'", False),
        (ChoiceKind(Status), "to-read", Status.TO_READ),
        (CountKind(2, 20), "2", 2),
        (WeightKind(), "1", 1.0),
        (WeightKind(), "0.5", 0.5),
        (WeightKind(), ".25", 0.25),
        (DayKind(), "2024-02-29", date(2024, 2, 29)),
        (ArxivIdKind(), "2501.00010", "2501.00010"),
        (ArxivIdKind(), "2501.00010v2", "2501.00010"),
        (ArxivIdKind(), "https://arxiv.org/abs/math/0211159v1", "math/0211159"),
        (AddressKind(), "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (AddressKind(), "HTTP://Example.org", "HTTP://Example.org"),
        (HostKind(), "hf-mirror.com", "hf-mirror.com"),
        (ListKind(WordsKind(10)), "[no, 3.10]", ("no", "3.10")),
        (MapKind(HostKind(), HostKind()), "{a.org: b.org}", {"a.org": "b.org"}),
        (LocatedKind(WordsKind(10)), "yes", Located("yes", Place("x.yml"))),
    ],
)
def test_a_value_is_taken(kind: ValueKind[Any], text: str, value: object) -> None:
    assert read(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (WordsKind(10), "a text too long"),
        (WordsKind(10, shortest=5), "'  a  '"),
        (WordsKind(10), "[a]"),
        (WordsKind(10), "{a: b}"),
        *((PageNameKind("a page"), text) for text in ("papers/a", "topics/", "topics/a/b", "/a", "https://a", "A")),
        *((SlugKind("a name"), text) for text in ("A", "a_b", "a--b", "-a", "a-", "ä", "a b")),
        *((FlagKind(), text) for text in ("True", "yes", "no", "1", "on")),
        *((ChoiceKind(Status), text) for text in ("Read", "readed", "to read")),
        *((CountKind(2, 20), text) for text in ("1", "21", "2.0", "-2", "two", "9999999999", "٣")),
        *((WeightKind(), text) for text in ("0", "0.0", "1.1", "-1", "1.", "half", "1e0", "nan", "inf")),
        *(
            (DayKind(), text)
            for text in ("2025-02-29", "2025-2-1", "20250201", "2025-02-01T00:00", "today", "2025-13-01")
        ),
        *(
            (ArxivIdKind(), text)
            for text in ("2501.10", "2501.1", "2513.00010", "arxiv", "https://example.org/2501.00010")
        ),
        *(
            (AddressKind(), text)
            for text in ("javascript:alert(1)", "example.org", "https://a b.org", "https://me@a.org")
        ),
        *((HostKind(), text) for text in ("https://a.org", "a.org/", "a", "A.org", "a.org:80")),
    ],
)
def test_a_value_is_refused_and_quoted(kind: ValueKind[Any], text: str) -> None:
    value, (problem,) = read(kind, text)
    assert value is Invalid
    assert problem.startswith(f"1:1: it: expected {kind.expected}, found ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a]", "a list"),
        ("[]", "an empty list"),
        ("{a: b}", "keys and values; put quotes round text that holds ': '"),
        ("'" + "long " * 20 + "'", "'" + ("long " * 12)[:57] + "...'"),
        ("|\n  two\n  lines", "'two lines'"),
    ],
)
def test_what_was_found_is_said_in_a_few_words(text: str, found: str) -> None:
    assert read(FlagKind(), text)[1] == [f"1:1: it: expected true or false, found {found}"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("reed", ". Did you mean 'read'?"),
        ("READ", ". Did you mean 'read'?"),
        ("to_read", ". Did you mean 'to-read'?"),
        ("quantum", ""),
        ("", ""),
    ],
)
def test_the_nearest_option_is_suggested(word: str, hint: str) -> None:
    assert suggest(word, ["to-read", "reading", "read"]) == hint


def test_bad_items_of_a_list_are_left_out_and_all_are_reported() -> None:
    assert read(ListKind(CountKind(2, 20)), "[2, 1, 3, x]") == (
        (2, 3),
        [
            "1:5: it[2]: expected a whole number from 2 to 20, found '1'",
            "1:11: it[4]: expected a whole number from 2 to 20, found 'x'",
        ],
    )


def test_bad_pairs_are_left_out_and_all_are_reported() -> None:
    host = HostKind().expected
    assert read(MapKind(HostKind(), HostKind()), "{a.org: b.org, a.org: c.org, x: b.org, d.org: y}") == (
        {"a.org": "b.org"},
        [
            "1:16: it.a.org: expected each key once, found 'a.org' again after line 1; keep one",
            f"1:30: it: expected {host}, found 'x'",
            f"1:47: it.d.org: expected {host}, found 'y'",
        ],
    )


# --- records ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cat:
    place: Place
    name: str
    age: int = 7


CAT = RecordKind(Cat, name=RecordKey(WordsKind(10), "What it is called."), age=RecordKey(CountKind(0, 30), "In years."))


def test_a_record_is_made_of_its_keys_and_knows_its_place() -> None:
    assert read(ListKind(CAT), "- name: Tom\n  age: 3\n- {name: Kit}\n") == (
        (Cat(Place("x.yml", 1, 3), "Tom", 3), Cat(Place("x.yml", 3, 3), "Kit")),
        [],
    )


@pytest.mark.parametrize(
    ("text", "value", "problems"),
    [
        (
            "{name: Tom, age: x}",
            Cat(Place("x.yml"), "Tom"),
            ["1:18: it.age: expected a whole number from 0 to 30, found 'x'"],
        ),
        (
            "{name: Tom, agee: 3}",
            Cat(Place("x.yml"), "Tom"),
            ["1:13: it.agee: expected one of the keys name, age, found 'agee'. Did you mean 'age'?"],
        ),
        (
            "{name: Tom, name: Kit}",
            Cat(Place("x.yml"), "Tom"),
            ["1:13: it.name: expected each key once, found 'name' again after line 1; keep one"],
        ),
        (
            "{age: 3}",
            Invalid,
            ["1:1: it.name: expected text of 1 to 10 characters, found no such key; add 'name: ...'"],
        ),
        (
            "{name: [], age: x}",
            Invalid,
            [
                "1:8: it.name: expected text of 1 to 10 characters, found an empty list",
                "1:17: it.age: expected a whole number from 0 to 30, found 'x'",
            ],
        ),
        (
            "Tom",
            Invalid,
            [
                "1:1: it: expected keys and values, found 'Tom'; write each key (name, age) on a line of its own,"
                " as in 'name: ...'"
            ],
        ),
    ],
)
def test_a_record_reports_all_its_problems(text: str, value: object, problems: list[str]) -> None:
    assert read(CAT, text) == (value, problems)


# --- files -----------------------------------------------------------------------------------


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
    assert {path.partition(".")[0] for path in KEYS} == {"site", "topic", "paper", "enrichment"}


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
        "topic": ["title", "area", "scope", "rules"],
        "paper": [],
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
