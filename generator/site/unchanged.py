"""Finds out whether a build would change anything, before anything slow is even imported."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from generator.site.manifest import MANIFEST, read_manifest
from generator.storage.cache import fingerprint
from generator.storage.source_files import are_as_before

_NAME = re.compile(r"[A-Za-z_]\w*")


def request_of(config_file: Path, content: Path | None, site: Path | None) -> str:
    """A fingerprint of what a build is asked for: the files it begins with, the environment that they name, and the
    libraries it runs with.
    """
    try:
        text = config_file.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        text = ""
    # Whatever word of the configuration is the name of a variable.
    variables = sorted(set(_NAME.findall(text)) & os.environ.keys())
    return fingerprint(
        *(str(path and path.resolve()) for path in (config_file, content, site)),
        *(f"{name}={os.environ[name]}" for name in variables),
        os.environ.get("PAPERSHELF_CONTENT", ""),
        sys.version,
        *installed_libraries(),
    )


def installed_libraries() -> list[str]:
    """The names and versions of all libraries, as they are installed."""
    return [path.name for folder in sys.path for path in sorted(Path(folder).glob("*.dist-info"))]


def is_unchanged(config_file: Path, content: Path | None, site: Path | None) -> bool:
    """Would a build leave all as it is? Only if the last one was asked for the same, found no problem, and neither
    what it read nor what it wrote was touched since.
    """
    manifest = read_manifest(config_file.resolve().parent / MANIFEST)
    if manifest is None or manifest.warnings or not manifest.sources:
        return False
    if manifest.request != request_of(config_file, content, site):
        return False
    # Sources first: they are fewer than outputs, and it is they that change.
    return are_as_before(map(Path, manifest.folders), manifest.sources) and manifest.is_as_left()
