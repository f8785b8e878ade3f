"""Knows when an earlier publish of the same project was killed, so that the next one need not wait for its silence.

A run keeps its token in a file that is locked for as long as its process lives.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.publishing.publish_turn import is_token, new_token


@dataclass(frozen=True, slots=True)
class OwnRun:
    """A run of this project."""

    token: str
    dead: str | None
    """The token of one that is certain to have ended, whether or not it gave back its turn."""


@contextmanager
def own_run(file: Path) -> Iterator[OwnRun]:
    """A run to the place that a file stands for. While another one holds the file, nothing is known of earlier ones.

    Raises ``OSError`` when the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    token = new_token()
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        yield OwnRun(token, _exchange(handle, token))
    finally:
        os.close(handle)


def _exchange(handle: int, token: str) -> str | None:
    """Leave a token for later runs, and take that of the last one; not where another run or a network drive says no."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return None
    last = os.pread(handle, 100, 0).decode("ascii", "replace")
    os.pwrite(handle, token.encode(), 0)
    return last if is_token(last) else None
