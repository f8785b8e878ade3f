"""Hands work to several processes. What they return comes in the order of what they were given, so that nothing
depends on how many they are.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 50
"""Inputs that a process gets at once: enough for the way there and back not to matter."""
_LEAST = 4 * _CHUNK
"""Inputs for which starting processes is worth their while."""


def in_order(executor: Executor | None, function: Callable[[T], R], inputs: Sequence[T]) -> Iterator[R]:
    """The results of a function of a module for all inputs, in their order; without an executor, or for few inputs,
    of this very process. An input and its result must be values that ``pickle`` takes.
    """
    if executor is None or len(inputs) < _LEAST:
        yield from map(function, inputs)
        return
    chunks = [inputs[start : start + _CHUNK] for start in range(0, len(inputs), _CHUNK)]
    for results in executor.map(partial(_of_all, function), chunks):
        yield from results


def _of_all(function: Callable[[T], R], inputs: Sequence[T]) -> list[R]:
    return list(map(function, inputs))


def local_executor(workers: int | None = None) -> Executor | None:
    """Processes of this machine, by default one for each processor that this one may use; ``None`` for a single one.

    They start when they first get work. They are forks of a server of their own, since this process may have threads.
    """
    count = workers or len(os.sched_getaffinity(0))
    if count < 2:
        return None
    return ProcessPoolExecutor(count, multiprocessing.get_context("forkserver"))
