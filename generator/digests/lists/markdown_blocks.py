"""Splits a list in Markdown into its blocks, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from generator.digests.lists.blocks import HeadingBlock, ItemBlock, ListBlock, OtherBlock, ProseBlock, RowBlock
from generator.digests.lists.markdown_spans import markdown_spans
from generator.digests.lists.spans import Spans, text_of

ITEM_MARK = re.compile(r"([ \t]*)(?:[-*+•‣◦▪●○–]|\d{1,4}[.)、]|\[\d{1,4}\](?![(\[:]))[ \t]+(?=\S)")
"""What begins a bullet or a numbered item."""
DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n]{1,100})\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+[\"'(].{0,300})?[ \t]*")
_HTML_HEADING = re.compile(r"[ \t]*<h([1-6])\b[^<>]*>(.*?)(?:</h[1-6]>)?[ \t]*", re.I)
_PIPE = re.compile(r"(?<!\\)\|")
_GUARDED = re.compile(
    r"\$[^$\n]{1,300}\$|`[^`\n]{1,300}`|\[[^\[\]\n]{1,500}\](?=\()"
    r"|<details>(?:[^<\n]|<(?!/?details>))*+</details>"
)
_GUARD = "\ue004"
_REMARK = re.compile(r"\[//\]: ?[#<][^\n|]*")
"""What some write for a comment."""
_SIGN = re.compile(
    r"(?<![\w:/.#?=&])(?::[a-z][a-z0-9_+-]{1,40}:)+(?![\w:/])|(?<=[*)\]]):[a-z][a-z0-9_+-]{1,40}:(?![\w:/])"
)
"""An emoji by its name, as GitHub shows it: ``:star:``."""


def markdown_blocks(text: str) -> list[ListBlock]:
    """The blocks of a list, in the order of the file."""
    lines = without_comments(text).split("\n")
    start = _end_of_front_matter(lines)
    addresses = {
        m[1].strip().lower(): m[2] for line in lines if line.lstrip()[:1] == "[" and (m := _DEFINITION.fullmatch(line))
    }
    splitter = _Splitter(addresses)
    for number, line in enumerate(lines[start:], start + 1):
        splitter.take(number, line, lines[number] if number < len(lines) else "")
    splitter.end()
    return splitter.blocks


def without_comments(text: str) -> str:
    """A text without comments; its lines keep their numbers."""
    text = _REMARK.sub("", text)
    parts: list[str] = []
    start = 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end + 3
    return "".join([*parts, text[start:]])


def _end_of_front_matter(lines: list[str]) -> int:
    if not lines or lines[0].strip() != "---":
        return 0
    return next((number for number, line in islice(enumerate(lines, 1), 1, 200) if line.strip() in ("---", "...")), 0)


@dataclass(slots=True)
class _Splitter:
    addresses: Mapping[str, str]
    blocks: list[ListBlock] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Of the open item or paragraph."""
    line: int = 0
    depth: int | None = None
    """Of the open item; ``None`` in a paragraph."""
    indents: list[int] = field(default_factory=list)
    """Of the open items."""
    fence: str = ""
    head: tuple[str, ...] | None = None
    """Of the open table."""
    is_after_blank: bool = False

    def take(self, number: int, line: str, following: str) -> None:
        """The next line of the file, and the one below it."""
        if self._in_fence(line):
            return
        bare = line[quote.end() :] if (quote := _QUOTE.match(line)) else line
        if not bare.strip():
            self.is_after_blank, self.head = True, None
            return
        self._take(number, bare, following[quote.end() :] if (quote := _QUOTE.match(following)) else following)
        self.is_after_blank = False

    def end(self) -> None:
        """Close the open item or paragraph."""
        if self.lines:
            spans = self._spans("\n".join(self.lines))
            if self.depth is None:
                self.blocks.append(ProseBlock(self.line, spans))
            else:
                self.blocks.append(ItemBlock(self.line, self.depth, spans))
        self.lines, self.depth = [], None

    def _take(self, number: int, line: str, following: str) -> None:
        heading = _HEADING.fullmatch(line) or _HTML_HEADING.fullmatch(line)
        if heading:
            self._heading(number, heading)
        elif self.head is not None or self._begins_table(line, following):
            self._row(number, line)
        elif self._is_setext(line):
            self.blocks.append(HeadingBlock(self.line, 1 if "=" in line else 2, self._spans(self.lines[0])))
            self.lines = []
        elif _RULE.fullmatch(line):
            self._other(number)
        elif item := ITEM_MARK.match(line):
            self._item(number, item, line)
        elif _DEFINITION.fullmatch(line):
            self._other(number)
        else:
            self._text(number, line)

    def _spans(self, text: str) -> Spans:
        return markdown_spans(_SIGN.sub(" ", text), self.addresses)

    def _in_fence(self, line: str) -> bool:
        match = _FENCE.match(line)
        if self.fence:
            if match and match[1].startswith(self.fence):
                self.fence = ""
            return True
        if match:
            self.end()
            self.fence = match[1]
        return bool(match)

    def _heading(self, number: int, match: re.Match[str]) -> None:
        self.end()
        self.indents, self.head = [], None
        level = len(match[1]) if match[1].startswith("#") else int(match[1])
        self.blocks.append(HeadingBlock(number, level, self._spans(match[2])))

    def _is_setext(self, line: str) -> bool:
        is_one_line = len(self.lines) == 1 and self.depth is None and not self.is_after_blank
        return is_one_line and bool(_UNDERLINE.fullmatch(line))

    def _begins_table(self, line: str, following: str) -> bool:
        return "|" in line and "|" in following and bool(DELIMITER_ROW.fullmatch(following))

    def _other(self, number: int) -> None:
        self.end()
        self.blocks.append(OtherBlock(number))

    def _row(self, number: int, line: str) -> None:
        """A row. The first of a table is its head."""
        if "|" not in line:
            self.head = None
            self._text(number, line)
            return
        if self.head is None:
            self.end()
            self.head = tuple(text_of(self._spans(cell)) for cell in cells_of(line))
            self.blocks.append(OtherBlock(number))
        elif DELIMITER_ROW.fullmatch(line):
            self.blocks.append(OtherBlock(number))
        else:
            cells = tuple(self._spans(cell) for cell in cells_of(line, len(self.head)))
            self.blocks.append(RowBlock(number, self.head, cells))

    def _item(self, number: int, match: re.Match[str], line: str) -> None:
        self.end()
        indent = len(match[1].expandtabs(4))
        while self.indents and self.indents[-1] >= indent:
            self.indents.pop()
        self.line, self.depth, self.lines = number, len(self.indents), [line[match.end() :]]
        self.indents.append(indent)

    def _text(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        is_continued = bool(self.lines) and (not self.is_after_blank or (self.depth is not None and indent >= 2))
        if line.lstrip().startswith("|") and line.count("|") > 2:
            self.end()
            self.blocks.append(RowBlock(number, (), tuple(self._spans(cell) for cell in cells_of(line))))
            return
        if not is_continued:
            self.end()
            self.line = number
            self.indents = self.indents if indent >= 2 else []
        self.lines.append(line.strip().rstrip("\\"))


def cells_of(line: str, count: int = 0) -> list[str]:
    """The cells of a row. Where it has more than ``count``, bars in formulas and links do not separate any."""
    cells = list(_cells(line))
    if count and len(cells) > count:
        guarded = _GUARDED.sub(lambda match: match[0].replace("|", _GUARD), line)
        cells = [cell.replace(_GUARD, "|") for cell in _cells(guarded)]
    return cells


def _cells(line: str) -> Iterator[str]:
    row = line.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    yield from (cell.replace("\\|", "|").strip() for cell in _PIPE.split(row))
