"""Papers by the year that dates them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.pages import paths, words
from generator.pages.cards import Printer
from generator.pages.front_matter import front_matter
from generator.pages.parts import by_year, cut_year
from generator.pages.paths import Page
from generator.pages.topics import bar


def year_pages(printer: Printer) -> Iterator[Page]:
    """The index, and each year in as many parts as it takes."""
    years = by_year(printer.catalogue.papers)
    most = max((len(papers) for _, papers in years), default=0)
    lines = []
    for year, papers in years:
        parts = cut_year(year, papers)
        # A year's own address shows its newest part, so that links to a year never break.
        first, *others = parts
        source = paths.year(year)
        lines.append((printer.link(paths.YEARS, source, str(year)), len(papers), bar(len(papers), most)))
        for part in parts:
            path = source if part is first else paths.year_part(part.name)
            months = [
                (words.month(group[0].dated), printer.cards(path, group))
                for group in (tuple(of_month) for _, of_month in groupby(part.papers, key=lambda p: p.dated.month))
            ]
            title = f"Papers of {year}" if part is first else f"Papers of {part.title}"
            body = printer.print(
                "year.md",
                title=title,
                count=words.counted(len(papers), "paper"),
                months=months,
                parts=[printer.link(path, paths.year_part(other.name), other.title) for other in others] if part is first else [],
                up=None if part is first else printer.link(path, source, f"all of {year}"),
            )
            description = f"{words.counted(len(papers), 'paper')} of {year}, newest first, by month."
            front = front_matter({"title": title, "description": description, "template": "list.html", "outline": printer.outline, "papers": len(part.papers)})
            yield Page(path, front + body)
    description = "All papers of this list by the year in which they were published."
    front = front_matter({"title": "Years", "description": description, "template": "list.html", "outline": printer.outline})
    yield Page(paths.YEARS, front + printer.print("years.md", lines=lines))
