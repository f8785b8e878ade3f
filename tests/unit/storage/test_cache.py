"""A cache saves time and never changes a result, whatever happened to its file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.builders import REPOSITORY, write_tree

from generator.cli import main
from generator.content.read import read_content
from generator.storage import cache as module
from generator.storage.cache import CACHE_FILE, Cache, fingerprint
from generator.storage.workers import Workers


class Made:
    """Counts how often a value had to be made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"made {self.times}"


def test_without_a_file_nothing_is_remembered() -> None:
    cache, made = Cache(), Made()
    assert [cache.get_or_compute("key", made), cache.get_or_compute("key", made)] == ["made 1", "made 2"]
    cache.put("key", "noted", str)
    cache.save()
    assert cache.get_or_compute("key", made) == "made 3"


def test_a_value_that_is_begun_is_made_once_and_kept(tmp_path: Path) -> None:
    with Workers(2) as workers:
        first = Cache(tmp_path / "cache", workers)
        wait = first.begin("key", moment)
        made = wait()
        assert [wait(), first.get_or_compute("key", moment), first.begin("key", moment)()] == [made] * 3
        first.save()
        assert Cache(tmp_path / "cache", workers).begin("key", moment)() == made


def moment() -> int:
    return time.monotonic_ns()


def test_copies_of_a_build_that_save_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    values: list[object] = [1, "one", 1.0, b"one", [1], {"one": 1}]

    def save(value: object) -> None:
        cache = Cache(file)
        cache.put("key", value, type(value))
        cache.save()

    saving = [multiprocessing.get_context("fork").Process(target=save, args=(value,)) for value in values]
    for process in saving:
        process.start()
    for process in saving:
        process.join()

    assert [Cache(file).get("key", type(value)) for value in values] == values


def test_a_value_is_made_once_in_a_build_and_found_again_in_the_next(tmp_path: Path) -> None:
    file, made = tmp_path / "deep" / "cache", Made()
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
    Cache(tmp_path / "cache").get_or_compute("key", made)
    assert Cache(tmp_path / "cache").get_or_compute("key", made) == "made 2"


def test_a_cache_holds_what_the_last_build_used_and_no_more(tmp_path: Path) -> None:
    file, made = tmp_path / "cache", Made()
    for keys in (["a", "b"], ["b"], ["a"]):
        cache = Cache(file)
        for key in keys:
            cache.get_or_compute(key, made)
        cache.save()
    assert made.times == 3


def test_a_noted_value_replaces_the_one_of_the_last_build(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    for value in ("old", "new"):
        cache = Cache(file)
        cache.put("key", value, str)
        cache.save()
    assert Cache(file).get("key", str) == "new"


def numbered(text: str) -> str:
    return f"{text}!"


def test_a_stage_that_was_not_needed_keeps_what_it_had(tmp_path: Path) -> None:
    file, made = tmp_path / "cache", Made()
    cache = Cache(file)
    cache.get_or_compute("key", made)
    cache.save()
    cache = Cache(file)
    assert cache.map(numbered, ["a"], ["a"]) == ["a!"]
    cache.save()
    assert Cache(file).get_or_compute("key", made) == "made 1"


def nothing() -> str | None:
    return None


def test_nothing_can_be_kept_too(tmp_path: Path) -> None:
    file, made = tmp_path / "cache", Made()
    cache = Cache(file)
    assert cache.get_or_compute("key", nothing) is None
    cache.save()
    assert Cache(file).get_or_compute("key", nothing) is None
    assert Cache(file).get_or_compute("key", made) == "made 1"


def test_a_value_of_another_type_is_not_found(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    cache = Cache(file)
    cache.put("key", "text", str)
    cache.save()
    assert Cache(file).get("key", int) is None
    assert Cache(file).get("key", str) == "text"
    assert Cache(file).get("other", str) is None


def test_a_function_that_does_not_say_what_it_returns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="annotated"):
        Cache(tmp_path / "cache").get_or_compute("key", lambda: 1)


def test_a_build_that_used_the_same_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    times = []
    for value in ("old", "old", "new"):
        cache = Cache(file)
        cache.put("key", value, str)
        cache.save()
        times.append(file.stat().st_mtime_ns)
        os.utime(file, ns=(0, 0))
    assert [bool(time) for time in times] == [True, False, True]


# --- damage ----------------------------------------------------------------------------------


class Planted:
    """Leaves a trace when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.trace,)


def planted(file: Path, value: object) -> None:
    """Put another value into a file, with the right checksum where it is one of bytes."""
    saved(file)
    with closing(sqlite3.connect(file)) as database, database:
        [(stage, key)] = database.execute("SELECT stage, key FROM results WHERE stage != ''").fetchall()
        checksum = crc32(value, crc32(f"{stage}\t{key}\t".encode())) if isinstance(value, bytes) else 0
        changed = database.execute("UPDATE results SET value = ?, checksum = ? WHERE key = ?", (value, checksum, key))
        assert changed.rowcount == 1


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "without its first byte": lambda data: data[1:],
    "other bytes": lambda data: b"\x80" * len(data),
    "text": lambda _: b"no cache",
    "another program": lambda data: data.replace(module._program().encode(), b"another program's, in 32 bytes.."),
    "a pickle": lambda _: pickle.dumps(("program", {"key": "value"})),
    "a class that is gone": lambda _: b"cgenerator.gone\nGone\n.",
    "a database": lambda _: b"SQLite format 3\0" + bytes(100),
}


def value_in(file: Path) -> str | None:
    """The value of a cache with one, if it is there."""
    return Cache(file).get("key", str)


def saved(file: Path) -> bytes:
    """The bytes of a cache with one value."""
    cache = Cache(file)
    cache.put("key", "made 1", str)
    cache.save()
    return file.read_bytes()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "cache"
    data = saved(file)
    assert damage(data) != data
    file.write_bytes(damage(data))
    assert Cache(file).get("key", str) is None


@pytest.mark.slow
def test_a_change_of_any_byte_changes_no_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = module._program()
    monkeypatch.setattr(module, "_program", lambda: program)  # which stays; to look for that takes longer than to read
    file = tmp_path / "cache"
    data = saved(file)
    for index, byte in enumerate(data):
        # All of the head of the file, and of the rest a share: each takes a moment.
        if index < 120 or (byte and index % 7 == 0) or index % 197 == 0:
            file.write_bytes(data[:index] + bytes([byte ^ 1]) + data[index + 1 :])
            assert value_in(file) in (None, "made 1"), index


HOSTILE = (b"", b"\xc0", b"\x91\x01", b"\xa1", b"\xa2\xc3\x28", b"\x91" * 100_000, b"\xdf\xff\xff\xff\xff", b"\xc1")


@pytest.mark.parametrize("value", [*HOSTILE, "text", 1, None], ids=lambda value: str(value)[:9])
def test_a_hostile_value_is_not_found(tmp_path: Path, value: object) -> None:
    file = tmp_path / "cache"
    planted(file, value)
    assert value_in(file) is None
    saved(file)
    assert value_in(file) == "made 1"


SCHEMAS = {
    "another table": "CREATE TABLE other (key TEXT)",
    "a view": "CREATE VIEW other AS SELECT * FROM results",
    "a trigger": "CREATE TRIGGER other AFTER INSERT ON results BEGIN DELETE FROM results; END",
    "no table": "DROP TABLE results",
    "a write-ahead log": "PRAGMA journal_mode = WAL",
}


@pytest.mark.parametrize("statement", SCHEMAS.values(), ids=SCHEMAS)
def test_a_database_of_another_form_changes_no_value(tmp_path: Path, statement: str) -> None:
    file = tmp_path / "cache"
    saved(file)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement)
    assert value_in(file) in (None, "made 1")
    saved(file)
    assert value_in(file) == "made 1"


def test_a_journal_beside_the_file_is_not_played_back(tmp_path: Path) -> None:
    file, precious = tmp_path / "cache", tmp_path / "precious"
    data = saved(file)
    for name in ("journal", "wal", "shm"):
        (tmp_path / f"cache-{name}").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(2000))
    precious.write_text("stays")
    assert value_in(file) == "made 1"
    saved(file)
    assert value_in(file) == "made 1"
    assert precious.read_text() == "stays"
    assert data[:16] == b"SQLite format 3\0"


def test_a_file_that_is_too_large_is_none_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    saved(file)
    with file.open("r+b") as sparse:
        sparse.truncate(1 << 40)
    assert value_in(file) is None
    saved(file)
    assert value_in(file) == "made 1"
    assert file.stat().st_size < 1 << 20


def test_a_planted_file_runs_nothing(tmp_path: Path) -> None:
    content, trace = write_tree(tmp_path / "content", {"digests/2025-01-02.txt": "Lorem widget 17\n"}), tmp_path / "ran"
    for name in ("cache.pickle", Path(CACHE_FILE).name):
        write_tree(tmp_path, {f"build/{name}": ""})
        (tmp_path / "build" / name).write_bytes(pickle.dumps(Planted(trace)))
    CliRunner().invoke(main, ["check", "--content", str(content)])
    read_content(content, Cache(tmp_path / CACHE_FILE))
    assert not trace.exists()
    pickle.loads((tmp_path / "build/cache.pickle").read_bytes())
    assert trace.exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to itself"])
def test_what_is_no_file_is_an_empty_cache(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "cache"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    assert Cache(path).get("key", str) is None


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to itself"])
def test_what_cannot_be_written_stays_as_it_is_and_fails_no_build(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "cache"
    if kind == "folder":
        (path / "inside").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path)
    cache = Cache(path)
    cache.put("key", "new", str)
    cache.save()
    assert Cache(path).get("key", str) is None
    assert [found.name for found in tmp_path.iterdir()] == ["cache"]


def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cache"
    before = saved(file)
    cache = Cache(file)
    cache.put("key", "another", str)

    def fail(*_: object) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(Path, "replace", fail)
    cache.save()
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert file.read_bytes() == before


def test_an_edited_view_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = shutil.copytree(REPOSITORY / "generator", tmp_path / "generator")
    monkeypatch.setattr(module, "__file__", str(package / "storage/cache.py"))
    file, view = tmp_path / "cache", package / "pages/views/year_pages.py"
    saved(file)
    assert Cache(file).get("key", str) == "made 1"
    view.write_text(view.read_text().replace('"Years"', '"All years"'))
    assert Cache(file).get("key", str) is None


def test_a_changed_program_remembers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, made = tmp_path / "cache", Made()
    cache = Cache(file)
    cache.get_or_compute("key", made)
    cache.save()
    monkeypatch.setattr(module, "version", lambda _: "another slugify")
    assert Cache(file).get_or_compute("key", made) == "made 2"


@pytest.mark.parametrize("damage", [lambda data: data, *DAMAGES.values()], ids=["none", *DAMAGES])
def test_content_is_read_the_same_with_without_and_with_a_damaged_cache(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    content, file = (
        write_tree(tmp_path / "content", {"digests/2025-01-02.txt": "Lorem widget 17\n"}),
        tmp_path / "cache",
    )
    without = read_content(content)
    cache = Cache(file)
    assert read_content(content, cache) == without
    cache.save()
    file.write_bytes(damage(file.read_bytes()))
    assert read_content(content, Cache(file)) == without


def test_a_changed_digest_is_read_again(tmp_path: Path) -> None:
    content, file = write_tree(tmp_path / "content", {}), tmp_path / "cache"
    cache = Cache(file)
    read_content(content, cache)
    cache.save()
    write_tree(content, {"digests/2025-01-01.txt": "Lorem widget 17\n"})
    assert read_content(content, Cache(file)) == read_content(content)
    assert read_content(content).catalogue.papers == ()


# --- fingerprints -----------------------------------------------------------------------------------


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_equal_fingerprints_are_of_equal_texts(one: list[str], two: list[str]) -> None:
    assert (fingerprint(*one) == fingerprint(*two)) == (one == two)


def test_a_fingerprint_tells_where_one_text_ends_and_the_next_begins() -> None:
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


def test_a_fingerprint_of_half_a_character_is_a_fingerprint() -> None:
    assert fingerprint("\ud800") != fingerprint("\ud801")


class Counted:
    """Says something, and counts how often."""

    def __init__(self, says: str) -> None:
        self.says, self.times = says, 0

    def __repr__(self) -> str:
        self.times += 1
        return self.says


def test_the_fingerprint_of_a_value_is_worked_out_once() -> None:
    cache, one, same, other = Cache(), Counted("a"), Counted("a"), Counted("b")
    assert (
        cache.fingerprint_of(one)
        == cache.fingerprint_of(one)
        == cache.fingerprint_of(same)
        != cache.fingerprint_of(other)
    )
    assert (one.times, same.times, other.times) == (1, 1, 1)


def test_a_value_that_nobody_holds_any_more_lends_its_fingerprint_to_no_other() -> None:
    cache = Cache()
    assert len({cache.fingerprint_of(Counted(str(number))) for number in range(100)}) == 100
