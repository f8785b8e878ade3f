"""Parses a page in HTML: the fragments of text that it shows, and the data that its parts carry."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from generator.digests.linear_html import LinearHtmlParser
from generator.digests.web.fragments import FACT_KINDS, SEPARATOR_DOT, Fragment, line_of
from generator.text.invisible import without_invisible

_HIDDEN = frozenset("script style svg noscript template head iframe textarea math title select".split())
_INLINE = frozenset(
    """
    a abbr b bdi button cite code em font i img input kbd label mark q s small span strong sub sup time tt u var
    """.split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class PageData:
    """The JSON that one part of a page carries in ``data-props``."""

    line: int
    part: str
    """Name of the part; empty when it has none."""
    text: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A parsed page."""

    data: tuple[PageData, ...]
    fragments: tuple[Fragment, ...]
    fault: str | None
    """What stopped the parser, if anything did."""
    last_line: int
    """The line at which parsing ended."""
    invisible: int = 0
    """Invisible characters that were written as character references, such as ``&#x202e;``, and removed."""


def parse_html(text: str) -> HtmlPage:
    """Parse a page. Anything after a fault is left out, and the fault is named."""
    parser = _PageParser()
    parser.read(text)
    return HtmlPage(tuple(parser.data), tuple(parser.fragments), parser.fault, parser.getpos()[0], parser.invisible)


@dataclass(slots=True)
class _Piece:
    """Text inside one link, or between links."""

    parts: list[str]
    target: str | None
    line: int

    @property
    def text(self) -> str:
        return "".join(self.parts)


class _PageParser(LinearHtmlParser):
    """Collects data and fragments of a page. It builds no tree, so no nesting is too deep."""

    def __init__(self) -> None:
        super().__init__()
        self.data: list[PageData] = []
        self.fragments: list[Fragment] = []
        self.invisible = 0
        self._hidden: list[str] = []
        self._hidden_tags: Counter[str] = Counter()
        """How often each tag is among them: they can be nested very deep."""
        self._targets: list[str] = []
        self._has_text = False
        """Does the open link show any text?"""
        self._heading = 0
        self._picture: str | None = None
        self._pieces: list[_Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An opening tag. Block elements end the text before them."""
        stated = dict(attrs)
        props = stated.get("data-props")
        if props and len(props) > 2:
            self.data.append(PageData(self.getpos()[0], stated.get("data-target") or "", props))
        if tag in _HIDDEN:
            self._hidden.append(tag)
            self._hidden_tags[tag] += 1
            return
        if self._hidden:
            return
        if tag not in _INLINE:
            self.finish()
        if tag == "a":
            # Links cannot be nested, so a second one ends the first.
            self._end_link()
            self._targets.append(without_invisible(stated.get("href") or ""))
            self._has_text = False
        elif tag == "img":
            self._picture = without_invisible(stated.get("alt") or "") or None
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        """A closing tag."""
        if self._hidden_tags[tag]:
            last = ""
            while last != tag:
                last = self._hidden.pop()
                self._hidden_tags[last] -= 1
            return
        if self._hidden:
            return
        if tag == "a":
            self._end_link()
        elif tag not in _INLINE:
            self.finish()
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closing tag."""
        if tag in _HIDDEN:
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._hidden or not data:
            return
        visible = without_invisible(data)
        self.invisible += len(data) - len(visible)
        if visible:
            self._add_text(visible)

    def _add_text(self, data: str) -> None:
        self._has_text = self._has_text or bool(data.strip())
        target = self._targets[-1] if self._targets else None
        last = self._pieces[-1] if self._pieces else None
        if last and last.target == target:
            last.parts.append(data)
        elif data.strip() or last:
            lines = data[: len(data) - len(data.lstrip())].count("\n")
            self._pieces.append(_Piece([data], target, self.getpos()[0] + lines))

    def _end_link(self) -> None:
        """Close a link. One to a paper without text shows a picture, which begins a card."""
        target = self._targets.pop() if self._targets else None
        picture_link = Fragment(line_of("", self.getpos()[0], 0), 0, target)
        if target and not self._has_text and not self._heading and picture_link.is_paper_page:
            self.finish()
            self.fragments.append(
                replace(picture_link, line=line_of("", picture_link.line.number, len(self.fragments)))
            )

    def finish(self) -> None:
        """Turn the text so far into fragments."""
        pieces = [piece for piece in self._pieces if piece.text.strip()]
        text = "".join(piece.text for piece in self._pieces)
        self._pieces = []
        if not pieces:
            return
        is_prose = len(pieces) > 1 and any(_is_prose(piece) for piece in pieces)
        if self._heading or is_prose:
            target = next((piece.target for piece in pieces if piece.target), None)
            self._add(text, pieces[0].line, target if self._heading else None)
        else:
            for piece in pieces:
                for part in SEPARATOR_DOT.split(piece.text) if piece.target is None else [piece.text]:
                    self._add(part, piece.line, piece.target)
        self._picture = None

    def _add(self, text: str, line: int, target: str | None) -> None:
        if text.strip():
            block = len(self.fragments)
            picture = self._picture
            fragment = Fragment(line_of(text, line, block), self._heading, target or None, picture, block)
            self.fragments.append(fragment)


def _is_prose(piece: _Piece) -> bool:
    return (
        piece.target is None and line_of(piece.text, 1, 0).kind not in FACT_KINDS and bool(re.search(r"\w", piece.text))
    )
