"""What a value in a curated file can be: read with its problems, and described for editors.

Each kind does three things: it converts a node (or says what was expected there), it describes
itself as JSON Schema, and it names itself for people. A record is a dataclass whose fields carry
their kind and their meaning, so that one definition serves reading, schema and reference.
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.model.problem import Located, Place, Problem, Severity
from generator.text.excerpts import quoted
from generator.text.nearest import Names

T = TypeVar("T")

JsonSchema = dict[str, Any]
"""A JSON Schema document; its shape is given by the standard (https://json-schema.org)."""


class Invalid(Exception):
    """A value that cannot be read; its problems have been reported already."""


class Report:
    """Collects the problems of a file while it is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, place: Place, field: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, field, message, severity))

    def refuse(self, place: Place, field: str, message: str) -> Invalid:
        """Note a problem and give the exception to raise."""
        self.add(place, field, message)
        return Invalid()


class ValueKind(ABC, Generic[T]):
    """What a value can be."""

    expected: str
    """Completes the sentence "expected ..."."""

    @abstractmethod
    def read(self, node: Node, field: str, report: Report) -> T:
        """The value of a node; raises ``Invalid`` after reporting why there is none."""

    @abstractmethod
    def schema(self) -> JsonSchema:
        """The same as JSON Schema."""

    @property
    def in_words(self) -> str:
        """The same for people who look it up."""
        return self.expected

    def _refuse(self, node: Node, field: str, report: Report, hint: str = "") -> Invalid:
        return report.refuse(node.place, field, f"expected {self.expected}, found {describe(node)}{hint}")


class LocatedKind(ValueKind[Located[T]]):
    """Another kind's value together with its place, for checks that come later."""

    def __init__(self, kind: ValueKind[T]) -> None:
        self.kind = kind
        self.expected = kind.expected

    def read(self, node: Node, field: str, report: Report) -> Located[T]:
        return Located(self.kind.read(node, field, report), node.place)

    def schema(self) -> JsonSchema:
        return self.kind.schema()

    @property
    def in_words(self) -> str:
        return self.kind.in_words


ITSELF = ""
"""Items of a list are told apart by all that they say."""


class ListKind(ValueKind[tuple[T, ...]]):
    """A list of values of one kind. Bad items are reported and left out, and so are repeated ones.

    Items are told apart by one of their keys, or by themselves. Where the same value can rightly
    stand twice, as with two authors of one name, a repetition is kept and only a warning.
    """

    def __init__(self, kind: ValueKind[T], least: int = 1, *, by: str = ITSELF, can_repeat: bool = False) -> None:
        self.kind, self.least, self.by, self.can_repeat = kind, least, by, can_repeat
        self.expected = "a list"

    def read(self, node: Node, field: str, report: Report) -> tuple[T, ...]:
        if not isinstance(node, SequenceNode):
            raise self._refuse(node, field, report, "; begin each item on a line of its own with '- '")
        if len(node.items) < self.least:
            raise self._refuse(node, field, report, "; fill it or remove the key")
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
        at = _value_of(item, self.by)
        first = seen.setdefault(_content(at), at.place)
        if first is at.place:
            return False
        found = describe(at) if isinstance(at, ScalarNode) else "the same"
        name = path(field, self.by) if self.by else field
        advice = "remove one, unless they are two" if self.can_repeat else "remove one"
        message = f"expected each item once, found {found} again after line {first.line}; {advice}"
        report.add(at.place, name, message, Severity.WARNING if self.can_repeat else Severity.ERROR)
        return not self.can_repeat

    def schema(self) -> JsonSchema:
        unique = {} if self.can_repeat else {"uniqueItems": True}
        return {"type": "array", "items": self.kind.schema(), "minItems": self.least, **unique}

    @property
    def in_words(self) -> str:
        each = "keys and values" if isinstance(self.kind, RecordKind) else self.kind.in_words
        return f"a list, each item {each}"


class MapKind(ValueKind[dict[str, T]]):
    """A mapping with free keys of one kind to values of another."""

    def __init__(self, key: ValueKind[str], kind: ValueKind[T]) -> None:
        self.key, self.kind = key, kind
        self.expected = f"keys ({key.expected}), each with its value ({kind.expected})"

    def read(self, node: Node, field: str, report: Report) -> dict[str, T]:
        if not isinstance(node, MappingNode):
            raise self._refuse(node, field, report)
        if not node.entries:
            raise report.refuse(node.place, field, f"expected {self.expected}, found none; remove '{field}'")
        pairs: dict[str, T] = {}
        for key, value in unique_entries(node, field, report):
            # Both are read, so that the problems of both are known.
            name = _read(self.key, key, field, report)
            paired = _read(self.kind, value, path(field, key.text), report)
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


def _read(kind: ValueKind[T], node: Node, field: str, report: Report) -> T | None:
    try:
        return kind.read(node, field, report)
    except Invalid:
        return None


@dataclass(frozen=True, slots=True)
class RecordKey:
    """A key of a record: what its value can be, and what it means."""

    kind: ValueKind[Any]
    meaning: str


class RecordKind(ValueKind[T]):
    """A mapping that becomes a dataclass: one key for each field that is named here.

    A key is required when its field has no default. A field ``place`` is given the place of the
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
        if not isinstance(node, MappingNode):
            names = ", ".join(self.keys)
            message = f"expected keys and values, found {describe(node)}; write each key ({names}) on a line of its own"
            raise report.refuse(node.place, field or "file", f"{message}, as in '{next(iter(self.keys))}: ...'")
        if not node.entries:
            raise report.refuse(node.place, field or "file", f"expected {self.expected}, found none; add one")
        values: dict[str, Any] = {"place": node.place, **given} if self.has_place else dict(given)
        found: set[str] = set()
        for at, value in unique_entries(node, field, report):
            found.add(at.text)
            if at.text not in self.keys:
                hint = self._belongs(at.text) or suggest(at.text, self.keys)
                report.add(at.place, path(field, at.text), f"expected {self.expected}, found '{at.text}'{hint}")
                continue
            try:
                values[at.text] = self.keys[at.text].kind.read(value, path(field, at.text), report)
            except Invalid:
                continue
        for name in self.required:
            if name not in found:
                expected = self.keys[name].kind.expected
                report.add(node.place, path(field, name), f"expected {expected}, found no such key; add '{name}: ...'")
        if not values.keys() >= set(self.required):
            raise Invalid
        return self.cls(**values)

    def _belongs(self, name: str) -> str:
        """A key that stands one level too high."""
        below = (outer for outer, key in self.keys.items() if name in _keys_below(key.kind))
        return next((f"; write it below '{outer}', further to the right" for outer in below), "")

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


def unique_entries(node: MappingNode, field: str, report: Report) -> Iterable[tuple[ScalarNode, Node]]:
    """The entries of a mapping; of equal keys the first, the others are reported."""
    seen: dict[str, Place] = {}
    for key, value in node.entries:
        if key.text in seen:
            message = f"expected each key once, found '{key.text}' again after line {seen[key.text].line}; keep one"
            report.add(key.place, path(field, key.text), message)
            continue
        seen[key.text] = key.place
        yield key, value


def path(field: str, name: str) -> str:
    """The name of a key inside another: ``rules[2].any``."""
    return f"{field}.{name}" if field else name


def suggest(word: str, options: Iterable[str]) -> str:
    """A question for the nearest option, or nothing."""
    near = Names(options).near(word)
    return f". Did you mean '{near}'?" if near else ""


def describe(node: Node) -> str:
    """A node in a few words, for "found ..."."""
    if isinstance(node, MappingNode):
        return "keys and values"
    if isinstance(node, SequenceNode):
        return "a list" if node.items else "an empty list"
    if node.is_empty:
        return "nothing"
    return quoted(" ".join(node.text.split()))


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
