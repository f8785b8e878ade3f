"""Prints charts as inline SVG and their numbers as tables; the only place that escapes for HTML.

A plot stretches to whatever width there is, so nothing in it that must keep its shape is part of
what is stretched: bars are one path in a box of one unit for each bar, texts stand beside that box
or are placed by per cent, at their own size. Everything is drawn from zero. A bar says something
about all that was counted, so where nothing was counted the base line is broken.

A block is printed without blank lines, each line beginning with a tag: so Markdown passes it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from generator.model.period import Period
from generator.pages.components.trend_tables import Table
from generator.text import wording

_HEIGHT = 140
"""Of the plot of a large chart, in pixels."""
_ABOVE, _BELOW = 18, 26
"""Room for the numbers over the bars and the years below, in pixels."""


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Cell = str | int | Period | Html


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


@dataclass(frozen=True, slots=True)
class Chart:
    """A large chart of one series, with everything written on it."""

    labelled_by: str
    """Id of its title."""
    described_by: str
    """Id of what is said of it."""
    bars: Bars
    periods: tuple[Period, ...]


def escape(text: str) -> Html:
    """A text for HTML, on one line, in an element or in a quoted attribute."""
    return text if isinstance(text, Html) else Html(escape_html(" ".join(text.split())))


def element(tag: str, *inside: str | int, **attributes: str | int | None) -> Html:
    """An element; what is inside is escaped unless it is HTML. ``aria_label`` names ``aria-label``."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{given}>{''.join(escape(one) if isinstance(one, str) else str(one) for one in inside)}</{tag}>")


def lines(parts: Iterable[Html]) -> Html:
    """Elements, one a line."""
    return Html("\n".join(parts))


def plot(bars: Bars, **attributes: str | int | None) -> Html:
    """The bars alone, without a word: whoever cannot see them reads the text beside, or the table."""
    known = [(index, value, of) for index, (value, of) in enumerate(zip(bars.values, bars.bases, strict=True)) if of]
    # A value above zero is never invisible.
    heights = {index: max(1, round(100 * value / bars.top)) for index, value, _ in known if value}
    hollow = {index for index, _, of in known if of < bars.least}
    paths = (
        ("solid", _boxes({index: height for index, height in heights.items() if index not in hollow})),
        ("hollow", _boxes({index: height for index, height in heights.items() if index in hollow})),
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


def _base(indexes: Sequence[int]) -> str:
    """A path along all bars, broken where one is missing."""
    starts = [index for index in indexes if index - 1 not in indexes]
    ends = [index + 1 for index in indexes if index + 1 not in indexes]
    return "".join(f"M{start} 100h{end - start}" for start, end in zip(starts, ends, strict=True))


def chart(one: Chart) -> Html:
    """A large chart. Its numbers stand over its bars, as far as they fit."""
    number = len(one.periods)
    texts = [
        _text(index, number, _ABOVE - 5 + _HEIGHT * (1 - value / one.bars.top), wording.grouped(round(value)), name)
        for index, (value, name) in enumerate(zip(one.bars.values, _told(one.bars.values), strict=True))
        if name and one.bars.bases[index]
    ]
    ticks = [
        _text(index, number, _ABOVE + _HEIGHT + 18, label, "tick minor" if is_minor else "tick")
        for index, label, is_minor in axis(one.periods)
    ]
    return element(
        "svg",
        plot(one.bars, y=_ABOVE, width="100%", height=_HEIGHT),
        *texts,
        *ticks,
        class_="chart",
        role="img",
        aria_labelledby=one.labelled_by,
        aria_describedby=one.described_by,
        width="100%",
        height=_ABOVE + _HEIGHT + _BELOW,
    )


def axis(periods: Sequence[Period]) -> list[tuple[int, str, bool]]:
    """Where years are written below a chart, and which of them only where there is room: each year
    at its first period, and the first and the last period of all, unless a year is near.
    """
    near = 5 * len(periods) / 24
    per_year = 12 // periods[0].step
    starts = [index for index, period in enumerate(periods) if period.month == 1]
    found = [
        (index, str(periods[index].year), per_year == 1 and (len(periods) - 1 - index) % 2 == 1) for index in starts
    ]
    if not starts or starts[0] > near:
        found.insert(0, (0, wording.period(periods[0]), False))
    if len(periods) - 1 - found[-1][0] > near:
        found.append((len(periods) - 1, wording.period(periods[-1]), False))
    return found


def printed_table(caption: str, columns: Sequence[Cell], rows: Iterable[Sequence[Cell]], **attributes: str) -> Html:
    """A table; the first cell of a row names it."""
    inside = (
        element("caption", caption),
        element("thead", element("tr", *(element("th", _cell(one), scope="col") for one in columns))),
        element("tbody", Html("\n"), lines(_row(row) for row in rows)),
    )
    return element("table", lines(inside), **attributes)


def numbers(found: Table, label: str = "The numbers") -> Html:
    """The numbers of a chart: a table, folded, in a box that scrolls sideways where it must and that
    the Tab key reaches; and the file with the same numbers.
    """
    inside = printed_table(found.caption, found.columns, found.rows, class_="figures")
    box = element("div", inside, class_="scroll", role="region", aria_label=found.caption, tabindex=0)
    fold = element("details", element("summary", label), Html("\n"), box)
    return element("div", fold, csv_link(found), class_="numbers")


def csv_link(found: Table) -> Html:
    """The file with the numbers of a table."""
    return element("a", "CSV", href=f"{found.name}.csv", download="", aria_label=f"CSV: {found.caption}")


def _row(cells: Sequence[Cell]) -> Html:
    first, *others = (_cell(one) for one in cells)
    return element("tr", element("th", first, scope="row"), *(element("td", one) for one in others))


def _told(values: Sequence[float]) -> list[str | None]:
    """Which numbers stand over their bars: all where they fit, else on a phone, or everywhere, only the
    highest and the newest.
    """
    room = max(len(wording.grouped(round(value))) for value in values) * len(values)
    last = len(values) - 1
    highest = max(range(len(values)), key=lambda index: values[index])
    shown = {highest} if 0 < last - highest <= 2 else {highest, last}
    others = "value" if room <= 48 else "value minor" if room <= 72 else None
    return ["value" if index in shown else others for index in range(len(values))]


def _text(index: int, number: int, y: float, text: str, name: str) -> Html:
    """A text in the middle of a bar's box; at an edge, one that is wider than the box stays inside."""
    x = 100 * (index + 0.5) / number
    if index in (0, number - 1) and number * len(text) > 52:
        x, name = (0.0, f"{name} start") if index == 0 else (100.0, f"{name} end")
    return element("text", text, class_=name, x=f"{_figure(x)}%", y=round(y))


def _cell(value: Cell) -> str:
    if isinstance(value, Period):
        return wording.period(value)
    return wording.grouped(value) if isinstance(value, int) else value


def _figure(value: float) -> str:
    """A number as short as it can be, and the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
