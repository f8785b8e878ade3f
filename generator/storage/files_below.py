"""Lists the files of a folder that may have links in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path, above: tuple[str, ...] = ()) -> Iterator[Path]:
    """All files below a folder, sorted by name in each, and through links to folders unless these lead back.

    ``above`` are the folders on the way, without links.
    """
    here = os.path.realpath(folder)
    if here in above or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from files_below(path, (*above, here))
        elif path.is_file():
            yield path
