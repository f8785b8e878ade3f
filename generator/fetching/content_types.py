"""Content types that are asked for, and how to notice that the end of a response of such a type is missing."""

from __future__ import annotations

import re

JSON_TYPES = ("application/json",)
ATOM_TYPES = ("application/atom+xml", "application/xml", "text/xml")
FEED_TYPES = ("application/rss+xml", "application/rdf+xml", *ATOM_TYPES)
SCRAPE_TYPES = (*JSON_TYPES, *FEED_TYPES, "text/html", "application/xhtml+xml", "text/plain", "text/markdown")
"""Content types of responses that can be a scrape of some form."""

SOURCE_TYPES = (*FEED_TYPES, *JSON_TYPES, "text/html", "application/xhtml+xml", "text/plain")
"""Content types of what ``fetch --from`` reads."""

_ROOT = re.compile(rb"<((?:\w+:)?(?:feed|rss|RDF|html))[\s>]")
_END = 3000
"""Bytes; some hosts append a comment to the outermost element."""


def is_cut_off(body: bytes, types: tuple[str, ...]) -> bool:
    """Is the end missing? HTTPX does not notice it when a response is compressed or has no length."""
    text = body.strip()
    if types == JSON_TYPES:
        return not text or (text.startswith((b"[", b"{")) and not text.endswith((b"]", b"}")))
    if types == ATOM_TYPES:
        return not text or (b"<feed" in text and not text.endswith((b"</feed>", b"/>")))
    return types == SOURCE_TYPES and (not text or _is_unfinished(text))


def _is_unfinished(text: bytes) -> bool:
    """Is the outermost element of a feed or of a page never closed?"""
    root = _ROOT.search(text[:_END])
    return root is not None and b"</" + root[1].lower() not in text[-_END:].lower()
