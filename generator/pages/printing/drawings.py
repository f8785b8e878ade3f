"""Draws the values that Markdown has no form for, as HTML that both printers pass on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from generator.model.identity import PagePath
from generator.pages.components.calendar import Calendar, Legend, Overview
from generator.pages.components.charts import Figure, FoldedTable, PanelList, PaperRanking, UnfinishedKey, WordRanking
from generator.pages.components.file_list import FileList
from generator.pages.components.list_tools import ListTools
from generator.pages.document.vocabulary import Drawing, DrawnRow
from generator.pages.printing.calendar_html import calendar_html, legend_html, overview_html
from generator.pages.printing.chart_html import figure_html, folded_table, unfinished_key
from generator.pages.printing.html import element, lines
from generator.pages.printing.trends_html import panel_list, paper_ranking, word_ranking
from generator.text import wording


def drawn(drawing: Drawing, page: PagePath) -> Markup:
    """A drawing as seen from a page, without blank lines."""
    return _DRAWN[type(drawing)](drawing, page)


def _row(row: DrawnRow, page: PagePath) -> Markup:
    if not row.drawings:
        return element("div", class_=row.role)
    return element("div", Markup("\n"), lines(drawn(drawing, page) for drawing in row.drawings), class_=row.role)


def _files(files: FileList, page: PagePath) -> Markup:
    items = (
        element(
            "li",
            element(
                "a", file.label, href=f"{'../' * page.count('/')}{file.path}", download=None if file.is_index else ""
            ),
            Markup(" "),
            element("span", wording.file_size(file.size), class_="count"),
        )
        for file in files.files
    )
    return element("ul", Markup("\n"), lines(items), Markup("\n"))


def _tools(tools: ListTools) -> Markup:
    search = urlencode(tools.facets) if tools.facets or tools.of else None
    before = tools.before or None
    return element(
        "div", class_="tools", data_order=tools.order, data_of=tools.of, data_before=before, data_search=search
    )


_DRAWN: Mapping[type, Callable[[Any, PagePath], Markup]] = {
    Calendar: calendar_html,
    Legend: lambda drawing, _: legend_html(drawing),
    Overview: overview_html,
    Figure: lambda drawing, _: figure_html(drawing),
    FoldedTable: lambda drawing, _: folded_table(drawing),
    PanelList: panel_list,
    WordRanking: word_ranking,
    PaperRanking: paper_ranking,
    UnfinishedKey: lambda drawing, _: unfinished_key(drawing),
    FileList: _files,
    ListTools: lambda drawing, _: _tools(drawing),
    DrawnRow: _row,
}
