"""Tells the form of a scrape from its content, because a file's ending says little about it."""

from __future__ import annotations

import re
from enum import StrEnum

from generator.digests.arxiv_ids import is_id_list
from generator.digests.web.markdown_fragments import is_markdown


class Form(StrEnum):
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
        return "txt" if self is Form.IDS else str(self)

    @property
    def source(self) -> str:
        """What such a scrape is, as readers are told."""
        return _SOURCES[self]


_SOURCES = {
    Form.TEXT: "a page saved as text",
    Form.MARKDOWN: "a page saved as Markdown",
    Form.HTML: "a saved page",
    Form.JSON: "Hugging Face’s API",
    Form.ATOM: "arXiv’s API",
    Form.IDS: "a list of arXiv ids",
}


ENDINGS = ("txt", "md", "html", "json", "xml")
"""Endings that a file in ``digests/`` can have."""

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*(?:\{|\]\s*$))")
_ATOM = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:\w+:)?(?:feed|entry|rss)[\s>]", re.S)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main)[\s>]",
    re.S | re.I,
)
_XML = re.compile(r"\s*<\?xml\s", re.I)
_TAG = re.compile(r"</(?:div|section|article|h[1-6]|a|p|li|main)>", re.I)


def form_of(text: str) -> Form:
    """The form of a scrape."""
    if _JSON.match(text):
        return Form.JSON
    if _ATOM.match(text):
        return Form.ATOM
    if _HTML.match(text) or _is_part_of_html(text):
        return Form.HTML
    if _XML.match(text):
        return Form.ATOM
    if is_id_list(text):
        return Form.IDS
    return Form.MARKDOWN if is_markdown(text) else Form.TEXT


def _is_part_of_html(text: str) -> bool:
    """A page whose beginning is missing still has more tags than a text would."""
    tags = len(_TAG.findall(text))
    return ("data-props=" in text and "<div" in text) or (tags >= 10 and tags > text.count("]("))
