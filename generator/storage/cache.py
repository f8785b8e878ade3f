"""Keeps from one build to the next what is slow to compute.

A value is found only by a fingerprint of everything it was made from, so a cache can be deleted at any
time and never changes a result. It holds what the last build used, no more.

The file lies beside the content folder, where somebody else may have put it, so nothing in it can run:
it holds JSON, and each value is read as the type that the program asks for. A file that is damaged, of
another program or of another kind counts as empty.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from generator.storage.atomic_write import write_whole
from generator.storage.codec import Codec, NotOfType, codec_of

CACHE_FILE = "build/cache.jsonl"
"""Where builds keep it, relative to ``mkdocs.yml``, beside which the content folder lies."""

T = TypeVar("T")


def fingerprint(*parts: str) -> str:
    """A short hash of texts; equal for equal texts in the same order."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8, "little"))
        hashed.update(data)
    return hashed.hexdigest()


class Cache:
    """Values of the last build by their fingerprints. Without a file it keeps nothing."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._program = _program() if file else ""
        self._before: dict[str, str] = _load(file, self._program) if file else {}
        """The JSON of each value by its key."""
        self._now: dict[str, str] = {}
        self._values: dict[str, Any] = {}
        self._fingerprints: dict[int, tuple[object, str]] = {}

    def get_or_compute(self, key: str, make: Callable[[], T]) -> T:
        """The value of the last build with the same key, else a new one.

        What is kept must be of the type that ``make`` is annotated to return. Raises ``TypeError``
        when it has no such annotation, or one of a type that cannot be kept.
        """
        if self.file is None:
            return make()
        if key not in self._values:
            codec = _codec_of_result(make)
            if not self._find(key, codec):
                self._keep(key, make(), codec)
        value: T = self._values[key]
        return value

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value with this key, if there is one of this type."""
        is_known = key in self._values or self._find(key, codec_of(kind))
        return self._values[key] if is_known else None

    def put(self, key: str, value: T, kind: type[T]) -> None:
        """Keep another value than the last build's."""
        if self.file is not None:
            self._keep(key, value, codec_of(kind))

    def fingerprint_of(self, value: object) -> str:
        """The fingerprint of all that a frozen value says, worked out once for each value: papers are
        asked for by several parts of a build, and to write one out takes longer than all that they do
        with it when it did not change.
        """
        known = self._fingerprints.get(id(value))
        if known is None:
            # Kept beside its fingerprint, so that nothing else can get its id.
            known = self._fingerprints[id(value)] = (value, fingerprint(repr(value)))
        return known[1]

    def save(self) -> None:
        """Keep what this build used. Raises ``OSError`` when the file cannot be written."""
        if self.file is None or self._now == self._before:
            return
        body = "".join(f"{key}\t{text}\n" for key, text in self._now.items()).encode("ascii")
        write_whole(self.file, _head(self._program, body) + body)

    def _find(self, key: str, codec: Codec) -> bool:
        """Take over a value of the last build, if it is what the program expects."""
        text = self._before.get(key)
        if text is None:
            return False
        try:
            self._values[key] = codec.decode(json.loads(text))
        except (NotOfType, json.JSONDecodeError, RecursionError, ValueError):
            return False
        self._now[key] = text
        return True

    def _keep(self, key: str, value: object, codec: Codec) -> None:
        assert key.isascii()
        assert key.isprintable()
        self._values[key] = value
        # JSON in plain ASCII has no tab and no line end outside of its escapes.
        self._now[key] = json.dumps(codec.encode(value), separators=(",", ":"))


def _load(file: Path, program: str) -> dict[str, str]:
    """What was saved by this very program; anything else is worth nothing."""
    try:
        data = file.read_bytes() if file.is_file() else b""
        head, _, body = data.partition(b"\n")
        if head + b"\n" != _head(program, body):
            return {}
        lines = body.decode("ascii").split("\n")
    except (OSError, ValueError):
        return {}
    return {key: text for key, tab, text in (line.partition("\t") for line in lines) if tab}


def _head(program: str, body: bytes) -> bytes:
    """The first line: which program wrote the file, and a checksum of all that follows."""
    checksum = hashlib.blake2b(body, digest_size=16).hexdigest()
    return json.dumps({"papershelf": "cache", "program": program, "checksum": checksum}).encode("ascii") + b"\n"


def _program() -> str:
    """The fingerprint of this package, its templates included, and of the libraries that make slugs and formulas."""
    package = Path(__file__).parents[1]
    facts = [(path, path.stat()) for path in sorted(package.rglob("*")) if path.suffix != ".pyc" and path.is_file()]
    sources = tuple((path, status.st_mtime_ns, status.st_size) for path, status in facts)
    return fingerprint(version("python-slugify"), version("latex2mathml"), _hash_of(package, sources))


@cache
def _hash_of(package: Path, sources: tuple[tuple[Path, int, int], ...]) -> str:
    """Of the content of files, which a process that serves for hours reads again only when one has changed."""
    hashed = hashlib.blake2b(digest_size=16)
    for path, _, _ in sources:
        data = path.read_bytes()
        hashed.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode())
        hashed.update(data)
    return hashed.hexdigest()


def _codec_of_result(make: Callable[[], object]) -> Codec:
    function: Any = make
    while isinstance(function, partial):
        function = function.func
    if not hasattr(function, "__annotations__"):
        function = type(function).__call__
    return _codec_of_function(getattr(function, "__func__", function))


@cache
def _codec_of_function(function: Any) -> Codec:
    hints = get_type_hints(function)
    if "return" not in hints:
        raise TypeError(f"expected a function that is annotated with what it returns, found {function}")
    return codec_of(hints["return"])
