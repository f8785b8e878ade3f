"""A letter as plain text, for readers who want no HTML and for programs that read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from generator.newsletter.letter import Letter, LetterPaper, LetterSection

_WIDTH = 72
"""Columns: what a message of plain text has always had, so that a quotation of it still fits on a line."""


def plain_letter(letter: Letter) -> str:
    """The text of the letter."""
    return "\n".join(_lines(letter)) + "\n"


def _lines(letter: Letter) -> Iterator[str]:
    yield letter.list_title.words
    yield from _wrapped(letter.title)
    yield from _wrapped(letter.facts)
    yield letter.digest.url
    for section in letter.sections:
        yield ""
        yield ""
        yield from _section(section)
    yield ""
    yield ""
    if letter.left_out:
        yield f"And {letter.left_out:,} more: {letter.digest.url}"
        yield ""
    # Mail programs know by this line where a signature begins.
    yield "-- "
    yield letter.list_title.words
    yield letter.list_title.url
    yield f"{letter.subscribe.words}: {letter.subscribe.url}"
    if letter.unsubscribe:
        yield f"Unsubscribe: {letter.unsubscribe}"


def _section(section: LetterSection) -> Iterator[str]:
    title = section.title.upper()
    yield title
    yield "-" * min(len(title), _WIDTH)
    for paper in (*section.full, *section.linked):
        yield ""
        yield from _paper(paper)


def _paper(paper: LetterPaper) -> Iterator[str]:
    bullet = "" if paper.abstract else "* "
    yield from _wrapped(bullet + paper.title.words, " " * len(bullet))
    if paper.facts:
        yield from _wrapped(" " * len(bullet) + paper.facts, " " * len(bullet))
    yield " " * len(bullet) + paper.title.url
    if paper.note:
        yield ""
        yield from _wrapped(f"{paper.note_label}: {paper.note}")
    if paper.abstract:
        yield ""
        yield from _wrapped(paper.abstract)
    for link in paper.links:
        yield f"{link.words}: {link.url}"


def _wrapped(text: str, indent: str = "") -> list[str]:
    """A text on lines, of which none is cut in the middle of a word. None can begin like a quotation."""
    lines = textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return [f" {line}" if line.startswith((">", "From ", "-- ")) else line for line in lines]
