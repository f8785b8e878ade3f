"""Lists the files of a folder that may have links in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path


def files_below(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, sorted by name in each, and through links to folders unless these lead
    back. They are texts, because there are tens of thousands.
    """
    if folder.is_dir():
        yield from _files_in(str(folder), os.path.realpath(folder), ())


def _files_in(folder: str, here: str, above: tuple[str, ...]) -> Iterator[str]:
    """``here`` is the folder without links, and ``above`` are those on the way to it."""
    if here in above:
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=attrgetter("name"))
    for entry in found:
        is_link = entry.is_symlink()
        # Asked about a link that leads to itself, an entry raises an error.
        target = Path(entry.path) if is_link else entry
        if target.is_dir():
            real = os.path.realpath(entry.path) if is_link else f"{here}/{entry.name}"
            yield from _files_in(entry.path, real, (*above, here))
        elif target.is_file():
            yield entry.path
