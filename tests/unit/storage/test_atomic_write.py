"""A file is written whole or not at all, whatever the disk, the folder or a link says."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.full_disk import full_disk

from generator.storage.atomic_write import write_new, write_whole

OLD, NEW = b"old\n" * 100, b"new\n" * 200


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "content" / "file.txt"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("size", [0, 1, len(OLD), len(NEW) - 1])
def test_on_a_full_disk_the_old_file_stays_and_nothing_else(file: Path, size: int) -> None:
    with full_disk(size), pytest.raises(OSError, match="File too large") as caught:
        write_whole(file, NEW)
    assert caught.value.filename == str(file)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"file.txt": OLD}


@pytest.mark.parametrize("step", ["fsync", "fchmod", "replace"])
def test_when_any_step_fails_the_old_file_stays_and_nothing_else(
    file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path if step == "replace" else os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, NEW)
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {"file.txt": OLD}


def test_the_file_and_then_its_folder_reach_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []

    def note(handle: int) -> None:
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    monkeypatch.setattr(os, "fsync", note)
    write_whole(file, NEW)
    assert synced == ["file", "folder"]


def test_a_folder_that_cannot_be_synced_does_not_matter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", fail)
    assert write_whole(file, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_permissions(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_whole(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "file.txt", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file.txt").stat().st_mode) == mode


def test_a_file_that_may_not_be_written_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(PermissionError):
        write_whole(file, NEW)
    assert file.read_bytes() == OLD


# --- links, and what is no file ----------------------------------------------------------------


def test_a_link_within_the_folder_stays_and_what_it_leads_to_is_written(file: Path) -> None:
    link = file.with_name("link.txt")
    link.symlink_to("file.txt")
    assert write_whole(link, NEW, below=file.parent)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def outside(folder: Path) -> Path:
    (folder.parent / "outside.txt").write_bytes(OLD)
    return folder.parent / "outside.txt"


REFUSED: dict[str, Callable[[Path], None]] = {
    "a link out of the folder": lambda path: path.symlink_to(outside(path.parent)),
    "a link to nothing outside": lambda path: path.symlink_to(path.parent.parent / "missing.txt"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/null"),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_anything_but_a_file_is_refused_and_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "content" / "file.txt"
    path.parent.mkdir()
    make(path)
    before = path.lstat()
    there = {one: one.is_file() and one.read_bytes() for one in tmp_path.iterdir()}
    with pytest.raises(OSError, match="expected a file, found a") as caught:
        write_whole(path, NEW, below=path.parent)
    assert caught.value.filename == str(path)
    assert os.path.samestat(path.lstat(), before)
    assert {one: one.is_file() and one.read_bytes() for one in tmp_path.iterdir()} == there
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(OLD), lambda path: path.symlink_to("missing")])
def test_a_file_or_a_broken_link_in_the_place_of_the_folder_is_named(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "digests")
    with pytest.raises(OSError, match="expected a folder, found a file or a broken link") as caught:
        write_whole(tmp_path / "digests" / "deep" / "file.txt", NEW)
    assert caught.value.filename == str(tmp_path / "digests")


def test_a_new_file_never_replaces_one(file: Path) -> None:
    for path in (file, file.with_name("broken")):
        if path != file:
            path.symlink_to("missing")
        with pytest.raises(FileExistsError):
            write_new(path, NEW)
    assert file.read_bytes() == OLD
    write_new(file.with_name("new.txt"), NEW)
    assert file.with_name("new.txt").read_bytes() == NEW


# --- runs that were killed ---------------------------------------------------------------------

_DIES = """\
import os, signal, sys
from pathlib import Path
from generator.storage.atomic_write import write_whole
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"half")
"""


def test_what_a_killed_run_leaves_is_removed_by_the_next(file: Path) -> None:
    subprocess.run([sys.executable, "-c", _DIES, file], check=False)
    (left,) = (path for path in file.parent.iterdir() if path != file)
    assert re.fullmatch(r"\.papershelf-[0-9a-f]{16}", left.name)
    assert file.read_bytes() == OLD
    write_whole(file, NEW)
    assert list(file.parent.iterdir()) == [file]


def test_what_another_run_is_writing_and_what_is_not_ours_stays(file: Path) -> None:
    being_written, not_ours, pipe = (
        file.with_name(name) for name in (f".papershelf-{'0' * 16}", ".papershelf-notes", f".papershelf-{'1' * 16}")
    )
    not_ours.write_bytes(OLD)
    os.mkfifo(pipe)
    with being_written.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        write_whole(file, NEW)
    assert {path.name for path in file.parent.iterdir()} == {file.name, being_written.name, not_ours.name, pipe.name}
