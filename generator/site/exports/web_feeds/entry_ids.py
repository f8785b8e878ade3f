"""The permanent ids of feeds and their entries: tag URIs (https://www.rfc-editor.org/rfc/rfc4151).

A tag names who gave it, and what it was given to. Who: the host of the site's address, and the folder below it, because
two lists can share a host. What: a paper by its arXiv id, DOI, OpenReview id, ACL id or address, the first that is
known, else by the key of the title that its first digest has. No id holds a page address, so that it survives a new
slug and a corrected title.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from slugify import slugify

from generator.model.catalogue import Catalogue
from generator.model.identity import title_key
from generator.model.paper import Paper

_SINCE = "2026"
"""A tag has a date on which its host belonged to who gives it. One for all lists: any other could change."""
_UNKNOWN_HOST = "papershelf.invalid"
"""Nobody can own it (https://www.rfc-editor.org/rfc/rfc2606#section-2)."""
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_SAFE = "/:@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class TagUris:
    """Makes the ids of one list."""

    beginning: str

    @classmethod
    def of(cls, site_url: str | None, title: str) -> TagUris:
        """Ids under the site's address; where that is not known, under the title of the list.

        >>> TagUris.of("https://example.org/shelf/", "Shelf").beginning
        'tag:example.org,2026:shelf/'
        >>> TagUris.of(None, "My Shelf").beginning
        'tag:papershelf.invalid,2026:my-shelf/'
        """
        host, folder = _address(site_url)
        named = f"tag:{host},{_SINCE}:{quote(unquote(folder), safe=_SAFE)}" if host else ""
        return cls(named or f"tag:{_UNKNOWN_HOST},{_SINCE}:{slugify(title) or 'list'}/")

    def named(self, *parts: str) -> str:
        """The id of something by its name within the list."""
        return self.beginning + quote("/".join(parts), safe=_SAFE)

    def of_papers(self, catalogue: Catalogue) -> dict[str, str]:
        """The id of each paper, by slug; no two are equal, whatever curators state."""
        ids: dict[str, str] = {}
        taken: set[str] = set()
        for paper in sorted(catalogue.papers, key=lambda paper: (paper.appearances[0].date, paper.slug)):
            tag = self.named("paper", *_identity(paper, catalogue))
            ids[paper.slug] = tag if tag not in taken else self.named("paper", "slug", paper.slug)
            taken.add(ids[paper.slug])
        return ids


def _address(site_url: str | None) -> tuple[str | None, str]:
    """The host that a tag can name, if there is one, and the folder below it."""
    try:
        parts = urlsplit(site_url or "")
        host = (parts.hostname or "").encode("idna").decode()
    except (UnicodeError, ValueError):
        return None, ""
    folder = parts.path.strip("/")
    return (host if _HOST.fullmatch(host) else None), (f"{folder}/" if folder else "")


def _identity(paper: Paper, catalogue: Catalogue) -> tuple[str, str]:
    if paper.ids:
        kind, _, value = paper.ids[0].partition(":")
        return kind, value
    if paper.url:
        return "url", _hash(paper.url)
    owner = catalogue.owners.get(paper.slug)
    return "title", _hash(title_key((owner.title if owner else "") or paper.title.plain))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
