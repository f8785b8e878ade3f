"""With what an object is served: its type, and how long browsers may keep it.

The table is our own: what a machine has registered differs from one to the next, and the same site gets the same
headers from everywhere. Types are those of https://www.iana.org/assignments/media-types/ where it has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.site.search.index_names import HASH_LENGTH, INDEX_FOLDER

FOR_MINUTES = "public, max-age=300"
FOR_A_YEAR = "public, max-age=31536000, immutable"
"""Only for what has a hash of its content in its name (RFC 8246)."""

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "xsl": "application/xslt+xml",
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "opml": "text/x-opml",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "yml": "application/yaml",
    "yaml": "application/yaml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "gz": "application/gzip",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
}
_OTHERS = "application/octet-stream"
"""Of what is not known."""
_FEEDS = {"feed.xml": _TYPES["atom"], "atom.xml": _TYPES["atom"], "rss.xml": _TYPES["rss"]}
_JSON_FEED = "application/feed+json"

_HASHED = frozenset("css js mjs map woff woff2 ttf otf png jpg jpeg gif webp avif svg wasm bin json".split())
_HASH = re.compile(r"[._-](?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{8,64}(?=[._-])")
"""Letters and digits: a date has no letters, and a word such as ``defaced`` no digits."""
_PIECE = re.compile(rf"(?:^|/){INDEX_FOLDER}/(?:[0-9]+/[a-z]+/[0-9]+|filters)-[a-z2-7]{{{HASH_LENGTH}}}\.json$")
"""A piece of the search index, by its path."""


@dataclass(frozen=True, slots=True)
class ObjectHeaders:
    """What a store sends along with an object."""

    content_type: str
    cache_control: str


def headers_of(key: str) -> ObjectHeaders:
    """The headers of a file of the site, by its path in it."""
    name = PurePosixPath(key).name.lower()
    extension = name.rpartition(".")[2] if "." in name else ""
    content_type = _FEEDS.get(name) or (_JSON_FEED if name == "feed.json" else _TYPES.get(extension, _OTHERS))
    is_hashed = bool(_PIECE.search(key)) or (extension in _HASHED and bool(_HASH.search(name)))
    return ObjectHeaders(content_type, FOR_A_YEAR if is_hashed else FOR_MINUTES)
