"""Writes files whole or not at all: a run may be stopped at any moment, and a disk may be full."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_DRAFT = re.compile(r"\.papershelf-[0-9a-f]{16}")
"""What drafts are called. The name begins with a dot, so that nothing takes one for content."""
_PERMISSIONS = 0o777


def write_whole(path: Path, data: bytes, *, below: Path | None = None) -> bool:
    """Put a file in place in one step; was it another one before? An equal file is not touched.

    A file keeps its permissions. A link stays, and the file that it leads to is written; one that leads
    out of the folder ``below`` is refused. Raises ``OSError``, which names the file, when it cannot be
    written; then everything is as before.
    """
    try:
        target = behind_links(path, below)
        if target.is_file() and target.read_bytes() == data:
            return False
        _replace(target, data)
    except OSError as error:
        raise _named(error, path) from error
    return True


def write_new(path: Path, data: bytes) -> None:
    """Put a file in place that does not exist yet. Raises ``FileExistsError`` if it does, else as ``write_whole``."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    write_whole(path, data)


def _named(error: OSError, path: Path) -> OSError:
    """The same error, about the file that was to be written rather than its draft."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        parent = next((parent for parent in path.parents if os.path.lexists(parent)), path.parent)
        if not parent.is_dir():
            return NotADirectoryError(errno.ENOTDIR, "expected a folder, found a file or a broken link", str(parent))
    return OSError(error.errno, error.strerror, str(path))


def behind_links(path: Path, below: Path | None = None) -> Path:
    """The file to write: the one that a link leads to. Raises ``OSError`` as ``write_whole``."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if target.is_symlink():
        raise OSError(errno.ELOOP, "expected a file, found a link that leads to itself")
    if target is not path and below and not target.is_relative_to(below.resolve()):
        raise OSError(errno.EPERM, f"expected a file, found a link out of the folder, to {target}")
    if target.exists() and not target.is_file():
        raise OSError(errno.EEXIST, f"expected a file, found {'a folder' if target.is_dir() else 'a device or a pipe'}")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return target


def _replace(path: Path, data: bytes) -> None:
    with draft_of(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


@contextmanager
def draft_of(path: Path) -> Iterator[BinaryIO]:
    """A new file beside another, which takes its place at the end, and is removed when something fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(path.parent)
    draft = path.with_name(f".papershelf-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            # Some network drives know no locks; there, drafts that were abandoned stay.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield file
            if path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & _PERMISSIONS)
            draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk. Not every file system can; the file is in place nevertheless."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_abandoned(folder: Path) -> None:
    """Remove the drafts of runs that were killed: a draft is locked for as long as its process runs."""
    for draft in folder.iterdir():
        if _DRAFT.fullmatch(draft.name) and draft.is_file() and not draft.is_symlink():
            with suppress(OSError), draft.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                draft.unlink()
