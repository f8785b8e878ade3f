"""Slips of the hand, made by machine: each key and value of a curated file deleted, misspelled,
given another type or written twice, one at a time, in the text as it stands.

A mutant knows on which lines its problem should be reported, or that it is an edit that a curator
may well mean: that an optional key goes, that an item leaves a list, that words for people change.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any
from unittest.mock import patch

import yaml

from generator.content import Shelf, read_content
from generator.curation.fields import At, Kind, Listed, Paired, Record, Words
from generator.curation.files import KINDS
from generator.curation.nodes import compose
from generator.memory import Memory
from generator.model import Place, Problem, Severity

Step = tuple[str, int]
"""``("key", 2)`` and ``("value", 2)`` of the third entry of a mapping, ``("item", 2)`` of a list."""
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
    where: tuple[Step, ...] | Lines
    """Where the problem should be reported: at a place of the file, or on any of these lines."""
    is_legitimate: bool
    """Could a curator mean it?"""

    @property
    def name(self) -> str:
        return f"{self.file} {self.path}: {self.slip}"

    def lines(self, text: str) -> Lines:
        """Where the problem should be reported: on any of them."""
        return self.where if isinstance(self.where, frozenset) else frozenset({(self.file, _line(text, self.where))})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check made of a mutant."""

    mutant: Mutant
    lines: Lines
    problems: tuple[Problem, ...]
    """Without notices."""
    is_changed: bool
    """Does the catalogue mean something else?"""

    @property
    def is_silent(self) -> bool:
        """Was a change of meaning passed that nobody can have meant?"""
        return self.is_changed and not self.problems and not self.mutant.is_legitimate

    @property
    def is_on_the_line(self) -> bool:
        return any((problem.place.file, problem.place.line) in self.lines for problem in self.problems)


# --- making ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A file to slip in."""

    name: str
    text: str
    others: Mapping[str, str]
    """All curated files."""

    @property
    def root(self) -> yaml.Node:
        # The parser in Python counts characters in the same way on every machine.
        root = yaml.compose(self.text, Loader=yaml.SafeLoader)
        assert root is not None
        return root

    def mutants(self) -> Iterator[Mutant]:
        kind = next(kind for kind in KINDS if PurePosixPath(self.name).match(kind.pattern))
        yield from self._of(self.root, kind.record, (), "")

    def _of(self, node: yaml.Node, kind: Kind[Any] | None, steps: tuple[Step, ...], path: str) -> Iterator[Mutant]:
        while isinstance(kind, At):
            kind = kind.kind
        if isinstance(node, yaml.MappingNode):
            for index in range(len(node.value)):
                yield from self._of_entry(node, index, kind, steps, path)
        elif isinstance(node, yaml.SequenceNode):
            inner = kind.kind if isinstance(kind, Listed) else None
            every = range(len(node.value))
            few = sorted({0, len(node.value) // 2, len(node.value) - 1}) if len(every) > FEW else every
            for index in every if isinstance(inner, Record) else few:
                yield from self._of_item(node, index, kind, inner, steps, path)

    # Keys and their values.

    def _of_entry(
        self, node: yaml.MappingNode, index: int, kind: Kind[Any] | None, steps: tuple[Step, ...], path: str
    ) -> Iterator[Mutant]:
        key, value = node.value[index]
        name = f"{path}.{key.value}" if path else key.value
        inner = kind.keys[key.value].kind if isinstance(kind, Record) else None
        is_free = isinstance(kind, Paired)
        here = (*steps, ("value", index))
        required = not is_free and _is_needed(kind, node, key.value)
        yield self._made(
            name, "deleted", partial(_without_entry, self.text, node, index), steps, legitimate=not required
        )
        at_key = (*steps, ("key", index))
        misspelled = partial(_replaced, self.text, key, _misspelled(key.value))
        yield self._made(name, "key misspelled", misspelled, at_key, legitimate=is_free)
        twice = partial(_with_entry_twice, self.text, node, index)
        yield self._made(name, "key twice", twice, (*steps, ("key", index + 1)))
        yield from self._retyped(name, value, here)
        yield from self._misspelled(name, value, inner, here)
        yield from self._of(value, inner, here, name)

    # Items of lists.

    def _of_item(
        self,
        node: yaml.SequenceNode,
        index: int,
        kind: Kind[Any] | None,
        inner: Kind[Any] | None,
        steps: tuple[Step, ...],
        path: str,
    ) -> Iterator[Mutant]:
        name = f"{path}[{index + 1}]"
        here = (*steps, ("item", index))
        text = partial(_without_item, self.text, node, index)
        if path == "areas":
            area = _area(node.value[index])
            yield Mutant(self.name, name, "item deleted", text, self._topics_of(area), is_legitimate=False)
        else:
            yield self._made(name, "item deleted", text, steps, legitimate=len(node.value) > 1)
        second: tuple[Step, ...] = (*steps, ("item", index + 1))
        if isinstance(kind, Listed) and kind.by:
            entries = [key.value for key, _ in node.value[index].value]
            second = (*second, ("value", entries.index(kind.by)))
        yield self._made(name, "item twice", partial(_with_item_twice, self.text, node, index), second)
        yield from self._retyped(name, node.value[index], here)
        yield from self._misspelled(name, node.value[index], inner, here)
        yield from self._of(node.value[index], inner, here, name)

    # Values.

    def _retyped(self, name: str, value: yaml.Node, steps: tuple[Step, ...]) -> Iterator[Mutant]:
        if isinstance(value, yaml.ScalarNode):
            others = {"a list": "[thing]", "keys": "{thing: thing}", "nothing": ""}
        else:
            others = {"text": "thing", "nothing": ""}
            if isinstance(value, yaml.SequenceNode):
                others["keys"] = "{thing: thing}"
            else:
                others["a list"] = "[thing]"
        for other, text in others.items():
            yield self._made(name, f"made {other}", partial(_replaced, self.text, value, text), steps)

    def _misspelled(
        self, name: str, value: yaml.Node, kind: Kind[Any] | None, steps: tuple[Step, ...]
    ) -> Iterator[Mutant]:
        if not isinstance(value, yaml.ScalarNode) or kind is None:
            return
        while isinstance(kind, At):
            kind = kind.kind
        is_title = self.name.startswith("enrichment/") and name.endswith(".title")
        # Words for people, hosts, and addresses after their scheme can be anything.
        is_free = (isinstance(kind, Words) and not is_title) or type(kind).__name__ == "Host"
        text = partial(_replaced, self.text, value, _quoted(_misspelled(value.value), value))
        if self.name == "site.yml" and name.endswith(".slug"):
            yield Mutant(self.name, name, "misspelled", text, self._topics_of(value.value), is_legitimate=False)
        else:
            yield self._made(name, "misspelled", text, steps, legitimate=is_free)

    def _topics_of(self, area: str) -> Lines:
        """The lines of topics that name an area."""
        return frozenset(
            (name, number)
            for name, text in self.others.items()
            for number, line in enumerate(text.splitlines(), start=1)
            if name.startswith("topics/") and line == f"area: {area}"
        )

    def _made(
        self,
        name: str,
        slip: str,
        make: Callable[[], str],
        steps: tuple[Step, ...],
        *,
        legitimate: bool = False,
    ) -> Mutant:
        return Mutant(self.name, name, slip, make, steps, legitimate)


def _area(node: yaml.MappingNode) -> str:
    return next(str(value.value) for key, value in node.value if key.value == "slug")


def _is_needed(kind: Kind[Any] | None, node: yaml.MappingNode, key: str) -> bool:
    """Is a mapping worth nothing without a key?"""
    if not isinstance(kind, Record):
        return True
    names = {name.value for name, _ in node.value}
    if kind.cls.__name__ == "Rule" and key in ("any", "all"):
        return not {"any", "all"} & (names - {key}) or (key == "any" and "times" in names)
    return key in kind.required or len(names) == 1


def _line(text: str, steps: tuple[Step, ...]) -> int:
    """The line of a key or value; where there is no such place any more, of what is round it."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return 0
    line = node.start_mark.line if node else 0
    for step, index in steps:
        if node is None or isinstance(node, yaml.ScalarNode) or index >= len(node.value):
            break
        found = node.value[index]
        node = found if step == "item" else found[0 if step == "key" else 1]
        line = node.start_mark.line
    return int(line) + 1


# --- the text ----------------------------------------------------------------------------------


def _end(node: yaml.Node) -> int:
    """Where a node's own text ends: blocks end with their last value, not before the next key."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _slice(text: str, node: yaml.Node) -> tuple[int, int]:
    start = int(node.start_mark.index)
    return start, start + len(text[start : _end(node)].rstrip())


def _replaced(text: str, node: yaml.Node, new: str) -> str:
    start, end = _slice(text, node)
    return text[:start] + new + text[end:]


def _without_entry(text: str, node: yaml.MappingNode, index: int) -> str:
    return _without(text, node, [key for key, _ in node.value], [value for _, value in node.value], index)


def _without_item(text: str, node: yaml.SequenceNode, index: int) -> str:
    if node.flow_style:
        return _without(text, node, node.value, node.value, index)
    start, end = _line_start(text, node.value[index]), _slice(text, node.value[index])[1]
    return text[:start] + text[end:].lstrip(" ").removeprefix("\n")


def _line_start(text: str, node: yaml.Node) -> int:
    return text.rfind("\n", 0, node.start_mark.index) + 1


def _without(text: str, node: yaml.CollectionNode, starts: list[yaml.Node], ends: list[yaml.Node], index: int) -> str:
    """Up to the next one; the last goes with what stands before it."""
    start, end = starts[index].start_mark.index, _slice(text, ends[index])[1]
    if index + 1 < len(starts):
        return text[:start] + text[starts[index + 1].start_mark.index :]
    if index == 0:
        return text[:start] + text[end:]
    return text[: _slice(text, ends[index - 1])[1]] + text[end:]


def _with_entry_twice(text: str, node: yaml.MappingNode, index: int) -> str:
    key, value = node.value[index]
    end = _slice(text, value)[1]
    entry = text[key.start_mark.index : end]
    between = ", " if node.flow_style else "\n" + " " * key.start_mark.column
    return text[:end] + between + entry + text[end:]


def _with_item_twice(text: str, node: yaml.SequenceNode, index: int) -> str:
    start, end = _slice(text, node.value[index])
    if node.flow_style:
        return text[:end] + ", " + text[start:end] + text[end:]
    line = _line_start(text, node.value[index])
    return text[:end] + "\n" + text[line:end] + text[end:]


def _misspelled(word: str) -> str:
    """Without the character in its middle, or with one more where it has only a few."""
    middle = len(word) // 2
    return word[:middle] + word[middle + 1 :] if len(word) > 3 else f"{word}x"


def _quoted(text: str, node: yaml.ScalarNode) -> str:
    return text if node.style is None else "'" + text.replace("'", "''") + "'"


# --- judging -----------------------------------------------------------------------------------


class Bench:
    """A copy of a content folder in which one file after the other is slipped in."""

    def __init__(self, content: Path, folder: Path) -> None:
        self.folder = folder
        self.files = {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file() and path.suffix in (".yml", ".txt")
        }
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        self.memory = Memory(folder / "memory")
        shelf = self._read()
        assert not _listed(shelf), "the content to slip in must be sound"
        self.meaning = _meaning(shelf.catalogue)

    def mutants(self) -> Iterator[Mutant]:
        curated = {name: data.decode() for name, data in self.files.items() if name.endswith(".yml")}
        for name, text in curated.items():
            yield from Source(name, text, curated).mutants()

    def judge(self, mutant: Mutant) -> Verdict:
        path = self.folder / mutant.file
        text = mutant.make()
        path.write_text(text, encoding="utf-8")
        try:
            shelf = self._read()
        finally:
            path.write_bytes(self.files[mutant.file])
        problems = _listed(shelf)
        # What a mutant means is asked only when nothing is said about it.
        return Verdict(mutant, mutant.lines(text), problems, not problems and _meaning(shelf.catalogue) != self.meaning)

    def _read(self) -> Shelf:
        with patch("generator.curation.reading.compose", _remembered_compose):
            return read_content(self.folder, self.memory)


_remembered_compose = lru_cache(maxsize=512)(compose)
"""The other files are the same for each mutant."""


def _listed(shelf: Shelf) -> tuple[Problem, ...]:
    return tuple(problem for problem in shelf.problems if problem.severity is not Severity.NOTICE)


def _meaning(value: object) -> object:
    """Everything that a value says, without the places where it stands."""
    if isinstance(value, Place):
        return None
    if dataclasses.is_dataclass(value):
        return tuple(_meaning(getattr(value, field.name)) for field in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return tuple((key, _meaning(inner)) for key, inner in value.items())
    return tuple(map(_meaning, value)) if isinstance(value, tuple) else value
