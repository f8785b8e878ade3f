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
from generator.storage.cache import Memory, mark


class Made:
    """Counts how often a value had to be made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_without_a_file_nothing_is_remembered() -> None:
    memory, made = Memory(), Made()
    assert [memory.recall("key", made), memory.recall("key", made)] == ["made 1", "made 2"]
    memory.note("key", "noted")
    memory.save()
    assert memory.recall("key", made) == "made 3"


def test_a_value_is_made_once_in_a_build_and_found_again_in_the_next(tmp_path: Path) -> None:
    file, made = tmp_path / "deep" / "memory", Made()
    first = Memory(file)
    assert [first.recall("key", made), first.recall("key", made), first.recall("other", made)] == [
        "made 1",
        "made 1",
        "made 2",
    ]
    first.save()
    assert Memory(file).recall("key", made) == "made 1"


def test_what_was_not_saved_is_forgotten(tmp_path: Path) -> None:
    made = Made()
    Memory(tmp_path / "memory").recall("key", made)
    assert Memory(tmp_path / "memory").recall("key", made) == "made 2"


def test_a_memory_holds_what_the_last_build_used_and_no_more(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    for keys in (["a", "b"], ["b"], ["a"]):
        memory = Memory(file)
        for key in keys:
            memory.recall(key, made)
        memory.save()
    assert made.times == 3


def test_a_noted_value_replaces_the_one_of_the_last_build(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    for value in ("old", "new"):
        memory = Memory(file)
        memory.note("key", value)
        memory.save()
    assert Memory(file).recall("key", made) == "new"


def test_nothing_can_be_remembered_too(tmp_path: Path) -> None:
    file, made = tmp_path / "memory", Made()
    memory = Memory(file)
    assert memory.recall("key", lambda: None) is None
    memory.save()
    assert Memory(file).recall("key", made) is None


def test_a_build_that_used_the_same_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "memory"
    times = []
    for value in ("old", "old", "new"):
        memory = Memory(file)
        memory.note("key", value)
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
    memory = Memory(file)
    memory.recall("key", made)
    memory.save()
    file.write_bytes(damage(file.read_bytes()))
    assert Memory(file).recall("key", made) == "made 2"


def test_a_changed_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, made = tmp_path / "memory", Made()
    memory = Memory(file)
    memory.recall("key", made)
    memory.save()
    monkeypatch.setattr(module, "version", lambda _: "another slugify")
    assert Memory(file).recall("key", made) == "made 2"


@pytest.mark.parametrize("damage", [lambda data: data, *DAMAGES.values()], ids=["none", *DAMAGES])
def test_content_is_read_the_same_with_without_and_with_a_damaged_memory(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    content, file = (
        write_tree(tmp_path / "content", {"digests/2025-01-02.txt": "Lorem widget 17\n"}),
        tmp_path / "memory",
    )
    without = read_content(content)
    memory = Memory(file)
    assert read_content(content, memory) == without
    memory.save()
    file.write_bytes(damage(file.read_bytes()))
    assert read_content(content, Memory(file)) == without


def test_a_changed_digest_is_read_again(tmp_path: Path) -> None:
    content, file = write_tree(tmp_path / "content", {}), tmp_path / "memory"
    memory = Memory(file)
    read_content(content, memory)
    memory.save()
    write_tree(content, {"digests/2025-01-01.txt": "Lorem widget 17\n"})
    assert read_content(content, Memory(file)) == read_content(content)
    assert read_content(content).catalogue.papers == ()


# --- marks -----------------------------------------------------------------------------------


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_equal_marks_are_of_equal_texts(one: list[str], two: list[str]) -> None:
    assert (mark(*one) == mark(*two)) == (one == two)


def test_a_mark_tells_where_one_text_ends_and_the_next_begins() -> None:
    assert len({mark("ab", "c"), mark("a", "bc"), mark("abc"), mark("", "abc"), mark("abc", "")}) == 5


def test_a_mark_of_half_a_character_is_a_mark() -> None:
    assert mark("\ud800") != mark("\ud801")


class Counted:
    """Says something, and counts how often."""

    def __init__(self, says: str) -> None:
        self.says, self.times = says, 0

    def __repr__(self) -> str:
        self.times += 1
        return self.says


def test_the_mark_of_a_value_is_worked_out_once() -> None:
    memory, one, same, other = Memory(), Counted("a"), Counted("a"), Counted("b")
    assert memory.mark_of(one) == memory.mark_of(one) == memory.mark_of(same) != memory.mark_of(other)
    assert (one.times, same.times, other.times) == (1, 1, 1)


def test_a_value_that_nobody_holds_any_more_lends_its_mark_to_no_other() -> None:
    memory = Memory()
    assert len({memory.mark_of(Counted(str(number))) for number in range(100)}) == 100
