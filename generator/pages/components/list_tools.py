"""What stands above a list of cards: what was discussed most, and the place for its tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from generator.model.paper import Paper
from generator.pages.components.cards import Printer
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown, address, link, render

MOST_DISCUSSED = 5
LONG = 10
"""Papers from which on a list has tools, and a choice of what was discussed most."""


class Order(StrEnum):
    """The order in which a page lists papers."""

    NEWEST = "newest"
    DIGEST = "digest"
    DIGESTS = "digests"
    """Of several digests, the newest digest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paper in a line, with a number and how that compares with the largest."""

    link: Markdown
    count: int
    bar: Markdown


def bar(count: int, most: int, hue: int | None = None) -> Markdown:
    """A bar as long as ``count`` is of ``most``; the number beside it says the same in text."""
    share = round(100 * count / most) if most else 0
    colour = "" if hue is None else f"; --hue:{hue}"
    return Markdown(f'<span class="bar" style="--share:{share}%{colour}"></span>')


def most_discussed(papers: Sequence[Paper], most: int = MOST_DISCUSSED) -> tuple[Paper, ...]:
    """The papers with the most comments, the first of equal ones first; none of a list that is seen at a glance."""
    found = [paper for paper in papers if paper.comments]
    return tuple(sorted(found, key=lambda paper: -(paper.comments or 0))[:most]) if len(papers) >= LONG else ()


def discussed(printer: Printer, source: str, papers: Sequence[Paper], title: str = "Most discussed") -> Markdown:
    """A section of papers with their comments; nothing when there are none."""
    most = max((paper.comments or 0 for paper in papers), default=0)
    lines = [
        Line(
            link(render(paper.title), paths.relative(source, paths.paper(paper.slug))),
            paper.comments or 0,
            bar(paper.comments or 0, most),
        )
        for paper in papers
    ]
    return Markdown(printer.print("discussed.md", title=title, lines=lines) if lines else "")


def tools(order: Order, shown: int, of: int | None = None, **facets: str) -> Markdown:
    """The place where a script puts what sorts and filters the list below; nothing above a short list.

    It stands in the page itself, so that the list does not move when the script comes. ``of`` is how
    many papers a longer list has of which the page shows some; ``facets`` is what the search calls
    that list, if it can.
    """
    if shown < LONG:
        return Markdown("")
    is_part = of is not None and of > shown
    longer = f' data-of="{of}" data-search="{address(urlencode(facets))}"' if is_part else ""
    return Markdown(f'<div class="tools" data-order="{order}"{longer}></div>')
