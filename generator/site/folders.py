"""The folders of a build, which must be apart: a build removes what it no longer makes from the folders it writes.

They are compared as the folders that they really are, so that neither a link nor another spelling of a path hides
that two of them are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from mkdocs.exceptions import PluginError

from generator.storage.atomic_write import write_whole

SITE_MARKER = ".papershelf"
"""A file in each folder that builds may empty. Its name begins with a dot, so that MkDocs leaves it alone."""
_NOTE = b"This folder was made by Papershelf, which removes from it whatever it did not make.\n"


class UnsafeFolders(PluginError):
    """A build would remove files that it did not make."""


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
    work: tuple[Path, ...]
    """The cache and the folder of the search index."""
    site: Path

    def check(self) -> None:
        """Raises ``UnsafeFolders`` when a build could remove what it did not make."""
        fault = next(self._faults(), None)
        if fault:
            raise UnsafeFolders(fault)

    def claim(self) -> None:
        """Mark the folders that builds may empty as ours."""
        for folder in (self.pages, self.site):
            write_whole(folder / SITE_MARKER, _NOTE)

    def _faults(self) -> Iterator[str]:
        read = [("content", self.content), *([("overrides", self.overrides)] if self.overrides else [])]
        written = [("pages", self.pages), *(("build", folder) for folder in self.work), ("site", self.site)]
        for (name, folder), (other, second) in combinations([*read, *written], 2):
            if name != other and (_is_within(folder, second) or _is_within(second, folder)):
                yield (
                    f"expected the {name} and {other} folders apart, found {_shown(folder)} and {_shown(second)};"
                    " name another folder, because a build removes what it did not make"
                )
        for name, folder in (("pages", self.pages), ("site", self.site)):
            if _is_within(self.project, folder):
                yield f"expected the {name} folder within the project, found {_shown(folder)}, which contains it"
            elif folder.exists() and not folder.is_dir():
                yield f"expected a folder for the {name}, found the file {_shown(folder)}"
            elif _is_foreign(folder):
                yield (
                    f"expected an empty folder or one that Papershelf made for the {name}, found {_shown(folder)} with"
                    " other files; name another folder, or empty it yourself"
                )


def _is_foreign(folder: Path) -> bool:
    """Does a folder contain anything, and not our marker?"""
    if not folder.is_dir() or _is_marked(folder):
        return False
    return any(folder.iterdir())


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
