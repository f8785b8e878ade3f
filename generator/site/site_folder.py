"""Takes a finished build over into the site.

MkDocs writes to a folder of its own, so the site stays as it was until all of it is made. Then file after file takes
the place of an older one, each whole: first what pages load, then pages, then the lists that lead to them; what no
page has a link to any more goes last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.storage.files_below import files_below

STAGING = ".papershelf-next"
"""Where a build is made, below the site, so that both are on one disk."""
_RANKS = {"assets": -1, "papers": 0, "index.html": 2}


def outputs_below(folder: Path) -> Iterator[str]:
    """The files below a folder by their paths in it, without those that are hidden."""
    start = len(f"{folder}/")
    for path in files_below(folder):
        name = path[start:]
        if not name.startswith(".") and "/." not in name:
            yield name


def take_over(
    staging: Path, site: Path, staged: Iterable[str], stale: Collection[str], *, is_part: bool = False
) -> None:
    """Put the files of a build in their places, and remove outputs that have no source any more; for a part of a build
    only those that are in the way of it.

    A file with the same bytes is left alone. Raises ``OSError``.
    """
    remove(site, _in_the_way(stale, staged) if stale else [])
    for name in sorted((path.name for path in staging.iterdir()), key=_rank):
        _move(staging / name, site / name)
    if not is_part:
        remove(site, stale)
    shutil.rmtree(staging)


def _rank(name: str) -> tuple[int, str]:
    """What others need comes first: files, then pages of papers, then lists, the home page and the sitemap."""
    return _RANKS.get(name, 3 if name.startswith("sitemap.") else 1), name


def _move(source: Path, target: Path) -> None:
    """Move a file, or all files of a folder, which is moved as a whole if it is a new one."""
    if source.is_dir() and target.is_dir():
        for name in sorted(path.name for path in source.iterdir()):
            _move(source / name, target / name)
    elif not _is_same(source, target):
        source.replace(target)


def remove(site: Path, outputs: Iterable[str]) -> None:
    """Remove files of the site, and the folders that are empty without them."""
    for output in sorted(outputs):
        path = site / output
        if os.path.isfile(path):  # noqa: PTH113 - of a name that is too long, this says no
            path.unlink()
        folder = path.parent
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _in_the_way(stale: Iterable[str], outputs: Iterable[str]) -> list[str]:
    """Files where a folder will be, or in a folder where a file will be."""
    made = set(outputs)
    folders = {parent for output in made for parent in _parents(output)}
    return [path for path in stale if path in folders or not made.isdisjoint(_parents(path))]


def _parents(path: str) -> list[str]:
    return [parent.as_posix() for parent in PurePosixPath(path).parents]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False
