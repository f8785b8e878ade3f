"""Tells whether a file was touched since it was last seen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

FileStamp: TypeAlias = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


def stamp_of(path: Path | str) -> FileStamp:
    """The stamp of a file, or of a link itself; of what cannot be found a size that no file has."""
    try:
        status = os.lstat(path)
    except OSError:
        return -1, 0
    return status.st_size, status.st_mtime_ns
