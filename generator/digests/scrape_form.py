"""Detects the form of a scrape from its content, because the extension of a file says little about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.digests.arxiv_id_list import is_id_list
from generator.digests.feeds.arxiv_listing import is_listing
from generator.digests.feeds.arxiv_listing_page import is_listing_page
from generator.digests.feeds.news_feed import is_news_feed
from generator.digests.feeds.openreview import is_openreview
from generator.digests.feeds.paper_page import is_paper_page
from generator.digests.feeds.semantic_scholar import is_semantic_scholar
from generator.digests.web.detached_links import has_detached_links


class ScrapeForm(StrEnum):
    """The forms of scrapes, by the names that ``add --as`` takes."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    IDS = "ids"
    ATOM = "arxiv-atom"
    LISTING = "arxiv-listing"
    LISTING_PAGE = "arxiv-listing-page"
    PAPER_PAGE = "paper-page"
    FEED = "feed"
    LIST = "list"
    LIST_PAGE = "list-page"
    BOOKMARKS = "bookmarks"
    NOTE = "note"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    CSV = "csv"
    ENDNOTE = "endnote"
    SEMANTIC_SCHOLAR = "semantic-scholar"
    OPENREVIEW = "openreview"

    @property
    def ending(self) -> str:
        """The extension of its files."""
        return _FORMS[self].ending

    @property
    def source(self) -> str:
        """What the site calls such a source, and what messages say a file is."""
        return _FORMS[self].source


@dataclass(frozen=True, slots=True)
class _Form:
    ending: str
    source: str


_FORMS = {
    ScrapeForm.TEXT: _Form("txt", "a page saved as text"),
    ScrapeForm.MARKDOWN: _Form("md", "a page saved as Markdown"),
    ScrapeForm.HTML: _Form("html", "a saved page"),
    ScrapeForm.JSON: _Form("json", "Hugging Face’s API"),
    ScrapeForm.IDS: _Form("txt", "a list of arXiv ids"),
    ScrapeForm.ATOM: _Form("xml", "arXiv’s API"),
    ScrapeForm.LISTING: _Form("txt", "a listing of arXiv saved as text"),
    ScrapeForm.LISTING_PAGE: _Form("html", "a saved listing of arXiv"),
    ScrapeForm.PAPER_PAGE: _Form("txt", "the page of a paper saved as text"),
    ScrapeForm.FEED: _Form("xml", "a feed"),
    ScrapeForm.LIST: _Form("md", "a list in Markdown"),
    ScrapeForm.LIST_PAGE: _Form("html", "a saved list"),
    ScrapeForm.BOOKMARKS: _Form("html", "bookmarks of a browser"),
    ScrapeForm.NOTE: _Form("md", "a note about a paper"),
    ScrapeForm.BIBTEX: _Form("bib", "a BibTeX file"),
    ScrapeForm.RIS: _Form("ris", "a RIS file"),
    ScrapeForm.CSL_JSON: _Form("json", "a CSL-JSON file"),
    ScrapeForm.CSV: _Form("csv", "a CSV file"),
    ScrapeForm.ENDNOTE: _Form("xml", "an EndNote library"),
    ScrapeForm.SEMANTIC_SCHOLAR: _Form("json", "Semantic Scholar’s API"),
    ScrapeForm.OPENREVIEW: _Form("json", "OpenReview’s API"),
}


DIGEST_ENDINGS = ("txt", "md", "html", "json", "xml", "bib", "ris", "csv")
"""Extensions that a file in ``digests/`` can have."""

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
    if _JSON.match(text) or _BATCH.match(text):
        return _json_form(text)
    if is_news_feed(text):
        return ScrapeForm.FEED
    if _ATOM.match(text):
        return ScrapeForm.ATOM
    if _HTML.match(text) or _is_part_of_html(text):
        return _html_form(text)
    return ScrapeForm.ATOM if _XML.match(text) else _text_form(text)


def _json_form(text: str) -> ScrapeForm:
    if is_semantic_scholar(text):
        return ScrapeForm.SEMANTIC_SCHOLAR
    return ScrapeForm.OPENREVIEW if is_openreview(text) else ScrapeForm.JSON


def _html_form(text: str) -> ScrapeForm:
    return ScrapeForm.LISTING_PAGE if is_listing_page(text) else ScrapeForm.HTML


def _text_form(text: str) -> ScrapeForm:
    if is_listing(text):
        return ScrapeForm.LISTING
    if is_paper_page(text):
        return ScrapeForm.PAPER_PAGE
    if is_id_list(text):
        return ScrapeForm.IDS
    return ScrapeForm.MARKDOWN if _is_markdown(text) else ScrapeForm.TEXT


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
