"""The site as the last build left it, for what reads it as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config

from generator.site.build_lock import LOCK_FILE, no_build_meanwhile
from generator.site.folders import SITE_MARKER
from generator.site.incremental_build import read_manifest
from generator.site.plugin import MANIFEST
from generator.storage.file_stamp import stamp_of


class UnfinishedSite(Exception):
    """There is no site, or not a whole one; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """A site that a build made to its end."""

    folder: Path
    address: str
    """``site_url`` of the configuration; may be empty."""
    work: Path
    """Where what commands keep for later ones belongs."""


@contextmanager
def finished_site(config_file: Path, site: Path | None = None) -> Iterator[FinishedSite]:
    """The site of a configuration file, or the one in another folder; no build changes it meanwhile.

    Raises ``UnfinishedSite``, ``BuildRunning``, and what MkDocs raises when the configuration cannot be read.
    """
    config = load_config(str(config_file))
    folder = (site or Path(config.site_dir)).resolve()
    project = config_file.resolve().parent
    if not (folder / SITE_MARKER).is_file():
        raise UnfinishedSite(f"expected a site that Papershelf built, found none in '{folder}'; papershelf build")
    with no_build_meanwhile(project / LOCK_FILE):
        _check(folder, project / MANIFEST)
        yield FinishedSite(folder, config.site_url or "", (project / MANIFEST).parent)


def _check(folder: Path, manifest_file: Path) -> None:
    manifest = read_manifest(manifest_file)
    if manifest is None or Path(manifest.site).resolve() != folder:
        raise UnfinishedSite(
            f"expected a whole site in '{folder}', found one whose build was stopped, or was not the last one"
            " of this project; run papershelf build, and publish then"
        )
    if manifest.claim != stamp_of(folder / SITE_MARKER):
        raise UnfinishedSite(f"another project has written to '{folder}' since; run papershelf build, and publish then")
    if "index.html" not in manifest.outputs:
        raise UnfinishedSite(f"expected a site with a home page, found none in '{folder}'")
    if changed := [path for path, stamp in manifest.outputs.items() if stamp_of(folder / path) != stamp]:
        raise UnfinishedSite(f"{changed[0]} is not as the build left it; run papershelf build, and publish then")
