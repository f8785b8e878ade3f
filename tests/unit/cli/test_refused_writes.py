"""What commands say and leave when the system refuses: a full disk, a read-only folder, a file for a folder."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.content_writers import commands, content_of, fresh, half_written, services, write_content
from support.full_disk import full_disk
from support.project import Bytes

from generator.cli import main

NAMES = tuple(commands(""))
SIZES = (0, 1, 50, 200, 1000)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with services() as address:
        yield address


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)
    write_content(tmp_path / "template")
    fresh(tmp_path / "template", tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")


def again() -> None:
    """The content as before."""
    for path in Path().iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree("../template", ".", dirs_exist_ok=True)


def run(name: str, address: str) -> Result:
    return CliRunner().invoke(main, commands(address)[name])


def is_a_sentence(result: Result) -> bool:
    """Did a command end with 1, and with one sentence rather than a traceback?"""
    lines = result.stderr.splitlines()
    return (result.exit_code, type(result.exception)) == (1, SystemExit) and lines[-1].endswith(". No data was lost.")


def outcome(name: str, address: str) -> Bytes:
    """The content after a command that nothing disturbs."""
    assert run(name, address).exit_code in (0, 1)
    after = content_of(Path())
    again()
    return after


@pytest.mark.parametrize("name", NAMES)
def test_on_a_full_disk_every_file_is_as_before_or_as_after(name: str, address: str) -> None:
    before, after = content_of(Path()), outcome(name, address)
    assert before != after
    for size in SIZES:
        with full_disk(size):
            result = run(name, address)
        now = content_of(Path())
        assert half_written(before, after, now) == [], size
        assert is_a_sentence(result) or now == after, (size, result.output)
        again()


@pytest.mark.parametrize("name", NAMES)
def test_what_a_full_disk_stopped_can_be_run_again(name: str, address: str) -> None:
    after = outcome(name, address)
    with full_disk(0):
        run(name, address)
    run(name, address)
    assert content_of(Path()) == after


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_may_not_be_written_is_named(name: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content_of(Path())
    make, open_ = Path.mkdir, Path.open

    def refuse(path: Path) -> None:
        if path.absolute().is_relative_to(Path.cwd()):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    def mkdir(self: Path, *arguments: object, **options: object) -> None:
        if not self.is_dir():
            refuse(self)
        make(self, *arguments, **options)  # type: ignore[arg-type]

    def open_file(self: Path, mode: str = "r", *arguments: object, **options: object) -> object:
        if set(mode) & set("wxa"):
            refuse(self)
        return open_(self, mode, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr(Path, "open", open_file)
    result = run(name, address)
    assert is_a_sentence(result), result.output
    assert ": Read-only file system. " in result.stderr
    assert content_of(Path()) == before


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "a file": lambda path: path.write_bytes(b""),
    "a broken link": lambda path: path.symlink_to("missing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
}
FOLDERS = {
    "add": "digests",
    "schema": "schema",
    "new paper": "papers",
    "new topic": "topics",
    "fetch": "digests",
    "resolve": "enrichment",
}


@pytest.mark.parametrize("make", IN_THE_WAY.values(), ids=IN_THE_WAY)
@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_in_the_way_of_a_folder_is_named(name: str, make: Callable[[Path], object], address: str) -> None:
    folder = Path("content", FOLDERS[name])
    shutil.rmtree(folder, ignore_errors=True)
    make(folder)
    result = run(name, address)
    assert is_a_sentence(result), result.output
    assert f"{folder}: expected a folder, found a file or a broken link" in result.stderr


FILES = {
    "add": "digests/2025-10-31.txt",
    "permalinks": "permalinks.txt",
    "schema": "schema/site.json",
    "fetch": "digests/2025-10-31.json",
    "resolve": "asked.json",
}


@pytest.mark.parametrize("name", FILES)
def test_a_link_out_of_the_content_folder_is_neither_followed_nor_replaced(name: str, address: str) -> None:
    outside, link = Path("outside"), Path("content", FILES[name])
    link.unlink(missing_ok=True)
    outside.write_bytes(b'{"empty": {"2025-10-31": 1}, "papers": []}' if link.suffix == ".json" else b"")
    link.symlink_to(outside.absolute())
    before = outside.read_bytes()
    result = run(name, address)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert outside.read_bytes() == before
    assert link.is_symlink()
