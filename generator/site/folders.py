"""The folders of a build, which must be apart: a build removes what it no longer makes from the folders it writes.

They are compared as the folders that they really are, so that neither a link nor another spelling of a path hides
that two of them are one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from generator.site.manifest import SITE_MARKER
from generator.storage.atomic_write import write_whole
from generator.storage.file_stamp import FileStamp, stamp_of

RECORDS = ("cache.sqlite", "manifest.json", "lock")
"""The files that builds keep beside their folders."""
_NOTE = b"This folder was made by Papershelf, which removes from it whatever it did not make.\n"


class UnsafeFolders(MkDocsException):
    """A build would write or remove files that it did not make."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class BuildFolders:
    """Where a build reads and writes."""

    content: Path
    overrides: Path | None
    """Templates, styles and scripts; ``None`` for a theme without changes."""
    project: Path
    """The folder of ``mkdocs.yml``."""
    pages: Path
    """Where the generated Markdown is written."""
    work: Path
    """What builds keep for later ones."""
    site: Path

    def check(self) -> None:
        """Raises ``UnsafeFolders`` when a build could remove, or write through, what it did not make."""
        if fault := next(chain(self._overlaps(), self._foreign()), None):
            raise UnsafeFolders(fault)

    def claim(self) -> FileStamp:
        """Mark the folders that builds may empty as ours; returns when a build last did that for the site, so that one
        can tell whether another project or a plain ``mkdocs build`` wrote there in between.
        """
        last = stamp_of(self.site / SITE_MARKER)
        for folder in (self.pages, self.site):
            write_whole(folder / SITE_MARKER, _NOTE)
        os.utime(self.site / SITE_MARKER)
        return last

    @property
    def _written(self) -> Mapping[str, Path]:
        return {"pages": self.pages, "site": self.site}

    def _overlaps(self) -> Iterator[str]:
        read = {"content": self.content} | ({"overrides": self.overrides} if self.overrides else {})
        if _is_within(self.work, self.site):
            yield f"expected the build folder outside the site, found {_shown(self.work)} in {_shown(self.site)}"
        pairs = [*combinations((read | dict(self._written)).items(), 2), *product(read.items(), [("build", self.work)])]
        for (name, folder), (other, second) in pairs:
            if _is_within(folder, second) or _is_within(second, folder):
                yield (
                    f"expected the {name} and {other} folders apart, found {_shown(folder)} and {_shown(second)};"
                    " name another folder, because a build removes what it did not make"
                )
        for name, folder in self._written.items():
            if _is_within(self.project, folder):
                yield f"expected the {name} folder within the project, found {_shown(folder)}, which contains it"

    def _foreign(self) -> Iterator[str]:
        for name, folder in self._written.items():
            if folder.exists() and not folder.is_dir():
                yield f"expected a folder for the {name}, found the file {_shown(folder)}"
            elif _is_foreign(folder):
                yield (
                    f"expected an empty folder or one that Papershelf made for the {name}, found {_shown(folder)} with"
                    " other files; name another folder, or empty it yourself"
                )
            elif link := _link_below(folder):
                yield (
                    f"expected no link in the folder of the {name}, found {_shown(link)};"
                    " remove it, because a build would write to where it leads"
                )
        for path in (self.work / name for name in RECORDS):
            if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
                yield f"expected a file that a build made, found {_shown(path)}, which is none; remove it"


def _link_below(folder: Path | str) -> Path | None:
    """A link to a folder, or to a file; names that begin with a dot are never written."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except FileNotFoundError:
        return None
    for entry in found:
        if entry.is_symlink():
            return Path(entry.path)
        if entry.is_dir() and (link := _link_below(entry.path)):
            return link
    return None


def _is_foreign(folder: Path) -> bool:
    """Does a folder contain anything, and not our marker? A draft of one does not count."""
    if not folder.is_dir() or _is_marked(folder):
        return False
    return any(not path.name.startswith(f"{SITE_MARKER}-") for path in folder.iterdir())


def _is_marked(folder: Path) -> bool:
    marker = folder / SITE_MARKER
    return marker.is_file() and not marker.is_symlink()


def _is_within(inner: Path, outer: Path) -> bool:
    """Is a folder another one, or somewhere below it? Neither needs to exist."""
    return any(_is_same(folder, outer) for folder in (inner, *inner.parents))


def _is_same(one: Path, two: Path) -> bool:
    if one == two:
        return True
    try:
        return one.samefile(two)
    except OSError:
        return False


def _shown(folder: Path) -> str:
    """A path as seen from where the command runs, if it is below."""
    here = Path.cwd()
    return f"'{folder.relative_to(here)}'" if folder.is_relative_to(here) and folder != here else f"'{folder}'"
