"""Prints charts as inline SVG and their numbers as tables.

A plot stretches to whatever width there is, so nothing in it that must keep its shape is part of
what is stretched: bars are one path in a box of one unit for each bar, texts stand beside that box
or are placed by per cent, at their own size. Everything is drawn from zero. A bar says something
about all that was counted, so where nothing was counted the base line is broken. The bar of a period
that is not over is hatched: nobody should take it for a fall.

A block is printed without blank lines, each line beginning with a tag: so Markdown passes it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from generator.model.period import Period, Step
from generator.pages.components.charts import Bars, Chart, Figure, FoldedTable, UnfinishedKey
from generator.pages.components.trend_tables import Table
from generator.pages.printing.html import element, lines
from generator.text import wording

_HEIGHT = 140
"""Of the plot of a large chart, in pixels."""
_ABOVE, _BELOW = 18, 26
"""Room for the numbers over the bars and the years below, in pixels."""
_NARROW, _WIDE = 326, 480
"""The least width of a large chart, in pixels: on a phone, and on a desk."""
_CHARACTER, _GAP, _LINE = 8, 3, 15
"""How wide a digit is, how far apart two years are at least, and how high a line is, in pixels."""
_HATCH, _SLANT = 6, 12
"""How far apart the lines of a hatched bar are, and how far they rise across it, in hundredths of the plot's height."""

Cell = str | int | Period | Markup


def plot(bars: Bars, **attributes: str | int | None) -> Markup:
    """The bars alone, without a word: whoever cannot see them reads the text beside, or the table."""
    known = [(index, value, of) for index, (value, of) in enumerate(zip(bars.values, bars.bases, strict=True)) if of]
    # A value above zero is never invisible.
    heights = {index: max(1, round(100 * value / bars.top)) for index, value, _ in known if value}
    hatched = {len(bars.values) - 1} if bars.is_unfinished else set[int]()
    hollow = {index for index, _, of in known if of < bars.least} - hatched
    paths = (
        ("solid", _boxes({index: height for index, height in heights.items() if index not in hollow | hatched})),
        ("hollow", _boxes({index: height for index, height in heights.items() if index in hollow})),
        ("hollow", "".join(_hatching(index, heights[index]) for index in hatched if index in heights)),
        ("base", _base([index for index, _, _ in known])),
    )
    return element(
        "svg",
        *(element("path", class_=name, d=steps) for name, steps in paths if steps),
        class_="bars",
        viewBox=f"0 0 {len(bars.values)} 100",
        preserveAspectRatio="none",
        aria_hidden="true",
        **attributes,
    )


def _boxes(heights: Mapping[int, int]) -> str:
    """A path of bars, each begun from where the one before it began."""
    steps: list[str] = []
    at = 0
    for index, height in heights.items():
        steps.append(f"m{index - at} 0v-{height}h.8v{height}z" if steps else f"M{index}.1 100v-{height}h.8v{height}z")
        at = index
    return "".join(steps)


def _hatching(index: int, height: int) -> str:
    """A path of one bar, drawn hollow, and of slanting lines in it. A pattern would be stretched with the plot."""
    lines = []
    for left in range(_HATCH - _SLANT, height, _HATCH):
        # Each line rises by the slant across the bar; at its foot and its top it is cut off.
        first, last = max(0, -left) / _SLANT, min(_SLANT, height - left) / _SLANT
        start, rise = index + 0.1 + 0.8 * first, _SLANT * (last - first)
        lines.append(
            f"M{_decimal(start)} {_decimal(100 - max(0, left))}l{_decimal(0.8 * (last - first))} -{_decimal(rise)}"
        )
    return _boxes({index: height}) + "".join(lines)


def _base(indexes: Sequence[int]) -> str:
    """A path along all bars, broken where one is missing."""
    starts = [index for index in indexes if index - 1 not in indexes]
    ends = [index + 1 for index in indexes if index + 1 not in indexes]
    return "".join(f"M{start} 100h{end - start}" for start, end in zip(starts, ends, strict=True))


def chart_svg(chart: Chart) -> Markup:
    """A large chart. Its numbers stand over its bars, as far as they fit."""
    number, bars = len(chart.periods), chart.bars
    texts = [
        _chart_text(index, number, _ABOVE - 5 + _HEIGHT * (1 - value / bars.top), wording.grouped(round(value)), name)
        for index, (value, name) in enumerate(zip(bars.values, _label_classes(bars), strict=True))
        if name and bars.bases[index]
    ]
    ticks = [
        _chart_text(index, number, _ABOVE + _HEIGHT + 18, label, "tick minor" if is_minor else "tick")
        for index, label, is_minor in axis(chart.periods)
    ]
    return element(
        "svg",
        plot(chart.bars, y=_ABOVE, width="100%", height=_HEIGHT),
        *texts,
        *ticks,
        class_="chart",
        role="img",
        aria_labelledby=chart.labelled_by,
        aria_describedby=chart.described_by,
        width="100%",
        height=_ABOVE + _HEIGHT + _BELOW,
    )


def axis(periods: Sequence[Period]) -> list[tuple[int, str, bool]]:
    """Where years are written below a chart, and which of them only where there is room: each year
    at its first period, and the first and the last period of all, unless a year is near.
    """
    near = 5 * len(periods) / 24
    last = len(periods) - 1
    starts = [index for index, period in enumerate(periods) if period.month == 1]
    # Where each bar is a year, as many are named as fit, counted from the newest; those of a phone on a desk, too.
    on_desk = _years_apart(periods, _WIDE)
    on_phone = on_desk * -(-_years_apart(periods, _NARROW) // on_desk)
    labels = [
        (index, str(periods[index].year), (last - index) % on_phone > 0)
        for index in starts
        if (last - index) % on_desk == 0
    ]
    if not starts or starts[0] > near:
        labels.insert(0, (0, wording.period(periods[0]), False))
    if last - labels[-1][0] > near:
        labels.append((last, wording.period(periods[-1]), False))
    return labels


def _years_apart(periods: Sequence[Period], width: int) -> int:
    """One of how many years is named; each one, where years are divided."""
    if periods[0].step is not Step.YEAR:
        return 1
    return -(-len(periods) * (4 * _CHARACTER + _GAP) // width)


def figure_html(figure: Figure) -> Markup:
    """A large chart below its title and what it shows, with its numbers."""
    chart = figure.chart
    caption = element(
        "figcaption",
        element("h3", figure.title, id=chart.labelled_by),
        element("p", figure.finding, id=chart.described_by),
    )
    parts = (caption, chart_svg(chart), folded_table(figure.numbers))
    return element("figure", Markup("\n").join(parts))


def unfinished_key(key: UnfinishedKey) -> Markup:
    """A hatched bar, and what it means."""
    return element("p", plot(Bars((1,), (1,), 1, is_unfinished=True)), element("span", key.text), class_="key")


def table_html(caption: str, columns: Sequence[Cell], rows: Iterable[Sequence[Cell]], **attributes: str) -> Markup:
    """A table; the first cell of a row names it."""
    inside = (
        element("caption", caption),
        element("thead", element("tr", *(element("th", _cell(column), scope="col") for column in columns))),
        element("tbody", Markup("\n"), lines(_row(row) for row in rows)),
    )
    return element("table", lines(inside), **attributes)


def folded_table(folded: FoldedTable) -> Markup:
    """The numbers of a chart: a table, folded, in a box that scrolls sideways where it must and that
    the Tab key reaches; and the file with the same numbers.
    """
    table = folded.table
    inside = table_html(table.caption, table.columns, table.rows, class_="figures")
    box = element("div", inside, class_="scroll", role="region", aria_label=table.caption, tabindex=0)
    fold = element("details", element("summary", folded.label), Markup("\n"), box)
    return element("div", fold, csv_link(table), class_="numbers")


def csv_link(table: Table) -> Markup:
    """The file with the numbers of a table."""
    return element("a", "CSV", href=f"{table.name}.csv", download="", aria_label=f"CSV: {table.caption}")


def _row(cells: Sequence[Cell]) -> Markup:
    first, *others = map(_cell, cells)
    return element("tr", element("th", first, scope="row"), *(element("td", cell) for cell in others))


def _label_classes(bars: Bars) -> list[str | None]:
    """Which numbers stand over their bars: as many as fit, the highest and the newest first."""
    on_phone = _fitting(bars, _NARROW, [])
    on_desk = _fitting(bars, _WIDE, on_phone)
    return ["value" if at in on_phone else "value minor" if at in on_desk else None for at in range(len(bars.values))]


def _fitting(bars: Bars, width: int, placed: Sequence[int]) -> list[int]:
    """The bars whose numbers touch no other, beside those that have a place. A number that is wider than its bar would
    stand over the bar beside it, so only the highest and the newest may be.
    """
    number, last = len(bars.values), len(bars.values) - 1
    label = _CHARACTER * max(len(wording.grouped(round(value))) for value in bars.values)
    highest = max(range(number), key=lambda at: bars.values[at])
    others = range(number) if label <= width / number + 2 else ()
    fitting = list(placed)
    for at in dict.fromkeys((highest, last, *others)):
        if at not in fitting and not any(_do_touch(bars, at, other, label, width) for other in fitting):
            fitting.append(at)
    return fitting


def _do_touch(bars: Bars, one: int, other: int, label: int, width: int) -> bool:
    bar = width / len(bars.values)
    # One that is wider than its bar is moved inwards at an edge.
    moved = max(0.0, (label - bar) / 2) if {one, other} & {0, len(bars.values) - 1} else 0
    above = _HEIGHT * abs(bars.values[one] - bars.values[other]) / bars.top
    return abs(one - other) * bar - moved < label + 2 and above < _LINE


def _chart_text(index: int, number: int, y: float, text: str, name: str) -> Markup:
    """A text in the middle of a bar's box; at an edge, one that is wider than the box stays inside."""
    x = 100 * (index + 0.5) / number
    if index in (0, number - 1) and number * len(text) > 52:
        x, name = (0.0, f"{name} start") if index == 0 else (100.0, f"{name} end")
    return element("text", text, class_=name, x=f"{_decimal(x)}%", y=round(y))


def _cell(value: Cell) -> str:
    if isinstance(value, Period):
        return wording.period(value)
    return wording.grouped(value) if isinstance(value, int) else value


def _decimal(value: float) -> str:
    """A number as short as it can be, and the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
