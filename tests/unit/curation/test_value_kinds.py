"""Kinds of values: what they take, what they refuse, and what they say then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.values import read

from generator.curation.day_kind import DayKind
from generator.curation.list_kinds import ListKind, MapKind
from generator.curation.name_kinds import AddressKind, ArxivIdKind, HostKind, PageNameKind, SlugKind
from generator.curation.text_kinds import ChoiceKind, CountKind, FlagKind, WeightKind, WordsKind
from generator.curation.value_kinds import Invalid, LocatedKind, ValueKind, suggest
from generator.model.curation import Status
from generator.model.problem import Located, Place


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
        ("{a: b}", "keys and values; put quotes around text that contains ': '"),
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
