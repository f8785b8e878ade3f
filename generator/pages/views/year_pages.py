"""Papers by the year that dates them; a year with many papers by its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.identity import PagePath
from generator.model.paper import Paper
from generator.model.period import Period, Step
from generator.pages.components.cards import Cards
from generator.pages.components.file_list import FileList, OfferedFile
from generator.pages.components.list_parts import LONGEST_PAGE, ListPart, by_year, cut_year
from generator.pages.components.list_tools import (
    CountLine,
    Discussed,
    ListOrder,
    ListTools,
    count_list,
    discussed,
    most_discussed,
    onward,
    period_line,
    tools,
)
from generator.pages.components.page_links import PageLink, beside
from generator.pages.components.titles import LONGEST_TITLES, Titles
from generator.pages.components.view import View
from generator.pages.components.view_builder import ViewBuilder
from generator.pages.document.vocabulary import Block, Heading, Paragraph
from generator.pages.page import Page
from generator.pages.printing import paths
from generator.text import wording


@dataclass(frozen=True)
class YearIndexView(View):
    """All years with the number of their papers, and the files that have them all."""

    lines: tuple[CountLine, ...]
    files: FileList | None

    def blocks(self) -> Iterator[Block]:
        """A line for each year."""
        yield Heading(1, "Years")
        yield Paragraph(
            "By date of publication. Where no digest gives one, the month in the arXiv id is used or, failing that, the"
            " date of the first digest.",
            "lead",
        )
        if self.lines:
            yield Heading(2, "All years", id="all-years", role="year")
            yield count_list(self.lines)
        if self.files:
            yield Heading(2, "All papers as files", id="files")
            yield self.files


@dataclass(frozen=True)
class YearView(View):
    """A year, or a part of one."""

    title: str
    count: str
    up: PageLink | None
    """The whole year, from a part of it."""
    newer: PageLink | None
    older: PageLink | None
    """The years, or parts of years, beside it."""
    discussed: Discussed | None
    tools: ListTools | None
    months: tuple[tuple[str | None, Cards | Titles], ...]
    """Each with its heading, if it needs one."""
    parts: tuple[CountLine, ...]
    """Of a year that is too long for one page, a line for each month."""

    def blocks(self) -> Iterator[Block]:
        """The papers by month, or the parts that list them."""
        yield Heading(1, self.title)
        up = (" · ", self.up) if self.up else ()
        yield Paragraph((self.count, *up, *beside(older=self.older, newer=self.newer)), "facts")
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
        else:
            yield from onward("Older papers", self.older)


@dataclass(frozen=True, slots=True)
class PaperYear:
    """A year with its papers, in as many parts as it takes."""

    year: int
    papers: tuple[Paper, ...]
    parts: tuple[ListPart, ...]

    @property
    def path(self) -> PagePath:
        """Where its page lies."""
        return paths.year(self.year)

    @property
    def lists(self) -> tuple[PageLink, ...]:
        """The pages that list its papers, newest first."""
        if len(self.parts) == 1:
            return (PageLink(str(self.year), self.path),)
        return tuple(PageLink(part.title, paths.year_part(part.name)) for part in self.parts)


def year_pages(builder: ViewBuilder, files: tuple[OfferedFile, ...] = ()) -> Iterator[Page]:
    """The index, each year, and the parts of a year that is too long for one page; ``files`` have all papers."""
    years = [
        PaperYear(year, papers, tuple(cut_year(year, papers, LONGEST_TITLES)))
        for year, papers in by_year(builder.catalogue.papers)
    ]
    yield _index(builder, years, FileList(files) if files else None)
    lists = [link for year in years for link in year.lists]
    beside_lists = iter(zip((None, *lists), (*lists[1:], None), strict=False))
    for year, newer, older in zip(years, (None, *years), (*years[1:], None), strict=False):
        if len(year.parts) == 1:
            yield _year(builder, year, *next(beside_lists))
        else:
            yield _divided_year(builder, year, newer, older)
            yield from (_part(builder, year.year, part, *next(beside_lists)) for part in year.parts)


def _index(builder: ViewBuilder, years: Sequence[PaperYear], files: FileList | None) -> Page:
    most = max((len(year.papers) for year in years), default=0)
    lines = (
        period_line(_link(year), len(year.papers), most, builder.unfinished(Period(Step.YEAR, year.year)))
        for year in years
    )
    description = "All papers in this list by the year in which they were published."
    return Page(paths.YEARS, builder.head("Years", description, "list.html"), YearIndexView(tuple(lines), files))


def _link(year: PaperYear) -> PageLink:
    return PageLink(str(year.year), year.path)


def _year(builder: ViewBuilder, year: PaperYear, newer: PageLink | None, older: PageLink | None) -> Page:
    view = YearView(
        title=f"Papers of {year.year}",
        count=wording.counted(len(year.papers), "paper"),
        up=None,
        newer=newer,
        older=older,
        discussed=discussed(most_discussed(year.papers)),
        tools=tools(ListOrder.NEWEST, len(year.papers)),
        months=_months(builder, year.papers),
        parts=(),
    )
    return _year_page(builder, year, view)


def _divided_year(builder: ViewBuilder, year: PaperYear, newer: PaperYear | None, older: PaperYear | None) -> Page:
    view = YearView(
        title=f"Papers of {year.year}",
        count=wording.counted(len(year.papers), "paper"),
        up=None,
        newer=_link(newer) if newer else None,
        older=_link(older) if older else None,
        discussed=discussed(most_discussed(year.papers)),
        tools=None,
        months=(),
        parts=_month_lines(builder, year.parts),
    )
    return _year_page(builder, year, view)


def _year_page(builder: ViewBuilder, year: PaperYear, view: YearView) -> Page:
    description = f"{view.count} of {year.year}, newest first, by month."
    return Page(year.path, builder.head(view.title, description, "list.html"), view)


def _month_lines(builder: ViewBuilder, parts: Sequence[ListPart]) -> tuple[CountLine, ...]:
    """A line for each month. Where a month has several parts, it leads to the newest, and names them all."""
    months = [(month, tuple(group)) for month, group in groupby(parts, key=lambda part: part.month)]
    counts = [sum(len(part.papers) for part in own) for _, own in months]
    return tuple(
        period_line(
            PageLink(wording.month_of(month), paths.year_part(own[0].name)),
            count,
            max(counts),
            builder.unfinished(month),
            tuple(PageLink(part.days, paths.year_part(part.name)) for part in own) if len(own) > 1 else (),
        )
        for (month, own), count in zip(months, counts, strict=True)
    )


def _part(builder: ViewBuilder, year: int, part: ListPart, newer: PageLink | None, older: PageLink | None) -> Page:
    has_cards = len(part.papers) <= LONGEST_PAGE
    view = YearView(
        title=f"Papers of {part.title}",
        count=wording.counted(len(part.papers), "paper"),
        up=PageLink(f"all of {year}", paths.year(year)),
        newer=newer,
        older=older,
        discussed=discussed(most_discussed(part.papers)),
        tools=tools(ListOrder.NEWEST, len(part.papers), facets=(("year", str(year)),)) if has_cards else None,
        months=((None if has_cards else "Newest first", builder.cards_or_titles(part.papers, len(part.papers))),),
        parts=(),
    )
    description = f"{view.count} of {part.title}, newest first."
    return Page(paths.year_part(part.name), builder.head(view.title, description, "list.html"), view)


def _months(builder: ViewBuilder, papers: Sequence[Paper]) -> tuple[tuple[str, Cards], ...]:
    months = (tuple(group) for _, group in groupby(papers, key=lambda paper: paper.dated.month))
    return tuple((wording.month(group[0].dated), builder.cards(group)) for group in months)
