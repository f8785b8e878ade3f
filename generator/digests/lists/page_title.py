"""The title of a paper in the title of its page, as browsers show it in tabs and keep it in bookmarks."""

from __future__ import annotations

import re

from generator.digests.lists.title_cleaning import clean_title

_SITES = (
    r"arxiv(?:\.org)?|alphaxiv|openreview(?:\.net)?|acl anthology|nature(?: [\w& ]{3,30})?|science(?:\.org)?(?: \w+)?"
    r"|pnas|sciencedirect|springerlink|springer|ieee (?:xplore|journals & magazine|conference publication).{0,30}"
    r"|acm.{0,60}|proceedings of .{5,200}|wiley online library|biorxiv|medrxiv|semantic scholar|papers with code"
    r"|hugging face|paper page|pubmed|pmc|cell press|plos \w+|frontiers|mdpi|jmlr|pmlr"
    r"|(?:neurips|iclr|icml)(?: \d{4})?(?: poster| oral)?|taylor & francis.{0,20}|sage journals|oxford academic"
    r"|cambridge core|zotero|pdf|\[pdf\]|journal of [\w ]{3,60}|arxiv preprint"
)
_SITE_BEHIND = re.compile(rf"\s+[|\-–—·•:]+\s+(?:{_SITES})\s*$", re.I)
_SITE_BEFORE = re.compile(r"\s*(?:paper page|\[pdf\]|\(pdf\)|pdf|arxiv|openreview)\s+[|\-–—:]+\s+|\s*\[pdf\]\s+", re.I)


def title_of_page(text: str) -> str:
    """The title without the id before it and the name of the site behind it.

    >>> title_of_page("[2611.10234] QuietCodec: Coding of Whispers | arXiv")
    'QuietCodec: Coding of Whispers'
    """
    title = " ".join(text.split())
    for _ in range(3):
        title = _SITE_BEHIND.sub("", title)
    return clean_title(_SITE_BEFORE.sub("", title, count=1))
