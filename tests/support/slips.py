"""Slips of the hand, made by machine: each key and value of a curated file deleted, misspelled,
given another type or written twice, one at a time, in the text as it stands.

A mutant knows on which lines its problem should be reported, or that it is an edit that a curator
may well mean: that an optional key goes, that an item leaves a list, that words for people change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import yaml

from generator.curation.file_kinds import FILE_KINDS
from generator.curation.list_kinds import ListKind, MapKind
from generator.curation.name_kinds import AddressKind, HostKind
from generator.curation.record_kinds import RecordKind
from generator.curation.text_kinds import WordsKind
from generator.curation.value_kinds import LocatedKind, ValueKind

Step = tuple[str, int]
"""``("key", 2)`` and ``("value", 2)`` of the third entry of a mapping, ``("item", 2)`` of a list."""
Steps = tuple[Step, ...]
Lines = frozenset[tuple[str, int]]

FEW = 3
"""Of a long list of words only the first, the middle and the last item are changed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One slip."""

    file: str
    path: str
    slip: str
    make: Callable[[], str]
    """Gives the whole file with the slip."""
    where: Steps | Lines
    """Where the problem should be reported: at a place of the file, or on any of these lines."""
    line: int
    """Where the slip is made: where the problem should be when the file is no YAML any more."""
    is_legitimate: bool = False
    """Could a curator mean it?"""

    @property
    def name(self) -> str:
        return f"{self.file} {self.path}: {self.slip}"

    def lines(self, text: str) -> Lines:
        """Where the problem should be reported: on any of them."""
        if isinstance(self.where, frozenset):
            return self.where
        return frozenset({(self.file, _line(text, self.where) or self.line)})


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a file, what should stand there, and how to get there."""

    node: yaml.Node
    kind: ValueKind[Any] | None
    steps: Steps
    path: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1


@dataclass(frozen=True, slots=True)
class CuratedFile:
    """A file to slip in."""

    name: str
    text: str
    others: Mapping[str, str]
    """All curated files."""

    def mutants(self) -> Iterator[Mutant]:
        """All slips, one at a time."""
        kind = next(kind for kind in FILE_KINDS if PurePosixPath(self.name).match(kind.pattern))
        # The parser in Python counts characters in the same way on every machine.
        root = yaml.compose(self.text, Loader=yaml.SafeLoader)
        assert root is not None
        yield from self._of(Spot(root, kind.record, (), ""))

    def _of(self, spot: Spot) -> Iterator[Mutant]:
        node = spot.node
        if isinstance(node, yaml.MappingNode):
            for index in range(len(node.value)):
                yield from self._of_entry(spot, node, index)
        elif isinstance(node, yaml.SequenceNode):
            every = range(len(node.value))
            is_long = len(every) > FEW and not isinstance(_inner(spot.kind), RecordKind)
            for index in sorted({0, len(every) // 2, len(every) - 1}) if is_long else every:
                yield from self._of_item(spot, node, index)

    def _of_entry(self, spot: Spot, node: yaml.MappingNode, index: int) -> Iterator[Mutant]:
        """Slips in a key and its value."""
        kind = _unwrapped(spot.kind)
        key, value = node.value[index]
        is_free = isinstance(kind, MapKind)
        inner = kind.keys[key.value].kind if isinstance(kind, RecordKind) else None
        path = f"{spot.path}.{key.value}" if spot.path else str(key.value)
        at_key = Spot(key, None, (*spot.steps, ("key", index)), path)
        at_value = Spot(value, inner, (*spot.steps, ("value", index)), path)
        without = partial(_without, self.text, _starts(node), _ends(node), index)
        is_optional = is_free or not _is_needed(kind, node, key.value)
        yield self._made(at_key, "deleted", without, where=spot.steps, is_legitimate=is_optional)
        yield self._made(at_key, "key misspelled", self._replacing(key, _misspelled(key.value)), is_legitimate=is_free)
        twice = partial(_with_entry_twice, self.text, node, index)
        yield self._made(at_key, "key twice", twice, where=(*spot.steps, ("key", index + 1)))
        yield from self._of_value(at_value)

    def _of_item(self, spot: Spot, node: yaml.SequenceNode, index: int) -> Iterator[Mutant]:
        """Slips in an item of a list."""
        kind = _unwrapped(spot.kind)
        item, count = node.value[index], len(node.value)
        here = Spot(item, _inner(kind), (*spot.steps, ("item", index)), f"{spot.path}[{index + 1}]")
        without = partial(_without_item, self.text, node, index)
        if spot.path == "areas":
            yield self._made(here, "item deleted", without, where=self._topics_of(_slug(item)))
        else:
            yield self._made(here, "item deleted", without, where=spot.steps, is_legitimate=count > 1)
        second: Steps = (*spot.steps, ("item", index + 1))
        if isinstance(kind, ListKind) and kind.by:
            second = (*second, ("value", [key.value for key, _ in item.value].index(kind.by)))
        yield self._made(here, "item twice", partial(_with_item_twice, self.text, node, index), where=second)
        # A comma may stand after the last item between brackets: then the item is only gone.
        yield from self._of_value(here, may_be_empty=bool(node.flow_style) and 0 < index == count - 1)

    def _of_value(self, spot: Spot, *, may_be_empty: bool = False) -> Iterator[Mutant]:
        """Slips in a value, and in what it holds."""
        value, kind = spot.node, _unwrapped(spot.kind)
        for other, new in _other_types(value):
            is_gone = may_be_empty and not new
            yield self._made(spot, f"made {other}", self._replacing(value, new), is_legitimate=is_gone)
        if isinstance(value, yaml.ScalarNode) and kind is not None:
            is_title = self.name.startswith("enrichment/") and spot.path.endswith(".title")
            # Words for people and hosts can be anything.
            is_free = (isinstance(kind, WordsKind) and not is_title) or isinstance(kind, HostKind)
            wrong = value.value.replace("://", ":/", 1) if isinstance(kind, AddressKind) else _misspelled(value.value)
            make = self._replacing(value, _quoted(wrong, value))
            is_area = self.name == "site.yml" and spot.path.endswith(".slug")
            where = self._topics_of(value.value) if is_area else spot.steps
            yield self._made(spot, "misspelled", make, where=where, is_legitimate=is_free)
        yield from self._of(spot)

    def _made(
        self,
        spot: Spot,
        slip: str,
        make: Callable[[], str],
        *,
        where: Steps | Lines | None = None,
        is_legitimate: bool = False,
    ) -> Mutant:
        at = spot.steps if where is None else where
        return Mutant(self.name, spot.path, slip, make, at, spot.line, is_legitimate)

    def _replacing(self, node: yaml.Node, new: str) -> Callable[[], str]:
        return partial(_replaced, self.text, node, new)

    def _topics_of(self, area: str) -> Lines:
        """The lines of topics that name an area."""
        return frozenset(
            (name, number)
            for name, text in self.others.items()
            for number, line in enumerate(text.splitlines(), start=1)
            if name.startswith("topics/") and line == f"area: {area}"
        )


def _unwrapped(kind: ValueKind[Any] | None) -> ValueKind[Any] | None:
    while isinstance(kind, LocatedKind):
        kind = kind.kind
    return kind


def _inner(kind: ValueKind[Any] | None) -> ValueKind[Any] | None:
    kind = _unwrapped(kind)
    return kind.kind if isinstance(kind, ListKind) else None


def _slug(node: yaml.MappingNode) -> str:
    return next(str(value.value) for key, value in node.value if key.value == "slug")


def _is_needed(kind: ValueKind[Any] | None, node: yaml.MappingNode, key: str) -> bool:
    """Is a mapping worth nothing without a key?"""
    assert isinstance(kind, RecordKind)
    names = {name.value for name, _ in node.value}
    if kind.cls.__name__ == "Rule" and key in ("any", "all"):
        return not {"any", "all"} & (names - {key}) or (key == "any" and "times" in names)
    return key in kind.required or len(names) == 1


def _other_types(value: yaml.Node) -> tuple[tuple[str, str], ...]:
    """What else could stand in place of a value."""
    a_list, keys, text, nothing = ("a list", "[thing]"), ("keys", "{thing: thing}"), ("text", "thing"), ("nothing", "")
    if isinstance(value, yaml.ScalarNode):
        return a_list, keys, nothing
    return text, nothing, keys if isinstance(value, yaml.SequenceNode) else a_list


def _misspelled(word: str) -> str:
    """Without the character in its middle, or with one more where it has only a few."""
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :] if len(word) > 3 else f"{word}x"


def _quoted(text: str, node: yaml.ScalarNode) -> str:
    return text if node.style is None else "'" + text.replace("'", "''") + "'"


def _line(text: str, steps: Steps) -> int:
    """The line of a key or value; where there is no such place any more, of what is round it; 0 if
    the text is no YAML.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return 0
    line = node.start_mark.line if node else 0
    for step, index in steps:
        if node is None or isinstance(node, yaml.ScalarNode) or index >= len(node.value):
            break
        child = node.value[index]
        node = child if step == "item" else child[0 if step == "key" else 1]
        line = node.start_mark.line
    return int(line) + 1


# --- the text --------------------------------------------------------------------------------


def _starts(node: yaml.MappingNode) -> list[yaml.Node]:
    return [key for key, _ in node.value]


def _ends(node: yaml.MappingNode) -> list[yaml.Node]:
    return [value for _, value in node.value]


def _end(node: yaml.Node) -> int:
    """Where a node's own text ends: blocks end with their last value, not before the next key."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _slice(text: str, node: yaml.Node) -> tuple[int, int]:
    start = int(node.start_mark.index)
    return start, start + len(text[start : _end(node)].rstrip())


def _line_start(text: str, node: yaml.Node) -> int:
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _replaced(text: str, node: yaml.Node, new: str) -> str:
    start, end = _slice(text, node)
    return text[:start] + new + text[end:]


def _without(text: str, starts: list[yaml.Node], ends: list[yaml.Node], index: int) -> str:
    """Up to the next one; the last goes with what stands before it."""
    start, end = int(starts[index].start_mark.index), _slice(text, ends[index])[1]
    if index + 1 < len(starts):
        return text[:start] + text[starts[index + 1].start_mark.index :]
    return text[: _slice(text, ends[index - 1])[1] if index else start] + text[end:]


def _without_item(text: str, node: yaml.SequenceNode, index: int) -> str:
    if node.flow_style:
        return _without(text, node.value, node.value, index)
    start, end = _line_start(text, node.value[index]), _slice(text, node.value[index])[1]
    return text[:start] + text[end:].lstrip(" ").removeprefix("\n")


def _with_entry_twice(text: str, node: yaml.MappingNode, index: int) -> str:
    key, value = node.value[index]
    end = _slice(text, value)[1]
    between = ", " if node.flow_style else "\n" + " " * key.start_mark.column
    return text[:end] + between + text[key.start_mark.index : end] + text[end:]


def _with_item_twice(text: str, node: yaml.SequenceNode, index: int) -> str:
    start, end = _slice(text, node.value[index])
    if node.flow_style:
        return text[:end] + ", " + text[start:end] + text[end:]
    return text[:end] + "\n" + text[_line_start(text, node.value[index]) : end] + text[end:]
