"""Hands work to the processes of a ``dask.distributed`` cluster, on any number of machines.

The work is that which processes of this machine do otherwise: functions of this program, with plain values in and out.
Workers need the same program and libraries, since anything else could make other bytes; each task says which, and
a worker that has others refuses it. No disk is shared. Whoever runs a scheduler runs code on its workers and on its
clients (https://distributed.dask.org/en/stable/tls.html): results are read from the one that was named, and from
nothing on disk.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
P = ParamSpec("P")

CONNECT_SECONDS = 10
ALONE_SECONDS = 60
"""How long a scheduler may be without workers: they may be starting again."""
_ASKED = 3
"""How often workers are asked what they have, while some of them end."""
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
_LOGS = (
    "distributed.client",
    "distributed.core",
    "distributed.comm",
    "distributed.utils_comm",
    "tornado.application",
    "asyncio",
)
_OF_THE_CLUSTER = ("distributed", "dask", "cloudpickle", "msgpack")


class NoCluster(BrokenExecutor):
    """A cluster cannot be used, or not any more; the message is for people. As with every executor that broke, what
    it did not do can be done here.
    """


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """An executor whose work the workers of a scheduler do, such as ``tcp://10.0.0.5:8786``.

    A worker that is lost has its work done by another one. Raises ``NoCluster``, also from within the block.
    """
    if not _ADDRESS.fullmatch(address):
        raise NoCluster("expected the address of a scheduler like tcp://10.0.0.5:8786")
    try:
        from distributed import Client  # noqa: PLC0415 - builds without a cluster do without it
        from distributed.comm.core import CommClosedError  # noqa: PLC0415 - as above
    except ImportError as error:
        raise NoCluster("a cluster needs a package more: pip install 'papershelf[cluster]'") from error
    _keep_quiet()
    client = _connected(Client, address)
    try:
        _check(client)
        executor = _WatchedExecutor(client, identity())
        try:
            yield executor
        finally:
            executor.end()
    except (CommClosedError, CancelledError, TimeoutError) as error:
        raise NoCluster(f"the scheduler at {address} was lost") from error
    finally:
        client.close(timeout=CONNECT_SECONDS)


@cache
def environment() -> Mapping[str, str]:
    """What makes the bytes of a site, by name: Python, the libraries, and this program as a hash of its files."""
    libraries = [
        re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in requires("papershelf") or () if "extra" not in line
    ]
    versions = {name: _version(name) for name in (*libraries, *_OF_THE_CLUSTER)}
    python = ".".join(map(str, sys.version_info[:2]))
    return {"papershelf": _program(), "python": python} | versions


@cache
def identity() -> str:
    """A hash of the environment."""
    return hashlib.sha256(repr(sorted(environment().items())).encode()).hexdigest()[:16]


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What another environment has in another version, in words; empty when nothing."""
    names = [name for name in sorted(ours.keys() | theirs.keys()) if ours.get(name) != theirs.get(name)]
    return ", ".join(f"{name} {theirs.get(name, 'none')} instead of {ours.get(name, 'none')}" for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _program() -> str:
    """The version alone would not tell two copies of a working tree apart."""
    root = Path(__file__).parents[1]
    hashed = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".md")):
        hashed.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return hashed.hexdigest()[:12]


def _keep_quiet() -> None:
    """The client prints tracebacks of what is said in a sentence here."""
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _connected(make: Callable[..., Client], address: str) -> Client:
    try:
        return make(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoCluster(f"no scheduler answers at {address}") from error


def _check(client: Client) -> None:
    """Refuse what would refuse the work later, with all reasons at once."""
    found = _environments(client)
    if not found:
        raise NoCluster("the scheduler has no workers")
    for worker in sorted(found):
        if isinstance(error := found[worker], Exception):
            raise NoCluster(f"the workers do not have this program: {type(error).__name__}: {error}"[:300]) from error
        if words := difference(environment(), error):
            raise NoCluster(f"the worker at {worker} has {words}; it needs the same versions as this machine")


def _environments(client: Client) -> Mapping[str, Mapping[str, str] | Exception]:
    """What each worker has. One that ends while it is asked is left alone, and all are asked again."""
    for _ in range(_ASKED):
        found: dict[str, Mapping[str, str] | Exception] = client.run(environment, on_error="return")
        here = {worker: said for worker, said in found.items() if not isinstance(said, OSError)}
        if len(here) == len(found):
            return here
        time.sleep(1)
    return here


def _refuse_others(expected: str, function: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Do a task on a worker. One that came later than the check may be another."""
    if identity() != expected:
        raise NoCluster("a worker that joined has other versions than this machine")
    return function(*arguments, **options)


def _is_half_lost(error: BaseException | None) -> bool:
    """Was a result lost with its worker just as it was fetched? The executor of ``distributed`` then takes apart what
    is not there, and says so.
    """
    frame = error.__traceback__ if isinstance(error, ValueError) else None
    while frame and frame.tb_next:
        frame = frame.tb_next
    return frame is not None and frame.tb_frame.f_globals.get("__name__") == "distributed.cfexecutor"


class _WatchedExecutor(Executor):
    """Tells each worker what it must be, and lets nobody wait for a cluster that is gone: the executor of
    ``distributed`` waits for ever.
    """

    def __init__(self, client: Client, expected: str) -> None:
        self._client, self._expected = client, expected
        self._executor: Executor = client.get_executor()
        self._pending: set[Future[Any]] = set()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """As every executor does. ``map`` of the base class asks for all results in order."""
        ours: Future[T] = Future()
        self._pending.add(ours)
        self._begin(ours, partial(_refuse_others, self._expected, fn, *args, **kwargs))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - its name and place are given
        """As every executor does."""
        self._ended.set()
        self._executor.shutdown(wait=wait, cancel_futures=cancel_futures)

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _begin(self, ours: Future[T], work: Callable[[], T]) -> None:
        self._executor.submit(work).add_done_callback(partial(self._hand_on, ours, work))

    def _hand_on(self, ours: Future[T], work: Callable[[], T], task: Future[T]) -> None:
        if not task.cancelled() and _is_half_lost(task.exception()):
            self._begin(ours, work)
            return
        self._pending.discard(ours)
        # Whoever asked may have given up meanwhile.
        with suppress(InvalidStateError):
            if task.cancelled():
                ours.set_exception(NoCluster("the scheduler was lost"))
            elif error := task.exception():
                ours.set_exception(self._in_words(error))
            else:
                ours.set_result(task.result())

    def _in_words(self, error: BaseException) -> BaseException:
        from distributed import KilledWorker  # noqa: PLC0415 - as above

        return NoCluster("workers died again and again at the same work") if isinstance(error, KilledWorker) else error

    def _watch(self) -> None:
        last_seen = time.monotonic()
        while not self._ended.wait(1):
            if self._client.status in ("closing", "closed"):
                self._fail("the scheduler was lost")
                return
            if self._has_workers():
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > ALONE_SECONDS:
                self._fail("the scheduler has lost all its workers")

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.scheduler_info()["workers"])
        except Exception:  # noqa: BLE001 - while it connects again, it may raise anything
            return True

    def _fail(self, words: str) -> None:
        for ours in tuple(self._pending):
            with suppress(InvalidStateError):
                ours.set_exception(NoCluster(words))
