"""YAML as a tree of located text: scalars are not interpreted, and every node knows its line.

A plain YAML load turns the arXiv id 2501.10 into the number 2501.1, ``no`` into false, and keeps
the last of two equal keys in silence. So files are only composed here, and the field that expects
a value converts it. Anchors, aliases, merge keys and tags are refused: nothing here needs them,
and they are how a small file becomes a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.model import Place, Problem

LARGEST_FILE = 1_000_000
"""Bytes. A curated file is a page of text; more is a mistake."""
DEEPEST = 12
"""Levels of lists and keys; twice what any kind of file needs."""

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
        at = error.start
        place = Place(file, data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at))
        return None, [Problem(place, "file", "expected UTF-8, found other bytes; save the file as UTF-8")]
    try:
        problems = list(_refused(file, text))
        root = None if problems else yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_syntax_problem(file, text, error)]
    if root is None:
        message = "expected keys and values, found an empty file; fill or delete it"
        return None, problems or [Problem(Place(file), "file", message)]
    return _convert(file, root), []


def _refused(file: str, text: str) -> Iterator[Problem]:
    """What YAML allows and these files do not. Reads events only, so that nothing can grow yet."""
    documents = depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        place = _place(file, event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            yield Problem(place, "file", f"expected a value, found the alias '*{event.anchor}'; write the value out")
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            yield Problem(place, "file", f"expected a value, found the anchor '&{event.anchor}'; remove it")
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield Problem(place, "file", f"expected a plain value, found the tag '{event.tag}'; remove it")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield Problem(place, "file", "expected one document, found a second after '---'; keep one per file")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield Problem(place, "file", f"expected at most {DEEPEST} levels, found more; flatten the file")
            return


def _syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        return _character_problem(file, text)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    slip = _explain(lines, _place(file, start), _place(file, mark), str(getattr(error, "problem", None) or error))
    return Problem(slip.place, "file", f"expected YAML, found {slip.found}")


def _character_problem(file: str, text: str) -> Problem:
    """A control character, which no text needs and no editor shows."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    at = match.start() if match else 0
    place = Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return Problem(place, "file", f"expected text, found the control character {ord(text[at]):#04x}; delete it")


def _place(file: str, mark: Any) -> Place:
    """PyYAML counts from 0, and its C parser gives marks of a class of its own."""
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


@dataclass(frozen=True, slots=True)
class _Slip:
    """Where somebody most probably slipped, and how."""

    place: Place
    found: str


def _explain(lines: list[str], start: Place, at: Place, problem: str) -> _Slip:  # noqa: PLR0911 - one for each slip
    """What most probably went wrong, in the words of somebody who edits the file.

    A parser notices late: at the end of a file that a quote was never closed, in the next line
    that a colon is missing. ``start`` is where it began to read what it could not finish.
    """
    line = _line(lines, at.line)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or "'\\t'" in problem:
        return _Slip(Place(at.file, at.line, len(indent.partition("\t")[0]) + 1), "a tab; indent with spaces")
    if "unexpected end of stream" in problem or "found unexpected end" in problem:
        return _Slip(start, "a quote that is never closed; close it")
    if "expected ',' or" in problem:
        closing = problem.rstrip()[-2]
        return _Slip(start, f"a bracket that is never closed, or a comma that is missing; close it with '{closing}'")
    if "could not find expected ':'" in problem:
        return _Slip(start, "a line without a colon; write 'key: value'")
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, at)
    value = line.partition(":")[2].strip() or line.strip(" -")
    if value[:1] in ("@", "`", "%") or "cannot start any token" in problem:
        return _Slip(at, f"text that begins with '{value[:1]}'; put quotes round it")
    if "block sequence entries are not allowed" in problem:
        return _Slip(at, "an item beside its key; begin each item on a line of its own")
    if line[at.column - 1 : at.column] in ("]", "}"):
        return _Slip(at, "a bracket that closes nothing; delete it")
    if line[: at.column - 1].rstrip().endswith(("'", '"')):
        return _Slip(at, "text after a closing quote; write a ' inside '...' twice")
    if "did not find expected node content" in problem:
        return _Slip(at, "nothing between two commas; remove one of them")
    if "did not find expected" in problem and "block" not in problem:
        return _Slip(at, "a line that fits none above; indent keys and items of one list alike")
    return _Slip(at, f"{problem}; look at quotes, colons and indentation here and in the line above")


def _second_colon(lines: list[str], at: Place) -> _Slip:
    """A colon where a value cannot begin: its own line holds two, or the line above is not finished."""
    line, above = _line(lines, at.line), _line(lines, at.line - 1)
    if ":" in line[: at.column - 1]:
        return _Slip(at, "a second colon in one line; put quotes round the text that holds ': '")
    here = Place(at.file, at.line - 1, len(above) - len(above.lstrip()) + 1)
    key, colon, value = above.partition(":")
    if not colon:
        return _Slip(here, "a line without a colon; write 'key: value'")
    if value and not value.startswith(" "):
        return _Slip(Place(at.file, here.line, len(key) + 1), "a colon without a space after it; add one")
    indent = len(line) - len(line.lstrip())
    return _Slip(Place(at.file, at.line, indent + 1), "a key inside a value; indent it like the line above")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _convert(file: str, node: yaml.Node) -> Node:
    place = _place(file, node.start_mark)
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_key(file, key), _convert(file, value)) for key, value in node.value)
        return Mapping(entries, place)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_convert(file, item) for item in node.value), place)
    text = str(node.value)
    # The C parser gives plain text the style "", the one in Python gives it none.
    is_bare = isinstance(node, yaml.ScalarNode) and not node.style
    return Scalar(text, place, is_empty=is_bare and text in ("", "~", "null", "Null", "NULL"))


def _key(file: str, node: yaml.Node) -> Scalar:
    found = _convert(file, node)
    return found if isinstance(found, Scalar) else Scalar("?", found.place, is_empty=False)
