"""Reads the JSON of Hugging Face's Daily Papers: the list of a day, or a single paper.

A day comes from ``api/daily_papers`` as an array, each item a paper with what its card shows; a
paper from ``api/papers/ID`` as the object that such an item wraps. Keys came and went over the
years, so only those that every recorded answer has are expected. One that no item has any more, or
that changed its type everywhere, means a changed form, which is an error; in single items it is a
warning. The law of this module: each item ends in a paper or in a problem that names its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.digests.huggingface.paper_record import JsonValue, ValueFault, day_of, line_of, read_paper, shorten
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One item of an answer, and where it begins."""

    value: object
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class UnparsedRest:
    """What could not be read as JSON: from where on, and why."""

    line: int
    column: int
    reason: str


@dataclass(frozen=True, slots=True)
class DailyAnswer:
    """An answer as JSON, before its items are read as papers."""

    items: tuple[AnswerItem, ...]
    rest: UnparsedRest | None
    """What follows the last item that could be parsed, if it is a fault."""


def parse_answer(text: str) -> DailyAnswer:
    """Parse an answer as far as it is JSON."""
    items, rest = split_items(text)
    return DailyAnswer(tuple(items), rest)


def read_daily(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read an answer. Arguments and result are those of ``text.read_text``."""
    return read_answer(file, day, label, parse_answer(text))


def read_answer(file: str, day: date, label: str | None, answer: DailyAnswer) -> tuple[Digest, list[Problem]]:
    """Read an answer that has been parsed already."""
    items, rest = answer.items, answer.rest
    reader = _Reader(file)
    found = [(item, entry) for item in items if (entry := reader.read(item))]
    entries = tuple(reader.without_repeats(entry for _, entry in found))
    if rest:
        reader.refuse(Place(file, rest.line, rest.column), "file", rest.reason)
    elif not items:
        message = "expected at least one paper, found none; was the answer taken before its day began?"
        reader.warn(Place(file), "papers", message)
    problems = [*reader.problems, *reader.changes_of_form(len(items)), *_check_day(file, day, items)]
    problems.sort(key=lambda problem: problem.place)
    reported = len(items) - len(found) + (1 if rest else 0)
    return Digest(day, label, file, entries, BlockCounts(len(found), 0, reported)), problems


def day_of_daily(answer: DailyAnswer) -> date | None:
    """The day that an answer says it is of: that on which its papers were listed, if they agree."""
    days = _days_listed(answer.items)
    return days[0] if len(days) == 1 else None


def split_items(text: str) -> tuple[list[AnswerItem], UnparsedRest | None]:
    """The items of an answer one by one, so that those before a fault are not lost with it.

    They are a list, or what a list in an object holds, as archives keep answers, or objects one below
    the other.
    """
    text = text.removeprefix("\ufeff")
    lines = _Lines(text)
    items: list[AnswerItem] = []
    position = _after_space(text, 0)
    wrapped = _WRAPPED.match(text, position)
    try:
        if not text.startswith("[", position) and not wrapped:
            while not items or text.startswith("{", position):
                value, end = _DECODER.raw_decode(text, position)
                items.append(AnswerItem(value, *lines.at(position)))
                position = _after_space(text, end)
            return items, _trailing(text, position, lines)
        position = _after_space(text, wrapped.end() if wrapped else position + 1)
        while not text.startswith("]", position):
            if items:
                if not text.startswith(",", position):
                    return items, _unread(text, position, lines, "expected ',' or ']' after an item")
                position = _after_space(text, position + 1)
            value, end = _DECODER.raw_decode(text, position)
            items.append(AnswerItem(value, *lines.at(position)))
            position = _after_space(text, end)
        if wrapped:
            # What follows the list must end the object around it.
            position += _DECODER.raw_decode(_BEGUN + text[position + 1 :])[1] - len(_BEGUN)
    except json.JSONDecodeError as error:
        # A text that never ends begins somewhere, but it is the end of it that is missing.
        position = len(text) if error.msg.startswith("Unterminated") else min(error.pos, len(text))
        return items, _unread(text, position, lines, f"expected JSON ({error.msg})")
    except (ValueError, RecursionError):
        return items, _unread(text, position, lines, "expected numbers and nesting as an answer has them")
    return items, _trailing(text, position + 1, lines)


# --- JSON with places ------------------------------------------------------------------------


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse_constant)
_SPACE = re.compile(r"[ \t\r\n]*")
_WRAPPED = re.compile(
    r'\{(?:\s*"(?!error")\w{1,40}"\s*:\s*(?:"[^"\\]{0,200}"|[-+.\deE]{1,30}|true|false|null)\s*,)*'
    r'\s*"(?:papers|daily_?papers|data|items|results)"\s*:\s*\[(?=\s*\{)',
    re.I,
)
"""An object that holds a list of papers, up to that."""
_BEGUN = '{"": 0'


class _Lines:
    """Counts lines on the way through a text, each character once."""

    def __init__(self, text: str) -> None:
        self.text, self.seen, self.line = text, 0, 1

    def at(self, position: int) -> tuple[int, int]:
        if position < self.seen:
            self.seen, self.line = 0, 1
        self.line += self.text.count("\n", self.seen, position)
        self.seen = position
        return self.line, position - self.text.rfind("\n", 0, position)


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _trailing(text: str, end: int, lines: _Lines) -> UnparsedRest | None:
    position = _after_space(text, end)
    return None if position == len(text) else _unread(text, position, lines, "expected nothing after the answer")


def _unread(text: str, position: int, lines: _Lines, expected: str) -> UnparsedRest:
    at_end = not text[position:].strip()
    found = "the end; it is cut off, so get it again" if at_end else f"{shorten(text[position : position + 80])}"
    return UnparsedRest(*lines.at(position), f"{expected}, found {found}")


# --- papers ----------------------------------------------------------------------------------

_KNOWN = frozenset(
    """
    paper publishedAt title summary mediaUrl mediaUrls numComments thumbnail submittedBy organization
    isAuthorParticipating id authors upvotes discussionId projectPage githubRepo githubRepoAddedBy githubStars
    submittedOnDailyAt submittedOnDailyBy ai_summary ai_summary_model ai_keywords
    """.split()
)
"""Keys met in recorded answers. Not all are of use to a reading list."""


class _Reader:
    """Collects problems while the items of one answer are read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.faults: dict[ValueFault, list[Place]] = {}
        """Where a value is not what was expected."""
        self.unknown: dict[str, list[Place]] = {}

    def warn(self, place: Place, field: str, message: str) -> None:
        self.problems.append(Problem(place, field, message, Severity.WARNING))

    def refuse(self, place: Place, field: str, message: str) -> None:
        self.problems.append(Problem(place, field, message))

    def read(self, item: AnswerItem) -> Entry | None:
        """The paper of an item; ``None`` when it holds none, which is reported."""
        place, card = Place(self.file, item.line, item.column), item.value
        if isinstance(card, dict) and "paper" not in card and isinstance(card.get("error"), str):
            found = shorten(line_of(card["error"]))
            self.refuse(place, "error", f"expected papers, found the message {found}; ask for them again")
            return None
        entry, faults = read_paper(card, place, is_answer=True)
        if entry is None:
            *faults, reason = faults
            self.refuse(place, reason.key, reason.message)
        for fault in faults:
            if fault.is_of_form:
                self.faults.setdefault(fault, []).append(place)
            else:
                self.warn(place, fault.key, fault.message)
        self._note_unknown(card, place)
        return entry

    def _note_unknown(self, card: JsonValue, place: Place) -> None:
        inner = card.get("paper") if isinstance(card, dict) else None
        records = [one for one in (card, inner) if isinstance(one, dict)]
        for key in dict.fromkeys(key for record in records for key in record if key not in _KNOWN):
            self.unknown.setdefault(key, []).append(place)

    def without_repeats(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The first entry of each paper. One that says something else the second time is reported."""
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.arxiv is None:
                yield entry
                continue
            known = first.setdefault(entry.arxiv, entry)
            if known is entry:
                yield entry
            elif (known.title, known.abstract) != (entry.title, entry.abstract):
                message = f"expected each paper once, found {entry.arxiv} with other words than in line"
                self.warn(entry.place, "id", f"{message} {known.place.line}; the first is kept")

    def changes_of_form(self, items: int) -> Iterator[Problem]:
        """Keys that are not what they were: everywhere is a changed form, in some items an oddity."""
        by_key: dict[str, set[Place]] = {}
        for fault, places in self.faults.items():
            by_key.setdefault(fault.key, set()).update(places)
        for fault, places in self.faults.items():
            if len(by_key[fault.key]) == items:
                everywhere = f" in all {items} papers" if items > 1 else ""
                message = f"{fault.message}{everywhere}; the form of the answer has changed"
                yield Problem(places[0], fault.key, message)
                continue
            for place in places:
                yield Problem(place, fault.key, fault.message, Severity.WARNING)
        for key, places in self.unknown.items():
            message = f"expected only keys that are known, found {shorten(key)} in {len(places)} of {items} papers"
            yield Problem(places[0], line_of(key)[:60] or "key", message, Severity.NOTICE)


def _check_day(file: str, day: date, items: Sequence[AnswerItem]) -> Iterator[Problem]:
    """The day that the papers say they were listed on must be the one in the file's name."""
    days = _days_listed(items)
    if days and day not in days:
        found = " and ".join(one.isoformat() for one in days)
        message = f"expected papers listed on {day}, the day in the file's name, found {found}"
        yield Problem(Place(file), "date", f"{message}; rename the file, or get the right day")


def _days_listed(items: Sequence[AnswerItem]) -> list[date]:
    papers = [paper for item in items if isinstance(item.value, dict) and (paper := item.value.get("paper"))]
    stated = [day_of(str(paper.get("submittedOnDailyAt", ""))) for paper in papers if isinstance(paper, dict)]
    return sorted({one for one in stated if one})
