"""Reads arXiv's listings that were saved as HTML, in the markup of any year.

A listing is a list of definitions (``dl``): a term (``dt``) with the id of a paper and a definition (``dd``) with its
title, its authors and other fields, each in an element of a class such as ``list-title``.
"""

from __future__ import annotations

import re
from datetime import date

from generator.digests.feeds.feed_days import stated_day
from generator.digests.feeds.listing_items import ListingLine, ListingReader, day_of_listing
from generator.digests.item_list import ItemList
from generator.digests.linear_html import LinearHtmlParser
from generator.model.digest import Digest
from generator.model.problem import Problem

_TITLE = re.compile(r"class\s*=\s*[\"']?[\w -]*\blist-title\b", re.I)
_ADDRESS = re.compile(r"(?:https?://(?:\w+\.)?arxiv\.org)?/abs/(\S{4,40}?)/?", re.I)
_BLOCKS = frozenset("dt dd div p h1 h2 h3 h4 li ul ol dl br table tr td small".split())
_HIDDEN = frozenset("script style head noscript svg template".split())
_FIELDS = {
    "list-title": "Title:",
    "list-authors": "Authors:",
    "list-comments": "Comments:",
    "list-subjects": "Subjects:",
    "list-journal-ref": "Journal-ref:",
    "list-doi": "DOI:",
    "mathjax": "Abstract:",
}
"""Classes of the elements that hold a field, with its name in text."""


def is_listing_page(text: str) -> bool:
    """Is a page in HTML one of arXiv's listings?"""
    return "<dt" in text.lower() and _TITLE.search(text) is not None and "arxiv" in text.lower()


def read_listing_page(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a listing. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    parser = _ListingParser()
    parser.read(text)
    ListingReader(items).read(parser.lines)
    if problem := parser.problem(file):
        items.problems.append(problem)
    return items.digest(day, label)


def day_of_listing_page(text: str) -> date | None:
    """The newest day that a listing shows."""
    parser = _ListingParser()
    parser.read(text)
    stated = day_of_listing(line.text for line in parser.lines)
    return stated_day(stated) if stated else None


class _ListingParser(LinearHtmlParser):
    """Turns the blocks of a listing into lines as its text has them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ListingLine] = []
        self._parts: list[str] = []
        self._number = 1
        self._field = ""
        self._hidden = 0
        self._term_id = ""
        """The id in an address within the term that is open."""
        self._in_term = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An opening tag; a block begins a line."""
        stated = dict(attrs)
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS and not (self._in_term and tag not in ("dd", "dt")):
            self.finish()
            self._in_term = tag == "dt"
            classes = (stated.get("class") or "").split()
            self._field = next((_FIELDS[name] for name in classes if name in _FIELDS), "")
            self._field = "" if self._field == "Abstract:" and tag != "p" else self._field
        if tag == "a" and self._in_term and (match := _ADDRESS.fullmatch(stated.get("href") or "")):
            self._term_id = self._term_id or match[1]

    def handle_endtag(self, tag: str) -> None:
        """A closing tag."""
        self._hidden = max(self._hidden - (tag in _HIDDEN), 0)
        if tag in _BLOCKS and not (self._in_term and tag != "dt"):
            self.finish()
            self._in_term = False

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._hidden:
            return
        if not self._parts:
            self._number = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self._parts or data.strip():
            self._parts.append(data)

    def finish(self) -> None:
        text = " ".join("".join(self._parts).split())
        if self._in_term and self._term_id and "arxiv:" not in text.lower():
            text = f"{text} arXiv:{self._term_id}".strip()
        name = self._field
        if text:
            is_named = not name or text.lower().startswith((name.lower(), name.lower().replace(":", " :")))
            self.lines.append(ListingLine(self._number, text if is_named else f"{name} {text}"))
        self._parts, self._field, self._term_id = [], "", ""
