"""What the check makes of slips in the shipped files. See ``slips`` for how they are made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from support.slips import CuratedFile, Lines, Mutant

from generator.content.read import ContentResult, read_content
from generator.curation.nodes import compose
from generator.model.problem import Place, Problem, Severity
from generator.storage.cache import Cache


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check made of a mutant."""

    mutant: Mutant
    lines: Lines
    """Where the problem should be."""
    problems: tuple[Problem, ...]
    """Without notices."""
    is_changed: bool
    """Is nothing said, although the catalogue means something else?"""

    @property
    def is_silent(self) -> bool:
        """Was a change of meaning passed that nobody can have meant?"""
        return self.is_changed and not self.mutant.is_legitimate

    @property
    def matters(self) -> bool:
        """Is it a slip that changes anything? A comma in a title that is looked up by its letters does not."""
        return not self.mutant.is_legitimate and (bool(self.problems) or self.is_changed)

    @property
    def is_on_the_line(self) -> bool:
        """Is a problem reported where it should be?"""
        return any((problem.place.file, problem.place.line) in self.lines for problem in self.problems)


class Bench:
    """A copy of a content folder in which one file after the other is slipped in."""

    def __init__(self, content: Path, folder: Path) -> None:
        self.folder = folder
        self.files = {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file() and path.suffix in (".yml", ".txt")
        }
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        self.cache = Cache(folder / "cache")
        result = self._read()
        assert not _listed(result), "the content to slip in must be valid"
        self.meaning = _meaning(result.catalogue)

    def mutants(self) -> Iterator[Mutant]:
        curated = {name: data.decode() for name, data in self.files.items() if name.endswith(".yml")}
        for name, text in curated.items():
            yield from CuratedFile(name, text, curated).mutants()

    def judge(self, mutant: Mutant) -> Verdict:
        path = self.folder / mutant.file
        text = mutant.make()
        path.write_text(text, encoding="utf-8")
        try:
            result = self._read()
        finally:
            path.write_bytes(self.files[mutant.file])
        problems = _listed(result)
        # What a mutant means is asked only when nothing is said about it.
        return Verdict(
            mutant, mutant.lines(text), problems, not problems and _meaning(result.catalogue) != self.meaning
        )

    def _read(self) -> ContentResult:
        with patch("generator.curation.reading.compose", _cached_compose):
            return read_content(self.folder, self.cache)


_cached_compose = lru_cache(maxsize=512)(compose)
"""The other files are the same for each mutant."""


def _listed(result: ContentResult) -> tuple[Problem, ...]:
    return tuple(problem for problem in result.problems if problem.severity is not Severity.NOTICE)


def _meaning(value: object) -> object:
    """Everything that a value says, without the places where it stands."""
    if isinstance(value, Place):
        return None
    if dataclasses.is_dataclass(value):
        return tuple(_meaning(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return tuple((key, _meaning(inner)) for key, inner in value.items())
    return tuple(map(_meaning, value)) if isinstance(value, tuple) else value
