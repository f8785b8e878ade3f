"""What a value in a curated file can be: read with its problems, and described for editors.

Each kind does three things: it converts a node (or says what was expected there), it describes
itself as JSON Schema, and it names itself for people. A record is a dataclass whose fields carry
their kind and their meaning, so that one definition serves reading, schema and reference.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from generator.curation.curation_problems import EMPTY_VALUE, EXPECTED_KEYS, EXPECTED_LIST, EXPECTED_TEXT
from generator.curation.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.model.problem import Located, Place, Problem, ProblemKind
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

    def add(self, place: Place, field: str, message: str, kind: ProblemKind, subject: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(place, field, message, kind, subject))

    def refuse(self, place: Place, field: str, message: str, kind: ProblemKind, subject: str = "") -> Invalid:
        """Note a problem and return the exception to raise."""
        self.add(place, field, message, kind, subject)
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

    def in_full(self, node: Node) -> str:
        """How to write out what is given as mere text; nothing where text is right."""
        return ""

    @property
    def in_words(self) -> str:
        """The same for people who look it up."""
        return self.expected

    def _refuse(self, node: Node, field: str, report: Report, kind: ProblemKind, hint: str = "") -> Invalid:
        found = describe(node)
        return report.refuse(node.place, field, f"expected {self.expected}, found {found}{hint}", kind, found)

    def _refuse_shape(self, node: Node, field: str, report: Report, expected: ProblemKind, hint: str = "") -> Invalid:
        """For a node of another shape; ``expected`` is the problem that the shape is not the one expected."""
        assert expected in (EXPECTED_KEYS, EXPECTED_LIST, EXPECTED_TEXT)
        return self._refuse(node, field, report, EMPTY_VALUE if is_nothing(node) else expected, hint)


def is_nothing(node: Node) -> bool:
    """Is nothing written where a value should be?"""
    return isinstance(node, ScalarNode) and node.is_empty


class LocatedKind(ValueKind[Located[T]]):
    """A value of another kind together with its place, for checks that come later."""

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


def path(field: str, name: str) -> str:
    """The name of a key inside another: ``rules[2].any``."""
    return f"{field}.{name}" if field else name


def suggest(word: str, options: Iterable[str]) -> str:
    """A question for the nearest option, or nothing."""
    near = Names(options).near(word)
    return f". Did you mean '{near}'?" if near else ""


def as_item(text: str) -> str:
    """A text as an item between brackets, in quotes where it needs them."""
    plain = " ".join(text.split())
    return plain if re.fullmatch(r"[^\W_][\w. -]*|https?://[\w./-]+", plain) else json.dumps(plain, ensure_ascii=False)


def describe(node: Node) -> str:
    """A node in a few words, for "found ..."."""
    if isinstance(node, MappingNode):
        return "keys and values"
    if isinstance(node, SequenceNode):
        return "a list" if node.items else "an empty list"
    if node.is_empty:
        return "nothing"
    return quoted(" ".join(node.text.split()))
