"""Remembers from one build to the next what is slow to work out.

A value is found again only by a hash of everything it was made from, so a memory can be deleted
at any time and never changes a result. It holds what the last build used, no more.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

FILE = "build/cache.pickle"
"""What builds remember, relative to ``mkdocs.yml``, beside which the content folder lies."""

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
    """Values of the last build by their marks. Without a file it remembers nothing."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._before: dict[str, Any] = _load(file) if file else {}
        self._now: dict[str, Any] = {}
        self._marks: dict[int, tuple[object, str]] = {}

    def get_or_compute(self, key: str, make: Callable[[], T]) -> T:
        """The value of the last build with the same key, else a new one."""
        if self.file is None:
            return make()
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        value: T = self._now[key]
        return value

    def fingerprint_of(self, value: object) -> str:
        """The mark of all that a frozen value says. A paper is asked for by its own page, by each list and
        by the search, and to write out what it says takes longer than all else that they do when it did
        not change; so it is done once.
        """
        known = self._marks.get(id(value))
        if known is None:
            # Kept beside its mark, so that nothing else can get its id.
            known = self._marks[id(value)] = (value, fingerprint(repr(value)))
        return known[1]

    def put(self, key: str, value: object) -> None:
        """Remember another value than the last build's."""
        if self.file is not None:
            self._now[key] = value

    def save(self) -> None:
        """Keep what this build used."""
        if self.file is None or self._now == self._before:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_bytes(pickle.dumps((_program(), self._now), protocol=5))


def _load(file: Path) -> dict[str, Any]:
    """What was saved by this very program; anything else is worth nothing."""
    try:
        program, values = pickle.loads(file.read_bytes())  # noqa: S301 - written by save() on this machine
    except Exception:  # noqa: BLE001 - a damaged memory is an empty one
        return {}
    return values if program == _program() else {}


def _program() -> str:
    """The mark of this program's own source and of the libraries that make slugs and formulas."""
    sources: Iterable[Path] = sorted(Path(__file__).parents[1].rglob("*.py"))
    return fingerprint(
        version("python-slugify"), version("latex2mathml"), *(path.read_text(encoding="utf-8") for path in sources)
    )
