"""Mappings that become dataclasses."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from support.values import read

from generator.curation.list_kinds import ListKind
from generator.curation.record_kinds import RecordKey, RecordKind
from generator.curation.text_kinds import CountKind, WordsKind
from generator.curation.value_kinds import Invalid
from generator.model.problem import Place


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
            ["1:13: it.name: expected each key once, found 'name' again (first on line 1); keep one"],
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
