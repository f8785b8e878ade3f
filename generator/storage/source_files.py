"""Tells whether files that a build read are as they were: by their names, sizes and times, then by their bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from generator.storage.files_below import files_below

SourceStamp: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, time of the last change and of the last change of anything about the file in nanoseconds, inode.
Whoever replaces a file and gives it its old time changes the others.
"""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read."""

    stamp: SourceStamp
    hash: str
    """Of its bytes."""


def source_files(folders: Iterable[Path], before: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    """All files below some folders, or the files themselves, by their full paths. Those that are as they were before
    are not read again. Raises ``OSError``.
    """
    return {path: _source_file(path, before.get(path)) for path in _paths(folders)}


def are_as_before(folders: Iterable[Path], before: Mapping[str, SourceFile]) -> bool:
    """Are there the same files, with the same bytes? Ends at the first that is not."""
    try:
        paths = set(_paths(folders))
        return paths == before.keys() and all(
            _source_file(path, before[path]).hash == before[path].hash for path in sorted(paths)
        )
    except OSError:
        return False


def _paths(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for path in files_below(folder) if folder.is_dir() else [str(folder)] * folder.is_file():
            if "/__pycache__/" not in path:
                yield path


def _source_file(path: str, before: SourceFile | None) -> SourceFile:
    status = os.stat(path)  # noqa: PTH116 - thousands of paths, which are texts already
    stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    if before and before.stamp == stamp:
        return before
    with open(path, "rb") as file:  # noqa: PTH123 - see above
        return SourceFile(stamp, hashlib.file_digest(file, "sha256").hexdigest())
