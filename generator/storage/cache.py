"""Keeps from one build to the next what is slow to compute.

A value is found only by a fingerprint of everything it was made from, so a cache can be deleted at any
time and never changes a result. Values are kept by stage, which is the function that makes them. Of a stage
it holds what the last build that needed it used, no more.

Nothing of what is read can run or name a class: a value is read as the type that the program asks for. See
``stage_store`` for the file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, TypeVar, get_type_hints

import msgspec

from generator.storage.stage_store import StageChanges, StageStore
from generator.storage.workers import WORTH_WORKERS, Workers, decoder_of, encoded, encoder

CACHE_FILE = "build/cache.sqlite"
"""Where builds keep it, relative to ``mkdocs.yml``, beside which the content folder lies."""

T = TypeVar("T")
U = TypeVar("U")


def fingerprint(*parts: str) -> str:
    """A short hash of texts; equal for equal texts in the same order."""
    sized = "".join([f"{len(part)} {part}" for part in parts])
    return hashlib.blake2b(sized.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(slots=True)
class _Stage:
    """The values of one function."""

    before: dict[str, bytes]
    """Of earlier builds, encoded."""
    values: dict[str, Any] = field(default_factory=dict)
    """Those that this build used."""
    new: dict[str, bytes] = field(default_factory=dict)

    def find(self, key: str, kind: Any) -> bool:
        """Take over a value of an earlier build, if it is what the program expects."""
        data = self.before.get(key)
        if data is None:
            return False
        try:
            self.values[key] = decoder_of(kind).decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return False
        return True

    def compute(self, function: Callable[[T], object], value: T, key: str) -> None:
        """Take the value of a function."""
        result = function(value)
        self.keep(key, result, encoded(result))

    def keep(self, key: str, value: object, data: bytes | None) -> None:
        """Take a new value."""
        self.values[key] = value
        if data is not None and self.before.get(key) != data:
            self.new[key] = data

    @property
    def changes(self) -> StageChanges:
        """What to store."""
        return StageChanges(self.before.keys() - self.values.keys() - self.new.keys(), self.new)


class Cache:
    """Values of earlier builds by their fingerprints. Without a file it keeps nothing."""

    def __init__(self, file: Path | None = None, workers: Workers | None = None) -> None:
        """``workers`` compute the values that are missing where there are many; else this process does."""
        self.file = file
        self.workers = workers
        self._store = StageStore(file, _program()) if file else None
        self._stages: dict[str, _Stage] = {}
        self._fingerprints: dict[int, tuple[object, str]] = {}

    def get_or_compute(self, key: str, make: Callable[[], T]) -> T:
        """The value of an earlier build with the same key, else a new one.

        What is kept must be of the type that ``make`` is annotated to return. Raises ``TypeError``
        when it has no such annotation, or one of a type that cannot be kept.
        """
        if self._store is None:
            return make()
        stage, kind = self._stage_of(make)
        if key not in stage.values and not stage.find(key, kind):
            value = make()
            stage.keep(key, value, encoded(value))
        found: T = stage.values[key]
        return found

    def begin(self, key: str, make: Callable[[], T]) -> Callable[[], T]:
        """The value as by ``get_or_compute``, which is made beside what this process does next; what is returned waits
        for it.
        """
        if self._store is None or self.workers is None:
            return partial(self.get_or_compute, key, make)
        stage, kind = self._stage_of(make)
        if key in stage.values or stage.find(key, kind):
            return partial(stage.values.__getitem__, key)
        wait = self.workers.beside(make)

        def value() -> T:
            if key not in stage.values:
                made = wait()
                stage.keep(key, made, encoded(made))
            found: T = stage.values[key]
            return found

        return value

    def map(self, function: Callable[[T], U], inputs: Sequence[T], keys: Sequence[str]) -> list[U]:
        """The values of a pure function, in the order of its inputs, each as by ``get_or_compute``.

        ``keys`` has a fingerprint for each input. Workers are handed the function and the inputs pickled.
        """
        if self._store is None and self.workers is None:
            return list(map(function, inputs))
        stage, kind = self._stage_of(function)
        missing = {
            key: value
            for key, value in zip(keys, inputs, strict=True)
            if key not in stage.values and not stage.find(key, kind)
        }
        here = list(missing)
        if self.workers and self.workers.are_available and len(missing) >= WORTH_WORKERS:
            # What the first one imports is then there for all.
            here, elsewhere = here[:1], here[1:]
            stage.compute(function, missing[here[0]], here[0])
            made = self.workers.encoded(function, [missing[key] for key in elsewhere])
            for key, data in zip(elsewhere, made, strict=True):
                if data is None:
                    here.append(key)
                else:
                    stage.keep(key, decoder_of(kind).decode(data), data)
        for key in here:
            if key not in stage.values:
                stage.compute(function, missing[key], key)
        return [stage.values[key] for key in keys]

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value with this key, if there is one of this type."""
        stage = self._stage(str(kind))
        return stage.values[key] if key in stage.values or stage.find(key, kind) else None

    def put(self, key: str, value: T, kind: type[T]) -> None:
        """Keep another value than the earlier build's."""
        if self._store is not None:
            self._stage(str(kind)).keep(key, value, encoded(value))

    def fingerprint_of(self, value: object) -> str:
        """The fingerprint of all that a frozen value says, worked out once for each value: papers are
        asked for by several parts of a build.
        """
        known = self._fingerprints.get(id(value))
        if known is None:
            # Kept beside its fingerprint, so that nothing else can get its id.
            known = self._fingerprints[id(value)] = (value, fingerprint_of_value(value))
        return known[1]

    def save(self) -> None:
        """Keep what this build used. A file that cannot be written stays as it was: then the next build is slower."""
        if self._store is None:
            return
        changes = {name: stage.changes for name, stage in self._stages.items()}
        if any(change.dropped or change.kept for change in changes.values()):
            with suppress(OSError):
                self._store.write(changes)
        # Of a large list this is more than all its papers, and copies of this process would hold it, too.
        for stage in self._stages.values():
            stage.before, stage.new = {}, {}

    def _stage_of(self, function: Callable[..., object]) -> tuple[_Stage, Any]:
        while isinstance(function, partial):
            function = function.func
        if not isinstance(function, FunctionType | MethodType):
            function = type(function).__call__
        name, kind = _described(getattr(function, "__func__", function))
        return self._stage(name), kind

    def _stage(self, name: str) -> _Stage:
        if name not in self._stages:
            self._stages[name] = _Stage(self._store.read(name) if self._store else {})
        return self._stages[name]


def fingerprint_of_value(value: object) -> str:
    """The fingerprint of all that a frozen value says."""
    try:
        data = encoder.encode(value)
    except (TypeError, UnicodeEncodeError, OverflowError):
        data = repr(value).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16, person=type(value).__name__.encode()[:16]).hexdigest()


def _program() -> str:
    """The fingerprint of this package, its templates included, and of the libraries that make slugs and formulas."""
    package = Path(__file__).parents[1]
    sources = tuple(sorted(_sources(package)))
    return fingerprint(version("python-slugify"), version("latex2mathml"), _hash_of(package, sources))


def _sources(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """Path, time of change and size of every file below a folder, but for what Python compiled."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _sources(entry.path)
            elif not entry.name.endswith(".pyc") and entry.is_file():
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size


@cache
def _hash_of(package: Path, sources: tuple[tuple[str, int, int], ...]) -> str:
    """Of the content of files, which a process that serves for hours reads again only when one has changed."""
    hashed = hashlib.blake2b(digest_size=16)
    for path in (Path(name) for name, _, _ in sources):
        data = path.read_bytes()
        hashed.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode())
        hashed.update(data)
    return hashed.hexdigest()


@cache
def _described(function: Any) -> tuple[str, Any]:
    """The name of a function, and the type that it returns."""
    hints = get_type_hints(function)
    if "return" not in hints:
        raise TypeError(f"expected a function that is annotated with what it returns, found {function}")
    return f"{function.__module__}.{function.__qualname__}", hints["return"]
