"""Papers by the year that dates them; a year with many papers by its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.model import Paper
from generator.pages import paths, words
from generator.pages.cards import Printer
from generator.pages.front_matter import front_matter
from generator.pages.markdown import Markdown
from generator.pages.parts import Part, by_year, cut_year
from generator.pages.paths import Page
from generator.pages.topics import bar


def year_pages(printer: Printer) -> Iterator[Page]:
    """The index, each year, and the parts of a year that is too long for one page."""
    years = by_year(printer.catalogue.papers)
    most = max((len(papers) for _, papers in years), default=0)
    yield _page(
        printer,
        paths.YEARS,
        "Years",
        "All papers of this list by the year in which they were published.",
        printer.print(
            "years.md",
            lines=[
                (printer.link(paths.YEARS, paths.year(year), str(year)), len(papers), bar(len(papers), most))
                for year, papers in years
            ],
        ),
    )
    for year, papers in years:
        parts = cut_year(year, papers)
        yield _year(printer, year, papers, parts)
        for part in parts:
            if len(parts) > 1:
                yield _part(printer, year, part)


def _year(printer: Printer, year: int, papers: Sequence[Paper], parts: Sequence[Part]) -> Page:
    source = paths.year(year)
    count = words.counted(len(papers), "paper")
    most = max(len(part.papers) for part in parts)
    is_cut = len(parts) > 1
    body = printer.print(
        "year.md",
        title=f"Papers of {year}",
        count=count,
        up=None,
        months=[] if is_cut else _months(printer, source, papers),
        parts=[
            (printer.link(source, paths.year_part(part.name), part.title), len(part.papers), bar(len(part.papers), most))
            for part in parts
            if is_cut
        ],
    )
    return _page(printer, source, f"Papers of {year}", f"{count} of {year}, newest first, by month.", body)


def _part(printer: Printer, year: int, part: Part) -> Page:
    path = paths.year_part(part.name)
    title = f"Papers of {part.title}"
    count = words.counted(len(part.papers), "paper")
    body = printer.print(
        "year.md",
        title=title,
        count=count,
        up=printer.link(path, paths.year(year), f"all of {year}"),
        months=[(None, printer.cards(path, part.papers))],
        parts=[],
    )
    return _page(printer, path, title, f"{count} of {part.title}, newest first.", body)


def _months(printer: Printer, source: str, papers: Sequence[Paper]) -> list[tuple[str, Markdown]]:
    months = (tuple(group) for _, group in groupby(papers, key=lambda paper: paper.dated.month))
    return [(words.month(group[0].dated), printer.cards(source, group)) for group in months]


def _page(printer: Printer, path: str, title: str, description: str, body: str) -> Page:
    front = {"title": title, "description": description, "template": "list.html", "outline": printer.outline}
    return Page(path, front_matter(front) + body)
