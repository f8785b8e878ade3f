"""What the site takes of its theme.

Material keeps ten thousand icons as templates in a hidden folder. MkDocs looks at each, only to leave out all that is
hidden, which would take a third of the build of a small list.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_KEEPS_SPACES = re.compile(r"<(?:pre|textarea)\b")


class _UnhiddenLoader(jinja2.FileSystemLoader):
    """Finds every template by its name, and lists those that are not hidden."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template without its indentation, which would be a tenth of a page."""
        source, path, is_current = super().get_source(environment, template)
        return source if _KEEPS_SPACES.search(source) else _INDENTATION.sub("", source), path, is_current

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


def leave_out_scripts(files: Files, config: MkDocsConfig) -> None:
    """The frame of the pages uses the theme's style sheet only; its scripts would be dead weight."""
    ours = (config.docs_dir, config.theme.custom_dir)
    for file in list(files):
        is_script = file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/palette."))
        if (is_script or file.src_uri.endswith(".map")) and file.src_dir not in ours:
            files.remove(file)


def theme_stylesheet(files: Files) -> str:
    """The theme's main style sheet, whose name carries a hash of its own."""
    return next(file.src_uri for file in files if re.fullmatch(r"assets/stylesheets/main\.\w+\.min\.css", file.src_uri))
