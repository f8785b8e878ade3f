"""Prints addresses."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus

_SAFE = "!#$%&+,-./:;=?@_~"
_NEEDS_NO_QUOTING = re.compile(rf"[A-Za-z0-9{re.escape(_SAFE)}]*")


def quoted(url: str) -> str:
    """An address of which only the characters are left that an address may have; what is quoted already stays."""
    return url if _NEEDS_NO_QUOTING.fullmatch(url) else quote(url, safe=_SAFE)


def address(url: str) -> str:
    """An address for the round brackets of a link in Markdown and for an attribute of HTML. It must be http or
    https, or the site's own.
    """
    return quoted(url).replace("&", "&amp;")


def search_query(query: str) -> str:
    """What follows the address of the search page, so that it searches for a query."""
    return f"?q={quote_plus(query, safe=':', errors='replace')}"
