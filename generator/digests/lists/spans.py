"""Stretches of text with what their markup says: what Markdown and HTML have in common inside an item or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby


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
_SPACES = re.compile(r"\s{2,}")
"""White space of which the length says nothing, and which would be searched again and again."""


def text_of(spans: Iterable[TextSpan]) -> str:
    """What a reader sees, on one line."""
    return " ".join("".join(span.text for span in spans).split())


def lines_of(spans: Iterable[TextSpan]) -> Iterator[Spans]:
    """The lines of spans that are not blank."""
    line: list[TextSpan] = []
    for span in spans:
        if "\n" not in span.text:
            line.append(span)
            continue
        first, *others = span.text.split("\n")
        line.append(replace(span, text=first))
        for other in others:
            yield from _unless_blank(line)
            line = [replace(span, text=other)]
    yield from _unless_blank(line)


def _unless_blank(line: list[TextSpan]) -> Iterator[Spans]:
    kept = tuple(span for span in line if span.text or span.target)
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


def merged(spans: Iterable[TextSpan]) -> Spans:
    """Spans without those that are empty and lead nowhere; neighbours with the same markup are one."""
    found: list[TextSpan] = []
    for (target, is_strong, is_emphasised, fold), group in groupby(spans, _markup):
        text = _SPACES.sub(_shortened, "".join(span.text for span in group))
        if text or target:
            found.append(TextSpan(text, target, is_strong, is_emphasised, fold))
    return tuple(found)


def _shortened(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else "  "


def _markup(span: TextSpan) -> tuple[str | None, bool, bool, str | None]:
    return span.target, span.is_strong, span.is_emphasised, span.fold
