"""YAML as a tree of located text: scalars are not interpreted, and every node knows its line.

A plain YAML load turns the arXiv id 2501.10 into the number 2501.1, ``no`` into false, and keeps
the last of two equal keys silently. So files are only composed here, and the kind of value that is
expected converts each node. Anchors, aliases, merge keys and tags are refused: nothing here needs
them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.curation.yaml_misread import SourceText, misread_text, remark_after, unfit_text
from generator.curation.yaml_problems import (
    EMPTY_FILE,
    FILE_TOO_LARGE,
    NESTED_TOO_DEEPLY,
    NOT_UTF8,
    SECOND_DOCUMENT,
    YAML_REFERENCE,
)
from generator.curation.yaml_syntax import place_of, syntax_problem
from generator.model.problem import Place, Problem

LARGEST_FILE = 1_000_000
"""Bytes. A curated file is a page of text; anything larger is a mistake."""
DEEPEST = 12
"""Levels of lists and keys; twice what any kind of file needs."""

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """Text, as written; the kind of value expected decides what it means."""

    text: str
    place: Place
    is_empty: bool
    """Nothing at all stands after the colon, or a bare ``~`` or ``null``."""
    remark: Place | None = None
    """Where a comment begins, on the line on which unquoted text ends."""
    is_block: bool = False
    """Is it text over several lines, below ``>`` or ``|``?"""


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their nodes, in the order of the file; keys can repeat."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    place: Place


Node = ScalarNode | SequenceNode | MappingNode


def compose(file: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file, or ``None`` with the problems that prevent one."""
    if len(data) > LARGEST_FILE:
        message = f"expected a file of at most {LARGEST_FILE:,} bytes, found {len(data):,}; split or shorten it"
        return None, [Problem(Place(file), "file", message, FILE_TOO_LARGE)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
        place = Place(file, data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at))
        return None, [
            Problem(
                place, "file", "expected UTF-8, found bytes that are not valid UTF-8; save the file as UTF-8", NOT_UTF8
            )
        ]
    source = SourceText(file, text)
    if unfit := list(unfit_text(source)):
        return None, unfit
    try:
        problems = list(_refused(source))
        root = None if problems else yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [syntax_problem(file, text, error)]
    if root is None:
        message = "expected keys and values, found an empty file; add content or delete it"
        return None, problems or [Problem(Place(file), "file", message, EMPTY_FILE)]
    return _convert(file, text, root), []


def _refused(source: SourceText) -> Iterator[Problem]:
    """What YAML allows and these files do not. Reads events only, so that nothing can grow yet."""
    documents = depth = 0
    brackets = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        place = place_of(source.file, event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            message = (
                f"expected a value, found the alias '*{event.anchor}'; put quotes around text that begins with '*'"
            )
            yield Problem(place, "file", f"{message}, or write the value out", YAML_REFERENCE)
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            message = (
                f"expected a value, found the anchor '&{event.anchor}'; put quotes around text that begins with '&'"
            )
            yield Problem(place, "file", f"{message}, or remove it", YAML_REFERENCE)
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            message = (
                f"expected a plain value, found the tag '{event.tag}'; put quotes around text that begins with '!'"
            )
            yield Problem(place, "file", f"{message}, or remove it", YAML_REFERENCE)
        elif isinstance(event, yaml.ScalarEvent):
            yield from misread_text(source, event, is_in_brackets=brackets > 0)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                message = "expected one document, found a second after '---'; keep one per file"
                yield Problem(place, "file", message, SECOND_DOCUMENT)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        # Inside brackets everything is in brackets.
        if isinstance(event, yaml.CollectionStartEvent):
            brackets += bool(brackets or event.flow_style)
        elif isinstance(event, yaml.CollectionEndEvent):
            brackets = max(0, brackets - 1)
        if depth > DEEPEST:
            message = f"expected at most {DEEPEST} levels, found more; flatten the file"
            yield Problem(place, "file", message, NESTED_TOO_DEEPLY)
            return


def _convert(file: str, text: str, node: yaml.Node) -> Node:
    place = place_of(file, node.start_mark)
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_key(file, text, key), _convert(file, text, value)) for key, value in node.value)
        return MappingNode(entries, place)
    if isinstance(node, yaml.SequenceNode):
        return SequenceNode(tuple(_convert(file, text, item) for item in node.value), place)
    value = str(node.value)
    # The C parser gives plain text the style "", the one in Python gives it none.
    is_bare = isinstance(node, yaml.ScalarNode) and not node.style
    is_block = isinstance(node, yaml.ScalarNode) and node.style in (">", "|")
    is_empty = is_bare and value in ("", "~", "null", "Null", "NULL")
    return ScalarNode(value, place, is_empty, remark_after(file, text, node), is_block)


def _key(file: str, text: str, node: yaml.Node) -> ScalarNode:
    key = _convert(file, text, node)
    return key if isinstance(key, ScalarNode) else ScalarNode("?", key.place, is_empty=False)
