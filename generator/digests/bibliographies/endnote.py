"""Reads the XML that EndNote exports, which Mendeley, Zotero and Papers write, too.

Each record is parsed alone, so that a fault in one costs only that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from generator.digests.bibliographies.partial_date import PartialDate, date_from, date_of, month_and_day
from generator.digests.bibliographies.person_names import complete, turned
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.digests.bibliographies.reference_entry import add_reference
from generator.digests.bibliographies.rich_text import without_tags
from generator.digests.digest_problems import MALFORMED_FEED, TRUNCATED_PAGE
from generator.digests.item_list import ItemList
from generator.model.digest import Digest
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_ROOT = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!DOCTYPE[^<>\[]{0,200}(?:\[[^\]]{0,5000}\])?\s*>\s*)?<xml>\s*<records>", re.I
)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_RECORD = re.compile(r"<record(?:\s[^<>]{0,300})?>")
_END = "</record>"
_DEEPEST = 30
_KINDS = {
    **dict.fromkeys(
        (
            "journal article", "conference paper", "conference proceedings", "book section", "thesis",
            "electronic article", "magazine article", "newspaper article",
        ),
        WorkKind.ARTICLE,
    ),
    **dict.fromkeys(("unpublished work", "manuscript", "preprint"), WorkKind.PREPRINT),
}  # fmt: skip


def is_endnote(text: str) -> bool:
    """Is a text the XML of EndNote?"""
    return _ROOT.match(text) is not None


def read_endnote(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a file. The arguments are those of ``read_text``."""
    items = ItemList(file)
    first = _RECORD.search(text)
    if _DOCTYPE.search(text, 0, first.start() if first else len(text)):
        message = "expected XML without a document type, found one; it was not read, because entities can do harm"
        items.warn(Place(file), "file", message, MALFORMED_FEED)
        items.reported += 1
    else:
        for line, record in _records(text):
            _read(items, Place(file, line), record)
    return items.digest(day, label)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """The XML of each record, with the number of its first line."""
    line = seen = 0
    starts = [match.start() for match in _RECORD.finditer(text)]
    for start, following in pairwise([*starts, len(text)] if starts else []):
        line += text.count("\n", seen, start)
        seen = start
        end = text.find(_END, start, following)
        yield line + 1, text[start : end + len(_END) if end >= 0 else following]


def _read(items: ItemList, place: Place, xml: str) -> None:
    try:
        # It begins with the tag of a record, so no document type can be in it.
        record = ElementTree.fromstring(xml)  # noqa: S314
    except ElementTree.ParseError as fault:
        is_cut_off = not xml.endswith(_END)
        found = "one that does not end" if is_cut_off else f"a fault in its XML ({str(fault).partition(':')[0]})"
        kind = TRUNCATED_PAGE if is_cut_off else MALFORMED_FEED
        items.leave_out(place, "record", f"expected a record of EndNote, found {found}: {quoted(_shown(xml))}", kind)
        return
    add_reference(items, _reference(place, record))


def _shown(xml: str) -> str:
    """The title in a record that is no XML, or its beginning."""
    title = re.search(r"<title>(.{1,300}?)</title>", xml, re.S)
    return re.sub(r"<[^<>]*>", "", title[1]) if title else xml[:200]


def _reference(place: Place, record: ElementTree.Element) -> Reference:
    kind = record.find("ref-type")
    type_name = (kind.get("name") or "").strip() if kind is not None else ""
    return Reference(
        place=place,
        type_name=f"a record of type '{type_name}'" if type_name else "an untyped record",
        kind=_KINDS.get(type_name.lower(), WorkKind.OTHER),
        title=without_tags(_text(record, "titles/title")),
        authors=complete(map(turned, _texts(record, "contributors/authors/author"))),
        date=_date(record),
        venue=next((text for path in _VENUES if (text := _text(record, path))), ""),
        doi=_text(record, "electronic-resource-num"),
        links=tuple(text for path in _LINKS for text in _texts(record, path)),
        remarks=tuple(text for path in _REMARKS for text in _texts(record, path)),
        abstract=without_tags(_text(record, "abstract")),
        keywords=tuple(word for text in _texts(record, "keywords/keyword") for word in text.split(";")),
        section=_text(record, "custom-section"),
        note="\n\n".join(without_tags(text) for path in ("research-notes", "notes") for text in _texts(record, path)),
    )


_VENUES = ("titles/secondary-title", "periodical/full-title", "alt-periodical/full-title", "titles/tertiary-title")
_LINKS = ("urls/web-urls/url", "urls/related-urls/url", "urls/pdf-urls/url", "electronic-resource-num")
_REMARKS = ("notes", "accession-num", "number", "volume", "edition", "work-type", "custom1")


def _texts(record: ElementTree.Element, path: str) -> list[str]:
    """The texts at a path, whatever styles are around their parts."""
    return [text for element in record.iterfind(path) if (text := "".join(element.itertext()).strip())]


def _text(record: ElementTree.Element, path: str) -> str:
    return next(iter(_texts(record, path)), "")


def _date(record: ElementTree.Element) -> PartialDate:
    year, stated = _text(record, "dates/year"), _text(record, "dates/pub-dates/date")
    whole = date_of(stated)
    if whole.month:
        return whole
    known = date_of(year)
    return known if known.month else date_from(known.year or whole.year, *month_and_day(stated))
