"""Reads RIS files, which every reference manager and publisher writes (https://en.wikipedia.org/wiki/RIS_(file_format)).

Records are cut at their first tag here, because the library that reads their tags drops what is not within a whole
record, and knows no lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape

from rispy import RisParser

from generator.digests.bibliographies.partial_date import PartialDate, date_of, month_and_day
from generator.digests.bibliographies.person_names import complete, turned
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.digests.bibliographies.reference_entry import add_reference
from generator.digests.bibliographies.rich_text import without_tags
from generator.digests.digest_problems import LEFT_OUT_ITEM, TRUNCATED_PAGE
from generator.digests.item_list import ItemList
from generator.model.digest import Digest
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]+(.*))?", re.A)
"""A tag and its value. The format wants two spaces before the dash; some programs write one."""
_FIRST = re.compile(r"^[ \t]*TY[ \t]{1,3}-[ \t]*[A-Z]{2,10}[ \t]*$", re.M | re.A)
_HEAD = 5000
"""Characters at the beginning of a file in which its first record begins."""
_NO_PREFACE = re.compile(r"^\s{0,3}(?:[#|<>]|[-*+] )|\]\(|</\w", re.M)
_KINDS = {
    **dict.fromkeys("JOUR CONF CPAPER CHAP THES MGZN EJOUR INPR JFULL ABST ECHAP".split(), WorkKind.ARTICLE),
    **dict.fromkeys("UNPB UNPD PREPRINT".split(), WorkKind.PREPRINT),
}
_TITLES = "TI T1 CT BT".split()
_VENUES = "T2 JF JO C3 BT JA J2 J1 T3".split()
_ONE_TEXT = ("TI", "T1", "CT", "T2")
"""Tags whose further lines continue the same text, even where the library would begin another value."""

Record = Mapping[str, list[str]]


def is_ris(text: str) -> bool:
    """Does a text begin with a record of RIS, at most after the lines that databases put before it?"""
    first = _FIRST.search(text[:_HEAD])
    return bool(first) and not _NO_PREFACE.search(text[: first.start()]) if first else False


def read_ris(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a file. The arguments are those of ``read_text``."""
    items = ItemList(file)
    records = _cut(text)
    for index, (line, lines) in enumerate(records):
        is_whole = any(tag == "ER" for tag, _ in lines)
        if not lines or lines[0][0] != "TY":
            _stray(items, Place(file, line), lines)
        else:
            _record(items, Place(file, line), lines, is_cut_off=not is_whole and index == len(records) - 1)
    return items.digest(day, label)


Line = tuple[str, str]
"""A tag, empty if there is none, and the text after it."""


def _cut(text: str) -> list[tuple[int, list[Line]]]:
    """The records, each with the number of its first line. What is between two records is one of its own."""
    records: list[tuple[int, list[Line]]] = []
    is_open = False
    for number, raw in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(raw.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", raw.strip())
        if tag == "TY" or (not is_open and (tag or value)):
            if tag == "TY" or not records or records[-1][1][0][0] == "TY":
                records.append((number, []))
            is_open = tag == "TY"
        if tag or value:
            records[-1][1].append((tag, value))
        is_open = is_open and tag != "ER"
    return records


def _stray(items: ItemList, place: Place, lines: list[Line]) -> None:
    """What is outside of records: the words of a database about its answer, or a record without its first line."""
    if sum(bool(tag) for tag, _ in lines) < 2:
        items.skip()
        return
    found = quoted(next((value for tag, value in lines if tag in _TITLES), lines[0][1]))
    items.leave_out(place, "record", f"expected 'TY' at the beginning of a record, found one without it: {found}")


def _record(items: ItemList, place: Place, lines: list[Line], *, is_cut_off: bool) -> None:
    if not any(tag in _TITLES and value for tag, value in lines):
        found, kind = (
            ("one truncated at the end of the file", TRUNCATED_PAGE) if is_cut_off else ("none", LEFT_OUT_ITEM)
        )
        items.leave_out(place, "title", f"expected a record with a title, found {found}", kind)
        return
    reference = _reference(place, _parsed(lines))
    if is_cut_off:
        message = "expected 'ER' at the end of a record, found the end of the file; what is there was kept"
        items.warn(place, "record", message, TRUNCATED_PAGE)
    add_reference(items, reference)


def _parsed(lines: list[Line]) -> Record:
    """The values of each tag in a record, as the library reads them."""
    tags = {tag: tag for tag, _ in lines if tag}
    tags["UK"] = "UK"  # what the library needs for a line without a tag right below the first
    several = [tag for tag in tags if tag not in _ONE_TEXT]
    parser = RisParser(mapping=tags, list_tags=several, delimiter_tags_mapping={})
    body = [f"{tag}  - {value}" if tag else value for tag, value in lines if tag != "ER"]
    records = parser.parse("\n".join([*body, "ER  - "]))
    record: dict[str, object] = records[0] if records else {}
    return {tag: list(map(str, value)) if isinstance(value, list) else [str(value)] for tag, value in record.items()}


def _reference(place: Place, record: Record) -> Reference:
    type_name = _first(record, "TY")
    links = _all(record, "UR", "LK", "L2", "L1")
    title = next((tag for tag in _TITLES if _first(record, tag)), "TI")
    return Reference(
        place=place,
        type_name=f"a record of type {type_name}",
        kind=_KINDS.get(type_name, WorkKind.OTHER),
        title=without_tags(_first(record, title)),
        authors=complete(turned(unescape(name)) for name in _all(record, "AU") or _all(record, "A1")),
        date=_date(record),
        venue=unescape(next((text for tag in _VENUES if tag != title and (text := _first(record, tag))), "")),
        doi=_first(record, "DO") or _first(record, "DI"),
        links=tuple(part for link in links for part in link.split(";") if part.strip()) + tuple(_all(record, "M3")),
        remarks=tuple(_all(record, "N1", "M1", "M2", "AN", "VL", "PB", "ET", "C1", "C2", "C6", "C7")),
        stage="in press" if type_name == "INPR" else "",
        abstract=without_tags("\n".join(record.get("AB", []) or record.get("N2", []))),
        keywords=tuple(word for text in _all(record, "KW") for word in unescape(text).split(";")),
        note="\n\n".join(without_tags(text) for text in _all(record, "N1", "RN")),
    )


def _first(record: Record, tag: str) -> str:
    return next((value.strip() for value in record.get(tag, ()) if value.strip()), "")


def _all(record: Record, *tags: str) -> list[str]:
    return [text for tag in tags for value in record.get(tag, ()) if (text := value.strip())]


def _date(record: Record) -> PartialDate:
    """The most precise of the dates. One without a year is of the year that another states."""
    stated = [text.rstrip("/ ") for tag in ("DA", "Y1", "PY") if (text := _first(record, tag))]
    dates = [date_of(text) for text in stated]
    best = max(dates, key=lambda one: (bool(one.year), bool(one.month), bool(one.day)), default=PartialDate())
    if best.month or not best.year:
        return best
    for text, known in zip(stated, dates, strict=True):
        month, day = month_and_day(text)
        if not known.year and month:
            return date_of(f"{best.year}-{month:02}" + (f"-{day:02}" if day else ""))
    return best
