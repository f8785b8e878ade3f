"""Measures whether time grows with the length of an input, whatever is in it.

    python tests/bench/hostile_inputs.py [--inputs 1500] [--seed 1] [--reader NAME ...] [--long 5] [--slowest 15]

Repeats short fragments (characters, two to four of them, words, and pairs of words, some of them numbered) up to
100 KB and gives the result to each reader: of digests in every form, of curated files, of whole content folders, and
of what makes formulas, leads, topics and pages of a text. Each is measured in a process of its own, which is stopped
at its limit, and what is measured is CPU time, so that other work of the machine counts little. What takes longer than
50 ms is measured at 50 and 200 KB, too, and the slowest of each reader at 1 MB, where faster ones must not have grown
more, either. Prints the slowest, and exits with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import random
import resource
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hostile_fragments import chosen_fragments, repeated
from hostile_readers import READERS

SIZE = 100_000
LIMITS = {SIZE: 1.0, 10 * SIZE: 10.0}
"""Seconds, by bytes."""
MOST_GROWTH = 2.3
"""How often the time when the length is doubled."""
NOTICEABLE = 0.05
"""Seconds; how less grows to twice the length is mostly chance."""
COUNTABLE = 0.01
"""Seconds; how less grows to ten times the length is mostly chance."""


@dataclass(frozen=True, slots=True)
class Input:
    """A fragment for a reader, repeated until it has a length."""

    reader: str
    fragment: str

    def seconds(self, size: int, limit: float) -> float:
        """CPU time, measured in a process of its own; infinite when it passes the limit or fails."""
        readable, writable = os.pipe()
        child = os.fork()
        if not child:
            _measure(self, size, limit, writable)
        os.close(writable)
        with os.fdopen(readable, encoding="ascii") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return float(said or "inf")

    def __str__(self) -> str:
        return f"{self.reader:24} {self.fragment!r}"


def _measure(one: Input, size: int, limit: float, pipe: int) -> None:
    text = repeated(one.fragment, size)
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 2, int(limit) + 3))
    started = time.process_time()
    try:
        READERS[one.reader](text)
        os.write(pipe, str(time.process_time() - started).encode())
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is counted as a failure
        print(f"{one} failed: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
    finally:
        os._exit(0)


# --- what is measured -------------------------------------------------------------------------


def main() -> int:
    """Measure, print, compare with the limits."""
    options = _options()
    # What is loaded already must not be searched for garbage at a length where nothing else changes.
    gc.collect()
    gc.freeze()
    inputs = _inputs(options.inputs, options.seed, options.reader or list(READERS))
    passed: list[str] = []
    times = _times(inputs, SIZE, passed)
    slowest = sorted(inputs, key=lambda one: -times[one])
    _print("slowest of 100 KB", times, options.slowest)
    growth = {one: _growth(one) for one in slowest if NOTICEABLE <= times[one] <= LIMITS[SIZE]}
    passed += [f"growth {factor:.2f}: {one}" for one, factor in growth.items() if factor > MOST_GROWTH]
    _print("greatest growth when twice as long", growth, options.slowest)
    long = _times(_slowest_of_each(slowest, times, options.long), 10 * SIZE, passed)
    _print("slowest of 1 MB", long, options.slowest)
    growth = {one: _growth_to(one, times[one], spent) for one, spent in long.items() if times[one] >= COUNTABLE}
    passed += [f"growth {factor:.2f} to 1 MB: {one}" for one, factor in growth.items() if factor > MOST_GROWTH]
    _print("greatest growth when twice as long, from 100 KB to 1 MB", growth, options.slowest)
    print(f"\n{len(inputs)} inputs, {len(long)} of them at 1 MB; {len(passed)} passed a limit")
    for line in passed:
        print(f"  {line}")
    return 1 if passed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1500, help="how many inputs (default 1500)")
    parser.add_argument("--seed", type=int, default=1, help="for other random fragments (default 1)")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="only this reader; repeatable")
    parser.add_argument("--long", type=int, default=5, help="how many of each reader at 1 MB (default 5)")
    parser.add_argument("--slowest", type=int, default=15, help="how many are printed (default 15)")
    return parser.parse_args()


def _inputs(count: int, seed: int, readers: list[str]) -> list[Input]:
    """Some fragments for each reader, each reader with others first."""
    chance = random.Random(seed)
    inputs: list[Input] = []
    for at, reader in enumerate(readers):
        wanted = count // len(readers) + (at < count % len(readers))
        inputs += [Input(reader, fragment) for fragment in chosen_fragments(wanted, chance)]
    return inputs


def _slowest_of_each(slowest: Iterable[Input], times: Mapping[Input, float], most: int) -> list[Input]:
    """The slowest inputs of each reader that keep the limit; what does not is known to be too slow."""
    chosen: dict[str, list[Input]] = {}
    for one in slowest:
        of_reader = chosen.setdefault(one.reader, [])
        if times[one] <= LIMITS[SIZE] and len(of_reader) < most:
            of_reader.append(one)
    return [one for of_reader in chosen.values() for one in of_reader]


def _times(inputs: list[Input], size: int, passed: list[str]) -> dict[Input, float]:
    limit = LIMITS[size]
    times = {one: one.seconds(size, limit) for one in inputs}
    # A machine that does something else makes caches cold, so what is too slow is measured once more.
    times |= {one: min(spent, one.seconds(size, limit)) for one, spent in times.items() if limit < spent < 2 * limit}
    passed += [f"{spent:6.2f} s for {size:,}: {one}" for one, spent in times.items() if spent > limit]
    return times


def _growth(one: Input) -> float:
    """The greater of two factors, from 50 to 100 KB and from there to 200 KB; measured again when it is too great."""
    factor = 0.0
    for rounds in (1, 3):
        half, whole, twice = (
            min(one.seconds(size, 4 * LIMITS[SIZE]) for _ in range(rounds)) for size in (SIZE // 2, SIZE, SIZE * 2)
        )
        factor = max(whole / half if half > NOTICEABLE / 2 else 0.0, twice / whole)
        if factor <= MOST_GROWTH:
            break
    return factor


def _growth_to(one: Input, before: float, spent: float) -> float:
    """How often the time when the length is doubled, of the times for 100 KB and for 1 MB; measured again when it is
    too great.
    """
    factor = float((spent / before) ** math.log10(2))
    if factor <= MOST_GROWTH:
        return factor
    before, spent = (min(one.seconds(size, LIMITS[10 * SIZE]) for _ in range(3)) for size in (SIZE, 10 * SIZE))
    return float((spent / before) ** math.log10(2))


def _print(heading: str, figures: Mapping[Input, float], most: int) -> None:
    print(f"\n{heading}")
    for one in sorted(figures, key=lambda one: -figures[one])[:most]:
        print(f"{figures[one]:10.2f}  {one}")


if __name__ == "__main__":
    sys.exit(main())
