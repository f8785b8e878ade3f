"""Tells the form of a scrape from its content, because a file's ending says little about it."""

from __future__ import annotations

import re
from enum import StrEnum

from generator.digests.arxiv_id_list import is_id_list
from generator.digests.web.markdown_fragments import is_markdown


class ScrapeForm(StrEnum):
    """What a scrape can be, by the ending that its file is given."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
    ATOM = "xml"
    IDS = "ids"
    """A list of arXiv ids; its file ends like a text."""

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return "txt" if self is ScrapeForm.IDS else str(self)

    @property
    def source(self) -> str:
        """What such a scrape is, as readers are told."""
        return _SOURCES[self]


_SOURCES = {
    ScrapeForm.TEXT: "a page saved as text",
    ScrapeForm.MARKDOWN: "a page saved as Markdown",
    ScrapeForm.HTML: "a saved page",
    ScrapeForm.JSON: "Hugging Face’s API",
    ScrapeForm.ATOM: "arXiv’s API",
    ScrapeForm.IDS: "a list of arXiv ids",
}


DIGEST_ENDINGS = ("txt", "md", "html", "json", "xml")
"""Endings that a file in ``digests/`` can have."""

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\]\s*$))")
_ATOM = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:\w+:)?(?:feed|entry|rss)[\s>]", re.S)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main)[\s>]",
    re.S | re.I,
)
_XML = re.compile(r"\s*<\?xml\s", re.I)
_TAG = re.compile(r"</(?:div|section|article|h[1-6]|a|p|li|main)>", re.I)


def form_of(text: str) -> ScrapeForm:
    """The form of a scrape."""
    if _JSON.match(text):
        return ScrapeForm.JSON
    if _ATOM.match(text):
        return ScrapeForm.ATOM
    if _HTML.match(text) or _is_part_of_html(text):
        return ScrapeForm.HTML
    if _XML.match(text):
        return ScrapeForm.ATOM
    if is_id_list(text):
        return ScrapeForm.IDS
    return ScrapeForm.MARKDOWN if is_markdown(text) else ScrapeForm.TEXT


def _is_part_of_html(text: str) -> bool:
    """A page whose beginning is missing still has more tags than a text would."""
    tags = len(_TAG.findall(text))
    return ("data-props=" in text and "<div" in text) or (tags >= 10 and tags > text.count("]("))
