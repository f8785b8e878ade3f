"""Computes many values by one pure function: in this process, or in several.

Workers of this machine are copies of this process, which have the function and all inputs already, so that they are
told only which ones to take. What a worker of another executor is handed is the function, pickled once, and a chunk of
inputs: any ``concurrent.futures`` executor will do, one of a cluster too. What workers hand back is bytes
(MessagePack), which are what a cache keeps and are ten times as fast to read as a pickle. Results are in the order of
the inputs.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

import msgspec

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
U = TypeVar("U")

WORTH_WORKERS = 40
"""Values; for fewer, to start other processes takes longer than to compute them."""
_CHUNKS = 8
"""Chunks for each worker: few enough to cost little, and enough for all to end at about the same time."""

encoder = msgspec.msgpack.Encoder()


class Workers:
    """Processes that compute values; they begin with the first that are asked for, and end with ``close``."""

    def __init__(self, count: int | None = None, executor: Executor | None = None) -> None:
        """``count`` processes, by default one for each core, or an executor of the caller's, who closes it."""
        self.count = count or os.cpu_count() or 1
        self._executor = executor
        self._own: Executor | None = None
        self._process = os.getpid()
        self._tasks: list[_Beside[Any]] = []

    def encoded(self, function: Callable[[T], object], inputs: Sequence[T]) -> Iterator[bytes | None]:
        """The encoded value of each input; ``None`` where it is to be computed here. ``function`` must be pure."""
        size = max(1, -(-len(inputs) // (self.count * _CHUNKS)))
        chunks = [inputs[start : start + size] for start in range(0, len(inputs), size)]
        try:
            if self._executor is None:
                futures = self._copies_with(function, chunks)
            else:
                pickled = pickle.dumps(function)
                futures = [self._executor.submit(encoded_values, pickled, chunk) for chunk in chunks]
        except BrokenExecutor:
            return repeat(None, len(inputs))
        return chain.from_iterable(map(_result, futures, chunks))

    def _copies_with(
        self, function: Callable[[T], object], chunks: Sequence[Sequence[T]]
    ) -> list[Future[list[bytes | None]]]:
        """Have copies of this process, made now, share the chunks."""
        import multiprocessing  # noqa: PLC0415 - most builds need no workers
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        def work(number: int) -> list[bytes | None]:
            return _encoded_all(function, chunks[number])

        self._end_own()
        context = multiprocessing.get_context("fork")
        self._own = pool = ProcessPoolExecutor(self.count, context, initializer=_begin, initargs=(os.getpid(), work))
        return [pool.submit(_work_at, number) for number in range(len(chunks))]

    def map(self, function: Callable[[T], U], inputs: Sequence[T]) -> Iterator[U]:
        """The values of a pure function of a module, in the order of its inputs."""
        if not self.are_available or len(inputs) < WORTH_WORKERS:
            yield from map(function, inputs)
            return
        decoder = decoder_of(get_type_hints(function)["return"])
        for value, data in zip(inputs, self.encoded(function, inputs), strict=True):
            yield function(value) if data is None else decoder.decode(data)

    def beside(self, task: Callable[[], T]) -> Callable[[], T]:
        """Begin a task in a copy of this process; what is returned waits for its value, and raises what it raises.

        Where no copy can be made, or it is killed, the task runs when somebody waits for it.
        """
        self._end_own()
        if self._executor is not None or not self.are_available:
            return task
        copy = _Beside(task)
        self._tasks.append(copy)
        return copy

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are at."""
        while self._tasks:
            self._tasks.pop().stop()
        self._end_own()

    def _end_own(self) -> None:
        if self._own:
            self._own.shutdown(cancel_futures=True)
            self._own = None

    @property
    def are_available(self) -> bool:
        """Can there be several? A copy of this process has all that it has imported, but it must not have threads, and
        makes no copies of itself.
        """
        is_own = self._executor is None and self._own is None
        is_copy = os.getpid() != self._process
        return (
            self.count > 1
            and not is_copy
            and not (is_own and (sys.platform != "linux" or threading.active_count() > 1))
        )


class _Beside(Generic[T]):
    """A task in a copy of this process."""

    def __init__(self, task: Callable[[], T]) -> None:
        import multiprocessing  # noqa: PLC0415 - most builds need no workers

        context = multiprocessing.get_context("fork")
        self._task = task
        self._answer, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(task, answer, os.getpid()), daemon=True)
        self._process.start()
        answer.close()

    def __call__(self) -> T:
        try:
            value, error = self._answer.recv()
        except EOFError:
            return self._task()
        finally:
            self._answer.close()
            self._process.join()
        if error is not None:
            raise error
        result: T = value
        return result

    def stop(self) -> None:
        """End the copy."""
        self._process.kill()
        self._process.join()


def in_turn(first: Callable[[], object], then: Callable[[], T]) -> T:
    """Two tasks as one, with the value of the second."""
    first()
    return then()


def _answer(task: Callable[[], object], answer: Connection, parent: int) -> None:
    _begin(parent)
    try:
        answer.send((task(), None))
    except Exception as error:  # noqa: BLE001 - it is raised where the answer is read
        answer.send((None, error))


def _result(future: Future[list[bytes | None]], chunk: Sequence[object]) -> Sequence[bytes | None]:
    """The values of a chunk; nothing for each when its worker was killed, or ended before."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        return [None] * len(chunk)


_work: Callable[[int], list[bytes | None]]
"""What a copy was made for: the values of the chunk with a number."""


def _begin(parent: int, work: Callable[[int], list[bytes | None]] | None = None) -> None:
    """What a process does first: it leaves an interruption to its parent, and ends when that was killed."""
    global _work  # noqa: PLW0603 - this process is for nothing else
    if work:
        _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _work_at(number: int) -> list[bytes | None]:
    return _work(number)


def encoded_values(pickled: bytes, inputs: Sequence[Any]) -> list[bytes | None]:
    """What a worker of another executor does with a chunk."""
    return _encoded_all(_loaded(pickled), inputs)


def _encoded_all(function: Callable[[T], object], inputs: Sequence[T]) -> list[bytes | None]:
    return [encoded(function(value)) for value in inputs]


def encoded(value: object) -> bytes | None:
    """A value as MessagePack; ``None`` for one that cannot be read back, such as the name of a file in no encoding."""
    try:
        return encoder.encode(value)
    except (UnicodeEncodeError, OverflowError):
        return None


@cache
def decoder_of(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """What reads an encoded value of a type."""
    return msgspec.msgpack.Decoder(kind)


@lru_cache(maxsize=4)
def _loaded(pickled: bytes) -> Callable[[Any], object]:
    """The function, once for all chunks: it may hold much, such as the rules of all topics."""
    function: Callable[[Any], object] = pickle.loads(pickled)  # noqa: S301 - of the process that asked
    return function
