"""Prints the panels and rankings of the page of trends."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup

from generator.model.identity import PagePath
from generator.pages.components.charts import (
    Panel,
    PanelList,
    PaperRanking,
    RankedPaper,
    SmallPlot,
    WordRanking,
    WordRow,
)
from generator.pages.components.trend_tables import Table
from generator.pages.printing import paths
from generator.pages.printing.chart_html import csv_link, plot, table_html
from generator.pages.printing.html import element, lines
from generator.text import wording

_SPACE = Markup(" ")


def panel_list(panels: PanelList, page: PagePath) -> Markup:
    """Panels side by side, as seen from a page."""
    return element("ul", Markup("\n"), lines(_panel(panel, page) for panel in panels.panels), class_="panels")


def _panel(panel: Panel, page: PagePath) -> Markup:
    head = element(
        "p",
        element("a", panel.title, href=paths.between(page, panel.page) + panel.anchor),
        _SPACE,
        element("span", panel.count, class_="count"),
    )
    plots = element("div", *map(_small_plot, panel.plots), class_="plots")
    facts = element("p", _spans(panel.facts, _SPACE), class_="facts") if panel.facts else Markup("")
    return element("li", head, plots, facts, style=f"--hue:{panel.hue}")


def _small_plot(small: SmallPlot) -> Markup:
    above, below = (element("p", _spans(texts), class_="ends") for texts in (small.above, small.below))
    return element("div", above, plot(small.bars), below, class_="plot")


def _spans(texts: Iterable[str], separator: Markup = Markup("")) -> Markup:  # noqa: B008 - it is frozen
    return separator.join(element("span", text) for text in texts)


def word_ranking(ranking: WordRanking, page: PagePath) -> Markup:
    """Words with their shares as bars; each leads to a search for it."""
    top = max(row.change.share_now for row in ranking.rows)
    columns = ("Word", "Now", "Before", "Now and before")
    cells = (_word_cells(row, top, page) for row in ranking.rows)
    drawn = table_html("Papers with each word, now and before", columns, cells, class_="ranking words")
    return _with_file(drawn, ranking.table)


def _word_cells(row: WordRow, top: float, page: PagePath) -> tuple[Markup, ...]:
    change = row.change
    return (
        element("a", row.text, href=f"{paths.between(page, paths.SEARCH)}?q={quote(row.text)}"),
        _count_and_share(change.now, change.now_of),
        _count_and_share(change.before, change.before_of),
        _two_bars(change.share_now / top, change.share_before / top),
    )


def _count_and_share(part: int, of: int) -> Markup:
    share = element("span", wording.per_cent(part, of), class_="count")
    return _SPACE.join((wording.grouped(part), share))


def _two_bars(now: float, before: float) -> Markup:
    """Two shares as bars from the same edge, solid for now and hollow for before."""
    paths_of_bars = [element("path", class_="solid", d=f"M0 0h{round(100 * now)}v8h-{round(100 * now)}z")]
    if before:
        width = max(1, round(100 * before))
        paths_of_bars.append(element("path", class_="hollow", d=f"M0 11h{width}v8h-{width}z"))
    return _bars(*paths_of_bars)


def paper_ranking(ranking: PaperRanking, page: PagePath) -> Markup:
    """Papers with their comments, or what else they are ranked by, as bars."""
    top = max(row.count for row in ranking.rows)
    table = ranking.table
    cells = ((_paper(row, page), _one_bar(row.count, top)) for row in ranking.rows)
    return _with_file(table_html(table.caption, table.columns[:2], cells, class_="ranking comments"), table)


def _paper(row: RankedPaper, page: PagePath) -> Markup:
    title = element("a", row.title, class_="paper", href=paths.between(page, row.page))
    return title + element("span", row.facts, class_="scope")


def _one_bar(count: int, top: int) -> Markup:
    width = max(1, round(100 * count / top))
    bar = _bars(element("path", class_="solid", d=f"M0 0h{width}v20h-{width}z"))
    return element("span", count, class_="number") + _SPACE + bar


def _bars(*inside: Markup) -> Markup:
    return element("svg", *inside, class_="bars", viewBox="0 0 100 20", preserveAspectRatio="none", aria_hidden="true")


def _with_file(drawn: Markup, table: Table) -> Markup:
    return lines((drawn, element("p", csv_link(table), class_="numbers")))
