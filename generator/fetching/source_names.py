"""What a source is called: its address, and the label of its digests."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from slugify import slugify

from generator.digests.feeds.news_feed import title_of_feed
from generator.digests.scrape_form import ScrapeForm

HUGGING_FACE = "huggingface"
"""A source without an address, whose answers are fetched by day."""
_CATEGORY = re.compile(r"arxiv:(?P<names>[A-Za-z.+-]+)")
_API_HOST = "https://export.arxiv.org"
_FEED_HOST = "https://rss.arxiv.org"
_OF_ARXIV = re.compile(r"(?P<names>[\w.+-]+) updates on (?:the )?arXiv\.org", re.I)
_LISTING_PATH = re.compile(r"/(?:list|rss|atom)/(?P<names>[\w.+-]+)")
_LONGEST = 40
_XML = (ScrapeForm.FEED, ScrapeForm.ATOM)


def source_address(source: str, arxiv: str) -> str:
    """The address at which a source is asked. ``arxiv`` is arXiv's, or that of a mirror.

    >>> source_address("arxiv:cs.SD", "https://export.arxiv.org")
    'https://rss.arxiv.org/rss/cs.SD'
    """
    category = _CATEGORY.fullmatch(source)
    base = arxiv.rstrip("/")
    return f"{_FEED_HOST if base == _API_HOST else base}/rss/{category['names']}" if category else source


def source_label(source: str, form: ScrapeForm, text: str) -> str:
    """A label made of the name of a source: of its category, of the title of its feed, or of its host."""
    category = _CATEGORY.fullmatch(source)
    if category:
        return _label(f"arxiv {category['names']}")
    parts = urlsplit(source)
    title = title_of_feed(text) if form in _XML else ""
    found = _OF_ARXIV.fullmatch(title) or (
        _LISTING_PATH.match(parts.path) if "arxiv" in (parts.hostname or "") else None
    )
    if found or form in (ScrapeForm.LISTING, ScrapeForm.LISTING_PAGE):
        found = found or _LISTING_PATH.search(parts.path)
        return _label(f"arxiv {found['names'] if found else ''}")
    return _label(title) or _label((parts.hostname or "").removeprefix("www.")) or "feed"


def _label(name: str) -> str:
    return slugify(name, max_length=_LONGEST, word_boundary=True, save_order=True)
