"""Finds what damage left of items: a second title in one item, links that break off, rows with a cell too few.

A reader takes such an item for another one, or for text, and cannot know that there was a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.digests.named_ids import ids_of
from generator.digests.scrape_form import ScrapeForm

_XML = re.compile(
    r"<(?P<start>item|entry|record)[\s>]|<title(?:\s[^<>]{0,200})?>(?:<style[^<>]{0,200}>)?(?P<title>[^<>]{1,400})<",
    re.I,
)
_JSON = re.compile(
    r"(?P<start>\{)|(?P<end>\})|\"(?P<name>(?:[^\"\\]|\\.)*+)(?:\"|\\?\Z)(?:\s*:\s*\"(?P<title>(?:[^\"\\]|\\.)*+)\")?"
)
_BIBTEX = re.compile(
    r"^[ \t]*(?:(?P<start>@\w)|title\s*=\s*[{\"]+(?P<title>[^\n]{2,400}?)[}\"]+,?[ \t]*$)", re.I | re.M
)
_RIS = re.compile(r"^[ \t]*(?:(?P<start>TY)|(?P<end>ER)|T[I1]) {1,2}-(?:[ \t]|$)(?P<title>[^\n]{0,400})", re.M)
_NOTE = re.compile(r"^title:[ \t]+[\"']?(?P<title>[^\n\"]{2,400})", re.M)
_FIELDS: Mapping[ScrapeForm, re.Pattern[str]] = {
    ScrapeForm.FEED: _XML,
    ScrapeForm.ATOM: _XML,
    ScrapeForm.ENDNOTE: _XML,
    ScrapeForm.BIBTEX: _BIBTEX,
    ScrapeForm.RIS: _RIS,
    ScrapeForm.NOTE: _NOTE,
}
_TITLED_TWICE = (ScrapeForm.RIS, ScrapeForm.ENDNOTE)
"""Forms whose items can have a second title, of which another field is a part."""
_WITH_HEAD = (ScrapeForm.FEED, ScrapeForm.ATOM, ScrapeForm.ENDNOTE)
"""Forms that have a title of their own above their first item."""
JSON_FORMS = (ScrapeForm.JSON, ScrapeForm.CSL_JSON, ScrapeForm.SEMANTIC_SCHOLAR, ScrapeForm.OPENREVIEW)
"""Answers of services, in which nothing stands beside the values unless the answer is broken."""
_MARKDOWN = (ScrapeForm.LIST, ScrapeForm.MARKDOWN)
_PAGES = (ScrapeForm.LIST_PAGE, ScrapeForm.HTML, ScrapeForm.BOOKMARKS)

_OPEN_LINK = re.compile(r"\[(?P<title>[^\[\]]{8,300})\]\(\s*<?h?(?:t?tps?:)?/?/?[^()\s]*\s*$")
_ORG_LINK = re.compile(r"\[\[https?://[^\[\]\s]{1,500}\]\[(?P<title>[^\[\]]{3,300})\]\]")
_HEADING_LINK = re.compile(r"#{1,6} [^\[\]]{0,80}\[(?P<title>[^\[\]]{8,300})\]\((?P<target>[^()\s]{5,500})\)")
_LAST_ITEM = re.compile(
    r"\s*(?:\|.*\||(?:[-*+]|\d{1,4}[.)]|#{1,6})\s+(?:\d{1,4}[.)]\s+)?)\s*(?:\[|\*\*)(?P<title>[^\[\]*|]{3,300})(?:\*\*)?\s*$"
)
"""The beginning of an item, a heading or a row that breaks off in its title."""
_BROKEN_ADDRESS = re.compile(r"abs\W{0,3}\d{4}\.\d|arxiv\.org\W{1,3}(?:abs|pdf|html)\b", re.I)
_ANCHOR = re.compile(r"<(?:(?P<end>/)a\s*>|a\s(?P<inside>[^<>]{0,2000})(?P<closed>>)?)", re.I)
_TAGS = re.compile(r"<[^<>]{0,2000}>?|[\w/]*=[\"'][^\"'<>]{0,500}[\"']?|\S*/abs/\S*?>")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_ELEMENT = re.compile(r"<details>[^\n]*?</details>|<[^<>]{0,2000}>|(?<=\])\([^()]{0,2000}\)")
_CELL_END = re.compile(r"(?<!\\)\|")
_LONGEST = 4000
"""Characters of a line that are looked at."""
_WORDS = 3
"""Words of a cell or a piece of a page that could be a title, at least."""

Found = Iterator[tuple[int, str]]


def damaged_items(text: str, form: ScrapeForm) -> Found:
    """What could be the title of a paper that is in no item, with the number of its line; some are known otherwise."""
    if form in _FIELDS:
        yield from _with_lines(text, _second_titles(text, form))
    elif form in JSON_FORMS:
        yield from _with_lines(text, _second_names(text))
    elif form in _PAGES:
        yield from _with_lines(text, _broken_anchors(text))
    elif form in _MARKDOWN:
        yield from _open_links(text)
        yield from _last_item(text)
        yield from _odd_rows(text)


def _with_lines(text: str, found: Found) -> Found:
    """The lines of places in a text that are in order."""
    line, seen = 1, 0
    for place, title in found:
        line += text.count("\n", seen, place)
        seen = place
        yield line, title


def _second_titles(text: str, form: ScrapeForm) -> Found:
    """The titles of an item that has more than one; in RIS, also those that are in no record."""
    has_title, is_before = form is ScrapeForm.RIS, form in _WITH_HEAD
    first: tuple[int, str | None] | None = None
    for match in _FIELDS[form].finditer(text):
        groups = match.groupdict()
        if groups.get("start") or groups.get("end"):
            is_before = False
            has_title, first = not groups.get("start"), None
        elif is_before:
            continue
        elif has_title and match["title"]:
            yield from filter(None, (first, (match.start(), match["title"])))
            first = None
        else:
            has_title = form is not ScrapeForm.ENDNOTE or match["title"] is not None
            first = None if form in _TITLED_TWICE else (match.start(), match["title"])


def _second_names(text: str) -> Found:
    """Titles of an object that has more than one: only the last of them is read."""
    seen: list[tuple[int, str] | None] = []
    for match in _JSON.finditer(text):
        if match["start"]:
            seen.append(None)
        elif match["end"]:
            seen[-1:] = []
        elif match["name"] == "title" and match["title"] and seen:
            if seen[-1]:
                yield seen[-1]
            seen[-1] = (match.start(), match["title"])


def _broken_anchors(text: str) -> Found:
    """Links of a page whose beginning was lost or does not end."""
    is_open = False
    seen = 0
    for match in _ANCHOR.finditer(text):
        if match["inside"] is not None and not match["closed"]:
            yield match.start(), _title_in(match["inside"].rpartition("|")[2].rpartition("'")[2])
        elif match["end"] and not is_open:
            start = max(text.rfind("\n", seen, match.start()), text.rfind("<li>", seen, match.start()), seen)
            yield start + 1, _title_in(text[start : match.start()][-_LONGEST:])
        is_open = match["end"] is None
        seen = match.end()


def _title_in(piece: str) -> str:
    title = " ".join(_TAGS.sub(" ", piece).rpartition(">")[2].split())
    return title if len(title.split()) >= _WORDS else ""


def _open_links(text: str) -> Found:
    """Links of Markdown that do not end on their line, and headings that lead to a paper."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "][" in line:
            yield from ((number, match["title"]) for match in _ORG_LINK.finditer(line[:_LONGEST]))
        if "](" not in line:
            continue
        link, heading = _OPEN_LINK.search(line[-_LONGEST:]), _HEADING_LINK.match(line)
        if match := link or (heading if heading and any(ids_of(heading["target"])) else None):
            yield number, match["title"]


def _last_item(text: str) -> Found:
    """The title in which a text breaks off."""
    whole = text.rstrip()
    start = whole.rfind("\n") + 1
    if match := _LAST_ITEM.match(whole[start:][:_LONGEST]):
        yield whole.count("\n", 0, start) + 1, match["title"]


def _odd_rows(text: str) -> Found:
    """The cells of rows that have more or fewer than the head of their table, or whose head is broken."""
    head = cells = 0
    for number, line in enumerate(text.split("\n"), start=1):
        count = len(_cells(line)) if "|" in line else 0
        if count and _SEPARATOR.fullmatch(line[:_LONGEST]):
            cells = count if head == count else -1
        elif cells and count and count != cells:
            yield from ((number, cell) for cell in map(str.strip, _cells(line)) if len(cell.split()) >= _WORDS)
        cells = cells if count else 0
        head = count


def _cells(line: str) -> list[str]:
    return _CELL_END.split(_ELEMENT.sub("", line[:_LONGEST]).strip().strip("|"))


def names_broken_address(line: str) -> bool:
    """Has a line an address of a paper in which the id is broken?"""
    return _BROKEN_ADDRESS.search(line[:_LONGEST]) is not None
