"""Builds the site, rendering again only what changed.

Each build has MkDocs write to a folder of its own, from which the finished files are taken over into the site. Of
the generated pages, MkDocs renders those that show something else than in the last build: all that a page shows is
in its view, whose fingerprint is kept. Pages written by hand and static files are few, and are made anew. A build
after a change gives the same bytes as a clean one, because

- what else every page is made of has a fingerprint, too (``frame``); when it changes, no page is kept;
- a page is kept only while its Markdown and its output are as the last build left them;
- outputs without a source are removed.

Where nothing at all has changed, MkDocs is not even asked (``unchanged``).
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from generator.site.frame import Frame, frame_of
from generator.site.manifest import MANIFEST, SITE_MARKER, Manifest, PageRecord, read_manifest, write_manifest
from generator.site.plugin import PapershelfPlugin
from generator.site.site_folder import STAGING, outputs_below, take_over
from generator.site.unchanged import request_of
from generator.storage.cache import CACHE_FILE
from generator.storage.file_stamp import stamp_of
from generator.storage.workers import Workers


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
    workers: Workers | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Result:
    """Build the site of a configuration file.

    ``content`` is another content folder than the configured one, ``site`` another target; ``workers`` are those of
    this machine, if none are named; ``on_progress`` is called with the path of each page that was rendered. Raises
    ``UnsafeFolders``, and what MkDocs raises when the configuration cannot be read; problems of the content are
    counted.
    """
    request = request_of(config_file, content, site)
    config = load_config(str(config_file))
    if site:
        # Set here, so that it is compared with the folders that are used, and not with those of the file.
        config.site_dir = str(site.resolve())
    plugin = plugin_of(config)
    # MkDocs keeps a plugin for as long as the process runs, so what an earlier build set is set again.
    plugin.content = content.resolve() if content else None
    plugin.report_progress = on_progress or plugin.report_progress
    plugin.workers = workers or Workers()
    project = config_file.resolve().parent
    plugin.is_led = True
    try:
        plugin.begin(config)
        if is_clean:
            _forget_all(project)
        last = read_manifest(project / MANIFEST)
        config.plugins.on_startup(command="build", dirty=True)
        manifest, is_kept = build_on(last, config, request, replacing=project / MANIFEST)
        write_manifest(project / MANIFEST, manifest)
        return Result(manifest.warnings, not is_kept)
    finally:
        plugin.is_led = False
        config.plugins.on_shutdown()


def plugin_of(config: MkDocsConfig) -> PapershelfPlugin:
    """The plugin of a configuration."""
    plugin = config.plugins["papershelf"]
    assert isinstance(plugin, PapershelfPlugin)
    return plugin


def build_on(
    last: Manifest | None,
    config: MkDocsConfig,
    request: str = "",
    *,
    replacing: Path | None = None,
    serve_url: str | None = None,
    on_pages: Callable[[], None] | None = None,
) -> tuple[Manifest, bool]:
    """Build on what an earlier build left; returns what this one left, and whether pages could be kept.

    ``replacing`` is the file with the manifest of the earlier build, ``serve_url`` the address of a live preview, whose
    reader need not wait for more than pages: ``on_pages`` is called when these are in their places.
    """
    plugin, site = plugin_of(config), Path(config.site_dir)
    frame = frame_of(config, plugin.content_folder(config), last.sources if last else {})
    places = (frame.fingerprint, str(site), str(plugin.pages_folder(config)), plugin.last_claim)
    if last and (last.frame, last.site, last.markdown, last.claim) != places:
        last = None
    plugin.untouched = last.untouched_outputs() if last else ()
    plugin.kept = last.kept_pages(plugin.untouched) if last and frame.is_self_contained else {}
    staging = site / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    plugin.site, config.site_dir = site, str(staging)
    warnings = _run(config, serve_url)
    if replacing:
        # A build that is interrupted from here on leaves no manifest, so the next one starts afresh.
        replacing.unlink(missing_ok=True)
    before = set(last.outputs if last else outputs_below(site))
    shown: list[str] = []
    if on_pages:
        shown += outputs_below(staging)
        take_over(staging, site, shown, before.difference(shown), is_part=True)
        on_pages()
    index = plugin.end_exports()
    staged = [*shown, *outputs_below(staging)]
    kept = (file.dest_uri for file in plugin.pages.values() if not file.is_new)
    outputs = {*staged, *kept, *plugin.kept_markdown, *index}
    take_over(staging, site, staged, before - outputs)
    return manifest_of(config, frame, site, outputs, request=request, warnings=warnings), bool(plugin.kept)


def manifest_of(
    config: MkDocsConfig, frame: Frame, site: Path, outputs: Iterable[str], *, request: str = "", warnings: int = 0
) -> Manifest:
    """What a build left in a site."""
    plugin = plugin_of(config)
    markdown = plugin.pages_folder(config)
    return Manifest(
        request=request,
        frame=frame.fingerprint,
        site=str(site),
        claim=stamp_of(site / SITE_MARKER),
        warnings=warnings,
        markdown=str(markdown),
        pages={
            path: PageRecord(file.fingerprint, stamp_of(markdown / path), file.dest_uri)
            for path, file in plugin.pages.items()
        },
        outputs={output: stamp_of(site / output) for output in sorted(outputs)},
        sources=frame.sources if frame.is_self_contained else {},
        folders=tuple(map(str, frame.folders)),
    )


def _run(config: MkDocsConfig, serve_url: str | None) -> int:
    """Let MkDocs build what is not kept; returns the number of warnings."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    builder = logging.getLogger("mkdocs.commands.build")
    logger.addHandler(counter)
    builder.addFilter(_is_wanted)
    try:
        # Its dirty mode asks each file whether it must be rendered, and generated ones know (``GeneratedFile``).
        mkdocs_build(config, serve_url=serve_url, dirty=True)
    finally:
        builder.removeFilter(_is_wanted)
        logger.removeHandler(counter)
    return sum(number for _, number in counter.get_counts())


def _is_wanted(record: logging.LogRecord) -> bool:
    """MkDocs warns of its dirty mode, which is wanted here, and names the folder that it writes to."""
    return not ("'dirty' build" in record.msg or "documentation to directory" in record.msg)


def _forget_all(project: Path) -> None:
    """Remove what earlier builds kept, so that nothing of it is believed."""
    for name in (CACHE_FILE, MANIFEST):
        (project / name).unlink(missing_ok=True)
