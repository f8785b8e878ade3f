"""Fetches daily papers from Hugging Face and keeps the answers as digests.

The answer of a day is kept with all its data in one stable form, so that the same answer changes
nothing. A day fills up over hours, and its votes change for days; so the last days are asked for
again, but a poorer answer never takes anything away. Where a scrape of another form has the day's
name, the answer is a second digest of that day and has the label ``daily``: what a person brought is
never replaced, and papers that both list become one page anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from generator.digests.huggingface.daily_json import read_daily
from generator.digests.huggingface.json_items import split_items
from generator.fetching.client import JSON, Client, FetchError, Limits
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered
from generator.model.problem import Problem, errors
from generator.storage.atomic_write import write_whole

HUGGING_FACE_LIMITS = Limits(between=1.0)
"""More than half of what Hugging Face allows, 500 requests in five minutes, is left to others."""
REVISITED_DAYS = 3
"""Days before today that are asked for again."""
DAILY_LABEL = "daily"
_PAGE = 100
"""Papers in an answer, at most (https://huggingface.co/docs/hub/api)."""
_FULL = 50
"""Papers in an answer that heeds no limit; an answer of so many, or twice so many, may not be all."""
_GIVING_UP = 2
"""Days in a row without an answer, after which no further one is asked for."""
_EMPTY_FOR_GOOD = 2
"""Times that a day that is over was found empty."""
_ODD_SHARE = 0.2
"""Part of a day's papers that may be odd; when more are, the form has changed."""
_SATURDAY = 5


class DayStatus(StrEnum):
    """What became of a day."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    POORER = "poorer"
    """The answer lacked papers that are kept already, and brought none."""
    EMPTY = "empty"
    """No papers, for which there is a reason or may be one."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """What became of a day, in words, too."""

    day: date
    status: DayStatus
    message: str
    file: str | None = None
    """Path below the content folder."""
    problems: tuple[Problem, ...] = ()


def recent_days(today: date) -> list[date]:
    """Today and the days that still fill up."""
    return days_since(today - timedelta(days=REVISITED_DAYS), today)


def days_since(first: date, today: date) -> list[date]:
    """All days from one to today."""
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def missing_days(content: Path, today: date) -> list[date]:
    """Working days between the oldest digest and today that no digest is of, and that may have papers."""
    have = {day for path in (content / "digests").glob("[!.]*") if (day := _day_of(path.name))}
    empty = read_unanswered(content).empty
    return [
        day
        for day in days_since(min(have, default=today), today)
        if day not in have and not _is_weekend(day) and empty.get(day, 0) < _EMPTY_FOR_GOOD
    ]


def fetch_days(content: Path, days: Iterable[date], today: date, base: str, client: Client) -> Iterator[DayOutcome]:
    """Fetch one day after the other, each kept before the next is asked for."""
    failures = 0
    for day in days:
        try:
            outcome = _fetch_day(content, day, today, base, client)
            failures = 0
        except FetchError as failure:
            outcome = DayOutcome(day, DayStatus.FAILED, str(failure))
            failures += 1
        yield outcome
        if failures == _GIVING_UP:
            return


def as_bytes(items: Sequence[object]) -> bytes:
    """Papers in the form in which they are kept: the same data are the same bytes.

    A half of a character pair, which JSON can name, is named again, because no file can hold it.
    """
    text = json.dumps(items, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _fetch_day(content: Path, day: date, today: date, base: str, client: Client) -> DayOutcome:
    asked = read_unanswered(content)
    file = _file_of(content, day)
    items = _ask(day, base, client)
    before = _kept(content / file)
    if not items:
        return _empty(content, day, today, asked, before)
    label = DAILY_LABEL if file.endswith(f"-{DAILY_LABEL}.json") else None
    # The answer by itself: beside papers that are kept already, a changed form would look like a few odd ones.
    _, problems = read_daily(file, day, label, as_bytes(items).decode())
    wrong = errors(problems)
    valid = [item for item in items if _is_valid(item, file, day, label)] if wrong else items
    odd = len(items) - len(valid)
    if wrong and (not odd or odd > len(items) * _ODD_SHARE):
        message = f"{_papers(len(items))}, but not in the form that can be read; nothing was written"
        return DayOutcome(day, DayStatus.FAILED, message, None, tuple(wrong))
    joined = join(before or [], valid)
    is_changed = write_whole(content / file, as_bytes(joined))
    write_unanswered(content, asked.without_empty(day))
    if odd:
        message = f"{_papers(len(joined))}, and {odd} left out, not in the form that can be read"
        return DayOutcome(day, DayStatus.FAILED, message, file, tuple(wrong))
    return _outcome(day, file, before, joined, items, tuple(problems), is_changed=is_changed)


def _is_valid(item: object, file: str, day: date, label: str | None) -> bool:
    """Can a paper be read by itself?"""
    return not errors(read_daily(file, day, label, as_bytes([item]).decode())[1])


def _ask(day: date, base: str, client: Client) -> list[object]:
    """All papers of a day, over as many pages as it takes."""
    url = f"{base.rstrip('/')}/api/daily_papers"
    items: list[object] = []
    names: set[str] = set()
    for page in range(100):
        query = {"date": day.isoformat(), "limit": str(_PAGE), **({"p": str(page)} if page else {})}
        found = _items(f"{url}?date={day}", client.get(url, JSON, query))
        before = len(items)
        for item in found:
            name = _name(item)
            items += [] if name in names else [item]
            names |= {name} if name else set()
        if len(found) % _FULL or len(items) == before:
            break
    return items


def _items(address: str, body: bytes) -> list[object]:
    """The items of an answer, which must be whole."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FetchError(f"{address}: expected UTF-8, found other bytes ({error.reason} at {error.start})") from error
    items, rest = split_items(text)
    if rest:
        raise FetchError(f"{address}: line {rest.line}: {rest.reason}")
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        _, problems = read_daily("answer", date.min, None, text)
        found = next((problem.message for problem in errors(problems)), "found a single object")
        raise FetchError(f"{address}: expected a list of papers; {found}; the form of the answer has changed")
    return [item.value for item in items]


def _kept(file: Path) -> list[object] | None:
    """The papers that are kept already; ``None`` when there is no file."""
    if not file.is_file():
        return None
    items, rest = split_items(file.read_text(encoding="utf-8", errors="replace"))
    if rest:
        message = f"{file}: line {rest.line}: {rest.reason}; mend it, or delete it to fetch the day anew"
        raise FetchError(message)
    return [item.value for item in items]


def join(before: Sequence[object], now: Sequence[object]) -> list[object]:
    """The papers of a day when it is asked for again: nothing that was there is lost.

    The newer answer counts, in its order. When it lacks papers and brings none, it is the poorer and
    nothing changes; when it brings some and lacks others, those it lacks follow at the end. A paper
    that lost its abstract, the end of it, or its authors stays as it was.
    """
    earlier = {_name(item): item for item in before if _name(item)}
    names = {_name(item) for item in now}
    lacking = [item for item in before if _name(item) not in names]
    if lacking and names <= earlier.keys():
        return list(before)
    return [_richer(earlier.get(_name(item)), item) for item in now] + lacking


def _richer(before: object | None, now: object) -> object:
    is_poorer = any(_part(before, key) and not _part(now, key) for key in ("title", "summary", "authors"))
    return before if is_poorer or _is_cut_off(_part(before, "summary"), _part(now, "summary")) else now


def _is_cut_off(before: object, now: object) -> bool:
    """Is a text only the beginning of what it was?"""
    if not isinstance(before, str) or not isinstance(now, str):
        return False
    return len(now) < len(before) and before.startswith(now.rstrip(" .…"))


def _part(item: object, key: str) -> object:
    """What a paper says under a key, whether or not a card wraps it."""
    paper = item.get("paper", item) if isinstance(item, dict) else None
    return paper.get(key) if isinstance(paper, dict) else None


def _name(item: object) -> str | None:
    name = _part(item, "id")
    return name if isinstance(name, str) else None


def _empty(content: Path, day: date, today: date, asked: Unanswered, before: Sequence[object] | None) -> DayOutcome:
    """A day without papers: why that may be, or how often it was so."""
    if before:
        return DayOutcome(day, DayStatus.POORER, f"an empty answer; {_papers(len(before))} stay as they are")
    if _is_weekend(day):
        return DayOutcome(day, DayStatus.EMPTY, f"no papers, on a {_weekday(day)}")
    if day >= today:
        return DayOutcome(day, DayStatus.EMPTY, "no papers yet")
    times = asked.empty.get(day, 0) + 1
    if times > _EMPTY_FOR_GOOD:
        return DayOutcome(day, DayStatus.EMPTY, f"no papers, though it was a {_weekday(day)}, as was said before")
    write_unanswered(content, asked.with_empty(day))
    if times < _EMPTY_FOR_GOOD:
        return DayOutcome(
            day, DayStatus.EMPTY, f"no papers, though it was a {_weekday(day)}; it will be asked for again"
        )
    message = f"expected papers on a {_weekday(day)}, found none for the second time"
    hint = "on a holiday that is as it should be, else the source may have dried up; this is said once"
    return DayOutcome(day, DayStatus.FAILED, f"{message}; {hint}")


def _outcome(
    day: date,
    file: str,
    before: Sequence[object] | None,
    joined: Sequence[object],
    items: Sequence[object],
    problems: tuple[Problem, ...],
    *,
    is_changed: bool,
) -> DayOutcome:
    count = _papers(len(joined))
    if before is None:
        return DayOutcome(day, DayStatus.NEW, count, file, problems)
    if len(items) < len(joined) == len(before):
        message = f"an answer of {len(items)}; {count} stay as they are"
        return DayOutcome(day, DayStatus.POORER, message, file, problems)
    if not is_changed:
        return DayOutcome(day, DayStatus.SAME, f"{count}, as before", file, problems)
    more = len(joined) - len(before)
    message = f"{count}, {more} more than before" if more else f"{count}, with other facts than before"
    return DayOutcome(day, DayStatus.CHANGED, message, file, problems)


def _file_of(content: Path, day: date) -> str:
    """Where the answer of a day is kept."""
    folder = content / "digests"
    labelled, plain = f"{day}-{DAILY_LABEL}.json", f"{day}.json"
    if (folder / labelled).is_file():
        return f"digests/{labelled}"
    is_taken = any(path.stem == day.isoformat() for path in folder.glob(f"{day}.*"))
    is_own = (folder / plain).is_file()
    return f"digests/{labelled if is_taken and not is_own else plain}"


def _day_of(name: str) -> date | None:
    try:
        return date.fromisoformat(name[:10])
    except ValueError:
        return None


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _weekday(day: date) -> str:
    """In English, whatever the locale."""
    return _WEEKDAYS[day.weekday()]


def _papers(count: int) -> str:
    return f"{count:,} paper{'' if count == 1 else 's'}"
