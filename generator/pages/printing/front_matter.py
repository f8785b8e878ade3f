"""Prints the data of a page as YAML front matter.

Scalars are written as JSON strings, which YAML reads alike (https://yaml.org/spec/1.2.2/#json),
with the characters escaped that YAML 1.1 readers take for line breaks or refuse.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from generator.pages.components.heads import Head

FrontValue = str | int | bool | date | None | Sequence["FrontValue"] | Mapping[str, "FrontValue"]

_REFUSED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def head_as_text(head: Head) -> str:
    """The front matter of a page."""
    return front_matter(head_as_data(head))


def head_as_data(head: Head) -> dict[str, Any]:
    """The front matter as whoever reads it gets it: plain values, without those that are absent or empty."""
    return {name: value for name, value in _fields(head) if value not in (None, "", [], {})}


def _fields(record: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(record):
        yield field.name, _plain(getattr(record, field.name))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {name: item for name, item in _fields(value) if item is not None}
    return str(value) if isinstance(value, str) else value


def front_matter(data: Mapping[str, FrontValue]) -> str:
    """The front matter with its fences. Keys whose value is absent or empty are left out."""
    lines = ["---"]
    for key, value in data.items():
        lines += _print(key, value, "")
    return "\n".join([*lines, "---", ""])


def _print(key: str, value: FrontValue, indent: str) -> list[str]:
    if value is None or (isinstance(value, (str, Sequence, Mapping)) and not value):
        return []
    if isinstance(value, Mapping):
        return [f"{indent}{key}:", *(line for k, v in value.items() for line in _print(k, v, f"{indent}  "))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [f"{indent}{key}:", *(f"{indent}  - {_flow(item)}" for item in value)]
    return [f"{indent}{key}: {_flow(value)}"]


def _flow(value: FrontValue) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{key}: {_flow(item)}" for key, item in value.items() if item is not None)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, str):
        return _REFUSED.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value)
