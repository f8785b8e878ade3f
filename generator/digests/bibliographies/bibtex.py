r"""Reads BibTeX and BibLaTeX files (https://ctan.org/pkg/bibtex, https://ctan.org/pkg/biblatex).

A library splits a file into its blocks and goes on after a broken one. What the values and the fields mean is read
here, because it depends on the kind of each field: names have ``and`` between them, addresses no TeX.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as BibtexEntry
from bibtexparser.splitter import Splitter

from generator.digests.bibliographies.bibtex_fields import reference_of
from generator.digests.bibliographies.bibtex_values import MONTH_STRINGS, UnreadableValue, fields_in
from generator.digests.bibliographies.reference_entry import add_reference
from generator.digests.digest_problems import TRUNCATED_PAGE
from generator.digests.item_list import ItemList
from generator.model.digest import Digest
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_FIRST_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(][ \t\n]*(?:[^\s{}(),=\"]*[ \t]*,|[^\s{}(),\"]+[ \t]*=)", re.M)
_OTHER_FIRST = re.compile(r"^[ \t]*@(?:comment|preamble|string)\b", re.M | re.I)
_HEAD = 5000
"""Characters at the beginning of a file in which its first entry begins."""
_NO_PREFACE = re.compile(
    r"^\s{0,3}(?:[#|<>]|[-*+] |\d+[.)] )|\]\(|</\w|^(?:package|import|from|using|public)\s[^\n]*[;{:]?$", re.M
)
_LOST_FIELD = re.compile(r"=\s*[{\"]")
_NO_WORKS = frozenset({"xdata", "set", "control"})
"""Types of entries that hold fields for others, or only point to them."""
_VOLUMES = frozenset({"proceedings", "mvproceedings", "book", "mvbook", "collection", "mvcollection", "periodical"})
_NOT_INHERITED = frozenset(
    """
    author title subtitle shorttitle abstract keywords doi url eprint eprinttype archiveprefix note annote annotation
    addendum crossref xdata file pages
    """.split()
)

Fields = Mapping[str, str]


def is_bibtex(text: str) -> bool:
    """Does a text begin with an entry of BibTeX, at most after a few lines without markup?"""
    head = text[:_HEAD]
    first = _FIRST_ENTRY.search(head) or (_OTHER_FIRST.search(head) and _FIRST_ENTRY.search(text))
    if not first:
        return False
    before = "".join(line for line in head[: first.start()].splitlines(keepends=True) if not line.startswith("%"))
    other = _OTHER_FIRST.search(before)
    return not _NO_PREFACE.search(before[: other.start()] if other else before.replace("```bibtex\n", ""))


def read_bibtex(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a file. The arguments are those of ``read_text``."""
    reader = _Reader(file, _blocks(text))
    reader.read()
    return reader.items.digest(day, label)


def _blocks(text: str) -> list[Block]:
    """The blocks of a file. The library logs what it also returns, which nobody who adds a file needs to read."""
    logger = logging.getLogger("bibtexparser")
    before, logger.disabled = logger.level, False
    logger.setLevel(logging.CRITICAL)
    try:
        return list(Splitter(text).split().blocks)
    finally:
        logger.setLevel(before)


class _Reader:
    """Gives each block of one file to the list of its items."""

    def __init__(self, file: str, blocks: list[Block]) -> None:
        self.items = ItemList(file)
        self.blocks = [_unwrapped(block) for block in blocks]
        self.strings = dict(MONTH_STRINGS)
        self.fields: dict[str, Fields] = {}
        """The fields of every entry that can be read, by its key in lower case; the first of a key counts."""
        self.types: dict[str, str] = {}
        self.parents: set[str] = set()

    def read(self) -> None:
        read = [(block, self._fields_of(block)) for block in self.blocks]
        for before, (block, fields) in zip([None, *self.blocks], read, strict=False):
            if isinstance(block, BibtexEntry):
                self._entry(block, fields)
            elif isinstance(block, ParsingFailedBlock):
                self._broken(block, is_last=block is self.blocks[-1])
            elif isinstance(block, ImplicitComment) and _LOST_FIELD.search(block.comment):
                self._stray(block, is_rest=isinstance(before, ParsingFailedBlock))
            else:
                self.items.skip()

    def _place(self, block: Block) -> Place:
        return Place(self.items.file, (block.start_line or 0) + 1)

    def _fields_of(self, block: Block) -> Fields | UnreadableValue | None:
        """The fields of an entry, each once, or why they cannot be read. A string is remembered."""
        try:
            if isinstance(block, String):
                self.strings[block.key.lower()] = dict(fields_in("", block.value, self.strings)).get("", "")
            if not isinstance(block, BibtexEntry):
                return None
            fields: dict[str, str] = {}
            for field in block.fields:
                for key, text in fields_in(field.key, str(field.value), self.strings):
                    fields.setdefault(key, text)
        except UnreadableValue as fault:
            return fault
        key = block.key.lower()
        self.fields.setdefault(key, fields)
        self.types.setdefault(key, block.entry_type.lower())
        if "crossref" in fields:
            self.parents.add(fields["crossref"].strip().lower())
        return fields

    def _entry(self, entry: BibtexEntry, fields: Fields | UnreadableValue | None) -> None:
        place, type_name = self._place(entry), entry.entry_type.lower()
        if fields is None or isinstance(fields, UnreadableValue):
            found = f"{quoted(str(fields))} in '{entry.key}'"
            self.items.leave_out(place, "entry", f"expected a comma or the end of a field, found {found}")
        elif type_name in _NO_WORKS or (entry.key.lower() in self.parents and type_name in _VOLUMES):
            self.items.skip()
        else:
            add_reference(self.items, reference_of(place, type_name, self._inherited(fields)))

    def _inherited(self, fields: Fields) -> Fields:
        """The fields of an entry with those of the entries that it refers to."""
        whole = dict(fields)
        for key in _keys(fields.get("xdata", "")):
            whole = {**self.fields.get(key, {}), **whole}
        for key in _keys(fields.get("crossref", ""))[:1]:
            parent = self.fields.get(key, {})
            if self.types.get(key) in _VOLUMES and "title" in parent:
                whole.setdefault("booktitle", parent["title"])
            whole = {**{name: text for name, text in parent.items() if name not in _NOT_INHERITED}, **whole}
        return whole

    def _broken(self, block: ParsingFailedBlock, *, is_last: bool) -> None:
        first = (block.raw or "").partition("\n")[0]
        reason = str(getattr(block.error, "abort_reason", block.error)).strip().rstrip(".")
        if is_last and "end of file" in reason:
            message = f"expected a complete entry, found one truncated at the end of the file: {quoted(first)}"
            self.items.leave_out(self._place(block), "entry", message, TRUNCATED_PAGE)
            return
        message = f"expected an entry of BibTeX, found a fault in {quoted(first)} ({_in_words(reason)})"
        self.items.leave_out(self._place(block), "entry", message)

    def _stray(self, block: ImplicitComment, *, is_rest: bool) -> None:
        """Fields between two entries: the rest of a broken one, which is reported already, or an entry without head."""
        if is_rest:
            self.items.skip()
            return
        message = f"expected '@' and the type of an entry, found fields without them: {quoted(block.comment)}"
        self.items.leave_out(self._place(block), "entry", message)


def _unwrapped(block: Block) -> Block:
    """The entry of a block that is only odd: a key or a field that is there twice loses nothing."""
    while isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block:
        block = block.ignore_error_block
    return block


def _keys(text: str) -> list[str]:
    return [key.strip().lower() for key in text.split(",") if key.strip()]


def _in_words(reason: str) -> str:
    """The library's reason on one line, without its full stops."""
    words = " ".join(reason.split()).replace("`", "'")
    return words[:1].lower() + words[1:].replace(". Was", ", was")
