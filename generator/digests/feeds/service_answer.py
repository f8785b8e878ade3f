"""What the answers of services in JSON have in common: their items, and values that can be anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

from generator.digests.digest_problems import MALFORMED_JSON, TRUNCATED_PAGE
from generator.digests.huggingface.json_items import AnswerItem, split_items
from generator.digests.item_list import ItemList
from generator.model.days import day_from
from generator.model.problem import Place

JsonFields = Mapping[str, object]
"""An object of an answer; nothing is known about its values until they have been checked."""
_MOST_YEARS = range(1800, 2101)


def read_items(items: ItemList, text: str, read: Callable[[AnswerItem], None]) -> None:
    """Read the items of an answer one by one; what cannot be parsed is reported."""
    found, rest = split_items(text)
    for item in found:
        read(item)
    if rest:
        is_cut_off = bool(items.entries) and "truncated" in rest.reason
        kind = TRUNCATED_PAGE if is_cut_off else MALFORMED_JSON
        items.leave_out(Place(items.file, rest.line, rest.column), "file", rest.reason, kind)


def text_in(record: JsonFields, *keys: str) -> str:
    """The first text under these keys, on one line; empty when there is none."""
    values = (record.get(key) for key in keys)
    return next((line for value in values if isinstance(value, str) and (line := " ".join(value.split()))), "")


def record_in(record: JsonFields, key: str) -> JsonFields:
    """The object under a key; empty when there is none."""
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def records_in(record: JsonFields, key: str) -> Iterator[JsonFields]:
    """The objects in the list under a key."""
    value = record.get(key)
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def texts_in(record: JsonFields, key: str) -> tuple[str, ...] | None:
    """The texts in the list under a key, all of them; ``None`` when something else is among them."""
    value = record.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        return None
    return tuple(" ".join(item.split()) for item in value)


def day_in(record: JsonFields, key: str) -> date | None:
    """The day under a key."""
    return day_from(text_in(record, key)[:10])


def year_in(record: JsonFields, key: str) -> int | None:
    """The year under a key."""
    value = record.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value in _MOST_YEARS else None


def day_of_milliseconds(value: object) -> date | None:
    """The day, UTC, of a time in milliseconds since 1970."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 4e12:
        return None
    return day_from(datetime.fromtimestamp(value / 1000, UTC).date().isoformat())
