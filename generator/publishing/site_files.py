"""The files of a built site, with what tells whether the store has them already."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.publishing.object_headers import ObjectHeaders, headers_of
from generator.publishing.publish_record import has_usable_characters


class UnsafeSite(Exception):
    """The site has something in it that a build does not make, and that must not be published."""


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site, as it is to be in the store."""

    key: str
    """Its path in the site, and its name in the store after the prefix."""
    path: Path
    size: int
    """Bytes."""
    md5: str
    """Of its bytes, in hexadecimal: what most stores give as the ETag of an object that was written at once."""
    fingerprint: str
    """Of its bytes and its headers."""
    headers: ObjectHeaders

    @property
    def is_page(self) -> bool:
        """Is it read by people, and linked to?"""
        return self.key.endswith(".html")


def site_files(site: Path) -> list[SiteFile]:
    """All files of a site, by name. What begins with a dot belongs to builds or to the system and stays, except for
    ``.well-known`` (RFC 8615).

    Raises ``UnsafeSite`` for links, and for what is neither a file nor a folder; ``OSError`` when one cannot be read.
    """
    root = site.resolve()
    paths = sorted(_paths(root))
    with ThreadPoolExecutor(os.cpu_count()) as readers:
        return list(readers.map(lambda path: _read(root, path), paths, chunksize=1))


def digest_of(data: bytes, headers: ObjectHeaders) -> str:
    """The fingerprint of what a store holds: bytes and headers."""
    hashed = hashlib.sha256(f"{headers.content_type}\n{headers.cache_control}\n".encode())
    hashed.update(data)
    return hashed.hexdigest()[:32]


def _paths(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name != ".well-known":
                continue
            path = Path(entry.path)
            _check(path, entry)
            if entry.is_dir(follow_symlinks=False):
                yield from _paths(path)
            else:
                yield path


def _check(path: Path, entry: os.DirEntry[str]) -> None:
    """A build makes plain files and folders. A link could lead to anything on this machine."""
    if entry.is_symlink():
        raise UnsafeSite(f"expected no link in the site, found '{path}'; remove it and build again")
    mode = entry.stat(follow_symlinks=False).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnsafeSite(f"expected a file or a folder in the site, found the device or pipe '{path}'")
    if not has_usable_characters(entry.name):
        raise UnsafeSite(f"expected a name without control characters and backslashes, found {str(path)!a}")


def _read(root: Path, path: Path) -> SiteFile:
    data = path.read_bytes()
    key = path.relative_to(root).as_posix()
    headers = headers_of(key)
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return SiteFile(key, path, len(data), md5, digest_of(data, headers), headers)
