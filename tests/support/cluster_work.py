"""Work for a cluster, in a module that its workers can import."""

from __future__ import annotations

import os
import time


def slow_square(number: int) -> bytes:
    """A result as bytes, after a moment in which a worker can be killed."""
    time.sleep(0.05)
    return str(number * number).encode()


def process(_: int) -> int:
    """Who does it."""
    return os.getpid()


def failing(number: int) -> int:
    """A task that cannot be done."""
    raise ValueError(f"not {number}")
