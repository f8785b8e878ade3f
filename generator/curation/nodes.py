"""YAML as a tree of located text: scalars are not interpreted, and every node knows its line.

A plain YAML load turns the arXiv id 2501.10 into the number 2501.1, ``no`` into false, and keeps
the last of two equal keys in silence. So files are only composed here, and the field that expects
a value converts it. Anchors, aliases, merge keys and tags are refused: nothing here needs them,
and they are how a small file becomes a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.model import Place, Problem

LARGEST_FILE = 1_000_000
"""Bytes. A curated file is a page of text; more is a mistake."""

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text, as written; its field decides what it means."""

    text: str
    place: Place
    is_empty: bool
    """Nothing at all stands after the colon, or a bare ``~`` or ``null``."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order of the file; keys can repeat."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


def compose(file: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file, or ``None`` with the problems that prevent one."""
    if len(data) > LARGEST_FILE:
        message = f"expected a file of at most {LARGEST_FILE:,} bytes, found {len(data):,}; split or shorten it"
        return None, [Problem(Place(file), "file", message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(Place(file, line), "file", "expected UTF-8, found other bytes; save the file as UTF-8")]
    try:
        problems = list(_refused(file, text))
        if problems:
            return None, problems
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_syntax_problem(file, text, error)]
    except RecursionError:
        return None, [Problem(Place(file), "file", "expected a few levels of nesting, found hundreds; flatten the file")]
    if root is None:
        return None, [Problem(Place(file), "file", "expected keys and values, found an empty file; fill or delete it")]
    return _convert(file, root), []


def _refused(file: str, text: str) -> Iterator[Problem]:
    documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = Place(file, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            yield Problem(place, "file", f"expected a value, found the alias '*{event.anchor}'; write the value out")
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            yield Problem(place, "file", f"expected a value, found the anchor '&{event.anchor}'; remove it")
        elif isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag:
            yield Problem(place, "file", f"expected a plain value, found the tag '{event.tag}'; remove it")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield Problem(place, "file", "expected one document, found a second after '---'; keep one per file")


def _syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return Problem(place, "file", f"expected YAML, found {_explain(line, str(getattr(error, 'problem', None) or error))}")


def _explain(line: str, problem: str) -> str:
    """What most probably went wrong, in the words of somebody who edits the file."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "'\\t'" in problem:
        return "a tab; indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a second colon in one line; put quotes round the text that holds ': '"
    if line.lstrip()[:1] in "@`%" or "cannot start any token" in problem:
        return f"text that begins with '{line.strip().partition(':')[2].strip()[:1] or line.strip()[:1]}'; put quotes round it"
    if "unexpected end of stream" in problem or "found unexpected end" in problem:
        return "a quote that is never closed; close it"
    return f"{problem}; look at quotes, colons and indentation here and in the line above"


def _convert(file: str, node: yaml.Node) -> Node:
    place = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_key(file, key), _convert(file, value)) for key, value in node.value)
        return Mapping(entries, place)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(file, item) for item in node.value), place)
    text = str(node.value)
    return Scalar(text, place, is_empty=node.style is None and text in ("", "~", "null", "Null", "NULL"))


def _key(file: str, node: yaml.Node) -> Scalar:
    found = _convert(file, node)
    return found if isinstance(found, Scalar) else Scalar("?", found.place, is_empty=False)
