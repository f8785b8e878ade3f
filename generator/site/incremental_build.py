"""Builds the site, rendering again only what changed.

MkDocs' own ``--dirty`` mode skips a page whose source is not newer than its output. Its known
faults do not touch this site, because lists and exports come from the catalogue and not from
rendered neighbours. But times are not to be trusted: clocks are set, and files are copied with the
times they had. So an output is removed, for MkDocs to make it again, when the bytes it is made from
have changed, or when it is no longer as the last build left it. What else is added here: a fingerprint
of everything else that a page is made of, which forces a clean build when it changes, and the removal
of outputs whose source is gone. A build after a change gives the same bytes as a clean one.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from generator.content.page_folder import PAGES_FOLDER
from generator.site.folders import SITE_MARKER
from generator.site.hand_written_pages import hashes
from generator.site.plugin import MANIFEST, PapershelfPlugin
from generator.site.search.search_index import INDEX_FOLDER
from generator.storage.atomic_write import write_whole
from generator.storage.cache import CACHE_FILE
from generator.storage.codec import NotOfType, codec_of
from generator.storage.file_stamp import FileStamp, stamp_of
from generator.storage.files_below import files_below

_EXTENSIONS = frozenset({"attr_list", "md_in_html", "fenced_code", "tables", "toc"})
"""Extensions of Markdown that make a page of its own source only. Others may read files, as snippets do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the last build was made from, and what it put into the site."""

    fingerprint: str
    site: str
    """The folder that was built; another one starts afresh."""
    warnings: int
    """A page that is not rendered again would not be warned of again."""
    linked: str
    """Fingerprint of what hand-written pages show of others: which pages there are, and the sidebar."""
    pages: dict[str, str]
    """Hash of each hand-written file, by its output: their times say nothing, because git sets them."""
    outputs: dict[str, FileStamp]
    claim: FileStamp
    """When the build began to write to the site. Another one since then, of whatever list, has another."""


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
    ``on_progress`` is called with the path of each page that was converted. Raises ``UnsafeFolders``,
    and what MkDocs raises when the configuration cannot be read; problems of the content are counted.
    """
    config = load_config(str(config_file))
    if site:
        # Set here, so that it is compared with the folders that are used, and not with those of the file.
        config.site_dir = str(site.resolve())
    plugin = config.plugins["papershelf"]
    assert isinstance(plugin, PapershelfPlugin)
    # MkDocs keeps a plugin for as long as the process runs, so what an earlier build set is set again.
    plugin.content = content.resolve() if content else None
    plugin.report_progress = on_progress or plugin.report_progress
    plugin.is_led = True
    try:
        plugin.begin(config)
        return _build(config, plugin, config_file.resolve().parent / MANIFEST, is_clean=is_clean)
    finally:
        plugin.is_led = False
        plugin.on_shutdown()


def _build(config: MkDocsConfig, plugin: PapershelfPlugin, manifest_file: Path, *, is_clean: bool) -> Result:
    if is_clean:
        _forget_all(manifest_file.parents[1])
    last = None if is_clean or not _is_self_contained(config) else _read_manifest(manifest_file)
    pages = dict(hashes(plugin.content_folder(config) / PAGES_FOLDER))
    fingerprint = _fingerprint(config, plugin, has_about="about/index.html" in pages)
    if last and (last.fingerprint, last.site, last.claim) != (fingerprint, config.site_dir, plugin.last_claim):
        last = None
    # An interrupted build leaves no manifest, so the next one starts afresh.
    manifest_file.unlink(missing_ok=True)
    site = Path(config.site_dir)
    plugin.linked = last.linked if last and last.pages == pages and not last.warnings else ""
    before = last.outputs if last else {}
    if last:
        _forget(site, _touched(site, before))
        _forget(site, _changed(last.pages, pages))
    plugin.forget = lambda output: _forget(site, [output])
    # Before MkDocs writes, because a file can come to where a folder was. The index is written afterwards.
    others = {output for output in before if not output.startswith(f"{INDEX_FOLDER}/")}
    plugin.before_writing = lambda outputs: _remove_stale(site, others - set(outputs))
    warnings = _run(config, is_dirty=last is not None)
    _remove_stale(site, set(before) - set(plugin.outputs))
    outputs = {output: stamp_of(site / output) for output in sorted(plugin.outputs)}
    claim = stamp_of(site / SITE_MARKER)
    manifest = Manifest(fingerprint, config.site_dir, warnings, plugin.linked, pages, outputs, claim)
    write_whole(manifest_file, json.dumps(codec_of(Manifest).encode(manifest)).encode("ascii"))
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


def _fingerprint(config: MkDocsConfig, plugin: PapershelfPlugin, *, has_about: bool) -> str:
    """Everything that goes into every page: settings, theme, overrides, this program, libraries."""
    hashed = hashlib.sha256()
    parts: dict[str, Any] = {
        "libraries": [path.name for folder in sys.path for path in sorted(Path(folder).glob("*.dist-info"))],
        "addresses": [config.site_url, config.repo_url, config.edit_uri],
        # Every page links to it.
        "has_about": has_about,
        "content": str(plugin.content_folder(config)),
        # With the values of variables, and what it inherits.
        "settings": [dict(config), dict(config.theme)],
        "plugins": {name: getattr(plugin, "config", None) for name, plugin in config.plugins.items()},
    }
    hashed.update(json.dumps(parts, sort_keys=True, default=_shown).encode())
    site = plugin.content_folder(config) / "site.yml"
    for path in (*_programs(config), site):
        if path.is_file():
            hashed.update(path.read_bytes())
    for folder in (Path(__file__).parents[1], *map(Path, filter(None, [config.theme.custom_dir]))):
        for path in files_below(folder):
            if "__pycache__" not in path.parts:
                hashed.update(path.relative_to(folder).as_posix().encode())
                hashed.update(path.read_bytes())
    return hashed.hexdigest()


def _programs(config: MkDocsConfig) -> list[Path]:
    """The files of other plugins, and of hooks, which MkDocs keeps among them."""
    known: Iterable[object] = config.plugins.values()
    modules = [plugin if isinstance(plugin, ModuleType) else sys.modules[type(plugin).__module__] for plugin in known]
    return sorted({Path(module.__file__) for module in modules if module.__file__})


def _is_self_contained(config: MkDocsConfig) -> bool:
    """Is a page made of nothing that the fingerprint does not know? Other plugins and extensions may read any file."""
    ours = {"papershelf", *config.hooks}
    return config.plugins.keys() <= ours and _EXTENSIONS.issuperset(config.markdown_extensions)


def _forget_all(project: Path) -> None:
    """Remove what earlier builds kept, so that nothing of it is believed."""
    (project / CACHE_FILE).unlink(missing_ok=True)


def _shown(value: object) -> object:
    """A setting that is no plain value, without the place in memory of what it refers to."""
    return dict(value) if isinstance(value, Mapping) else re.sub(r" at 0x\w+", "", repr(value))


def _changed(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Outputs of hand-written files that have changed, come or gone: in place of one that is gone, the site may
    have a page of its own again.
    """
    return [output for output in sorted(before.keys() | now.keys()) if before.get(output) != now.get(output)]


def _touched(site: Path, outputs: dict[str, FileStamp]) -> list[str]:
    """Outputs that are not as the last build left them."""
    return [output for output, stamp in outputs.items() if stamp_of(site / output) != stamp]


def _forget(site: Path, outputs: Iterable[str]) -> None:
    """Remove outputs, so that MkDocs makes them again."""
    for output in outputs:
        if os.path.isfile(site / output):  # noqa: PTH113 - of a name that is too long, this says no
            (site / output).unlink()


def _read_manifest(path: Path) -> Manifest | None:
    """What the last build left. It may have been damaged or written by somebody else, which counts as nothing."""
    try:
        manifest: Manifest = codec_of(Manifest).decode(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError, NotOfType):
        return None
    is_sound = all(_is_output(output) for output in (*manifest.outputs, *manifest.pages))
    return manifest if is_sound else None


def _is_output(path: str) -> bool:
    """Can a build have made a file of this name? All are below the site, and none begins with a dot."""
    parts = PurePosixPath(path).parts
    return (
        bool(parts) and not path.startswith("/") and not any(part.startswith(".") for part in parts) and _is_name(path)
    )


def _is_name(path: str) -> bool:
    try:
        return "\0" not in os.fsencode(path).decode()
    except UnicodeError:
        return False


def _remove_stale(site: Path, outputs: set[str]) -> None:
    _forget(site, sorted(outputs))
    for output in sorted(outputs):
        folder = (site / output).parent
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
