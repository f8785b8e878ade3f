"""A memory saves time and never changes a result, whatever happened to its file."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.builders import write_tree

from generator.content.read import read_content
from generator.storage import cache as module
from generator.storage.cache import Cache, fingerprint


class Made:
    """Counts how often a value had to be made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_without_a_file_nothing_is_remembered() -> None:
    memory, made = Cache(), Made()
    assert [memory.get_or_compute("key", made), memory.get_or_compute("key", made)] == ["made 1", "made 2"]
    memory.put("key", "noted")
    memory.save()
    assert memory.get_or_compute("key", made) == "made 3"


def test_a_value_is_made_once_in_a_build_and_found_again_in_the_next(tmp_path: Path) -> None:
    file, made = tmp_path / "deep" / "memory", Made()
    first = Cache(file)
    assert [
        first.get_or_compute("key", made),
        first.get_or_compute("key", made),
        first.get_or_compute("other", made),
    ] == [
        "made 1",
        "made 1",
        "made 2",
    ]
    first.save()
    assert Cache(file).get_or_compute("key", made) == "made 1"


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    made = Made()
    Cache(tmp_path / "memory").get_or_compute("key", made)
    assert Cache(tmp_path / "memory").get_or_compute("key", made) == "made 2"


def test_a_memory_holds_what_the_last_build_used_and_no_more(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    for keys in (["a", "b"], ["b"], ["a"]):
        memory = Cache(file)
        for key in keys:
            memory.get_or_compute(key, made)
        memory.save()
    assert made.times == 3


def test_a_noted_value_replaces_the_one_of_the_last_build(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    for value in ("old", "new"):
        memory = Cache(file)
        memory.put("key", value)
        memory.save()
    assert Cache(file).get_or_compute("key", made) == "new"


def test_nothing_can_be_remembered_too(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    memory = Cache(file)
    assert memory.get_or_compute("key", lambda: None) is None
    memory.save()
    assert Cache(file).get_or_compute("key", made) is None


def test_a_build_that_used_the_same_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    times = []
    for value in ("old", "old", "new"):
        memory = Cache(file)
        memory.put("key", value)
        memory.save()
        times.append(file.stat().st_mtime_ns)
        os.utime(file, ns=(0, 0))
    assert [bool(time) for time in times] == [True, False, True]


# --- damage ----------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "other bytes": lambda data: b"\x80" * len(data),
    "text": lambda _: b"not a pickle",
    "another shape": lambda _: pickle.dumps(["a", "list"]),
    "another program": lambda data: pickle.dumps(("another", pickle.loads(data)[1])),
    "a class that is gone": lambda _: b"cgenerator.gone\nGone\n.",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file, made = tmp_path / "memory", Made()
    memory = Cache(file)
    memory.get_or_compute("key", made)
    memory.save()
    file.write_bytes(damage(file.read_bytes()))
    assert Cache(file).get_or_compute("key", made) == "made 2"


def test_a_changed_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, made = tmp_path / "memory", Made()
    memory = Cache(file)
    memory.get_or_compute("key", made)
    memory.save()
    monkeypatch.setattr(module, "version", lambda _: "another slugify")
    assert Cache(file).get_or_compute("key", made) == "made 2"


@pytest.mark.parametrize("damage", [lambda data: data, *DAMAGES.values()], ids=["none", *DAMAGES])
def test_content_is_read_the_same_with_without_and_with_a_damaged_memory(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    content, file = (
        write_tree(tmp_path / "content", {"digests/2025-01-02.txt": "Lorem widget 17\n"}),
        tmp_path / "memory",
    )
    without = read_content(content)
    memory = Cache(file)
    assert read_content(content, memory) == without
    memory.save()
    file.write_bytes(damage(file.read_bytes()))
    assert read_content(content, Cache(file)) == without


def test_a_changed_digest_is_read_again(tmp_path: Path) -> None:
    content, file = write_tree(tmp_path / "content", {}), tmp_path / "memory"
    memory = Cache(file)
    read_content(content, memory)
    memory.save()
    write_tree(content, {"digests/2025-01-01.txt": "Lorem widget 17\n"})
    assert read_content(content, Cache(file)) == read_content(content)
    assert read_content(content).catalogue.papers == ()


# --- marks -----------------------------------------------------------------------------------


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_equal_marks_are_of_equal_texts(one: list[str], two: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*two)) == (one == two)


def test_a_mark_tells_where_one_text_ends_and_the_next_begins() -> None:
    assert (
        len(
            {
                fingerprint("ab", "c"),
                fingerprint("a", "bc"),
                fingerprint("abc"),
                fingerprint("", "abc"),
                fingerprint("abc", ""),
            }
        )
        == 5
    )


def test_a_mark_of_half_a_character_is_a_mark() -> None:
    assert fingerprint("\ud800") != fingerprint("\ud801")


class Counted:
    """Says something, and counts how often."""

    def __init__(self, says: str) -> None:
        self.says, self.times = says, 0

    def __repr__(self) -> str:
        self.times += 1
        return self.says


def test_the_mark_of_a_value_is_worked_out_once() -> None:
    memory, one, same, other = Cache(), Counted("a"), Counted("a"), Counted("b")
    assert (
        memory.fingerprint_of(one)
        == memory.fingerprint_of(one)
        == memory.fingerprint_of(same)
        != memory.fingerprint_of(other)
    )
    assert (one.times, same.times, other.times) == (1, 1, 1)


def test_a_value_that_nobody_holds_any_more_lends_its_mark_to_no_other() -> None:
    memory = Cache()
    assert len({memory.fingerprint_of(Counted(str(number))) for number in range(100)}) == 100
