"""The vocabulary of pages: blocks, and what stands on a line, as frozen values.

A view says in these words what it shows. ``as_markdown`` and ``as_html`` in ``printing`` print them, and both
escape every text, so that a text here is always bare characters. A ``role`` is what style sheets and scripts
know a part by: one or more classes of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.text import Text
from generator.pages.components.page_links import PageLink, SearchLink, TopicLink, WebLink

# --- what stands on a line -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typeset:
    """A scraped text whose formulas are set as mathematics; elsewhere they are characters."""

    text: Text


@dataclass(frozen=True, slots=True)
class Strong:
    """A text in bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A text in italics."""

    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A name or command of the program."""

    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A short text that looks otherwise than what surrounds it: a count, a badge."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that repeats the number beside it."""

    share: int
    """Its length, in per cent of the longest one."""
    hue: int | None = None
    """Degrees on the colour circle."""
    is_unfinished: bool = False
    """Is it of a period that is not over? Then it is hatched."""


@dataclass(frozen=True, slots=True)
class PaperTitle:
    """A link to a paper that stands for the paper: with what scripts sort and filter it by."""

    link: PageLink
    data: tuple[tuple[str, str], ...]
    """Names and values of attributes."""


@dataclass(frozen=True, slots=True)
class AnchorLink:
    """A link to a place on the same page."""

    text: str
    anchor: str
    """Id of the place."""
    role: str


@dataclass(frozen=True, slots=True)
class ScriptButton:
    """A button for what only a script can do. It takes its place on the line, but nobody sees it until a script has
    taken it over.
    """

    text: str
    data: tuple[tuple[str, str], ...]
    """What the script knows it by: names and values of attributes."""


Word = (
    str | Text | Typeset | Strong | Emphasis | Code | Label | Bar
    | PaperTitle | PageLink | SearchLink | TopicLink | WebLink | AnchorLink | ScriptButton
)  # fmt: skip
"""A text keeps one space at each of its edges, if it has any there."""
Line = Word | tuple[Word, ...]
"""What stands on a line. Nothing comes between its words."""


# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Without an id of its own it gets one from its text."""

    level: int
    line: Line
    id: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; never empty."""

    line: Line
    role: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list, and the lines below it."""

    line: Line
    below: tuple[Bullet, ...] = ()


@dataclass(frozen=True, slots=True)
class LineList:
    """A list of lines; never empty. Something else must stand between two lists."""

    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class CardList:
    """A list of cards, each made of paragraphs."""

    cards: tuple[tuple[Paragraph, ...], ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are folded away until they are asked for."""

    summary: str
    id: str
    role: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that style sheets place together."""

    blocks: tuple[Block, ...]
    role: str | None = None
    tag: str = "div"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of a file or of what a command prints."""

    language: str
    text: str


class Drawing:
    """Base of values that Markdown has no form for: both printers draw them in HTML."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DrawnRow(Drawing):
    """Drawings in one box; without any, the box is a place that a script fills."""

    role: str
    drawings: tuple[Drawing, ...] = ()


Block = Heading | Paragraph | LineList | CardList | Fold | Section | CodeBlock | Drawing


def bullets(lines: Iterable[Line]) -> LineList:
    """A list of lines."""
    return LineList(tuple(map(Bullet, lines)))


def separated(words: Iterable[Word], by: str) -> tuple[Word, ...]:
    """Words with a text between each two."""
    return tuple(_separated(words, by))[1:]


def _separated(words: Iterable[Word], by: str) -> Iterator[Word]:
    for word in words:
        yield by
        yield word


def with_code(text: str) -> tuple[Word, ...]:
    """A text of the program's own, in which backticks enclose code."""
    return tuple(Code(part) if at % 2 else part for at, part in enumerate(text.split("`")))
