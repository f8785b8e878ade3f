"""What precedes a list of cards: the most noticed papers, and the place for its tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.catalogue.attention import Attention, Noticed, most_noticed
from generator.model.paper import Paper
from generator.pages.components.page_links import PageLink, paper_link
from generator.pages.components.view import View
from generator.pages.document.vocabulary import (
    Bar,
    Block,
    Bullet,
    Drawing,
    Heading,
    Label,
    LineList,
    Paragraph,
    separated,
)
from generator.text import wording

MOST_DISCUSSED = 5
LONG = 10
"""A list of this many papers or more has tools, and a choice of the most discussed."""
_NOTICED = {
    Attention.COMMENTS: ("Most discussed", "by number of comments"),
    Attention.UPVOTES: ("Most upvoted", "by number of upvotes"),
    Attention.STARS: ("Most starred", "by number of stars that their code has"),
}


Facets = tuple[tuple[str, str], ...]
"""What the search calls a list: names and values."""


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
    scope: str | None = None
    """What must be known of the number."""
    parts: tuple[PageLink, ...] = ()
    """Where what is counted has several pages."""

    @property
    def bullet(self) -> Bullet:
        """How it is shown."""
        scope = (" ", Label(self.scope, "scope")) if self.scope else ()
        parts = (Bullet(separated(self.parts, " · ")),) if self.parts else ()
        return Bullet((self.link, " ", Label(wording.grouped(self.count), "count"), " ", self.bar, *scope), parts)


def count_list(lines: Iterable[CountLine]) -> LineList:
    """A list of links with their numbers."""
    return LineList(tuple(line.bullet for line in lines))


@dataclass(frozen=True)
class Discussed(View):
    """A section of papers with the number of their comments, or of what else they are ranked by."""

    title: str
    lines: tuple[CountLine, ...]

    def blocks(self) -> Iterator[Block]:
        """A line for each paper."""
        yield Heading(2, self.title, id="most-discussed", role="discussed")
        yield count_list(self.lines)


@dataclass(frozen=True, slots=True)
class ListTools(Drawing):
    """The place where a script puts what sorts and filters the list below.

    It is part of the page itself, so that the list does not move when the script arrives.
    """

    order: ListOrder
    of: int | None = None
    """How many papers the whole list has, when the page shows only some of them, and knows it."""
    before: int = 0
    """How many of them precede what the page shows."""
    facets: Facets = ()
    """What the search calls the whole list."""


def bar(count: int, most: int, hue: int | None = None, *, is_unfinished: bool = False) -> Bar:
    """A bar as long as ``count`` is of ``most``."""
    return Bar(round(100 * count / most) if most else 0, hue, is_unfinished)


def period_line(
    link: PageLink, count: int, most: int, unfinished: str | None, parts: tuple[PageLink, ...] = ()
) -> CountLine:
    """A line for a month or a year; ``unfinished`` is what is said of one that is not over."""
    return CountLine(link, count, bar(count, most, is_unfinished=unfinished is not None), unfinished, parts)


def onward(label: str, link: PageLink | None) -> Iterator[Paragraph]:
    """What follows the last paper of a list: a list itself, which a paper that was opened from there leads to."""
    if link:
        yield Paragraph((f"{label}: ", link), "onward")


def most_discussed(papers: Sequence[Paper], most: int = MOST_DISCUSSED) -> Noticed | None:
    """The papers that are noticed most, in the list's order where equal; none of a short list."""
    return most_noticed(papers, most) if len(papers) >= LONG else None


def discussed(noticed: Noticed | None, of: str = "") -> Discussed | None:
    """The section of these papers, if there are any; ``of`` says whose they are: `` of 2025``."""
    if noticed is None:
        return None
    counts = [noticed.by.of(paper) for paper in noticed.papers]
    lines = (
        CountLine(paper_link(paper), count, bar(count, counts[0]))
        for paper, count in zip(noticed.papers, counts, strict=True)
    )
    title, measure = _NOTICED[noticed.by]
    return Discussed(f"{title}{of}, {measure}", tuple(lines))


def tools(
    order: ListOrder, shown: int, of: int | None = None, *, before: int = 0, facets: Facets = ()
) -> ListTools | None:
    """The tools of a list of which a page shows so many papers; none for a short list."""
    if shown < LONG:
        return None
    is_whole = of is not None and of <= shown
    return ListTools(order) if is_whole else ListTools(order, of, before, facets)
