"""Stretches of text with what their markup says: what Markdown and HTML have in common inside an item or a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text whose markup is the same throughout."""

    text: str
    """A line break of the source, or one that the markup asks for, is ``\\n``."""
    target: str | None = None
    """Where it leads."""
    is_strong: bool = False
    is_emphasised: bool = False
    fold: str | None = None
    """The summary of the part that is shown on demand and holds it."""


Spans = tuple[TextSpan, ...]


def text_of(spans: Iterable[TextSpan]) -> str:
    """What a reader sees, on one line."""
    return " ".join("".join(span.text for span in spans).split())


def lines_of(spans: Iterable[TextSpan]) -> Iterator[Spans]:
    """The lines of spans that are not blank."""
    line: list[TextSpan] = []
    for span in spans:
        first, *others = span.text.split("\n")
        line.append(replace(span, text=first))
        for other in others:
            yield from _unless_blank(line)
            line = [replace(span, text=other)]
    yield from _unless_blank(line)


def _unless_blank(line: list[TextSpan]) -> Iterator[Spans]:
    kept = tuple(span for span in line if span.text)
    if any(span.text.strip() or span.target for span in kept):
        yield kept


def links_of(spans: Iterable[TextSpan]) -> list[TextSpan]:
    """The links among spans, each once, with all of its text."""
    links: list[TextSpan] = []
    before: TextSpan | None = None
    for span in spans:
        if span.target and before and before.target == span.target:
            links[-1] = replace(links[-1], text=links[-1].text + span.text, is_strong=links[-1].is_strong)
        elif span.target:
            links.append(span)
        before = span
    return links


def dropped(spans: Iterable[TextSpan], length: int) -> Spans:
    """Spans without their first characters."""
    kept: list[TextSpan] = []
    for span in spans:
        cut = min(length, len(span.text))
        length -= cut
        if cut < len(span.text):
            kept.append(replace(span, text=span.text[cut:]))
    return tuple(kept)
