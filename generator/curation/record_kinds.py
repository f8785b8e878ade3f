"""Mappings that become dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.curation.curation_problems import EMPTY_VALUE, EXPECTED_KEYS, MISSING_KEY, UNKNOWN_KEY
from generator.curation.list_kinds import ListKind, unique_entries
from generator.curation.nodes import MappingNode, Node, ScalarNode
from generator.curation.value_kinds import (
    Invalid,
    JsonSchema,
    LocatedKind,
    Report,
    ValueKind,
    describe,
    is_nothing,
    path,
    suggest,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordKey:
    """A key of a record: what its value can be, and what it means."""

    kind: ValueKind[Any]
    meaning: str


class RecordKind(ValueKind[T]):
    """A mapping that becomes a dataclass: one key for each field that is named here.

    A key is required when its field has no default. A field ``place`` receives the place of the
    mapping. Unknown, missing and repeated keys are reported.
    """

    def __init__(self, cls: type[T], **keys: RecordKey) -> None:
        assert dataclasses.is_dataclass(cls)
        fields = {field.name: field for field in dataclasses.fields(cls)}
        assert keys.keys() <= fields.keys(), keys.keys() - fields.keys()
        self.cls: Callable[..., T] = cls
        self.keys = keys
        self.required = [name for name in keys if _has_no_default(fields[name])]
        self.has_place = "place" in fields
        self.expected = f"one of the keys {', '.join(keys)}"

    def read(self, node: Node, field: str, report: Report, **given: Any) -> T:
        """The record of a mapping. ``given`` are fields that the file's name or folder states."""
        mapping = self._mapping(node, field, report)
        values: dict[str, Any] = {"place": node.place, **given} if self.has_place else dict(given)
        for key, value in unique_entries(mapping, field, report):
            if key.text not in self.keys:
                self._report_unknown(key, field, report)
                continue
            try:
                values[key.text] = self.keys[key.text].kind.read(value, path(field, key.text), report)
            except Invalid:
                continue
        self._report_missing(mapping, field, report)
        if not values.keys() >= set(self.required):
            raise Invalid
        return self.cls(**values)

    def _mapping(self, node: Node, field: str, report: Report) -> MappingNode:
        name = field or "file"
        if not isinstance(node, MappingNode):
            keys = ", ".join(self.keys)
            message = f"expected keys and values, found {describe(node)}; write each key ({keys}) on a line of its own"
            kind = EMPTY_VALUE if is_nothing(node) else EXPECTED_KEYS
            raise report.refuse(node.place, name, f"{message}, as in '{next(iter(self.keys))}: ...'", kind)
        if not node.entries:
            raise report.refuse(node.place, name, f"expected {self.expected}, found none; add one", EMPTY_VALUE)
        return node

    def _report_unknown(self, key: ScalarNode, field: str, report: Report) -> None:
        hint = self._outer_key(key.text) or suggest(key.text, self.keys)
        message = f"expected {self.expected}, found '{key.text}'{hint}"
        report.add(key.place, path(field, key.text), message, UNKNOWN_KEY)

    def _report_missing(self, node: MappingNode, field: str, report: Report) -> None:
        present = {key.text for key, _ in node.entries}
        for name in self.required:
            if name not in present:
                expected = self.keys[name].kind.expected
                message = f"expected {expected}, found no such key; add '{name}: ...'"
                report.add(node.place, path(field, name), message, MISSING_KEY)

    def _outer_key(self, name: str) -> str:
        """What to do about a key that stands one level too high."""
        outer_keys = (outer for outer, key in self.keys.items() if name in _keys_below(key.kind))
        return next((f"; indent it below '{outer}'" for outer in outer_keys), "")

    def schema(self) -> JsonSchema:
        return {
            "type": "object",
            "properties": {name: {"description": key.meaning, **key.kind.schema()} for name, key in self.keys.items()},
            **({"required": self.required} if self.required else {"minProperties": 1}),
            "additionalProperties": False,
        }

    @property
    def in_words(self) -> str:
        return "keys and values"


def _keys_below(kind: ValueKind[Any]) -> Collection[str]:
    """The keys of a record, or of the records of a list."""
    while isinstance(kind, LocatedKind | ListKind):
        kind = kind.kind
    return kind.keys if isinstance(kind, RecordKind) else ()


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
