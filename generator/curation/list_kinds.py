"""Lists of values, and mappings whose keys can be chosen freely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from generator.curation.curation_problems import (
    EMPTY_VALUE,
    EXPECTED_KEYS,
    EXPECTED_LIST,
    REPEATED_ITEM,
    REPEATED_KEY,
    REPEATED_NAME,
)
from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.curation.value_kinds import Invalid, JsonSchema, Report, ValueKind, describe, path
from generator.model.problem import Located, Place

T = TypeVar("T")

_ITEMS_BELOW = "; begin each item on a line of its own with '- '"
ITSELF = ""
"""Items of a list are told apart by everything they say."""


class ListKind(ValueKind[tuple[T, ...]]):
    """A list of values of one kind. Bad items are reported and left out, and so are repeated ones.

    Items are told apart by one of their keys, or by themselves. Where the same value can rightly
    occur twice, as with two authors of one name, a repetition is kept and only a warning.
    """

    def __init__(self, kind: ValueKind[T], least: int = 1, *, by: str = ITSELF, can_repeat: bool = False) -> None:
        self.kind, self.least, self.by, self.can_repeat = kind, least, by, can_repeat
        self.expected = "a list"

    def read(self, node: Node, field: str, report: Report) -> tuple[T, ...]:
        if not isinstance(node, SequenceNode):
            in_full = self.kind.in_full(node) if isinstance(node, ScalarNode) and not node.is_empty else ""
            hint = f"; {in_full} on the next line, after '- '" if in_full else _ITEMS_BELOW
            refusal = self._refuse_shape(node, field, report, EXPECTED_LIST, hint)
            if isinstance(node, ScalarNode) and not node.is_empty and not in_full:
                # It becomes an item, and may be wrong as one.
                self.kind.read(node, f"{field}[1]", report)
            raise refusal
        if len(node.items) < self.least:
            raise self._refuse(node, field, report, EMPTY_VALUE, "; fill it or remove the key")
        values: list[T] = []
        seen: dict[object, Place] = {}
        for number, item in enumerate(node.items, start=1):
            name = f"{field}[{number}]"
            try:
                value = self.kind.read(item, name, report)
            except Invalid:
                continue
            if not self._is_repeated(item, name, seen, report):
                values.append(value)
        return tuple(values)

    def _is_repeated(self, item: Node, field: str, seen: dict[object, Place], report: Report) -> bool:
        value = _value_of(item, self.by)
        first = seen.setdefault(_content(value), value.place)
        if first is value.place:
            return False
        repeated = describe(value) if isinstance(value, ScalarNode) else "the same"
        name = path(field, self.by) if self.by else field
        advice = "remove one, unless you mean both" if self.can_repeat else "remove one"
        message = f"expected each item once, found {repeated} again (first on line {first.line}); {advice}"
        kind = REPEATED_NAME if self.can_repeat else REPEATED_ITEM
        report.add(value.place, name, message, kind, repeated)
        return not self.can_repeat

    def schema(self) -> JsonSchema:
        unique = {} if self.can_repeat else {"uniqueItems": True}
        return {"type": "array", "items": self.kind.schema(), "minItems": self.least, **unique}

    @property
    def in_words(self) -> str:
        made_of = "made up of " if self.kind.in_words == "keys and values" else ""
        return f"a list of items, each {made_of}{self.kind.in_words}"


class MapKind(ValueKind[dict[str, T]]):
    """A mapping with free keys of one kind to values of another."""

    def __init__(self, key: ValueKind[str], kind: ValueKind[T]) -> None:
        self.key, self.kind = key, kind
        self.expected = f"pairs of a key ({key.expected}) and a value ({kind.expected})"

    def read(self, node: Node, field: str, report: Report) -> dict[str, T]:
        if not isinstance(node, MappingNode):
            raise self._refuse_shape(node, field, report, EXPECTED_KEYS)
        if not node.entries:
            message = f"expected {self.expected}, found none; remove '{field}'"
            raise report.refuse(node.place, field, message, EMPTY_VALUE)
        pairs: dict[str, T] = {}
        for key, value in unique_entries(node, field, report):
            # Both are read, so that the problems of both are known.
            name = _read_or_none(self.key, key, field, report)
            paired = _read_or_none(self.kind, value, path(field, key.text), report)
            if name is not None and paired is not None:
                pairs[name] = replace(paired, key=key.place) if isinstance(paired, Located) else paired
        return pairs

    def schema(self) -> JsonSchema:
        return {
            "type": "object",
            "propertyNames": {**self.key.schema(), "type": "string"},
            "additionalProperties": self.kind.schema(),
            "minProperties": 1,
        }


def unique_entries(node: MappingNode, field: str, report: Report) -> Iterable[tuple[ScalarNode, Node]]:
    """The entries of a mapping. Of equal keys only the first is given; the others are reported."""
    seen: dict[str, Place] = {}
    for key, value in node.entries:
        if key.text in seen:
            message = (
                f"expected each key once, found '{key.text}' again (first on line {seen[key.text].line}); keep one"
            )
            report.add(key.place, path(field, key.text), message, REPEATED_KEY)
            continue
        seen[key.text] = key.place
        yield key, value


def _read_or_none(kind: ValueKind[T], node: Node, field: str, report: Report) -> T | None:
    try:
        return kind.read(node, field, report)
    except Invalid:
        return None


def _value_of(item: Node, key: str) -> Node:
    """The value of a key, or the item itself."""
    if not isinstance(item, MappingNode):
        return item
    return next((value for name, value in item.entries if name.text == key), item)


def _content(node: Node) -> object:
    """Equal for nodes that say the same, wherever they stand."""
    if isinstance(node, ScalarNode):
        return " ".join(node.text.split())
    if isinstance(node, SequenceNode):
        return tuple(_content(item) for item in node.items)
    return frozenset((key.text, _content(value)) for key, value in node.entries)
