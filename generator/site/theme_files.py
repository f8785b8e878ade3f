"""Has MkDocs list the files of a theme without its ten thousand icons.

Material keeps them as templates in a hidden folder. MkDocs looks at each, only to leave out all that is hidden, which
would take a third of the build of a small list.
"""

from __future__ import annotations

import os
from pathlib import Path

import jinja2
from mkdocs.theme import Theme


class _UnhiddenLoader(jinja2.FileSystemLoader):
    """Finds every template by its name, and lists those that are not hidden."""

    def list_templates(self) -> list[str]:
        """The names of files in no hidden folder, sorted, as those of all files would be."""
        return sorted({name for folder in self.searchpath for name in _unhidden(Path(folder))})


def list_unhidden(theme: Theme) -> None:
    """Have every environment of a theme list no hidden files; those that a template names are found as before."""
    make = theme.get_env

    def get_env() -> jinja2.Environment:
        environment = make()
        environment.loader = _UnhiddenLoader(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


def _unhidden(folder: Path) -> list[str]:
    found: list[str] = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += (Path(path, name).relative_to(folder).as_posix() for name in names if not name.startswith("."))
    return found
