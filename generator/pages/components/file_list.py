"""Files that a page offers, with their sizes: whoever pays for bytes knows before."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.document.vocabulary import Drawing


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file of the site."""

    path: str
    """Below the root of the site."""
    label: str
    size: int
    """In bytes; of an index, the size of what it leads to."""
    is_index: bool = False
    """Does it only lead to what is offered? Then a browser shows it."""


@dataclass(frozen=True, slots=True)
class FileList(Drawing):
    """A link to each file, with its size. It is drawn, because a link in Markdown must lead to a page."""

    files: tuple[OfferedFile, ...]
