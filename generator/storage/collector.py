"""Keeps Python's collector of garbage from looking again and again at what a large list is made of."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Look for no garbage meanwhile: of a million small values, none of which refers to another, hardly any is."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
