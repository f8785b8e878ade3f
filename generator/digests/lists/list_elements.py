"""Splits a saved page with a list, or a file of bookmarks, into the same blocks as a list in Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.digests.linear_html import LinearHtmlParser
from generator.digests.lists.blocks import HeadingBlock, ItemBlock, ListBlock, OtherBlock, ProseBlock, RowBlock
from generator.digests.lists.spans import Spans, TextSpan, merged, text_of

_HIDDEN = frozenset(
    "script style svg noscript template head iframe textarea select nav footer button form math".split()
)
_BREAKS = frozenset("br p div section article dd dt figure blockquote pre main".split())
_STRONG, _EMPHASIS = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_LISTS = frozenset(("ul", "ol", "dl"))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_DEEPEST = 200
"""Open elements that are hidden. Deeper ones are in no page."""


@dataclass(slots=True)
class _Row:
    line: int
    cells: list[Spans] = field(default_factory=list)
    is_head: bool = True
    """Are all cells so far names of columns?"""


class ListElementParser(LinearHtmlParser):
    """Collects blocks. It builds no tree, so no nesting is too deep."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[ListBlock] = []
        self._spans: list[TextSpan] = []
        self._line = 1
        self._hidden: list[str] = []
        self._target: str | None = None
        self._strong = self._emphasis = 0
        self._heading = 0
        self._depth = 0
        self._is_item = False
        self._row: _Row | None = None
        self._head: tuple[str, ...] = ()
        self._fold: str | None = None
        self._is_summary = False

    # --- what the parser meets -------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An opening tag."""
        if tag in _HIDDEN:
            if len(self._hidden) < _DEEPEST:
                self._hidden.append(tag)
        elif not self._hidden:
            self._open(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """A closing tag."""
        if self._hidden:
            if tag in self._hidden:
                del self._hidden[self._hidden.index(tag) :]
            return
        self._close(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closing tag."""
        if tag not in _HIDDEN:
            self.handle_starttag(tag, attrs)
            if tag not in _VOID:
                self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._hidden or not data:
            return
        if self._is_summary:
            self._fold = (self._fold or "") + data
            return
        if not self._spans and not data.strip():
            return
        if not self._spans:
            self._line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        text = re.sub(r"\s+", " ", data)
        self._spans.append(TextSpan(text, self._target, self._strong > 0, self._emphasis > 0, self._fold))

    # --- elements --------------------------------------------------------------------------------

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "a":
            self._target = (attributes.get("href") or "").strip() or None
        elif tag in _STRONG:
            self._strong += 1
        elif tag in _EMPHASIS:
            self._emphasis += 1
        elif re.fullmatch(r"h[1-6]", tag):
            self._begin()
            self._heading = int(tag[1])
        elif tag in _LISTS:
            self._begin()
            self._depth += 1
        elif tag in ("li", "dt"):
            self._begin()
            self._is_item = True
        elif tag in ("details", "summary"):
            self._fold = "" if tag == "summary" else self._fold
            self._is_summary = tag == "summary"
        else:
            self._open_table(tag)
            self._break(tag)

    def _open_table(self, tag: str) -> None:
        if tag == "table":
            self._begin()
            self._head = ()
        elif tag == "tr":
            self._end_row()
            self._begin()
            self._row = _Row(self.getpos()[0])
        elif tag in ("td", "th") and self._row:
            self._spans = []
            self._row.is_head = self._row.is_head and tag == "th"

    def _break(self, tag: str) -> None:
        if tag not in _BREAKS:
            return
        is_alone = self._row is None and not self._is_item and not self._heading
        if is_alone and tag in ("p", "div", "section", "article", "main"):
            self._begin()
        elif self._spans:
            self._spans.append(TextSpan("\n"))

    def _close(self, tag: str) -> None:
        if tag == "a":
            if self._target and not (self._spans and self._spans[-1].target == self._target):
                self._spans.append(TextSpan("", self._target))
            self._target = None
        elif tag in _STRONG:
            self._strong = max(0, self._strong - 1)
        elif tag in _EMPHASIS:
            self._emphasis = max(0, self._emphasis - 1)
        elif re.fullmatch(r"h[1-6]", tag):
            self.finish()
            self._heading = 0
        elif tag in _LISTS:
            self._begin()
            self._depth = max(0, self._depth - 1)
        elif tag in ("li", "dd"):
            self._begin()
        elif tag in ("details", "summary"):
            self._is_summary = False
            self._fold = self._fold if tag == "summary" else None
        else:
            self._close_table(tag)
            self._break(tag)

    def _close_table(self, tag: str) -> None:
        if tag in ("td", "th") and self._row:
            self._row.cells.append(tuple(self._spans))
            self._spans = []
        elif tag in ("tr", "table"):
            self._end_row()
            self._head = () if tag == "table" else self._head

    # --- blocks ----------------------------------------------------------------------------------

    def _begin(self) -> None:
        """End what is open; what follows is a paragraph until another element says otherwise."""
        if self._row is None:
            self.finish()
        self._is_item = False if self._row is None else self._is_item

    def finish(self) -> None:
        """Make a block of the text so far."""
        spans = merged(self._spans)
        self._spans = []
        if not text_of(spans):
            return
        if self._heading:
            self.blocks.append(HeadingBlock(self._line, self._heading, spans))
        elif self._is_item:
            self.blocks.append(ItemBlock(self._line, max(0, self._depth - 1), spans))
        else:
            self.blocks.append(ProseBlock(self._line, spans))

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row is None:
            return
        if self._spans:
            row.cells.append(tuple(self._spans))
            self._spans = []
        if row.is_head and row.cells and not self._head:
            self._head = tuple(map(text_of, row.cells))
            self.blocks.append(OtherBlock(row.line))
        elif row.cells:
            self.blocks.append(RowBlock(row.line, self._head, tuple(row.cells)))
