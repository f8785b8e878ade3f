"""What every page is made of beside what it shows: settings, templates, this program, libraries.

When any of it changes, no page of an earlier build is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.content.page_folder import PAGES_FOLDER
from generator.pages.printing.paths import ABOUT
from generator.site.unchanged import installed_libraries
from generator.storage.source_files import SourceFile, source_files

_EXTENSIONS = frozenset({"attr_list", "md_in_html", "fenced_code", "tables", "toc"})
"""Extensions of Markdown that make a page of its own source only. Others may read files, as snippets do."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The fingerprint of the frame, with all files that a build reads."""

    fingerprint: str
    folders: tuple[Path, ...]
    """The folders and files that are read."""
    sources: dict[str, SourceFile]
    """Every file in them, by its full path."""
    is_self_contained: bool
    """Is a page made of nothing that is not known here? Other plugins and extensions may read any file."""


def frame_of(config: MkDocsConfig, content: Path, before: Mapping[str, SourceFile]) -> Frame:
    """The frame of a build, before anything is read. Files as they were before are not read again."""
    machinery = _machinery(config)
    folders = (content, *machinery, *(Path(path).resolve() for path in [config.config_file_path] if path))
    sources = source_files(folders, before)
    ours = {"papershelf", *config.hooks}
    is_self_contained = config.plugins.keys() <= ours and _EXTENSIONS.issuperset(config.markdown_extensions)
    files = _hashes(sources, [*machinery, content / "site.yml"])
    return Frame(_fingerprint(config, content, files), folders, sources, is_self_contained)


def _machinery(config: MkDocsConfig) -> list[Path]:
    """The files of this program, of other plugins and hooks, and of the list's own templates and styles."""
    known: Iterable[object] = config.plugins.values()
    modules = [plugin if isinstance(plugin, ModuleType) else sys.modules[type(plugin).__module__] for plugin in known]
    programs = sorted({Path(module.__file__) for module in modules if module.__file__})
    overrides = [Path(config.theme.custom_dir).resolve()] if config.theme.custom_dir else []
    return [Path(__file__).parents[1], *programs, *overrides]


def _hashes(sources: Mapping[str, SourceFile], folders: Iterable[Path]) -> list[tuple[str, str]]:
    """The files of some folders, by their paths in these."""
    return [
        (path.removeprefix(str(folder)), source.hash)
        for folder in folders
        for path, source in sorted(sources.items())
        if path == str(folder) or path.startswith(f"{folder}/")
    ]


def _fingerprint(config: MkDocsConfig, content: Path, files: list[tuple[str, str]]) -> str:
    parts: dict[str, Any] = {
        "libraries": installed_libraries(),
        "addresses": [config.site_url, config.repo_url, config.edit_uri],
        # Every page links to it.
        "has_about": (content / PAGES_FOLDER / ABOUT).is_file(),
        "content": str(content),
        # With the values of variables, and what it inherits.
        "settings": [dict(config), dict(config.theme)],
        "plugins": {name: getattr(plugin, "config", None) for name, plugin in config.plugins.items()},
        "files": files,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=_shown).encode()).hexdigest()


def _shown(value: object) -> object:
    """A setting that is no plain value, without the place in memory of what it refers to."""
    return dict(value) if isinstance(value, Mapping) else re.sub(r" at 0x\w+", "", repr(value))
