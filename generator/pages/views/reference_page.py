"""The reference of curated files and problem codes, printed from the definitions that the program uses, so
that it cannot go out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.content.problem_index import PROBLEM_KINDS
from generator.curation.file_kinds import FILE_KINDS, FileKind
from generator.curation.json_schema import schema_line
from generator.curation.list_kinds import ListKind
from generator.curation.nodes import LARGEST_FILE
from generator.curation.record_kinds import RecordKind
from generator.curation.value_kinds import LocatedKind, ValueKind
from generator.model.problem import ProblemKind
from generator.pages.components.heads import PageHead
from generator.pages.components.view import View
from generator.pages.document.vocabulary import (
    Block,
    Bullet,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    LineList,
    Paragraph,
    Strong,
    with_code,
)
from generator.pages.page import Page
from generator.pages.printing import paths

_TITLES = {
    "site": "The whole list",
    "topic": "Topics",
    "learned": "Learned words",
    "paper": "Papers",
    "enrichment": "Enrichment",
}
_ORDER = ("topic", "paper", "learned", "enrichment", "site")
"""What is edited most comes first."""
_ROOMS = {
    "C": "In a curated file",
    "P": "Across files",
    "F": "Files and folders",
    "D": "In a digest",
    "N": "In sending a newsletter",
}
"""Where problems occur, by the first letter of their codes."""
_LEAD = (
    "Everything that people write for this list is in small YAML files, one for each topic and each paper. This page"
    " lists every key they can hold. It is generated from the definitions that check them."
)
_EDITORS = (
    "The first line of a file names its schema, so that an editor with YAML support (in Visual Studio Code, the"
    " extension by Red Hat) completes keys, explains them and underlines mistakes. `papershelf check` finds the rest:"
    " papers, topics or areas that do not exist, and files that contradict each other."
)
_VALUES = (
    "Values are read as text, then converted to the type that each key expects: `2501.10` keeps its last digit, and"
    " `no` is a word. Text that begins with a quote, a bracket or one of `@`, `%`, `&`, `*`, `!` and `|`, and text that"
    " contains `: ` or ` #`, needs quotes around it. Anchors, aliases, merge keys and tags are not supported. A file"
    " can be at most {megabytes} MB."
)
_PHRASES = (
    "How phrases match: words are runs of letters and digits, and whatever separates them is ignored, so `chain of"
    " thought` also matches `chain-of-thought`. A lower-case word matches any case; a word with a capital letter"
    " matches only when it is capitalised in the same way. The last word also matches its plural. `memor*` matches any"
    " word that begins with `memor`, and `*bench` any word that ends with `bench`."
)
_CODES = (
    "Each problem that `papershelf check` prints ends with a code in square brackets. Codes never change, and no code"
    " is used twice. `papershelf explain CODE` prints what this page says about a code. Errors make a check fail;"
    " warnings do not. Notices describe the state of the list, such as a topic without papers."
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key of a file, and the values it takes."""

    name: str
    words: str
    is_required: bool
    meaning: str
    inner: tuple[KeyLine, ...]
    """The keys of its value."""

    @property
    def bullet(self) -> Bullet:
        """How it is shown."""
        required = " (required)" if self.is_required else ""
        expected = Emphasis(f"Expects {self.words}.")
        return Bullet(
            (Code(self.name), f"{required}: {self.meaning} ", expected), tuple(key.bullet for key in self.inner)
        )


@dataclass(frozen=True, slots=True)
class KindBlock:
    """A kind of file."""

    title: str
    name: str
    pattern: str
    purpose: str
    example: str
    keys: tuple[KeyLine, ...]

    def blocks(self) -> Iterator[Block]:
        """Its section."""
        yield Heading(2, self.title, id=self.name)
        yield Paragraph((Code(self.pattern), f": {self.purpose}"))
        yield CodeBlock("yaml", self.example)
        yield LineList(tuple(key.bullet for key in self.keys))
        if self.name == "topic":
            yield Paragraph(with_code(_PHRASES))


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems that occur in one kind of place."""

    title: str
    kinds: tuple[ProblemKind, ...]

    def blocks(self) -> Iterator[Block]:
        """Its section."""
        yield Heading(3, self.title)
        for kind in self.kinds:
            yield Paragraph((Strong(f"{kind.code} {kind.name}"), f" ({kind.severity})"), id=kind.code.lower())
            yield Paragraph(with_code(kind.meaning))
            yield CodeBlock("text", kind.example)
            yield Paragraph(with_code(kind.cure))


@dataclass(frozen=True)
class ReferenceView(View):
    """All kinds of files, and all kinds of problems."""

    kinds: tuple[KindBlock, ...]
    megabytes: int
    """The size of the largest file that is read."""
    problems: tuple[ProblemGroup, ...]

    def blocks(self) -> Iterator[Block]:
        """Each kind of file with its keys, then all problem codes."""
        yield Heading(1, "The files behind this list")
        yield Paragraph(_LEAD, "lead")
        yield Paragraph(with_code(_EDITORS))
        yield Paragraph(with_code(_VALUES.format(megabytes=self.megabytes)))
        for kind in self.kinds:
            yield from kind.blocks()
        yield Heading(2, "Problem codes", id="problem-codes")
        yield Paragraph(with_code(_CODES))
        for group in self.problems:
            yield from group.blocks()


def reference_page() -> Page:
    """The page of all kinds of files and problems."""
    by_name = {kind.name: kind for kind in FILE_KINDS}
    blocks = tuple(_block(by_name[name]) for name in _ORDER)
    view = ReferenceView(blocks, LARGEST_FILE // 1_000_000, tuple(_problem_groups()))
    description = (
        "Every kind of file in this list, with its keys and an example, and every problem that a check reports."
    )
    return Page(paths.REFERENCE, PageHead("The files behind this list", description), view)


def _block(kind: FileKind[Any]) -> KindBlock:
    return KindBlock(
        _TITLES[kind.name],
        kind.name,
        f"content/{kind.pattern}",
        kind.purpose,
        f"{schema_line(kind)}\n{kind.example}",
        tuple(_keys(kind.record)),
    )


def _problem_groups() -> Iterator[ProblemGroup]:
    for letter, title in _ROOMS.items():
        yield ProblemGroup(title, tuple(kind for kind in PROBLEM_KINDS if kind.code.startswith(letter)))


def _keys(record: RecordKind[Any]) -> Iterator[KeyLine]:
    for name, key in record.keys.items():
        inner = _record_of(key.kind)
        below = tuple(_keys(inner)) if inner else ()
        yield KeyLine(name, key.kind.in_words, name in record.required, key.meaning, below)


def _record_of(kind: ValueKind[Any]) -> RecordKind[Any] | None:
    """The record that a value, or each item of a list, is."""
    while isinstance(kind, LocatedKind | ListKind):
        kind = kind.kind
    return kind if isinstance(kind, RecordKind) else None
