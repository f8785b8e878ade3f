"""The site as the last build left it, for what takes it as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from generator.site.build_lock import LOCK_FILE, no_build_meanwhile
from generator.site.manifest import MANIFEST, SITE_MARKER, Manifest, read_manifest
from generator.storage.file_stamp import stamp_of

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]{1,2000})"')
_REMEDY = "run papershelf build, and publish then"


class UnfinishedSite(Exception):
    """There is no site, or not a whole one; the message says what to do."""


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """A site that a build made to its end."""

    folder: Path
    address: str
    """Where it says that it is read; empty when it does not say."""
    work: Path
    """Where what commands keep for later ones belongs."""


@contextmanager
def finished_site(project: Path, site: Path | None = None) -> Iterator[FinishedSite]:
    """The site that was built last in a project, which must be the one in a folder if one is named; no build changes it
    meanwhile.

    Raises ``UnfinishedSite`` and ``BuildRunning``.
    """
    manifest_file = project / MANIFEST
    if not manifest_file.parent.is_dir():
        raise UnfinishedSite(f"expected a project whose site was built, found no '{manifest_file.parent}'; {_REMEDY}")
    with no_build_meanwhile(project / LOCK_FILE):
        folder = _checked(read_manifest(manifest_file), site)
        home = (folder / "index.html").read_text(encoding="utf-8", errors="replace")
        address = _CANONICAL.search(home)
        yield FinishedSite(folder, unescape(address[1]) if address else "", manifest_file.parent)


def _checked(manifest: Manifest | None, site: Path | None) -> Path:
    """The folder of a whole site."""
    if manifest is None:
        raise UnfinishedSite(f"expected a whole site, found none, or one whose build was stopped; {_REMEDY}")
    folder = Path(manifest.site)
    if site and site.resolve() != folder.resolve():
        raise UnfinishedSite(f"expected the site that was built last, in '{folder}', found '{site}'; {_REMEDY}")
    if manifest.claim != stamp_of(folder / SITE_MARKER):
        raise UnfinishedSite(f"'{folder}' was removed, or another project has written to it; {_REMEDY}")
    if "index.html" not in manifest.outputs:
        raise UnfinishedSite(f"expected a site with a home page, found none in '{folder}'")
    if changed := next(iter(manifest.touched_outputs()), None):
        raise UnfinishedSite(f"'{folder / changed}' is not as the build left it; {_REMEDY}")
    return folder
