"""Reads CSL-JSON, as Zotero, Pandoc and Crossref write it (https://citeproc-js.readthedocs.io/en/latest/csl-json)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.digests.bibliographies.partial_date import UNKNOWN_DATE, PartialDate, date_from, date_of
from generator.digests.bibliographies.person_names import complete
from generator.digests.bibliographies.reference import Reference, WorkKind
from generator.digests.bibliographies.reference_entry import add_reference
from generator.digests.bibliographies.remark_lines import facts_and_words
from generator.digests.bibliographies.rich_text import without_tags
from generator.digests.digest_problems import MALFORMED_JSON, TRUNCATED_PAGE
from generator.digests.huggingface.json_items import AnswerItem, split_items
from generator.digests.huggingface.paper_record import JsonRecord, JsonValue, describe
from generator.digests.item_list import ItemList
from generator.model.digest import Digest
from generator.model.problem import Place, Problem

_TYPES = (
    "article|article-journal|article-magazine|article-newspaper|paper-conference|chapter|book|thesis|report|webpage"
    "|dataset|software|manuscript|post|post-weblog|speech|document|proceedings-article|journal-article|posted-content"
    "|book-chapter|entry|entry-encyclopedia|standard|patent|monograph|dissertation"
)
_SIGN = re.compile(
    rf"\"type\"\s*:\s*\"(?:{_TYPES})\"|\"(?:family|date-parts|container-title|citation-key|citationKey)\"\s*:"
)
_OTHER_SIGN = re.compile(r"\"(?:paperId|externalIds|publishedAt|numComments|invitations?)\"\s*:|\"paper\"\s*:\s*\{")
_HEAD = 20_000
_KINDS = {
    **dict.fromkeys(
        """
        article-journal article-magazine article-newspaper paper-conference chapter thesis proceedings-article
        journal-article book-chapter dissertation
        """.split(),
        WorkKind.ARTICLE,
    ),
    **dict.fromkeys("article manuscript posted-content preprint".split(), WorkKind.PREPRINT),
}
_WRAPPERS = ("message", "items", "references", "data", "results")
"""Keys of objects that hold an item or items: answers of Crossref, and metadata of Pandoc."""
_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def is_csl_json(text: str) -> bool:
    """Does a text that is JSON hold the keys of CSL-JSON, and none of the answers of other services?"""
    head = text[:_HEAD]
    return _SIGN.search(head) is not None and _OTHER_SIGN.search(head) is None and '"title"' in head


def read_csl_json(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a file. The arguments are those of ``read_text``."""
    items = ItemList(file)
    parsed, rest = split_items(text)
    for item in parsed:
        place = Place(file, item.line, item.column)
        for value in _unwrapped(item):
            _read(items, place, value)
    if rest:
        kind = TRUNCATED_PAGE if "end of the file" in rest.reason else MALFORMED_JSON
        items.leave_out(Place(file, rest.line, rest.column), "file", rest.reason.partition(";")[0], kind)
    return items.digest(day, label)


def _unwrapped(item: AnswerItem) -> Iterator[JsonValue]:
    """The items in an item: those of an object around them, or itself."""
    value = item.value
    while isinstance(value, Mapping) and "title" not in value:
        inner = next((value[key] for key in _WRAPPERS if isinstance(value.get(key), list | dict)), None)
        if inner is None:
            break
        value = inner
    yield from value if isinstance(value, list) else [value]


def _read(items: ItemList, place: Place, value: JsonValue) -> None:
    if isinstance(value, Mapping):
        add_reference(items, _reference(place, value))
    else:
        items.leave_out(place, "item", f"expected an object, found {describe(value)}")


def _reference(place: Place, item: JsonRecord) -> Reference:
    type_name = _text(item, "type")
    facts, words = facts_and_words(_text(item, "note"))
    subtitle = _text(item, "subtitle")
    title = _text(item, "title")
    return Reference(
        place=place,
        type_name=f"an item of type '{type_name}'" if type_name else "an untyped item",
        kind=_KINDS.get(type_name, WorkKind.OTHER),
        title=without_tags(f"{title}: {subtitle}" if subtitle and subtitle not in title else title),
        authors=_authors(item.get("author")),
        date=_date(item),
        venue=without_tags(next((text for key in _VENUES if (text := _text(item, key))), "")),
        doi=_text(item, "DOI"),
        links=tuple(text for text in (_text(item, "URL"), _own_id(item)) if text),
        remarks=(*facts, *(_text(item, key) for key in ("number", "archive_location", "archive-location", "genre"))),
        stage=_text(item, "status"),
        abstract=without_tags(_text(item, "abstract")),
        keywords=tuple(word for text in _texts(item, "keyword") for word in re.split("[,;]", text)),
        note=without_tags(_text(item, "annote") or words),
    )


_VENUES = ("container-title", "event-title", "event", "container-title-short")


def _text(item: JsonRecord, key: str) -> str:
    return next(iter(_texts(item, key)), "")


def _own_id(item: JsonRecord) -> str:
    """The id of an item, which may be one of the paper. An address is that of an entry in somebody's library."""
    text = _text(item, "id")
    return "" if text.startswith("http") else text


def _texts(item: JsonRecord, key: str) -> list[str]:
    """The texts of a key: Crossref has lists where others have one text, and event is an object there."""
    value = item.get(key)
    if isinstance(value, Mapping):
        value = value.get("name")
    values = value if isinstance(value, list) else [value]
    return [str(one).strip() for one in values if isinstance(one, str | int) and str(one).strip()]


def _authors(value: JsonValue) -> tuple[str, ...] | None:
    """The names; none when one of them cannot be read."""
    if not isinstance(value, list):
        return ()
    names = [_name(author) for author in value]
    return complete(names) if all(names) else None


def _name(author: JsonValue) -> str:
    if isinstance(author, str):
        return author
    if not isinstance(author, Mapping):
        return ""
    parts = [_text(author, key) for key in _NAME_PARTS]
    return _text(author, "literal") or " ".join(part for part in parts if part) or _text(author, "name")


def _date(item: JsonRecord) -> PartialDate:
    for key in ("issued", "published", "published-online", "published-print", "posted"):
        if (found := _date_in(item.get(key))) != UNKNOWN_DATE:
            return found
    return UNKNOWN_DATE


def _date_in(value: JsonValue) -> PartialDate:
    """A date in parts, in words, or as text alone."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return date_from(*_numbers(parts[0]))
        value = value.get("raw") or value.get("literal")
    return date_of(str(value)) if isinstance(value, str | int) else UNKNOWN_DATE


def _numbers(parts: list[object]) -> Iterator[int | None]:
    yield from (_number(part) for part in [*parts, None][: min(3, len(parts) + 1)])


def _number(part: object) -> int | None:
    text = str(part)
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None
