"""Fetches daily papers from Hugging Face and keeps the responses as digests.

The response for a day is kept with all its data in one stable form, so that the same response changes
nothing. A day fills up over hours, and its votes change for days, so the last days are fetched again,
but a poorer response never removes anything. Where a scrape of another form has the name of the day,
the response becomes a second digest of that day, with the label ``daily``: what a person added is never
replaced, and papers that are in both digests are merged anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from generator.digests.digest_names import day_in_name
from generator.digests.huggingface.daily_json import read_daily
from generator.digests.huggingface.json_items import split_items
from generator.fetching.daily_merge import merge_papers
from generator.fetching.daily_request import request_day
from generator.fetching.day_outcome import (
    DayOutcome,
    DayResult,
    PaperCounts,
    empty_day,
    is_weekend,
    kept_day,
    partly_unreadable,
    unreadable,
)
from generator.fetching.http_client import Client, Failed
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered
from generator.model.problem import errors
from generator.storage.atomic_write import write_whole
from generator.storage.folder_lock import locked

DAYS_FETCHED_AGAIN = 3
"""Days before today."""
DAILY_LABEL = "daily"
_MOST_FAILURES = 2
"""Days in a row that fail before the run ends."""
_EMPTY_FOR_GOOD = 2
"""Times that a day that is over was empty, after which it is no longer missing."""
_FEW = 0.2
"""Share of a day's papers that may be unreadable; when more are, the format has changed."""


def recent_days(today: date) -> list[date]:
    """Today and the days that still fill up."""
    return days_since(today - timedelta(days=DAYS_FETCHED_AGAIN), today)


def days_since(first: date, today: date) -> list[date]:
    """All days from the first to today."""
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def missing_days(content: Path, today: date) -> list[date]:
    """Working days from the oldest digest to today that have no digest and may have papers."""
    have = {day for path in (content / "digests").glob("[!.]*") if (day := day_in_name(path.name))}
    empty = read_unanswered(content).empty
    return [
        day
        for day in days_since(min(have, default=today), today)
        if day not in have and not is_weekend(day) and empty.get(day, 0) < _EMPTY_FOR_GOOD
    ]


def fetch_days(content: Path, days: Iterable[date], today: date, base: str, client: Client) -> Iterator[DayOutcome]:
    """Fetch one day after the other; each is saved before the next is fetched."""
    failures = 0
    for day in days:
        try:
            outcome = _fetch_day(content, day, today, base, client)
            failures = 0
        except Failed as failure:
            outcome = DayOutcome(day, DayResult.FAILED, str(failure))
            failures += 1
        yield outcome
        if failures == _MOST_FAILURES:
            return


def as_bytes(papers: Sequence[object]) -> bytes:
    """Papers in the form in which they are kept: equal data give equal bytes.

    A lone surrogate, which JSON can express, stays an escape sequence, because UTF-8 cannot encode it.
    """
    text = json.dumps(papers, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _fetch_day(content: Path, day: date, today: date, base: str, client: Client) -> DayOutcome:
    read_unanswered(content)  # a damaged file is reported before anything is requested
    papers = request_day(day, base, client)
    # Another run may have written since.
    with locked(content):
        return _keep(content, day, today, papers)


def _keep(content: Path, day: date, today: date, papers: list[object]) -> DayOutcome:
    unanswered = read_unanswered(content)
    file = _file_of(content, day)
    before = _kept(content / file)
    if not papers:
        return _note_empty(content, day, today, unanswered, len(before or []))
    label = DAILY_LABEL if file.endswith(f"-{DAILY_LABEL}.json") else None
    # The response is read alone: among papers that are kept already, a changed format would look like a few odd ones.
    _, problems = read_daily(file, day, label, as_bytes(papers).decode())
    faults = tuple(errors(problems))
    readable = [paper for paper in papers if _is_readable(paper, file, day, label)] if faults else papers
    unread = len(papers) - len(readable)
    if faults and (not unread or unread > len(papers) * _FEW):
        return unreadable(day, len(papers), faults)
    merged = merge_papers(before or [], readable)
    is_changed = write_whole(content / file, as_bytes(merged), below=content)
    write_unanswered(content, unanswered.without_empty(day))
    if unread:
        return partly_unreadable(day, file, len(merged), unread, faults)
    counts = PaperCounts(None if before is None else len(before), len(papers), len(merged))
    return kept_day(day, file, counts, tuple(problems), is_changed=is_changed)


def _is_readable(paper: object, file: str, day: date, label: str | None) -> bool:
    """Can a paper be read on its own?"""
    return not errors(read_daily(file, day, label, as_bytes([paper]).decode())[1])


def _note_empty(content: Path, day: date, today: date, unanswered: Unanswered, kept: int) -> DayOutcome:
    """A day without papers. Working days that are over are counted until they are empty for good."""
    times = unanswered.empty.get(day, 0) + 1
    if not kept and not is_weekend(day) and day < today and times <= _EMPTY_FOR_GOOD:
        write_unanswered(content, unanswered.with_empty(day))
    return empty_day(day, today, kept, times, _EMPTY_FOR_GOOD)


def _kept(file: Path) -> list[object] | None:
    """The papers that are kept already; ``None`` when there is no file."""
    if not file.is_file():
        return None
    try:
        items, rest = split_items(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        advice = "save it as UTF-8, or delete it to fetch the day anew"
        raise Failed(f"{file}: expected UTF-8, found another encoding; {advice}") from error
    if rest:
        raise Failed(f"{file}: line {rest.line}: {rest.reason}; correct it, or delete it to fetch the day anew")
    return [item.value for item in items]


def _file_of(content: Path, day: date) -> str:
    """Where the response for a day is kept."""
    folder = content / "digests"
    labelled, plain = f"{day}-{DAILY_LABEL}.json", f"{day}.json"
    if (folder / labelled).is_file():
        return f"digests/{labelled}"
    is_taken = any(path.stem == day.isoformat() for path in folder.glob(f"{day}.*"))
    is_own = (folder / plain).is_file()
    return f"digests/{labelled if is_taken and not is_own else plain}"
