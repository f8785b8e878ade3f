"""Lets one build at a time write to the folders of a project.

The lock belongs to the processes that have the file open, so one that is killed leaves none behind.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

WAITING_LOG = "mkdocs.plugins.papershelf.waiting"
"""A log of its own, which is also shown where only problems are: nobody should wonder why nothing happens."""
log = logging.getLogger(WAITING_LOG)

LOCK_FILE = "build/lock"
"""Relative to ``mkdocs.yml``."""


class BuildLock:
    """A lock that one process holds at a time, and may take more than once."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock; if another process has it, say so and wait."""
        if self._handle is not None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle = self.file.open("ab")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Another build or publish of this project is running; waiting until it has finished")
            fcntl.flock(handle, fcntl.LOCK_EX)
        self._handle = handle

    def release(self) -> None:
        """Give the lock back, if it is taken."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None


class BuildRunning(Exception):
    """A build is writing to the folders of the project."""


@contextmanager
def no_build_meanwhile(file: Path) -> Iterator[None]:
    """Keep builds waiting, but not others that only read. Raises ``BuildRunning`` instead of waiting for one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning from error
        yield
