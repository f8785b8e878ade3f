"""The forms that scrapes have, each with what it is called and the extension of its files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    FEED = "feed"
    PAPER_PAGE = "paper-page"
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
    ScrapeForm.FEED: _Form("xml", "a feed"),
    ScrapeForm.PAPER_PAGE: _Form("txt", "the page of a paper saved as text"),
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
