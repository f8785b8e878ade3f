"""Detects the form of a scrape from its content, because the extension of a file says little about it."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.digests.arxiv_id_list import is_id_list
from generator.digests.bibliographies.bibtex import is_bibtex
from generator.digests.bibliographies.csl_json import is_csl_json
from generator.digests.bibliographies.csv_table import is_csv
from generator.digests.bibliographies.endnote import is_endnote
from generator.digests.bibliographies.ris import is_ris
from generator.digests.feeds.arxiv_listing import is_listing
from generator.digests.feeds.arxiv_listing_page import is_listing_page
from generator.digests.feeds.news_feed import is_news_feed
from generator.digests.feeds.openreview import is_openreview
from generator.digests.feeds.paper_page import is_paper_page
from generator.digests.feeds.semantic_scholar import is_semantic_scholar
from generator.digests.lists.bookmarks import is_bookmarks
from generator.digests.lists.list_page import is_list_page
from generator.digests.lists.list_scrape import is_list
from generator.digests.lists.paper_note import is_note
from generator.digests.scrape_form import ScrapeForm
from generator.digests.web.detached_links import has_detached_links

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\]\s*$))")
_BATCH = re.compile(r"\s*\[\s*(?:null\s*,\s*)*\{")
"""A list of papers in JSON, of which the first may be unknown."""
_PROLOGUE = r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
"""What precedes the first tag. Nothing in it can be read in two ways, or many comments would be in very many."""
_ATOM = re.compile(_PROLOGUE + r"<(?:\w+:)?(?:feed|entry|rss)[\s>]", re.S)
_HTML = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body|main)[\s>]", re.S | re.I)
_XML = re.compile(r"\s*<\?xml\s", re.I)
_TAG = re.compile(r"</(?:div|section|article|h[1-6]|a|p|li|main)>", re.I)

_EXAMINED = 500_000
"""Characters of a text that are searched for Markdown."""
# Each of these begins with the only character that all its matches begin with, and looks behind it afterwards:
# so a search skips quickly through a page of any length that is not Markdown.
_HEADING = re.compile(r"#(?<=^#)#{0,5} +\S", re.M)
_LINK = re.compile(r"\](?:\((?:https?://|/)|(?<=^\])\[\d{1,5}\]|\[\d{1,5}\]$)", re.M)
_PAPER_LINK = re.compile(r"\](?:\s*\(\s*<?(?:https?://[^\s()/]+)?/(?:papers|abs|pdf)/|(?<=^\])\[\d{1,5}\])", re.M)
_LINKED_HEADING = re.compile(r"#(?<=^#)#{0,5} +\[", re.M)


def form_of(text: str) -> ScrapeForm:
    """The form of a scrape."""
    return next(form for form, is_of in _TESTS if is_of(text))


def _is_json(text: str) -> bool:
    return bool(_JSON.match(text) or _BATCH.match(text))


def _is_page(text: str) -> bool:
    return bool(_HTML.match(text)) or _is_part_of_html(text)


def _is_part_of_html(text: str) -> bool:
    """Is a text the rest of an HTML page whose beginning is missing? It still has more tags than other texts."""
    tags = len(_TAG.findall(text))
    return ("data-props=" in text and "<div" in text) or (tags >= 10 and tags > text.count("]("))


def _is_markdown(text: str) -> bool:
    """Is a page Markdown as a whole? Authors write single links in abstracts, so one of those is not enough."""
    head = text[:_EXAMINED]
    headings = len(_HEADING.findall(head))
    links = len(_LINK.findall(head))
    has_links = bool(_LINKED_HEADING.search(head)) or (headings > 0 and links > 0)
    return has_links or len(_PAPER_LINK.findall(head)) > 2 or has_detached_links(head)


_TESTS: tuple[tuple[ScrapeForm, Callable[[str], object]], ...] = (
    (ScrapeForm.CSL_JSON, lambda text: _is_json(text) and is_csl_json(text)),
    (ScrapeForm.SEMANTIC_SCHOLAR, lambda text: _is_json(text) and is_semantic_scholar(text)),
    (ScrapeForm.OPENREVIEW, lambda text: _is_json(text) and is_openreview(text)),
    (ScrapeForm.JSON, _is_json),
    (ScrapeForm.ENDNOTE, is_endnote),
    (ScrapeForm.FEED, is_news_feed),
    (ScrapeForm.ATOM, _ATOM.match),
    (ScrapeForm.BOOKMARKS, is_bookmarks),
    (ScrapeForm.LISTING_PAGE, lambda text: _is_page(text) and is_listing_page(text)),
    (ScrapeForm.LIST_PAGE, lambda text: _HTML.match(text) and is_list_page(text)),
    (ScrapeForm.HTML, _HTML.match),
    (ScrapeForm.ATOM, _XML.match),
    (ScrapeForm.BIBTEX, is_bibtex),
    (ScrapeForm.RIS, is_ris),
    (ScrapeForm.CSV, is_csv),
    (ScrapeForm.LISTING, is_listing),
    (ScrapeForm.PAPER_PAGE, is_paper_page),
    (ScrapeForm.NOTE, is_note),
    (ScrapeForm.LIST, is_list),
    (ScrapeForm.LIST_PAGE, lambda text: _is_part_of_html(text) and is_list_page(text)),
    (ScrapeForm.HTML, _is_part_of_html),
    (ScrapeForm.IDS, is_id_list),
    (ScrapeForm.MARKDOWN, _is_markdown),
    (ScrapeForm.TEXT, lambda _: True),
)
"""What each form is recognised by, in the order in which they are tried: the certain ones first."""
