"""A project in a folder of its own: the site's machinery round some content, to be built and changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig

from generator.model.problem import Problem, Severity
from generator.site.incremental_build import Result, build_site

ROOT = Path(__file__).resolve().parents[2]
TOY_CONTENT = ROOT / "tests/fixtures/toy/content"
TOY_PAGES = ROOT / "tests/fixtures/toy/pages"
"""Every generated page of the toy content, as it must be printed."""
HOSTILE = "digests/2025-01-06.txt"
PAPERSHELF = Path(sys.executable).with_name("papershelf")

Bytes = dict[str, bytes]
"""The files of a folder by their paths in it."""


def is_expected(problem: Problem) -> bool:
    """Belongs to the toy content? Its hostile digest holds control characters, and notices are no problems."""
    is_encoding = problem.field == "encoding" and problem.place.file == HOSTILE
    return problem.severity is Severity.NOTICE or (problem.severity is Severity.WARNING and is_encoding)


@dataclass(frozen=True, slots=True)
class Build:
    """A build that was made in this process."""

    result: Result
    rendered: tuple[str, ...]
    """Paths of the pages that were converted."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with ``mkdocs.yml``, ``overrides/`` and ``content/``."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, content: Path = TOY_CONTENT) -> Project:
        """A new project in a folder that does not exist yet."""
        shutil.copytree(content, folder / "content")
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return cls(folder)

    def copy(self, folder: Path) -> Project:
        """Another project with the same sources and nothing that was made from them."""
        for name in ("content", "overrides"):
            shutil.copytree(self.folder / name, folder / name)
        shutil.copy(self.config, folder)
        return Project(folder)

    @property
    def config(self) -> Path:
        """MkDocs' configuration."""
        return self.folder / "mkdocs.yml"

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """Where the site is built, unless another folder is named."""
        return self.folder / "site"

    def build(self, *, site: Path | None = None, is_clean: bool = False) -> Build:
        """Build in this process, as a process of its own would."""
        _forget_plugins()
        rendered: list[str] = []
        result = build_site(self.config, site=site, is_clean=is_clean, on_progress=rendered.append)
        return Build(result, tuple(rendered))

    def run(
        self, *arguments: str | Path, folder: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command of Python's in the project, or in another folder."""
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=folder or self.folder,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    def write(self, path: str, text: str) -> None:
        """Write a file, with the folders it lies in."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file, which must hold it."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def remove(self, *paths: str) -> None:
        """Remove files."""
        for path in paths:
            (self.folder / path).unlink()

    def rename(self, path: str, name: str) -> None:
        """Give a file another name in its folder."""
        (self.folder / path).rename((self.folder / path).with_name(name))


def _forget_plugins() -> None:
    """MkDocs keeps plugins for as long as a process runs, and some of them keep what they built."""
    option = dict(MkDocsConfig._schema)["plugins"]
    assert isinstance(option, Plugins)
    option.plugin_cache.clear()


def files_of(folder: Path) -> Bytes:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def differences(one: Bytes, two: Bytes) -> list[str]:
    """The paths that only one of two folders has, or whose bytes differ."""
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))
