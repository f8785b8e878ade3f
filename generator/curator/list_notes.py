"""Turns what the keeper of a list wrote about its papers into the curator's notes on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.content.read import ContentResult
from generator.curation.reading import read_curation
from generator.model.digest import Digest
from generator.model.problem import errors
from generator.storage.atomic_write import write_new

_HEADER = "# yaml-language-server: $schema=../schema/paper.json\n"


@dataclass(frozen=True, slots=True)
class ListNote:
    """A note from a list, and the file that is to hold it."""

    file: str
    """Path below the content folder."""
    title: str
    text: str
    """What the file is to say, in YAML."""
    obstacle: str | None
    """Why it cannot be kept, in words."""


def notes_in(digest: Digest, result: ContentResult, content: Path) -> list[ListNote]:
    """The notes of a digest, in its order; ``result`` is the content folder with the digest.

    A paper of which several items have notes has the first. A file that exists is never changed.
    """
    notes: dict[str, ListNote] = {}
    for slug, title, words in _noted(digest, result):
        file = f"papers/{slug}.yml"
        if file not in notes:
            text = _HEADER + yaml.safe_dump({"note": words}, allow_unicode=True, width=100)
            notes[file] = ListNote(file, title, text, _obstacle(content, file, text))
    return list(notes.values())


def write_notes(content: Path, notes: list[ListNote]) -> Iterator[Path]:
    """Write those that can be kept."""
    for note in notes:
        if not note.obstacle:
            write_new(content / note.file, note.text.encode())
            yield content / note.file


def _noted(digest: Digest, result: ContentResult) -> Iterator[tuple[str, str, str]]:
    """Slug and title of each paper with a note, and the note on one line."""
    papers = [*result.catalogue.papers, *result.hidden]
    slugs = {
        appearance.position: paper.slug
        for paper in papers
        for appearance in paper.appearances
        if appearance.digest == digest.slug
    }
    for position, entry in enumerate(digest.entries, start=1):
        words = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", entry.note or "").split())
        if words and position in slugs:
            yield slugs[position], entry.title, words


def _obstacle(content: Path, file: str, text: str) -> str | None:
    if (content / file).exists():
        return f"{content / file} exists, and is left as it is"
    _, problems = read_curation({file: text.encode("utf-8", "backslashreplace")})
    found = next((problem for problem in errors(problems) if problem.place.file == file), None)
    return f"{found.message}; write {content / file} yourself" if found else None
