"""Lets one command at a time compare what is in a folder and write to it, so that none overwrites what it has not seen.

The lock is on the folder itself, so that no file is needed, and ends with the process at the latest.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Wait until no other process has the lock, and have it meanwhile. Not to be taken twice by one process.

    Some network drives know no locks; there, nothing is waited for.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
