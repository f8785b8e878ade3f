"""Prints the data of a page as YAML front matter.

Scalars are written as JSON strings, which YAML reads alike (https://yaml.org/spec/1.2.2/#json),
with the characters escaped that YAML 1.1 readers take for line breaks or refuse.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from generator.pages.components.heads import EditSource, Head, LinkEntry, TopicEntry

FrontValue = str | int | date | EditSource | TopicEntry | LinkEntry | tuple["FrontValue", ...] | None
FrontData = str | int | date | list["FrontData"] | dict[str, "FrontData"] | None

_REFUSED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def head_as_text(head: Head) -> str:
    """The front matter of a page with its fences. Keys whose value is absent or empty are left out."""
    return "\n".join(["---", *_lines(head), "---", ""])


def head_as_data(head: Head) -> dict[str, FrontData]:
    """The same as whoever reads the front matter gets it."""
    return {name: _plain(value) for name, value in _items(head)}


def _plain(value: FrontValue) -> FrontData:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, EditSource | TopicEntry | LinkEntry):
        return {name: _plain(item) for name, item in _items(value)}
    return str(value) if isinstance(value, str) else value


def _lines(record: Head | EditSource) -> Iterable[str]:
    for key, value in _items(record):
        if isinstance(value, EditSource):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, tuple):
            yield f"{key}:"
            yield from (f"  - {_flow(item)}" for item in value)
        else:
            yield f"{key}: {_flow(value)}"


def _items(record: Head | EditSource | TopicEntry | LinkEntry) -> list[tuple[str, FrontValue]]:
    """The fields of a record that say something."""
    values = [(field.name, getattr(record, field.name)) for field in fields(record)]
    return [(name, value) for name, value in values if value is not None and value not in ("", ())]


def _flow(value: FrontValue) -> str:
    if isinstance(value, str):
        return _REFUSED.sub(lambda match: f"\\u{ord(match[0]):04x}", _encode(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, TopicEntry | LinkEntry):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in _items(value)) + "}"
    return _encode(value)
