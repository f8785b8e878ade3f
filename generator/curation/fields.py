"""What a value in a curated file can be: read with its problems, and described for editors.

Each kind does three things: it converts a node (or says what was expected there), it describes
itself as JSON Schema, and it names itself for people. A record is a dataclass whose fields carry
their kind and their meaning, so that one definition serves reading, schema and reference.
"""

from __future__ import annotations

import dataclasses
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from generator.curation.nodes import Mapping, Node, Scalar, Sequence
from generator.identity import arxiv_id
from generator.markup import web_address
from generator.model import Located, Place, Problem, Severity
from generator.near import Names

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

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


class Kind(ABC, Generic[T]):
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


class _ScalarKind(Kind[T]):
    """A kind whose values stand in one piece of text."""

    def read(self, node: Node, field: str, report: Report) -> T:
        if not isinstance(node, Scalar) or node.is_empty:
            raise self._refuse(node, field, report)
        value = self.convert(" ".join(node.text.split()))
        if value is None:
            raise self._refuse(node, field, report, self.hint(node.text))
        return value

    @abstractmethod
    def convert(self, text: str) -> T | None:
        """The value of a text without surplus white space, or ``None``."""

    def hint(self, text: str) -> str:
        """What to do about a text that has no value."""
        return ""


class Words(_ScalarKind[str]):
    """Text for people, on one line."""

    def __init__(self, longest: int, shortest: int = 1) -> None:
        self.longest, self.shortest = longest, shortest
        self.expected = f"text of {shortest:,} to {longest:,} characters"

    def convert(self, text: str) -> str | None:
        return text if self.shortest <= len(text) <= self.longest else None

    def hint(self, text: str) -> str:
        return f" of {len(' '.join(text.split()))} characters"

    def schema(self) -> JsonSchema:
        # What is read as text may look like a number or a truth value to an editor.
        return {"type": ["string", "number", "boolean"], "minLength": self.shortest, "maxLength": self.longest}


class Phrase(Words):
    """Words to look for in a paper."""

    _letter = re.compile(r"[^\W_]")

    def __init__(self) -> None:
        super().__init__(80, shortest=2)
        self.expected = "a phrase of 2 to 80 characters with a letter or digit"

    def convert(self, text: str) -> str | None:
        return super().convert(text) if self._letter.search(text) else None

    def schema(self) -> JsonSchema:
        # Some editors know no classes of letters, so: anything but space and ASCII punctuation.
        return {**super().schema(), "pattern": r"[^\s!-/:-@\[-`{-~]"}


class Slug(_ScalarKind[str]):
    """A name in addresses: small letters, digits and hyphens."""

    pattern = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of} in small letters, digits and hyphens"

    def convert(self, text: str) -> str | None:
        return text if self.pattern.fullmatch(text) else None

    def hint(self, text: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")
        is_near = "/" not in text and self.pattern.fullmatch(slug)
        return f". Did you mean '{slug}'?" if is_near else ""

    def schema(self) -> JsonSchema:
        return {"type": ["string", "integer"], "pattern": f"^{self.pattern.pattern}$"}


class PageName(Slug):
    """A page by its name in addresses: the bare slug of a paper, or a topic's or digest's with its folder."""

    pattern = re.compile(r"(?:(?:topics|digests)/)?[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of}: a paper's slug, topics/SLUG or digests/DAY"


class Flag(_ScalarKind[bool]):
    """true or false."""

    expected = "true or false"

    def convert(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)

    def hint(self, text: str) -> str:
        meant = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
        word = meant.get(text.strip().lower())
        return f". Did you mean '{word}'?" if word else ""

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


class Choice(_ScalarKind[E]):
    """One of a few words."""

    def __init__(self, options: type[E]) -> None:
        self.options = options
        self.expected = f"one of {', '.join(options)}"

    def convert(self, text: str) -> E | None:
        return self.options(text) if text in list(self.options) else None

    def hint(self, text: str) -> str:
        return suggest(text, self.options)

    def schema(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.options)}


class Count(_ScalarKind[int]):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.expected = f"a whole number from {least} to {most}"

    def convert(self, text: str) -> int | None:
        is_number = re.fullmatch(r"[0-9]{1,9}", text)
        return int(text) if is_number and self.least <= int(text) <= self.most else None

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Weight(_ScalarKind[float]):
    """A share of what is needed: above 0, up to 1."""

    expected = "a number above 0 and up to 1"

    def convert(self, text: str) -> float | None:
        is_number = re.fullmatch(r"[0-9]*\.?[0-9]{1,6}", text)
        return float(text) if is_number and 0 < float(text) <= 1 else None

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}


class Day(_ScalarKind[date]):
    """A day of the calendar, within the time that papers were published in."""

    expected = "a day like 2025-10-31"
    pattern = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)

    def convert(self, text: str) -> date | None:
        if not self.pattern.fullmatch(text):
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": f"^{self.pattern.pattern}$"}


class ArxivId(_ScalarKind[str]):
    """An arXiv id; its version is dropped."""

    expected = "an arXiv id like 2501.00010"

    def convert(self, text: str) -> str | None:
        return arxiv_id(text)

    def hint(self, text: str) -> str:
        return "; look it up on arxiv.org, and mind that all digits count"

    def schema(self) -> JsonSchema:
        month = "(?:0[1-9]|1[0-2])"
        new = rf"(?:(?:0[7-9]|1[0-4]){month}\.\d{{4}}|(?:1[5-9]|[2-9]\d){month}\.\d{{5}})"
        old = rf"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]{{2}})?/\d{{2}}{month}\d{{3}}"
        before = r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?"
        return {"type": "string", "pattern": rf"^{before}(?:{new}|{old})(?:v\d+)?(?:\.pdf)?$"}


class Category(_ScalarKind[str]):
    """A category of arXiv."""

    expected = "a category of arXiv like cs.LG or quant-ph"
    pattern = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")

    def convert(self, text: str) -> str | None:
        return text if self.pattern.fullmatch(text) else None

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


class Address(_ScalarKind[str]):
    """An address of the web."""

    expected = "an address that begins with https:// or http://"

    def convert(self, text: str) -> str | None:
        return None if " " in text else web_address(text, {})

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[\w-]+(\.[\w-]+)+\.?(:\d+)?([/?#]\S*)?$"}


class Host(_ScalarKind[str]):
    """The host of an address."""

    expected = "a host like huggingface.co, without https:// and path"
    pattern = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")

    def convert(self, text: str) -> str | None:
        return text if self.pattern.fullmatch(text) else None

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


class At(Kind[Located[T]]):
    """Another kind's value together with its place, for checks that come later."""

    def __init__(self, kind: Kind[T]) -> None:
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


class Listed(Kind[tuple[T, ...]]):
    """A list of values of one kind. Bad items are reported and left out, and so are repeated ones.

    Items are told apart by one of their keys, or by themselves. Where the same value can rightly
    stand twice, as with two authors of one name, a repetition is kept and only a warning.
    """

    def __init__(self, kind: Kind[T], least: int = 1, *, by: str = ITSELF, can_repeat: bool = False) -> None:
        self.kind, self.least, self.by, self.can_repeat = kind, least, by, can_repeat
        self.expected = "a list"

    def read(self, node: Node, field: str, report: Report) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
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
        found = describe(at) if isinstance(at, Scalar) else "the same"
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
        each = "keys and values" if isinstance(self.kind, Record) else self.kind.in_words
        return f"a list, each item {each}"


class Paired(Kind[dict[str, T]]):
    """A mapping with free keys of one kind to values of another."""

    def __init__(self, key: Kind[str], kind: Kind[T]) -> None:
        self.key, self.kind = key, kind
        self.expected = f"keys ({key.expected}), each with its value ({kind.expected})"

    def read(self, node: Node, field: str, report: Report) -> dict[str, T]:
        if not isinstance(node, Mapping):
            raise self._refuse(node, field, report)
        if not node.entries:
            raise report.refuse(node.place, field, f"expected {self.expected}, found none; remove '{field}'")
        pairs: dict[str, T] = {}
        for key, value in unique_entries(node, field, report):
            try:
                name = self.key.read(key, field, report)
                pairs[name] = self.kind.read(value, path(field, key.text), report)
            except Invalid:
                continue
        return pairs

    def schema(self) -> JsonSchema:
        return {
            "type": "object",
            "propertyNames": {**self.key.schema(), "type": "string"},
            "additionalProperties": self.kind.schema(),
            "minProperties": 1,
        }


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: what its value can be, and what it means."""

    kind: Kind[Any]
    meaning: str


class Record(Kind[T]):
    """A mapping that becomes a dataclass: one key for each field that is named here.

    A key is required when its field has no default. A field ``place`` is given the place of the
    mapping. Unknown, missing and repeated keys are reported.
    """

    def __init__(self, cls: type[T], **keys: Key) -> None:
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
        if not isinstance(node, Mapping):
            raise report.refuse(node.place, field or "file", f"expected keys and values, found {describe(node)}")
        if not node.entries:
            raise report.refuse(node.place, field or "file", f"expected {self.expected}, found none; add one")
        values: dict[str, Any] = {"place": node.place, **given} if self.has_place else dict(given)
        found: set[str] = set()
        for at, value in unique_entries(node, field, report):
            found.add(at.text)
            if at.text not in self.keys:
                hint = suggest(at.text, self.keys)
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


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def unique_entries(node: Mapping, field: str, report: Report) -> Iterable[tuple[Scalar, Node]]:
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
    if isinstance(node, Mapping):
        return "keys and values"
    if isinstance(node, Sequence):
        return "a list" if node.items else "an empty list"
    if node.is_empty:
        return "nothing"
    text = " ".join(node.text.split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


def _value_of(item: Node, key: str) -> Node:
    """The value of a key, or the item itself."""
    if not isinstance(item, Mapping):
        return item
    return next((value for name, value in item.entries if name.text == key), item)


def _content(node: Node) -> object:
    """Equal for nodes that say the same, wherever they stand."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Sequence):
        return tuple(_content(item) for item in node.items)
    return frozenset((key.text, _content(value)) for key, value in node.entries)
