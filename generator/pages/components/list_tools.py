"""What precedes a list of cards: the most discussed papers, and the place for its tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model.paper import Paper
from generator.pages.components.page_links import PageLink, paper_link
from generator.pages.components.view import View
from generator.pages.document.vocabulary import Bar, Block, Drawing, Heading, Label, Line, LineList, bullets

MOST_DISCUSSED = 5
LONG = 10
"""A list of this many papers or more has tools, and a choice of the most discussed."""


class ListOrder(StrEnum):
    """The order in which a page lists papers."""

    NEWEST = "newest"
    DIGEST = "digest"
    DIGESTS = "digests"
    """Of several digests, the newest digest first."""


@dataclass(frozen=True, slots=True)
class CountLine:
    """A link with a number, and how that compares with the largest."""

    link: PageLink
    count: int
    bar: Bar

    @property
    def line(self) -> Line:
        """How it is shown."""
        return (self.link, " ", Label(str(self.count), "count"), " ", self.bar)


def count_list(lines: Iterable[CountLine]) -> LineList:
    """A list of links with their numbers."""
    return bullets(line.line for line in lines)


@dataclass(frozen=True)
class Discussed(View):
    """A section of papers with the number of their comments."""

    title: str
    lines: tuple[CountLine, ...]

    def blocks(self) -> Iterator[Block]:
        """A line for each paper."""
        yield Heading(2, f"{self.title}, by number of comments", id="most-discussed", role="discussed")
        yield count_list(self.lines)


@dataclass(frozen=True, slots=True)
class ListTools(Drawing):
    """The place where a script puts what sorts and filters the list below.

    It is part of the page itself, so that the list does not move when the script arrives.
    """

    order: ListOrder
    of: int | None = None
    """How many papers the whole list has, when the page shows only some of them."""
    facets: tuple[tuple[str, str], ...] = ()
    """What the search calls the whole list."""


def bar(count: int, most: int, hue: int | None = None) -> Bar:
    """A bar as long as ``count`` is of ``most``."""
    return Bar(round(100 * count / most) if most else 0, hue)


def most_discussed(papers: Sequence[Paper], most: int = MOST_DISCUSSED) -> tuple[Paper, ...]:
    """The papers with the most comments, in the list's order where equal; none that was taken back, and none of a
    short list.
    """
    commented = [paper for paper in papers if paper.comments and not paper.is_taken_back]
    return tuple(sorted(commented, key=lambda paper: -(paper.comments or 0))[:most]) if len(papers) >= LONG else ()


def discussed(papers: Sequence[Paper], title: str = "Most discussed") -> Discussed | None:
    """The section of these papers, if there are any."""
    most = max((paper.comments or 0 for paper in papers), default=0)
    lines = tuple(CountLine(paper_link(paper), paper.comments or 0, bar(paper.comments or 0, most)) for paper in papers)
    return Discussed(title, lines) if lines else None


def tools(order: ListOrder, shown: int, of: int | None = None, **facets: str) -> ListTools | None:
    """The tools of a list of which a page shows so many papers; none for a short list."""
    if shown < LONG:
        return None
    is_part = of is not None and of > shown
    return ListTools(order, of, tuple(facets.items())) if is_part else ListTools(order)
