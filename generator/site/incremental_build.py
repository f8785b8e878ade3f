"""Builds the site, rendering again only what changed.

MkDocs' own ``--dirty`` mode skips a page whose source is not newer than its output. Its known
faults do not touch this site, because lists and exports come from the catalogue and not from
rendered neighbours. What is added here: a fingerprint of everything else that a page is made of,
which forces a clean build when it changes, and the removal of outputs whose source is gone. A build
after a change gives the same bytes as a clean one.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from generator.site.plugin import PapershelfPlugin

MANIFEST = "build/manifest.json"
_LIBRARIES = (
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "latex2mathml",
    "jinja2",
    "pyyaml",
    "python-slugify",
    "pagefind",
)
_SOURCES = (".py", ".md", ".html", ".css", ".js", ".svg", ".woff2", ".yml", ".json", ".txt", ".png")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build was made from, and what it put into the site."""

    fingerprint: str
    site: str
    """The folder that was built; another one starts afresh."""
    pages: dict[str, str]
    """Hash of each hand-written page, by its output: their times say nothing, because git sets them."""
    outputs: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    """How a build ended."""

    warnings: int
    """Problems of the content, and warnings of MkDocs."""
    is_clean: bool
    """Was everything rendered?"""


def build_site(
    config_file: Path,
    *,
    content: Path | None = None,
    site: Path | None = None,
    is_clean: bool = False,
    on_progress: Callable[[str], None] | None = None,
) -> Result:
    """Build the site of a configuration file.

    ``content`` is another content folder than the configured one, ``site`` another target;
    ``on_progress`` is called with the path of each page that was converted. Raises
    what MkDocs raises when the configuration cannot be read; problems of the content are counted.
    """
    options = {"site_dir": str(site.resolve())} if site else {}
    config = load_config(str(config_file), **options)
    plugin = config.plugins["papershelf"]
    assert isinstance(plugin, PapershelfPlugin)
    # MkDocs keeps a plugin for as long as the process runs, so what an earlier build set is set again.
    plugin.content = content.resolve() if content else None
    manifest_file = config_file.resolve().parent / MANIFEST
    plugin.report_progress = on_progress or plugin.report_progress
    last = _read_manifest(manifest_file)
    fingerprint = _fingerprint(config, plugin)
    is_clean = is_clean or last is None or last.fingerprint != fingerprint or last.site != config.site_dir
    last = None if is_clean else last
    # An interrupted build leaves no manifest, so the next one starts afresh.
    manifest_file.unlink(missing_ok=True)
    pages = dict(_hand_written(plugin.content_folder(config) / "pages"))
    if last:
        _forget_changed(Path(config.site_dir), last.pages, pages)
    warnings = _run(config, is_dirty=last is not None)
    if last:
        _remove_stale(Path(config.site_dir), set(last.outputs) - set(plugin.outputs))
    manifest = Manifest(fingerprint, config.site_dir, pages, sorted(plugin.outputs))
    manifest_file.parent.mkdir(parents=True, exist_ok=True)
    manifest_file.write_text(json.dumps(asdict(manifest), indent=0), encoding="utf-8")
    return Result(warnings, last is None)


def _run(config: MkDocsConfig, *, is_dirty: bool) -> int:
    """Let MkDocs build; returns the number of warnings."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    builder = logging.getLogger("mkdocs.commands.build")
    logger.addHandler(counter)
    builder.addFilter(_is_not_about_dirty)
    try:
        config.plugins.on_startup(command="build", dirty=is_dirty)
        mkdocs_build(config, dirty=is_dirty)
    finally:
        config.plugins.on_shutdown()
        builder.removeFilter(_is_not_about_dirty)
        logger.removeHandler(counter)
    return sum(number for _, number in counter.get_counts())


def _is_not_about_dirty(record: logging.LogRecord) -> bool:
    """MkDocs warns of its dirty mode and of files it finds in the target; both are wanted here."""
    return not ("'dirty' build" in record.msg or "stale files" in record.msg)


# --- what a page is made of beside its own source --------------------------------------------


def _fingerprint(config: MkDocsConfig, plugin: PapershelfPlugin) -> str:
    """Everything that goes into every page: settings, theme, overrides, this program, libraries."""
    hashed = hashlib.sha256()
    site = plugin.content_folder(config) / "site.yml"
    parts: dict[str, Any] = {
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "addresses": [config.site_url, config.repo_url, config.edit_uri],
        "content": str(plugin.content_folder(config)),
    }
    hashed.update(json.dumps(parts, sort_keys=True).encode())
    if config.config_file_path:
        hashed.update(Path(config.config_file_path).read_bytes())
    if site.is_file():
        hashed.update(site.read_bytes())
    for folder in (Path(__file__).parents[1], Path(config.theme.custom_dir or "")):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                hashed.update(path.relative_to(folder).as_posix().encode())
                hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _hand_written(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file of the hand-written pages with its hash, by its output below the site."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder)
            is_index = name.stem in ("index", "README")
            output = (
                name
                if name.suffix != ".md"
                else (name.with_name("index.html") if is_index else name.with_suffix("") / "index.html")
            )
            yield output.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _forget_changed(site: Path, before: dict[str, str], now: dict[str, str]) -> None:
    """Remove the outputs of hand-written files that changed, so that MkDocs makes them again."""
    for output, digest in now.items():
        if before.get(output) != digest:
            (site / output).unlink(missing_ok=True)


def _read_manifest(path: Path) -> Manifest | None:
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _remove_stale(site: Path, outputs: set[str]) -> None:
    for output in sorted(outputs):
        path = site / output
        path.unlink(missing_ok=True)
        folder = path.parent
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
