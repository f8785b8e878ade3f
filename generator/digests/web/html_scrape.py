"""Reads pages of Hugging Face that were saved as HTML: the papers in their data, and the visible cards.

Each part of such a page carries its data as JSON in ``data-props``; the part that lists papers holds
them there, with all authors. The cards show less, but they remain when the data is truncated or in an
unknown format, and they name the submitter. Where both describe a paper the data takes precedence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.digests.digest_problems import (
    CONTROL_CHARACTERS,
    MALFORMED_HTML,
    UNEXPECTED_VALUE,
    UNREADABLE_PAGE_DATA,
    WRONG_DATE,
)
from generator.digests.huggingface.paper_record import JsonValue, is_paper, read_paper
from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.plain.page_checks import check_papers
from generator.digests.web.card_reader import read_cards
from generator.digests.web.html_fragments import HtmlPage, PageData
from generator.model.days import day_from
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, ProblemKind
from generator.text.invisible import removed_in_words


def read_html_page(file: str, day: date, label: str | None, page: HtmlPage) -> tuple[Digest, list[Problem]]:
    """Read a page that has been parsed already. The other arguments are those of ``read_text``."""
    data = _DataReader(file)
    if page.fault:
        message = f"expected HTML, found {page.fault}; the rest of the file was not read"
        data.report(MALFORMED_HTML, page.last_line, "block", message)
    if page.invisible:
        data.report(CONTROL_CHARACTERS, 1, "encoding", removed_in_words(page.invisible))
    data.read(page.data)
    shown = read_cards(file, day, page.fragments)
    listed = {entry.arxiv for entry in data.entries if entry.arxiv}
    # A card can show a model's sentence where the data has the abstract.
    cards = [replace(entry, abstract=()) if entry.arxiv in listed else entry for entry in shown.entries]
    entries = merge_duplicates([*data.entries, *cards], data.problems.append)
    days = _check_day(file, day, page) if not shown.is_dated else ()
    problems = [*data.problems, *days, *check_papers(file, entries), *shown.problems]
    counts = shown.block_counts
    reported = counts.reported + data.unreadable + bool(page.fault)
    block_counts = BlockCounts(counts.papers + len(data.entries), counts.boilerplate, reported)
    return Digest(day, label, file, tuple(entries), block_counts), problems


def day_of_html(page: HtmlPage) -> date | None:
    """The day that the data of a page states."""
    return next(iter(_days(page.data)), None)


class _DataReader:
    """Collects the papers in the data of a page, and its problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.unreadable = 0
        """Items and parts that could not be read."""

    def report(self, kind: ProblemKind, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), field, message, kind))

    def read(self, data: Sequence[PageData]) -> None:
        """Read all papers in the data."""
        for part in data:
            try:
                value: JsonValue = json.loads(part.text)
            except (ValueError, RecursionError) as error:
                if "title" in part.text and "authors" in part.text:
                    self.unreadable += 1
                    message = f"expected JSON in the page's {part.part or 'unnamed'} data, found a syntax error"
                    message += f" ({_reason(error)}); its papers were read from the visible cards"
                    self.report(UNREADABLE_PAGE_DATA, part.line, "data", message)
                continue
            for item in _papers(value):
                self._read_item(item, part.line)

    def _read_item(self, item: JsonValue, line: int) -> None:
        entry, faults = read_paper(item, Place(self.file, line))
        for fault in faults:
            of_paper = f", of {entry.title!r}" if entry else ""
            self.report(UNEXPECTED_VALUE, line, "data", f"{fault.key}: {fault.message}{of_paper}; left out")
        self.unreadable += entry is None
        self.entries += [entry] if entry else []


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error).partition(":")[0]


def _papers(data: JsonValue) -> Iterator[JsonValue]:
    """The papers in some data, wherever they are, in order."""
    waiting: list[JsonValue] = [data]
    while waiting:
        value = waiting.pop()
        if is_paper(value):
            yield value
        elif isinstance(value, Mapping):
            listed = value.get("dailyPapers")
            yield from listed if isinstance(listed, list) else ()
            rest = [child for key, child in value.items() if key != "dailyPapers"]
            waiting += [child for child in reversed(rest) if isinstance(child, (Mapping, list))]
        elif isinstance(value, list) and any(is_paper(child) for child in value):
            # Anything among papers should be a paper, too.
            yield from value
        elif isinstance(value, list):
            waiting += [child for child in reversed(value) if isinstance(child, (Mapping, list))]


def _days(data: Sequence[PageData]) -> Iterator[date]:
    for part in data:
        match = re.search(r'"date"\s*:\s*"(\d{4}-\d{2}-\d{2})', part.text[:2000])
        if match and '"dailyPapers"' in part.text and (day := day_from(match[1])):
            yield day


def _check_day(file: str, day: date, page: HtmlPage) -> Iterator[Problem]:
    """The date in the data of a page must be the one in the name of its file."""
    stated = day_of_html(page) or day
    if stated != day:
        message = f"expected the date in the file's name, {day}, found {stated} in the page's data; rename the file"
        yield Problem(Place(file), "date", message, WRONG_DATE)
