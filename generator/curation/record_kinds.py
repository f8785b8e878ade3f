"""Mappings that become dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from slugify import slugify

from generator.curation.curation_problems import EMPTY_VALUE, EXPECTED_KEYS, MISSING_KEY, UNKNOWN_KEY
from generator.curation.list_kinds import ListKind, unique_entries
from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.curation.text_kinds import plain_text
from generator.curation.value_kinds import (
    Invalid,
    JsonSchema,
    LocatedKind,
    Report,
    ValueKind,
    as_item,
    describe,
    is_nothing,
    path,
)
from generator.text.nearest import Names

T = TypeVar("T")

_LONGEST_GIVEN = 80
"""Characters of texts that a message repeats in the form that they should have."""


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

    def __init__(
        self, cls: type[T], as_in: str = "", other_words: Mapping[str, str] | None = None, /, **keys: RecordKey
    ) -> None:
        """``as_in`` shows how to write a record of which only ``{text}`` is given; its ``{slug}`` is a name made of it.

        ``other_words`` are keys that people expect here, each with what to write instead.
        """
        assert dataclasses.is_dataclass(cls)
        fields = {field.name: field for field in dataclasses.fields(cls)}
        assert keys.keys() <= fields.keys(), keys.keys() - fields.keys()
        self.cls = cls
        self.names = {name.removesuffix("_"): name for name in keys}
        """The field of each key. One that is a word of Python, such as ``from_``, ends in an underscore."""
        self.keys = {key: keys[name] for key, name in self.names.items()}
        self.as_in = as_in
        self.other_words = other_words or {}
        # The nearest of them is looked for at each unknown key.
        self.known_names = Names(self.keys)
        self.names_below = {outer: Names(below) for outer, key in self.keys.items() if (below := keys_below(key.kind))}
        self.required = [key for key, name in self.names.items() if _has_no_default(fields[name])]
        self.has_place = "place" in fields
        self.expected = f"one of the keys {', '.join(self.keys)}"

    def read(self, node: Node, field: str, report: Report, **given: Any) -> T:
        """The record of a mapping. ``given`` are fields that the file's name or folder states."""
        values = self.read_partly(node, field, report, **given)
        if not values.keys() >= {self.names[key] for key in self.required}:
            raise Invalid
        return self.cls(**values)

    def read_partly(self, node: Node, field: str, report: Report, **given: Any) -> dict[str, Any]:
        """The fields that have a valid value, whatever else is wrong or missing."""
        mapping = self._mapping(node, field, report)
        values: dict[str, Any] = {"place": node.place, **given} if self.has_place else dict(given)
        present = {key.text for key, _ in mapping.entries}
        is_text_missing = False
        instead: list[str] = []
        for key, value in unique_entries(mapping, field, report):
            if key.text not in self.keys:
                # Text that was to be below the key above, and has a colon.
                if not is_text_missing:
                    instead.append(self._report_unknown(key, present, field, report))
                continue
            is_text_missing = isinstance(value, ScalarNode) and value.is_block and not value.text.strip()
            try:
                values[self.names[key.text]] = self.keys[key.text].kind.read(value, path(field, key.text), report)
            except Invalid:
                continue
        self._report_missing(mapping, present, field, report, instead)
        return values

    def _mapping(self, node: Node, field: str, report: Report) -> MappingNode:
        name = field or "file"
        if not isinstance(node, MappingNode):
            kind = EMPTY_VALUE if is_nothing(node) else EXPECTED_KEYS
            message = f"expected keys and values, found {describe(node)}; {self.in_full(node)}"
            raise report.refuse(node.place, name, message, kind)
        if not node.entries:
            raise report.refuse(node.place, name, f"expected {self.expected}, found none; add one", EMPTY_VALUE)
        return node

    def in_full(self, node: Node) -> str:
        """How to write what is given as one text, or as a list of texts, as a record."""
        texts = [node] if isinstance(node, ScalarNode) else node.items if isinstance(node, SequenceNode) else ()
        given = [as_item(text.text) for text in texts if isinstance(text, ScalarNode) and text.text.strip()]
        if self.as_in and given and len(given) == len(texts) and sum(map(len, given)) <= _LONGEST_GIVEN:
            return f"write '{self.as_in.format(text=', '.join(given), slug=slugify(given[0]))}'"
        return f"write each key ({', '.join(self.keys)}) on a line of its own, as in '{next(iter(self.keys))}: ...'"

    def _report_unknown(self, key: ScalarNode, present: Collection[str], field: str, report: Report) -> str:
        """Report a key that there is not, and return what to write instead."""
        hint = self._what_to_write(key.text, present)
        report.add(key.place, path(field, key.text), f"expected {self.expected}, found '{key.text}'{hint}", UNKNOWN_KEY)
        return hint

    def _what_to_write(self, name: str, present: Collection[str]) -> str:
        """What to do about a key that there is not."""
        plain = plain_text(name)
        meant = plain if plain in self.keys else self._outer_key(plain) or self.other_words.get(plain.casefold())
        meant = meant or self.known_names.near(plain) or self._near_outer_key(plain)
        if meant in present:
            return f"; '{meant}' is there as well, so remove this line"
        if meant in self.keys:
            return f". Did you mean '{meant}'?"
        return f"; {meant}" if meant else ""

    def _report_missing(
        self, node: MappingNode, present: Collection[str], field: str, report: Report, instead: Sequence[str]
    ) -> None:
        """Report required keys that are missing, unless another key is to become them."""
        for name in self.required:
            is_named = any(f"'{name}'" in hint or f"'{name}:'" in hint for hint in instead)
            if name not in present and not is_named:
                expected = self.keys[name].kind.expected
                message = f"expected {expected}, found no such key; add '{name}: ...'"
                report.add(node.place, path(field, name), message, MISSING_KEY)

    def _outer_key(self, name: str) -> str | None:
        """What to do about a key that stands one level too high."""
        for outer, key in self.keys.items():
            if name in keys_below(key.kind):
                is_list = isinstance(key.kind, ListKind)
                return f"write it below '{outer}:', after '- '" if is_list else f"indent it below '{outer}:'"
        return None

    def _near_outer_key(self, name: str) -> str | None:
        """The same for a key that is misspelt as well."""
        for outer, names in self.names_below.items():
            if near := names.near(name, cutoff=0.8):
                return f"write it as '{near}', indented below '{outer}:'"
        return None

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


def keys_below(kind: ValueKind[Any]) -> Collection[str]:
    """The keys of a record, or of the records of a list."""
    while isinstance(kind, LocatedKind | ListKind):
        kind = kind.kind
    return kind.keys if isinstance(kind, RecordKind) else ()


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
