"""Fetches daily papers from Hugging Face and stores the responses as digests.

The response for a day is stored with all its data in one canonical form, so that the same response
changes nothing. Papers are added to a day over hours, and votes change for days, so the last days are
fetched again; but a response with fewer papers or fields never removes anything. If a page saved by a
person already has the day's name, the response becomes a second digest of that day, labelled ``daily``:
a saved page is never replaced, and papers in both become one page anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from generator.digests.huggingface.daily_json import read_daily
from generator.digests.huggingface.json_items import split_items
from generator.fetching.client import JSON, Client, FetchError, Limits
from generator.fetching.daily_items import as_bytes, id_of, join
from generator.fetching.unanswered import Unanswered, read_unanswered, write_unanswered
from generator.model.problem import Problem, errors
from generator.storage.atomic_write import write_whole

HUGGING_FACE_LIMITS = Limits(between=1.0)
"""Uses less than the 500 requests in five minutes that Hugging Face allows; the rest is left to others."""
REVISITED_DAYS = 3
"""The number of days before today that are fetched again."""
DAILY_LABEL = "daily"
_PAGE = 100
"""The most papers in a response (https://huggingface.co/docs/hub/api)."""
_FULL = 50
"""Papers in a response that ignores the limit; a response of one or two times as many may be incomplete."""
_GIVING_UP = 2
"""Failed days in a row after which no more are fetched."""
_EMPTY_FOR_GOOD = 2
"""How often a past day must be found empty to be skipped from then on."""
_ODD_SHARE = 0.2
"""The largest share of unreadable papers in a day; if there are more, the format has changed."""
_SATURDAY = 5


class DayStatus(StrEnum):
    """What happened to a day."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    POORER = "poorer"
    """The response lacked papers that are already stored, and added none."""
    EMPTY = "empty"
    """No papers, for a known or possible reason."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """What happened to a day, also in words."""

    day: date
    status: DayStatus
    message: str
    file: str | None = None
    """Path below the content folder."""
    problems: tuple[Problem, ...] = ()


def recent_days(today: date) -> list[date]:
    """Today and the days to which papers may still be added."""
    return days_since(today - timedelta(days=REVISITED_DAYS), today)


def days_since(first: date, today: date) -> list[date]:
    """All days from the first to today."""
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def missing_days(content: Path, today: date) -> list[date]:
    """Working days since the oldest digest that have no digest, without those known to be empty."""
    have = {day for path in (content / "digests").glob("[!.]*") if (day := _day_of(path.name))}
    empty = read_unanswered(content).empty
    return [
        day
        for day in days_since(min(have, default=today), today)
        if day not in have and not _is_weekend(day) and empty.get(day, 0) < _EMPTY_FOR_GOOD
    ]


def fetch_days(content: Path, days: Iterable[date], today: date, base: str, client: Client) -> Iterator[DayOutcome]:
    """Fetch one day after the other; each is stored before the next is requested."""
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


def _fetch_day(content: Path, day: date, today: date, base: str, client: Client) -> DayOutcome:
    asked = read_unanswered(content)
    file = _file_of(content, day)
    items = _ask(day, base, client)
    before = _stored(content / file)
    if not items:
        return _empty(content, day, today, asked, before)
    label = DAILY_LABEL if file.endswith(f"-{DAILY_LABEL}.json") else None
    # Read on its own: among papers that are already stored, a changed format would look like a few odd papers.
    _, problems = read_daily(file, day, label, as_bytes(items).decode())
    wrong = errors(problems)
    valid = [item for item in items if _is_valid(item, file, day, label)] if wrong else items
    odd = len(items) - len(valid)
    if wrong and (not odd or odd > len(items) * _ODD_SHARE):
        message = f"{_papers(len(items))}, in an unknown format; nothing was written"
        return DayOutcome(day, DayStatus.FAILED, message, None, tuple(wrong))
    joined = join(before or [], valid)
    is_changed = write_whole(content / file, as_bytes(joined))
    write_unanswered(content, asked.without_empty(day))
    if odd:
        message = f"{_papers(len(joined))}; {odd} ignored, in an unknown format"
        return DayOutcome(day, DayStatus.FAILED, message, file, tuple(wrong))
    return _outcome(day, file, before, joined, items, tuple(problems), is_changed=is_changed)


def _is_valid(item: object, file: str, day: date, label: str | None) -> bool:
    """Can a paper be read on its own?"""
    return not errors(read_daily(file, day, label, as_bytes([item]).decode())[1])


def _ask(day: date, base: str, client: Client) -> list[object]:
    """All papers of a day, from as many pages as there are."""
    url = f"{base.rstrip('/')}/api/daily_papers"
    items: list[object] = []
    names: set[str] = set()
    for page in range(100):
        query = {"date": day.isoformat(), "limit": str(_PAGE), **({"p": str(page)} if page else {})}
        page_items = _items(f"{url}?date={day}", client.get(url, JSON, query))
        before = len(items)
        for item in page_items:
            name = id_of(item)
            items += [] if name in names else [item]
            names |= {name} if name else set()
        if len(page_items) % _FULL or len(items) == before:
            break
    return items


def _items(address: str, body: bytes) -> list[object]:
    """The items of a response, which must be complete."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FetchError(
            f"{address}: expected UTF-8, found another encoding ({error.reason} at {error.start})"
        ) from error
    items, rest = split_items(text)
    if rest:
        raise FetchError(f"{address}: line {rest.line}: {rest.reason}")
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        _, problems = read_daily("response", date.min, None, text)
        reason = next((problem.message for problem in errors(problems)), "found a single object")
        raise FetchError(f"{address}: expected a list of papers; {reason}; the response format has changed")
    return [item.value for item in items]


def _stored(file: Path) -> list[object] | None:
    """The papers that are already stored; ``None`` if there is no file."""
    if not file.is_file():
        return None
    items, rest = split_items(file.read_text(encoding="utf-8", errors="replace"))
    if rest:
        message = f"{file}: line {rest.line}: {rest.reason}; fix it, or delete it to fetch the day again"
        raise FetchError(message)
    return [item.value for item in items]


def _empty(content: Path, day: date, today: date, asked: Unanswered, before: Sequence[object] | None) -> DayOutcome:
    """The outcome of a day without papers: why there may be none, or how often there were none."""
    if before:
        return DayOutcome(day, DayStatus.POORER, f"an empty response; {_papers(len(before))} kept")
    if _is_weekend(day):
        return DayOutcome(day, DayStatus.EMPTY, f"no papers, on a {_weekday(day)}")
    if day >= today:
        return DayOutcome(day, DayStatus.EMPTY, "no papers yet")
    times = asked.empty.get(day, 0) + 1
    if times > _EMPTY_FOR_GOOD:
        return DayOutcome(day, DayStatus.EMPTY, f"no papers, though it was a {_weekday(day)}, as reported before")
    write_unanswered(content, asked.with_empty(day))
    if times < _EMPTY_FOR_GOOD:
        return DayOutcome(day, DayStatus.EMPTY, f"no papers, though it was a {_weekday(day)}; it will be fetched again")
    message = f"expected papers on a {_weekday(day)}, found none for the second time"
    hint = "expected on a holiday; otherwise the source may have stopped publishing. This is reported once"
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
        message = f"a response with {len(items)}; {count} kept"
        return DayOutcome(day, DayStatus.POORER, message, file, problems)
    if not is_changed:
        return DayOutcome(day, DayStatus.SAME, f"{count}, as before", file, problems)
    more = len(joined) - len(before)
    message = f"{count}, {more} more than before" if more else f"{count}, with changed fields"
    return DayOutcome(day, DayStatus.CHANGED, message, file, problems)


def _file_of(content: Path, day: date) -> str:
    """Where the response for a day is stored."""
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
    """In English, regardless of the locale."""
    return _WEEKDAYS[day.weekday()]


def _papers(count: int) -> str:
    return f"{count:,} paper{'' if count == 1 else 's'}"
