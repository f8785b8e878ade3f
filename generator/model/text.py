"""Scraped text with its remains of markup understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a stretch of scraped text is meant to look."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    MATHS = "maths"
    DISPLAY = "display"
    """Mathematics on a line of its own."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one style. The text is bare characters, never markup: a formula's plain form."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None
    """Target of a link; http or https only."""
    tex: str | None = None
    """Source of a formula, without its delimiters."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line or paragraph of scraped text with its remains of markup understood."""

    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        """The characters alone."""
        return "".join(span.text for span in self.spans)
