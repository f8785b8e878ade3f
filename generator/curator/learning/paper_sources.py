"""Reads papers to learn from that are not in the list: digests in any form, and JSON lines, with topics if somebody
labelled them.

A line of JSON holds ``title`` and ``abstract``; where it is labelled, also ``main``, the topic where a reader would
look first, ``also``, other topics that are right, and ``arguable``, those that are neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from generator.curator.learning.training_papers import LabelledTopics, ReadPaper
from generator.digests.digest_names import day_in_name
from generator.digests.reader import read_digest
from generator.model.identity import Slug
from generator.text.markup import understand

JSON_LINES = (".jsonl", ".ndjson")
_ANY_DAY = "2024-01-01"
"""For digests whose name states none: nothing of it is learned."""


class _Line(msgspec.Struct):
    """A line of JSON."""

    title: str
    abstract: str
    main: str | None = None
    also: Sequence[str] = ()
    arguable: Sequence[str] = ()
    narrower: str | None = None
    """A topic that is right, too, if the list has it."""


class UnreadableSource(Exception):
    """A file that holds no papers to learn from."""


def read_papers(path: Path) -> tuple[ReadPaper, ...]:
    """The papers of a file, or of all files of a folder. Raises ``UnreadableSource`` where there are none."""
    files = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
    papers = tuple(paper for file in files for paper in _papers(file))
    if not papers:
        raise UnreadableSource(f"{path}: expected papers with titles and abstracts, found none")
    return papers


def _papers(file: Path) -> Iterator[ReadPaper]:
    data = file.read_bytes()
    if file.suffix.lower() in JSON_LINES:
        yield from _lines(file, data)
        return
    name = file.name if day_in_name(file.name) else f"{_ANY_DAY}{PurePosixPath(file.name).suffix}"
    digest, _ = read_digest(f"digests/{name}", data)
    for entry in digest.entries if digest else ():
        if entry.abstract:
            yield ReadPaper(_plain(entry.title), "\n".join(map(_plain, entry.abstract)))


def _lines(file: Path, data: bytes) -> Iterator[ReadPaper]:
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=_Line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            message = f"{file}:{number}: expected a JSON object with title and abstract, found {error}"
            raise UnreadableSource(message) from error
        yield ReadPaper(
            _plain(" ".join(record.title.split())), _plain(" ".join(record.abstract.split())), _labels(record)
        )


def _labels(line: _Line) -> LabelledTopics | None:
    if not line.main:
        return None
    right = [line.main, *line.also, *([line.narrower] if line.narrower else ())]
    return LabelledTopics(frozenset(map(Slug, right)), frozenset(map(Slug, line.arguable)))


def _plain(text: str) -> str:
    return understand(text, {}).plain
