"""Prints calendars as HTML tables: each day with a digest is a link that says how many papers it has.

Its shade repeats that, by fixed steps: were the darkest shade that of the largest digest, one large
digest would change every calendar of the site.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import Calendar as DayNumbers
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from generator.model.identity import PagePath
from generator.pages.components.calendar import (
    DAY_STEPS,
    MONTH_STEPS,
    Calendar,
    DayCell,
    Legend,
    MonthCell,
    Overview,
    month_of,
    week_of,
    year_of,
)
from generator.pages.printing import paths
from generator.pages.printing.html import element, lines
from generator.text.wording import MONTHS, counted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BREAK = Markup("\n")


def calendar_html(calendar: Calendar, page: PagePath) -> Markup:
    """One table for each month that has a digest, as seen from a page."""
    months: dict[str, dict[int, DayCell]] = {}
    for day in calendar.days:
        months.setdefault(month_of(day.date).slug, {})[day.date.day] = day
    tables = lines(_month(page, days) for days in months.values())
    return element("div", _BREAK, tables, _BREAK, class_="calendar")


def legend_html(legend: Legend) -> Markup:
    """What the shades of a calendar mean."""
    shades = (
        element("span", f"{step:,}+", class_=f"shade-{shade}") for shade, step in enumerate(legend.steps, start=1)
    )
    return element("p", legend.unit, Markup(": "), Markup(" ").join(shades), class_="legend")


def overview_html(overview: Overview, page: PagePath) -> Markup:
    """A row for each year, with how many digests each month has."""
    by_year: dict[int, dict[int, MonthCell]] = {}
    for cell in overview.months:
        by_year.setdefault(cell.year, {})[cell.month] = cell
    head = _table_head(element("th", "Year", scope="col"), MONTHS)
    rows = (_year_row(page, year, months) for year, months in by_year.items())
    return _table("overview", Markup("Digests by month"), head, rows)


def _table(name: str, caption: Markup, head: Markup, rows: Iterable[Markup]) -> Markup:
    """A table whose caption begins on its first line, and whose rows are a line each."""
    body = element("tbody", _BREAK, lines(rows), _BREAK)
    return element("table", element("caption", caption), _BREAK, head, _BREAK, body, class_=name)


def _table_head(corner: Markup, names: Sequence[str]) -> Markup:
    columns = (element("th", name[0], scope="col", aria_label=name) for name in names)
    return element("thead", element("tr", corner, *columns))


def _month(page: PagePath, days: Mapping[int, DayCell]) -> Markup:
    first = next(iter(days.values())).date.replace(day=1)
    month = month_of(first)
    caption = Markup(month.title) if month.path == page else _link(page, month.path, month.title)  # noqa: S704 - a month's name and number
    weeks = (_week(page, first, numbers, days) for numbers in DayNumbers().monthdayscalendar(first.year, first.month))
    return _table("month", caption, _table_head(element("td", class_="week"), WEEKDAYS), weeks)


def _week(page: PagePath, month: date, numbers: Sequence[int], days: Mapping[int, DayCell]) -> Markup:
    """A row: 0 stands for a day of another month."""
    week = week_of(month.replace(day=next(number for number in numbers if number)))
    text = week.slug[-2:].lstrip("0")
    is_linked = any(number in days for number in numbers)
    name = _link(page, week.path, text, name=f"{week.title[0].upper()}{week.title[1:]}") if is_linked else text
    cells = (element("td", _day(page, number, days.get(number))) for number in numbers)
    return element("tr", element("th", name, scope="row", class_="week"), *cells)


def _day(page: PagePath, number: int, day: DayCell | None) -> str:
    if day is None:
        return str(number) if number else ""
    shade = bisect_right(DAY_STEPS, day.papers)
    return _link(page, day.page, str(number), name=day.name, shade=shade, anchor=day.anchor)


def _year_row(page: PagePath, year: int, months: Mapping[int, MonthCell]) -> Markup:
    cells = (element("td", _month_link(page, months[month]) if month in months else "") for month in range(1, 13))
    name = _link(page, year_of(date(year, 1, 1)).path, str(year))
    return element("tr", element("th", name, scope="row"), *cells)


def _month_link(page: PagePath, cell: MonthCell) -> Markup:
    month = month_of(date(cell.year, cell.month, 1))
    name = f"{counted(cell.digests, 'digest')} with {counted(cell.papers, 'paper')} in {month.title}"
    return _link(page, month.path, str(cell.digests), name=name, shade=bisect_right(MONTH_STEPS, cell.papers))


def _link(
    page: PagePath, target: PagePath, text: str, *, name: str | None = None, shade: int = 0, anchor: str = ""
) -> Markup:
    """A link with a longer name, which holds the text, for those who do not see what surrounds it."""
    return element(
        "a",
        text,
        class_=f"shade-{shade}" if shade else None,
        href=paths.between(page, target) + anchor,
        aria_label=name,
    )
