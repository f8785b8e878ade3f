"""What the last build was made from, and what it put into the site.

The next build reads it to leave alone what did not change. Somebody else may have written it, so each path in it
is checked, and what it says of a file holds only while the file is as the build left it.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.storage.atomic_write import write_whole
from generator.storage.file_stamp import FileStamp, stamp_of
from generator.storage.source_files import SourceFile

WORK_FOLDER = "build"
"""What builds keep for later ones, relative to ``mkdocs.yml``. It can be removed at any time."""
MANIFEST = f"{WORK_FOLDER}/manifest.json"
"""Where the manifest lies, relative to ``mkdocs.yml``."""
SITE_MARKER = ".papershelf"
"""A file in each folder that builds may empty. Its name begins with a dot, so that MkDocs leaves it alone."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A generated page, as a build left it."""

    fingerprint: str
    """Of everything that it shows."""
    source: FileStamp
    """Of its Markdown."""
    output: str
    """Path of its HTML below the site."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build was made from, and what it put into the site."""

    request: str
    """Fingerprint of what was asked for: the configuration, the folders, the environment, the libraries."""
    frame: str
    """Fingerprint of what every page is made of beside what it shows."""
    site: str
    """The folder that was built; another one starts afresh."""
    claim: FileStamp
    """When the build began to write to the site. Another one since then, of whatever list, has another."""
    warnings: int
    markdown: str
    """The folder of the generated Markdown."""
    pages: dict[str, PageRecord]
    """By their paths in the folder of generated Markdown."""
    outputs: dict[str, FileStamp]
    """Everything in the site, by path."""
    sources: dict[str, SourceFile]
    """Every file that was read, by its full path; none where files could be read that are not known."""
    folders: tuple[str, ...]
    """The folders with these files."""

    def untouched_outputs(self) -> frozenset[str]:
        """Outputs that are as the build left them."""
        return frozenset(self.outputs).difference(self.touched_outputs())

    def kept_pages(self, untouched: Collection[str]) -> dict[str, str]:
        """Fingerprints of the pages whose Markdown and HTML are as the build left them, by path."""
        return {
            path: page.fingerprint
            for path, page in self.pages.items()
            if page.output in untouched and self._has_markdown_of(path)
        }

    def is_as_left(self) -> bool:
        """Are the pages and all outputs as the build left them?"""
        is_ours = stamp_of(Path(self.site, SITE_MARKER)) == self.claim
        return is_ours and not self.touched_outputs() and all(map(self._has_markdown_of, self.pages))

    def _has_markdown_of(self, page: str) -> bool:
        return stamp_of(f"{self.markdown}/{page}") == self.pages[page].source

    def touched_outputs(self) -> list[str]:
        """Outputs that are not as the build left them."""
        return [path for path, stamp in self.outputs.items() if stamp_of(f"{self.site}/{path}") != stamp]


def read_manifest(path: Path) -> Manifest | None:
    """What the last build left. What is damaged, or names files that no build makes, counts as nothing."""
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    names = (*manifest.outputs, *manifest.pages, *(page.output for page in manifest.pages.values()))
    return manifest if all(map(_is_output, names)) else None


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep what a build was made from. Raises ``OSError``."""
    write_whole(path, msgspec.json.encode(manifest))


def _is_output(path: str) -> bool:
    """Can a build have made a file of this name? All are below a folder, and none begins with a dot."""
    return path[:1] not in ("", "/", ".") and "/." not in path and _is_name(path)


def _is_name(path: str) -> bool:
    try:
        return "\0" not in os.fsencode(path).decode()
    except UnicodeError:
        return False
