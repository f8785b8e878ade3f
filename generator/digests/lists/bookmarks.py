"""Reads bookmarks as browsers export them. Those that lead to papers are papers; all others are counted.

The form goes back to Netscape: ``<DT><A HREF="..." ADD_DATE="...">Title</A>`` below ``<DT><H3>Folder</H3>``, in
which no item is ever closed
(https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.digests.item_list import ItemList
from generator.digests.linear_html import LinearHtmlParser
from generator.digests.lists.list_sections import ListSections
from generator.digests.lists.page_title import title_of_page
from generator.digests.lists.paper_links import is_pdf, paper_address
from generator.digests.lists.spans import TextSpan
from generator.digests.lists.title_cleaning import clean_title
from generator.digests.stated_ids import StatedIds
from generator.digests.title_fault import title_fault
from generator.model.digest import Digest, Entry
from generator.model.identity import placeholder
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_BOOKMARKS = re.compile(
    r"\s*(?:<!doctype\s+netscape-bookmark-file-1"
    r"|(?:<meta[^<>]{0,300}>\s*)?(?:<title>[^<>]{0,300}</title>\s*)?(?:<h1>[^<>]{0,300}</h1>\s*)?<dl>\s*<p>\s*<dt>)",
    re.I,
)
"""Some services leave out the first line."""


def is_bookmarks(text: str) -> bool:
    """Is a text bookmarks that a browser exported?"""
    return bool(_BOOKMARKS.match(text))


def read_bookmarks(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read bookmarks. A folder is a section, and a description is the note of whoever kept it."""
    items = ItemList(file)
    parser = _BookmarkParser()
    parser.read(text)
    for bookmark in parser.bookmarks:
        _take(items, bookmark)
    if problem := parser.problem(file):
        items.problems.append(problem)
    return items.digest(day, label)


@dataclass(slots=True)
class _Bookmark:
    line: int
    address: str
    title: str = ""
    tags: str = ""
    section: str | None = None
    description: str = ""


def _take(items: ItemList, bookmark: _Bookmark) -> None:
    place = Place(items.file, bookmark.line)
    address = paper_address(bookmark.address)
    title = title_of_page(bookmark.title)
    if address is None:
        items.skip()
        return
    if not title or title_fault(title) or (is_pdf(bookmark.address) and title.lower().endswith(".pdf")):
        title = ""
    if not title and address.arxiv:
        title = placeholder(address.arxiv)
    if not title:
        items.leave_out(place, "title", f"expected the title of a paper, found {quoted(bookmark.title)}")
        return
    items.paper(_entry(bookmark, title, address, place))


def _entry(bookmark: _Bookmark, title: str, address: StatedIds, place: Place) -> Entry:
    note = " ".join(bookmark.description.split()) or None
    tags = tuple(tag.strip() for tag in bookmark.tags.split(",") if tag.strip())
    return address.given_to(Entry(title, place, keywords=tags, section=bookmark.section, note=note))


class _BookmarkParser(LinearHtmlParser):
    """Collects bookmarks with the folders around them."""

    def __init__(self) -> None:
        super().__init__()
        self.bookmarks: list[_Bookmark] = []
        self._sections = ListSections()
        self._depth = 0
        self._open = ""
        """The element whose text is read: ``a``, ``h3`` or ``dd``."""
        self._folder = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An opening tag. Nearly nothing is closed, so each ends what was open."""
        stated = dict(attrs)
        self._end_folder()
        self._open = tag if tag in ("a", "h3", "dd") else ""
        if tag == "dl":
            self._depth += 1
        elif tag == "a":
            section = self._sections.current
            address = (stated.get("href") or "").strip()
            self.bookmarks.append(_Bookmark(self.getpos()[0], address, tags=stated.get("tags") or "", section=section))

    def handle_endtag(self, tag: str) -> None:
        """A closing tag."""
        self._end_folder()
        self._open = ""
        if tag == "dl":
            self._depth -= 1
            self._sections.leave_items(self._depth)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open == "a":
            self.bookmarks[-1].title += data
        elif self._open == "h3":
            self._folder += data
        elif self._open == "dd" and self.bookmarks:
            self.bookmarks[-1].description += data

    def _end_folder(self) -> None:
        if self._open == "h3":
            self._sections.enter_item(self._depth, (TextSpan(clean_title(self._folder)),))
            self._folder = ""
