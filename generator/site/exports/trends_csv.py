"""The numbers of the page of trends as CSV files beside it: ``trends/areas.csv`` and others."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from generator.catalogue.trends.list_trends import Trends
from generator.model.period import Period
from generator.pages.components.trend_tables import Table, TableValue, tables_of

TRENDS_FOLDER = "trends"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""


def write_trends(site: Path, trends: Trends | None) -> list[str]:
    """Write the files; returns their paths below the site."""
    if trends is None:
        return []
    (site / TRENDS_FOLDER).mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    for table in tables_of(trends).all:
        path = f"{TRENDS_FOLDER}/{table.name}.csv"
        (site / path).write_text(table_csv(table), encoding="utf-8", newline="")
        written.append(path)
    return written


def table_csv(table: Table) -> str:
    """A table as RFC 4180 has it: a line of names, then the rows, each line ended by CR LF."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_cell(column) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return text.getvalue()


def _cell(value: TableValue) -> str | int:
    """A text that a spreadsheet would run begins with an apostrophe, which marks it as text."""
    if isinstance(value, Period):
        return value.name
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
