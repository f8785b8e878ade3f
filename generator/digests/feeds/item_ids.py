"""Finds what identifies a paper among the addresses and identifiers of an item."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.digests.doi_addresses import doi_in_address
from generator.digests.stated_ids import StatedIds
from generator.model.identity import ArxivId, Doi, acl_id, arxiv_id, doi, openreview_id
from generator.text.markup import web_address

_LISTED = re.compile(
    r"https?://(?:[\w-]+\.)*(?:huggingface\.co/papers|alphaxiv\.org/\w+|ar5iv\.(?:org|labs\.arxiv\.org)/\w+"
    r"|arxiv-sanity-lite\.com/\w+|scholar\.archive\.org/\w+|ui\.adsabs\.harvard\.edu/abs/arxiv:"
    r"|api\.semanticscholar\.org/arxiv:)/?(\d{4}\.\d{4,5}(?:v\d+)?)(?:[/?#]\S*)?",
    re.I,
)
"""Pages of other sites about a paper on arXiv."""
_TRACKING = re.compile(r"(?:utm_\w+|dgcid|rss|af|fc|ff|mc_\w+|fbclid|ref|source)=[^&#]*", re.I)
_OAI = re.compile(r"oai:arxiv\.org:", re.I)
PREPRINT_DOIS = (
    "10.1101/",
    "10.64898/",
    "10.21203/",
    "10.31234/",
    "10.31219/",
    "10.2139/ssrn",
    "10.20944/",
    "10.26434/",
)
"""Of bioRxiv and medRxiv, Research Square, PsyArXiv, OSF, SSRN, Preprints.org and ChemRxiv."""


def item_ids(stated: Iterable[str]) -> StatedIds:
    """The ids in identifiers and addresses; of each kind the first one counts."""
    texts = [text.strip() for text in stated if text and len(text) <= 2000]
    arxiv = next(filter(None, map(arxiv_in, texts)), None)
    dois = [found for text in texts if (found := doi_in(text))]
    openreview = next(filter(None, map(openreview_id, texts)), None)
    acl = next(filter(None, map(acl_id, texts)), None)
    is_known = any((arxiv, dois, openreview, acl))
    url = None if is_known else next((text for text in texts if " " not in text and web_address(text, {})), None)
    return StatedIds(arxiv, next(iter(dois), None), openreview, acl, _without_tracking(url) if url else None)


def _without_tracking(address: str) -> str:
    """An address without what tells a site where readers come from, so that a paper has the same one everywhere."""
    page, mark, query = address.partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.fullmatch(part)]
    return f"{page}?{'&'.join(kept)}" if mark and kept else page


def arxiv_in(text: str) -> ArxivId | None:
    """The arXiv id that an identifier or an address is about, also one of a site that mirrors or discusses it."""
    other = _LISTED.fullmatch(text)
    return arxiv_id(other[1] if other else _OAI.sub("", text))


def doi_in(text: str) -> Doi | None:
    """The DOI in an identifier or in the address of a publisher; none that only repeats an arXiv id.

    >>> doi_in("https://www.biorxiv.org/content/10.1101/2026.11.18.567890v1.full.pdf")
    '10.1101/2026.11.18.567890'
    """
    found = doi(text) or doi_in_address(text)
    return None if found is None or arxiv_id(found) else found
