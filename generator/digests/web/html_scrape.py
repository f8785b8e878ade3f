"""Reads pages of Hugging Face as HTML: the papers in their data, and the cards that they show.

Each part of such a page carries its data as JSON in ``data-props``; a part that lists papers has
them there, with all authors. The cards show less, but they are there when the data is cut off or
its form is unknown, and they say who submitted a paper. Where both name a paper the data counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.digests.huggingface.paper_record import JsonValue, is_paper, read_paper
from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.web.card_reader import read_cards
from generator.digests.web.html_fragments import HtmlPage, PageData, parse_html
from generator.digests.web.scraped_page import PageReading
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, Severity


def read_html(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a page. The arguments are those of ``read_text``."""
    return read_html_page(file, day, label, parse_html(text))


def read_html_page(file: str, day: date, label: str | None, page: HtmlPage) -> tuple[Digest, list[Problem]]:
    """Read a page that has been taken apart already."""
    problems: list[Problem] = []

    def warn(line: int, field: str, message: str, severity: Severity = Severity.WARNING) -> None:
        problems.append(Problem(Place(file, line), field, message, severity))

    if page.fault:
        warn(page.last_line, "block", f"expected HTML, found {page.fault}; what follows is not read")
    listed, reported = _listed(file, page.data, warn)
    shown = read_cards(file, day, page.fragments)
    entries = _joined(listed, shown, warn)
    if not shown.is_dated:
        problems += _check_day(file, day, page.data)
    if not entries:
        warn(1, "papers", "expected at least one paper, found none; was the page saved before its papers loaded?")
    sums = shown.block_counts
    block_counts = BlockCounts(sums.papers + len(listed), sums.boilerplate, sums.reported + reported + bool(page.fault))
    return Digest(day, label, file, tuple(entries), block_counts), [*problems, *shown.problems]


def day_of_html(page: HtmlPage) -> date | None:
    """The day that a page's data states."""
    return next(iter(_days(page.data)), None)


def _listed(file: str, data: Sequence[PageData], warn: object) -> tuple[list[Entry], int]:
    """The papers in the data of a page, and the number of items that could not be read."""
    assert callable(warn)
    entries: list[Entry] = []
    reported = 0
    for part in data:
        try:
            value: JsonValue = json.loads(part.text)
        except (ValueError, RecursionError) as error:
            if "title" in part.text and "authors" in part.text:
                reported += 1
                message = f"expected JSON in the data of {part.part or 'a part'}, found a fault ({_reason(error)})"
                warn(part.line, "data", f"{message}; its papers are read from the cards that the page shows")
            continue
        for item in _papers(value):
            entry, faults = read_paper(item, Place(file, part.line))
            for fault in faults:
                of = f", of {entry.title!r}" if entry else ""
                warn(part.line, "data", f"{fault.key}: {fault.message}{of}; left out")
            reported += entry is None
            entries += [entry] if entry else []
    return entries, reported


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error).partition(":")[0]


def _papers(value: JsonValue) -> Iterator[JsonValue]:
    """The papers in some data, wherever it has them, in its order."""
    waiting: list[JsonValue] = [value]
    while waiting:
        one = waiting.pop()
        if is_paper(one):
            yield one
        elif isinstance(one, Mapping):
            listed = one.get("dailyPapers")
            yield from listed if isinstance(listed, list) else ()
            rest = [child for key, child in one.items() if key != "dailyPapers"]
            waiting += [child for child in reversed(rest) if isinstance(child, (Mapping, list))]
        elif isinstance(one, list) and any(is_paper(child) for child in one):
            # What stands among papers should be one.
            yield from one
        elif isinstance(one, list):
            waiting += [child for child in reversed(one) if isinstance(child, (Mapping, list))]


def _joined(listed: list[Entry], shown: PageReading, warn: object) -> list[Entry]:
    """The papers of the data, completed by the cards, and the papers that only cards show."""
    assert callable(warn)
    known = {entry.arxiv for entry in listed if entry.arxiv}
    # A card can show a model's sentence where the data has the abstract.
    cards = [replace(one, abstract=()) if one.arxiv in known else one for one in shown.entries]
    return merge_duplicates([*listed, *cards], warn)


def _days(data: Sequence[PageData]) -> Iterator[date]:
    for part in data:
        match = re.search(r'"date"\s*:\s*"(\d{4}-\d{2}-\d{2})', part.text[:2000])
        if match and '"dailyPapers"' in part.text:
            try:
                yield date.fromisoformat(match[1])
            except ValueError:
                continue


def _check_day(file: str, day: date, data: Sequence[PageData]) -> Iterator[Problem]:
    """The day in the page's data must be the one in the file's name."""
    stated = next(iter(_days(data)), day)
    if stated != day:
        message = f"expected the date in the file's name, {day}, found {stated} in the page's data; rename the file"
        yield Problem(Place(file), "date", message)
