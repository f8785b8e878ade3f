"""Finds the DOI in the address of a publisher, of a library's proxy, or of any other page about a paper."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from generator.model.identity import Doi, doi

_IN_PATH = re.compile(r"/(?:doi:)?(10\.\d{4,9}/[^\s?#\"<>]+)(?![^?#\s])", re.A | re.I)
_IN_QUERY = re.compile(r"(?:^|&)(?:doi|id|articleid|pubid)=(?:doi:)?(10\.\d{4,9}/[^\s&#\"<>]+)", re.A | re.I)
_OF_ACM = re.compile(r"(?:^|&)(?:doid|id)=(\d{4,8}\.\d{4,9})(?:&|$)", re.A)
"""ACM's addresses of old state its DOIs without what all of them begin with."""
_END = re.compile(
    r"(?:\.(?:full|abstract|short)(?:\.pdf(?:\+html)?|-text)?|\.pdf(?:\+html)?|\.html?"
    r"|/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary|references|figures))+/?$|/$",
    re.I,
)
_NATURE = re.compile(r"https?://(?:www\.)?nature\.com/articles/([a-z]{1,6}[\d-][\w-]*?)(?:\.pdf)?/?(?:[?#]\S*)?", re.I)
_BIORXIV = re.compile(
    r"https?://(?:\w+\.)?(?:bio|med)rxiv\.org/cgi/content/\w+/(\d{4}\.\d\d\.\d\d\.\d{6,8})(?:v\d+)?(?:[/?#.]\S*)?", re.I
)
_VERSION = re.compile(r"(10\.(?:1101|64898)/\d[\d.]*)v\d+.*", re.I)
"""bioRxiv and medRxiv put the version behind the DOI."""


def doi_in_address(address: str) -> Doi | None:
    """The DOI that an address holds.

    >>> doi_in_address("https://www.biorxiv.org/content/10.1101/2026.11.18.567890v1.full.pdf")
    '10.1101/2026.11.18.567890'
    >>> doi_in_address("https://dl.acm.org/citation.cfm?doid=3292500.3330919")
    '10.1145/3292500.3330919'
    """
    if nature := _NATURE.fullmatch(address):
        return doi(f"10.1038/{nature[1]}")
    if bio := _BIORXIV.fullmatch(address):
        return doi(f"10.1101/{bio[1]}")
    try:
        parts = urlsplit(address) if address.lower().startswith(("http://", "https://")) else None
    except ValueError:
        return None
    found = _stated(unquote(parts.path), unquote(parts.query), parts.netloc.lower()) if parts else None
    version = _VERSION.fullmatch(found) if found else None
    return doi(version[1] if version else found) if found else None


def _stated(path: str, query: str, host: str) -> str | None:
    if match := _IN_PATH.search(path):
        return _END.sub("", match[1])
    if match := _IN_QUERY.search(query):
        return match[1]
    acm = _OF_ACM.search(query) if host.endswith("acm.org") else None
    return f"10.1145/{acm[1]}" if acm else None
