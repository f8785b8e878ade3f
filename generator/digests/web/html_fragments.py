"""Takes a page in HTML apart: the text that it shows, piece by piece, and the data that its parts carry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from generator.digests.plain.lines import LineKind
from generator.digests.web.fragments import SEPARATOR_DOT, Fragment, line_of

_HIDDEN = frozenset("script style svg noscript template head iframe textarea math title select".split())
_INLINE = frozenset(
    """
    a abbr b bdi button cite code em font i img input kbd label mark q s small span strong sub sup time tt u var
    """.split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SHORT = frozenset(
    {
        LineKind.DATE,
        LineKind.AUTHORS,
        LineKind.NUMBER,
        LineKind.DOT,
        LineKind.SUBMITTED,
        LineKind.BOILERPLATE,
        LineKind.PERHAPS_BOILERPLATE,
    }
)


@dataclass(frozen=True, slots=True)
class PageData:
    """The JSON that one part of a page carries in ``data-props``."""

    line: int
    part: str
    """Name of the part; empty when it has none."""
    text: str


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page taken apart."""

    data: tuple[PageData, ...]
    fragments: tuple[Fragment, ...]
    fault: str | None
    """What stopped the parser, if anything did."""
    last_line: int
    """The line at which parsing ended."""


def parse_html(text: str) -> HtmlPage:
    """Take a page apart. Whatever follows a fault is left out, and the fault is named."""
    parser = _PageParser()
    parser.read(text)
    return HtmlPage(tuple(parser.data), tuple(parser.fragments), parser.fault, parser.getpos()[0])


@dataclass(slots=True)
class _Piece:
    parts: list[str]
    target: str | None
    line: int

    @property
    def text(self) -> str:
        return "".join(self.parts)


class _PageParser(HTMLParser):
    """Collects data and fragments of a page. It keeps no tree, so that no nesting is too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[PageData] = []
        self.fragments: list[Fragment] = []
        self.fault: str | None = None
        self._hidden: list[str] = []
        self._targets: list[str] = []
        self._has_text = False
        """Does the link that is open show any text?"""
        self._heading = 0
        self._picture: str | None = None
        self._pieces: list[_Piece] = []

    def read(self, text: str) -> None:
        """Take a whole page apart.

        What follows the last tag that is whole is not given to the parser: it would look for the end of
        each of many unfinished tags anew, which takes minutes.
        """
        whole = text.rfind(">") + 1
        unfinished = text.find("<", whole)
        if unfinished >= 0:
            self.fault = "a tag that is cut off"
        try:
            self.feed(text if unfinished < 0 else text[:unfinished])
            self.close()
        except AssertionError as error:
            self.fault = str(error) or "a declaration that cannot be read"
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins: text parts where it is no word's own."""
        stated = dict(attrs)
        props = stated.get("data-props")
        if props and len(props) > 2:
            self.data.append(PageData(self.getpos()[0], stated.get("data-target") or "", props))
        if tag in _HIDDEN:
            self._hidden.append(tag)
            return
        if self._hidden:
            return
        if tag not in _INLINE:
            self._flush()
        if tag == "a":
            # A link in a link is a mistake of the page: the first one ends.
            self._end_link()
            self._targets.append(stated.get("href") or "")
            self._has_text = False
        elif tag == "img":
            self._picture = stated.get("alt") or None
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
            return
        if self._hidden:
            return
        if tag == "a":
            self._end_link()
        elif tag not in _INLINE:
            self._flush()
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag without content."""
        if tag in _HIDDEN:
            return
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._hidden or not data:
            return
        self._has_text = self._has_text or bool(data.strip())
        target = self._targets[-1] if self._targets else None
        last = self._pieces[-1] if self._pieces else None
        if last and last.target == target:
            last.parts.append(data)
        elif data.strip() or last:
            lines = data[: len(data) - len(data.lstrip())].count("\n")
            self._pieces.append(_Piece([data], target, self.getpos()[0] + lines))

    def _end_link(self) -> None:
        """A link without text shows a picture: one to a paper begins its card."""
        target = self._targets.pop() if self._targets else None
        one = Fragment(line_of("", self.getpos()[0], 0), 0, target)
        if target and not self._has_text and not self._heading and one.is_paper_page:
            self._flush()
            self.fragments.append(replace(one, line=line_of("", one.line.number, len(self.fragments))))

    def _flush(self) -> None:
        """Make fragments of the text up to here."""
        pieces = [one for one in self._pieces if one.text.strip()]
        text = "".join(one.text for one in self._pieces)
        self._pieces = []
        if not pieces:
            return
        is_prose = len(pieces) > 1 and any(_is_prose(one) for one in pieces)
        if self._heading or is_prose:
            target = next((one.target for one in pieces if one.target), None)
            self._add(text, pieces[0].line, target if self._heading else None)
        else:
            for one in pieces:
                for part in SEPARATOR_DOT.split(one.text) if one.target is None else [one.text]:
                    self._add(part, one.line, one.target)
        self._picture = None

    def _add(self, text: str, line: int, target: str | None) -> None:
        if text.strip():
            block = len(self.fragments)
            picture = self._picture
            found = Fragment(line_of(text, line, block), self._heading, target or None, picture, block)
            self.fragments.append(found)


def _is_prose(piece: _Piece) -> bool:
    return piece.target is None and line_of(piece.text, 1, 0).kind not in _SHORT and bool(re.search(r"\w", piece.text))
