"""Parses XML of feeds into elements, refusing whatever does harm.

Document types are refused because they can declare entities, which can expand a small file enormously or read
other files; no feed needs one. A fault ends the parsing, but not what was read before it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 30
_XHTML = "http://www.w3.org/1999/xhtml "
_BLOCKS = frozenset(f"{_XHTML}{name}" for name in "p div br li h1 h2 h3 h4 h5 h6 blockquote tr".split())
"""Elements of XHTML that begin a paragraph."""
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
"""Feeds use them although XML does not know them."""
_LAST_TOKEN = 500
"""Bytes at the end of a text in which a fault can come of nothing but that the text was cut off."""


@dataclass(slots=True)
class XmlElement:
    """An element of the XML, filled while it is parsed."""

    name: str
    """Namespace, a space, and the local name; only the local name where there is no namespace."""
    attributes: dict[str, str]
    line: int
    children: list[XmlElement] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    is_complete: bool = False
    """Has its closing tag been read?"""
    start: int = 0
    """Where it begins in the prepared text, in bytes of UTF-8."""
    end: int = 0
    """Where it ends."""

    @property
    def local(self) -> str:
        """Its name without the namespace."""
        return self.name.rpartition(" ")[2]

    @property
    def raw(self) -> str:
        """All text in it, with its line breaks."""
        return "".join(self.pieces)

    @property
    def text(self) -> str:
        """All text in it, on one line."""
        return " ".join(self.raw.split())

    def named(self, *names: str) -> Iterator[XmlElement]:
        """The children with one of these full names."""
        return (child for child in self.children if child.name in names)

    def locally_named(self, *names: str) -> Iterator[XmlElement]:
        """The children with one of these names in any namespace."""
        return (child for child in self.children if child.local in names)


@dataclass(frozen=True, slots=True)
class XmlFault:
    """What ended the parsing."""

    line: int
    message: str
    is_cut_off: bool = False
    """Is nothing wrong but that the end is missing?"""


class _Refused(Exception):
    """The XML contains something that no feed has."""


def parse_xml(text: str) -> tuple[XmlElement | None, XmlFault | None]:
    """The outermost element of a text, as far as it can be parsed, and the fault that ended the parsing, if any."""
    parser = _Parser()
    stripped = prepared_xml(text)
    # The line of a fault counts from the first line of the text, wherever its XML begins.
    skipped = text.count("\n", 0, len(text) - len(text.removeprefix("\ufeff").lstrip()))
    fault = parser.parse(stripped, skipped)
    return parser.root, fault


def prepared_xml(text: str) -> str:
    """A text as it is parsed: from its first tag, with entities of HTML as the characters that they stand for."""
    return _HTML_ENTITY.sub(lambda match: html.unescape(match[0]), text.removeprefix("\ufeff").lstrip())


class _Parser:
    """Builds elements from the events of expat, refusing anything harmful."""

    def __init__(self) -> None:
        self.root: XmlElement | None = None
        self.open: list[XmlElement] = []
        self.skipped = 0
        self.data = b""
        # The text has been decoded already, whatever its first line says.
        self.expat = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._characters
        self.expat.StartDoctypeDeclHandler = self._doctype

    def parse(self, text: str, skipped: int) -> XmlFault | None:
        """Parse as far as possible; ``skipped`` lines precede the text."""
        self.skipped = skipped
        self.data = text.encode("utf-8", errors="replace")
        try:
            self.expat.Parse(self.data)
            self.expat.Parse(b"", True)  # noqa: FBT003 - it takes no keywords; this is the end
        except expat.ExpatError as error:
            message = f"expected XML, found a fault in it: {expat.ErrorString(error.code)}"
            return XmlFault(error.lineno + skipped, message, self._is_cut_off(text))
        except _Refused as refused:
            return XmlFault(self.expat.CurrentLineNumber + skipped, str(refused))
        return None

    def _is_cut_off(self, text: str) -> bool:
        """Is the outermost element open at the end of the text, and the fault there?"""
        root = self.root
        is_open = root is not None and not root.is_complete and f"{root.local}>" not in text[-_LAST_TOKEN:]
        return is_open and self.expat.ErrorByteIndex >= len(self.data) - _LAST_TOKEN

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _BLOCKS:
            self._characters("\n\n")
        element = XmlElement(name, attributes, self.expat.CurrentLineNumber + self.skipped)
        element.start = self.expat.CurrentByteIndex
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise _Refused(f"expected at most {_DEEPEST} nested elements, found more")

    def _end(self, name: str) -> None:
        element = self.open.pop()
        element.is_complete = True
        at = self.expat.CurrentByteIndex
        # An element without content, such as ``<item/>``, has no tag that closes it.
        element.end = self.data.find(b">", at) + 1 if self.data.startswith(b"</", at) else at
        if name in _BLOCKS:
            self._characters("\n\n")

    def _characters(self, text: str) -> None:
        # Text inside markup belongs to all elements around it.
        for element in self.open[1:]:
            element.pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise _Refused(
            "expected a feed without a document type, found one; it was not read, because entities can do harm"
        )
