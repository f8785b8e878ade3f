"""Lists and mappings: what is wrong is left out, and all of it is reported."""

from __future__ import annotations

from support.values import read

from generator.curation.list_kinds import ListKind, MapKind
from generator.curation.name_kinds import HostKind
from generator.curation.text_kinds import CountKind


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
            "1:16: it.a.org: expected each key once, found 'a.org' again (first on line 1); keep one",
            f"1:30: it: expected {host}, found 'x'",
            f"1:47: it.d.org: expected {host}, found 'y'",
        ],
    )
