"""What the cache keeps is read back as it was, and only as the type that is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Any, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.topics.classifier import Verdict
from generator.catalogue.trends.new_terms import Vocabulary
from generator.model.digest import Digest
from generator.model.problem import Located, Place, Severity
from generator.model.text import Span, Style, Text
from generator.site.search.segments import Segment
from generator.storage.codec import NotOfType, codec_of

Name = NewType("Name", str)


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


@dataclass(frozen=True)
class Sample:
    """One of everything."""

    name: Name
    size: Size
    day: date | None
    either: Severity | Place
    data: bytes
    ratio: float
    is_new: bool
    places: tuple[Located[str], ...]
    counts: dict[str, list[int]]
    pair: tuple[int, str]


SAMPLE = Sample(
    Name("a\ttab\nand \ud800"),
    Size.LARGE,
    None,
    Severity.ERROR,
    b"\x00\xff",
    0.1,
    True,
    (Located("value", Place("file", 2, 3)), Located("value", Place("file"), Place("key"))),
    {"a": [1, 2]},
    (1, "one"),
)


def round_trip(value: object, kind: Any) -> object:
    codec = codec_of(kind)
    return codec.decode(json.loads(json.dumps(codec.encode(value))))


@pytest.mark.parametrize("value", [SAMPLE, replace(SAMPLE, day=date(2025, 1, 2), either=Place("file", 4, 5))])
def test_a_value_is_read_back_as_it_was(value: Sample) -> None:
    assert round_trip(value, Sample) == value


TEXTS = st.builds(
    Text,
    st.lists(
        st.builds(Span, st.text(), st.sampled_from(Style), st.none() | st.text(), st.none() | st.text()), max_size=4
    ).map(tuple),
)


@given(TEXTS)
def test_texts_are_read_back_as_they_were(text: Text) -> None:
    assert round_trip(text, Text) == text


@pytest.mark.parametrize("kind", [Digest, Verdict, Vocabulary, Segment, tuple[bytes, bytes], list[tuple[str, ...]]])
def test_what_builds_keep_can_be_kept(kind: Any) -> None:
    assert codec_of(kind)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=12,
)


@given(JSON, st.sampled_from([Sample, Text, Place, tuple[int, int], str | None, Severity | Place, date, bytes]))
def test_anything_else_is_refused(data: Any, kind: Any) -> None:
    codec = codec_of(kind)
    try:
        value = codec.decode(data)
    except NotOfType:
        return
    assert codec.holds(value)
    assert codec.decode(codec.encode(value)) == value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (1, str),
        (True, int),
        (1, float),
        ("2025-13-01", date),
        ("?", bytes),
        ("unknown", Severity),
        ([], Severity),
        (True, Size),
        ([1], tuple[int, int]),
        ({}, Place),
        (["file", 1], Place),
        ([2, "x"], Severity | Place),
        ([-1, "x"], Severity | Place),
        ("error", Severity | Place),
        ([[1]], dict[str, int]),
    ],
)
def test_each_slip_is_refused(data: Any, kind: Any) -> None:
    with pytest.raises(NotOfType):
        codec_of(kind).decode(data)


@pytest.mark.parametrize("kind", [object, set[int], Any, type, complex])
def test_a_type_that_cannot_be_kept_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError):
        codec_of(kind)


def test_a_value_of_another_type_cannot_be_kept() -> None:
    with pytest.raises(NotOfType):
        codec_of(Place).encode("text")
    with pytest.raises(NotOfType):
        codec_of(Severity | Place).encode("text")
