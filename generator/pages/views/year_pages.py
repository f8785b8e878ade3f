"""Papers by the year that dates them; a year with many papers by its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.model.paper import Paper
from generator.pages.components.cards import Printer
from generator.pages.components.list_parts import Part, by_year, cut_year
from generator.pages.components.list_tools import Order, bar, discussed, most_discussed, tools
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown
from generator.pages.printing.paths import Page
from generator.text import wording


def year_pages(printer: Printer) -> Iterator[Page]:
    """The index, each year, and the parts of a year that is too long for one page."""
    years = by_year(printer.catalogue.papers)
    counts = [(year, len(papers)) for year, papers in years]
    yield Page(paths.YEARS, printer.mark("years", repr(counts)), partial(_index, printer, counts))
    for year, papers in years:
        parts = cut_year(year, papers)
        is_cut = len(parts) > 1
        sizes = [f"{part.name} {len(part.papers)}" for part in parts]
        mark = printer.mark("year", *sizes, papers=most_discussed(papers) if is_cut else papers)
        yield Page(paths.year(year), mark, partial(_year, printer, year, papers, parts))
        for part in parts if is_cut else ():
            mark = printer.mark("year", part.name, papers=part.papers)
            yield Page(paths.year_part(part.name), mark, partial(_part, printer, year, part))


def _index(printer: Printer, counts: Sequence[tuple[int, int]]) -> str:
    most = max((count for _, count in counts), default=0)
    lines = [
        (printer.link(paths.YEARS, paths.year(year), str(year)), count, bar(count, most)) for year, count in counts
    ]
    description = "All papers of this list by the year in which they were published."
    return printer.front_matter("Years", description, "list.html") + printer.print("years.md", lines=lines)


def _year(printer: Printer, year: int, papers: Sequence[Paper], parts: Sequence[Part]) -> str:
    source = paths.year(year)
    title, count = f"Papers of {year}", wording.counted(len(papers), "paper")
    most = max(len(part.papers) for part in parts)
    is_cut = len(parts) > 1
    body = printer.print(
        "year.md",
        title=title,
        count=count,
        up=None,
        discussed=discussed(printer, source, most_discussed(papers)),
        tools="" if is_cut else tools(Order.NEWEST, len(papers)),
        months=[] if is_cut else _months(printer, source, papers),
        parts=[
            (
                printer.link(source, paths.year_part(part.name), part.title),
                len(part.papers),
                bar(len(part.papers), most),
            )
            for part in parts
            if is_cut
        ],
    )
    description = f"{count} of {year}, newest first, by month."
    return printer.front_matter(title, description, "list.html") + body


def _part(printer: Printer, year: int, part: Part) -> str:
    source = paths.year_part(part.name)
    title, count = f"Papers of {part.title}", wording.counted(len(part.papers), "paper")
    body = printer.print(
        "year.md",
        title=title,
        count=count,
        up=printer.link(source, paths.year(year), f"all of {year}"),
        discussed=discussed(printer, source, most_discussed(part.papers)),
        tools=tools(Order.NEWEST, len(part.papers)),
        months=[(None, printer.cards(source, part.papers))],
        parts=[],
    )
    description = f"{count} of {part.title}, newest first."
    return printer.front_matter(title, description, "list.html") + body


def _months(printer: Printer, source: str, papers: Sequence[Paper]) -> list[tuple[str, Markdown]]:
    months = (tuple(group) for _, group in groupby(papers, key=lambda paper: paper.dated.month))
    return [(wording.month(group[0].dated), printer.cards(source, group)) for group in months]
