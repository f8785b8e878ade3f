"""Fragments repeated until they are long, and how long it takes to read them."""

from __future__ import annotations

import time
from collections.abc import Callable

LENGTH = 60_000


def repeated(fragment: str, length: int = LENGTH) -> str:
    """A fragment again and again, up to a number of characters."""
    return fragment * (length // len(fragment))


def seconds(call: Callable[[], object]) -> float:
    """The CPU time of a call, which other work of the machine hardly changes."""
    started = time.process_time()
    call()
    return time.process_time() - started
