"""Papers by the year that dates them; a year with many papers by its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.paper import Paper
from generator.pages.components.cards import Cards
from generator.pages.components.list_parts import ListPart, by_year, cut_year
from generator.pages.components.list_tools import (
    CountLine,
    Discussed,
    ListOrder,
    ListTools,
    bar,
    count_list,
    discussed,
    most_discussed,
    tools,
)
from generator.pages.components.page_links import PageLink
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph, separated
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording


@dataclass(frozen=True)
class YearIndexView(View):
    """All years with the number of their papers."""

    lines: tuple[CountLine, ...]

    def blocks(self) -> Iterator[Block]:
        """A line for each year."""
        yield Heading(1, "Years")
        yield Paragraph(
            "By date of publication. Where no digest gives one, the month in the arXiv id is used or, failing that, the"
            " date of the first digest.",
            "lead",
        )
        if self.lines:
            yield count_list(self.lines)


@dataclass(frozen=True)
class YearView(View):
    """A year, or a part of one."""

    title: str
    count: str
    up: PageLink | None
    """The whole year, from a part of it."""
    discussed: Discussed | None
    tools: ListTools | None
    months: tuple[tuple[str | None, Cards], ...]
    """Each with its heading, if it needs one."""
    parts: tuple[CountLine, ...]
    """Of a year that is too long for one page."""

    def blocks(self) -> Iterator[Block]:
        """The papers by month, or the parts that list them."""
        yield Heading(1, self.title)
        yield Paragraph(separated((self.count, *((self.up,) if self.up else ())), " · "), "facts")
        if self.discussed:
            yield from self.discussed.blocks()
        if self.tools:
            yield self.tools
        for month, cards in self.months:
            if month:
                yield Heading(2, month, role="year")
            yield from cards.blocks()
        if self.parts:
            yield Heading(2, "By month", role="year")
            yield count_list(self.parts)


def year_pages(builder: ViewBuilder) -> Iterator[Page]:
    """The index, each year, and the parts of a year that is too long for one page."""
    years = by_year(builder.catalogue.papers)
    yield _index(builder, [(year, len(papers)) for year, papers in years])
    for year, papers in years:
        parts = cut_year(year, papers)
        if len(parts) == 1:
            yield _year(builder, year, papers)
        else:
            yield _divided_year(builder, year, papers, parts)
            yield from (_part(builder, year, part) for part in parts)


def _index(builder: ViewBuilder, counts: Sequence[tuple[int, int]]) -> Page:
    most = max((count for _, count in counts), default=0)
    lines = (CountLine(PageLink(str(year), paths.year(year)), count, bar(count, most)) for year, count in counts)
    description = "All papers in this list by the year in which they were published."
    return Page(paths.YEARS, builder.head("Years", description, "list.html"), YearIndexView(tuple(lines)))


def _year(builder: ViewBuilder, year: int, papers: Sequence[Paper]) -> Page:
    view = YearView(
        title=f"Papers of {year}",
        count=wording.counted(len(papers), "paper"),
        up=None,
        discussed=discussed(most_discussed(papers)),
        tools=tools(ListOrder.NEWEST, len(papers)),
        months=_months(builder, papers),
        parts=(),
    )
    return _year_page(builder, year, view)


def _divided_year(builder: ViewBuilder, year: int, papers: Sequence[Paper], parts: Sequence[ListPart]) -> Page:
    view = YearView(
        title=f"Papers of {year}",
        count=wording.counted(len(papers), "paper"),
        up=None,
        discussed=discussed(most_discussed(papers)),
        tools=None,
        months=(),
        parts=_part_lines(parts),
    )
    return _year_page(builder, year, view)


def _year_page(builder: ViewBuilder, year: int, view: YearView) -> Page:
    description = f"{view.count} of {year}, newest first, by month."
    return Page(paths.year(year), builder.head(view.title, description, "list.html"), view)


def _part_lines(parts: Sequence[ListPart]) -> tuple[CountLine, ...]:
    most = max(len(part.papers) for part in parts)
    return tuple(
        CountLine(PageLink(part.title, paths.year_part(part.name)), len(part.papers), bar(len(part.papers), most))
        for part in parts
    )


def _part(builder: ViewBuilder, year: int, part: ListPart) -> Page:
    view = YearView(
        title=f"Papers of {part.title}",
        count=wording.counted(len(part.papers), "paper"),
        up=PageLink(f"all of {year}", paths.year(year)),
        discussed=discussed(most_discussed(part.papers)),
        tools=tools(ListOrder.NEWEST, len(part.papers)),
        months=((None, builder.cards(part.papers)),),
        parts=(),
    )
    description = f"{view.count} of {part.title}, newest first."
    return Page(paths.year_part(part.name), builder.head(view.title, description, "list.html"), view)


def _months(builder: ViewBuilder, papers: Sequence[Paper]) -> tuple[tuple[str, Cards], ...]:
    months = (tuple(group) for _, group in groupby(papers, key=lambda paper: paper.dated.month))
    return tuple((wording.month(group[0].dated), builder.cards(group)) for group in months)
