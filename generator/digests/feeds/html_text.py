"""Turns the HTML in descriptions of feeds into paragraphs of plain text."""

from __future__ import annotations

import re

from generator.digests.linear_html import LinearHtmlParser

_SILENT = frozenset("script style svg noscript template head iframe nav table pre figure select textarea".split())
"""What is in these is not prose."""
_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article hr dl dt dd".split())
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]+\S)")
"""A blank line, or one before an indented line, as in abstracts of arXiv."""


def html_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that may be HTML or plain. Lists of links and tables are left out.

    >>> html_paragraphs("<p>One &amp; <b>two</b>.</p><p><a href='/'>Read more</a></p>")
    ('One & two.',)
    """
    if not _TAG.search(text):
        return _lines(_PARAGRAPH.split(text.replace("\r\n", "\n")))
    parser = _TextParser()
    parser.read(text)
    return _lines(parser.paragraphs)


def html_line(text: str) -> str:
    """The text of a title or a name that may be HTML, on one line."""
    if not _TAG.search(text):
        return " ".join(text.split())
    parser = _TextParser()
    parser.read(text)
    return " ".join(" ".join(parser.everything).split())


def _lines(parts: list[str]) -> tuple[str, ...]:
    return tuple(line for part in parts if (line := " ".join(part.split())))


class _TextParser(LinearHtmlParser):
    """Collects text by paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.everything: list[str] = []
        """With what is in tables and links."""
        self._parts: list[str] = []
        self._has_prose = False
        """Is any of the paragraph's text outside links?"""
        self._silent = 0
        self._links = 0

    def may_begin_tag(self, text: str, at: int) -> bool:
        """Descriptions are often plain text, in which ``<`` stands for itself."""
        return re.match(r"<[a-zA-Z/!?]", text[at : at + 2]) is not None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An opening tag; blocks begin a paragraph."""
        if tag in _BLOCKS:
            self.finish()
        self._silent += tag in _SILENT
        self._links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        """A closing tag."""
        if tag in _BLOCKS or tag in _SILENT:
            self.finish()
        self._silent = max(self._silent - (tag in _SILENT), 0)
        self._links = max(self._links - (tag == "a"), 0)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closing tag."""
        if tag in _BLOCKS:
            self.finish()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._silent:
            return
        self.everything.append(data)
        self._parts.append(data)
        self._has_prose = self._has_prose or (not self._links and any(map(str.isalnum, data)))

    def finish(self) -> None:
        if self._has_prose:
            self.paragraphs += _PARAGRAPH.split("".join(self._parts))
        self._parts, self._has_prose = [], False
