"""What the page of trends draws: charts, tables and rankings as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalogue.trends.significance import Change
from generator.model.identity import PagePath
from generator.model.period import Period
from generator.pages.components.trend_tables import Table
from generator.pages.document.vocabulary import Drawing


@dataclass(frozen=True, slots=True)
class Bars:
    """A series to be drawn: for each period a count, and of how many."""

    values: tuple[float, ...]
    bases: tuple[int, ...]
    """Where this is 0, nothing was counted."""
    top: float
    """The value that is as high as the plot."""
    least: int = 0
    """With a smaller base a bar is drawn hollow."""
    is_unfinished: bool = False
    """Is the last period not over? Then its bar is hatched."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A large chart of one series, with everything written on it."""

    labelled_by: str
    """Id of its title."""
    described_by: str
    """Id of what is said of it."""
    bars: Bars
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class UnfinishedKey(Drawing):
    """What a hatched bar means, beside one."""

    text: str


@dataclass(frozen=True, slots=True)
class FoldedTable(Drawing):
    """The numbers of a chart, folded away, with a link to their file."""

    table: Table
    label: str = "The numbers"


@dataclass(frozen=True, slots=True)
class Figure(Drawing):
    """A large chart with its title, what it shows, and its numbers."""

    title: str
    finding: str
    chart: Chart
    numbers: FoldedTable


@dataclass(frozen=True, slots=True)
class SmallPlot:
    """One of many small charts: bars with words above, and its first and last period below."""

    bars: Bars
    above: tuple[str, ...]
    """The value of the full height; what is counted."""
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """An area or a topic with its small charts."""

    title: str
    page: PagePath
    anchor: str
    """The place on that page, or nothing."""
    count: str
    hue: int
    """Degrees on the colour circle."""
    plots: tuple[SmallPlot, ...]
    facts: tuple[str, ...]
    """Its share now and before; nothing where there is too little to compare."""


@dataclass(frozen=True, slots=True)
class PanelList(Drawing):
    """Panels side by side."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word in how many papers, now and before."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class WordRanking(Drawing):
    """Newly frequent words."""

    rows: tuple[WordRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class RankedPaper:
    """A paper with the number of its comments, or of what else it is ranked by."""

    title: str
    page: PagePath
    facts: str
    """Who and when."""
    count: int


@dataclass(frozen=True, slots=True)
class PaperRanking(Drawing):
    """The papers that are noticed most."""

    rows: tuple[RankedPaper, ...]
    table: Table
