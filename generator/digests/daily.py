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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from generator.identity import arxiv_id
from generator.markup import web_address
from generator.model import (
    Accounting,
    Digest,
    Entry,
    Organisation,
    Place,
    Problem,
    Repository,
    Severity,
    Summary,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an answer, and where it begins."""

    value: object
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read as JSON: from where on, and why."""

    line: int
    column: int
    reason: str


def read_daily(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read an answer. Arguments and result are those of ``text.read_text``."""
    items, rest = split_items(text)
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
    return Digest(day, label, file, entries, Accounting(len(found), 0, reported)), problems


def day_of_daily(text: str) -> date | None:
    """The day that an answer says it is of: that on which its papers were listed, if they agree."""
    days = _days_listed(split_items(text)[0])
    return days[0] if len(days) == 1 else None


def split_items(text: str) -> tuple[list[Item], Unread | None]:
    """The items of an answer one by one, so that those before a fault are not lost with it."""
    text = text.removeprefix("\ufeff")
    lines = _Lines(text)
    items: list[Item] = []
    position = _after_space(text, 0)
    try:
        if not text.startswith("[", position):
            value, end = _DECODER.raw_decode(text, position)
            items.append(Item(value, *lines.at(position)))
            return items, _trailing(text, end, lines)
        position = _after_space(text, position + 1)
        while not text.startswith("]", position):
            if items:
                if not text.startswith(",", position):
                    return items, _unread(text, position, lines, "expected ',' or ']' after an item")
                position = _after_space(text, position + 1)
            value, end = _DECODER.raw_decode(text, position)
            items.append(Item(value, *lines.at(position)))
            position = _after_space(text, end)
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


def _trailing(text: str, end: int, lines: _Lines) -> Unread | None:
    position = _after_space(text, end)
    return None if position == len(text) else _unread(text, position, lines, "expected nothing after the answer")


def _unread(text: str, position: int, lines: _Lines, expected: str) -> Unread:
    at_end = not text[position:].strip()
    found = "the end; it is cut off, so get it again" if at_end else f"{_shorten(text[position : position + 80])}"
    return Unread(*lines.at(position), f"{expected}, found {found}")


# --- papers ----------------------------------------------------------------------------------

_KNOWN = frozenset(
    """
    paper publishedAt title summary mediaUrl mediaUrls numComments thumbnail submittedBy organization
    isAuthorParticipating id authors upvotes discussionId projectPage githubRepo githubRepoAddedBy githubStars
    submittedOnDailyAt submittedOnDailyBy ai_summary ai_summary_model ai_keywords
    """.split()
)
"""Keys met in recorded answers. Not all are of use to a reading list."""

_Record = Mapping[str, object]


class _Reader:
    """Collects problems while the items of one answer are read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.faults: dict[tuple[str, str], list[Place]] = {}
        """Where a key is not what was expected, by key and message."""
        self.unknown: dict[str, list[Place]] = {}
        self.place = Place(file)
        """Of the item that is being read."""

    def warn(self, place: Place, field: str, message: str) -> None:
        self.problems.append(Problem(place, field, message, Severity.WARNING))

    def refuse(self, place: Place, field: str, message: str) -> None:
        self.problems.append(Problem(place, field, message))

    def read(self, item: Item) -> Entry | None:
        """The paper of an item; ``None`` when it holds none, which is reported."""
        self.place = Place(self.file, item.line, item.column)
        card = item.value
        if not isinstance(card, dict):
            self.refuse(self.place, "paper", f"expected a paper, found {_describe(card)}")
            return None
        if "paper" not in card and isinstance(card.get("error"), str):
            found = _shorten(_line(card["error"]))
            self.refuse(self.place, "error", f"expected papers, found the message {found}; ask for them again")
            return None
        is_card = "paper" in card or "id" not in card
        paper = self._get(card, "paper", dict, "a paper", is_expected=True) if is_card else card
        if paper is None:
            self.refuse(self.place, "paper", "expected a paper, found an item without one")
            return None
        for key in (*card, *paper):
            if key not in _KNOWN and self.place not in self.unknown.get(key, ()):
                self.unknown.setdefault(key, []).append(self.place)
        return self._entry(card, paper, is_card=is_card)

    def _entry(self, card: _Record, paper: _Record, *, is_card: bool) -> Entry | None:
        title = self._text(paper, "title", is_expected=True) or (self._text(card, "title") if is_card else None)
        if title is None:
            self.refuse(self.place, "title", "expected a paper with a title, found one without; it is left out")
            return None
        authors, count = self._authors(paper)
        return Entry(
            title=title,
            place=self.place,
            abstract=self._abstract(paper) or (self._abstract(card, is_expected=False) if is_card else ()),
            published=self._published(paper),
            comments=self._count(card, "numComments", is_expected=True) if is_card else None,
            upvotes=self._count(paper, "upvotes", is_expected=True),
            author_count=count,
            organisation=self._organisation(paper) or self._organisation(card),
            arxiv=self._arxiv(paper),
            authors=authors,
            submitter=self._submitter(card, paper),
            keywords=self._keywords(paper),
            summary=self._summary(paper),
            code=self._code(paper),
            project=self._address(paper, "projectPage"),
        )

    # What an entry is made of, key by key.

    def _get(self, record: _Record, key: str, kind: type[T], name: str, *, is_expected: bool = False) -> T | None:
        value = record.get(key)
        if value is None:
            if is_expected:
                self._fault(key, f"expected {name}, found none")
            return None
        # Python takes true for the number 1.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._fault(key, f"expected {name}, found {_describe(value)}")
            return None
        return value

    def _fault(self, key: str, message: str) -> None:
        self.faults.setdefault((key, message), []).append(self.place)

    def _text(self, record: _Record, key: str, *, is_expected: bool = False) -> str | None:
        value = self._get(record, key, str, "text", is_expected=is_expected)
        return _line(self._clean(value, key)) or None if value is not None else None

    def _clean(self, text: str, key: str) -> str:
        """A text without what JSON can name but no page can show."""
        cleaned = _CONTROLS.sub("", text)
        if cleaned != text:
            message = f"expected text, found {len(text) - len(cleaned)} characters that nothing can show"
            self.warn(self.place, key, f"{message}; they are left out")
        return cleaned

    def _count(self, record: _Record, key: str, *, is_expected: bool = False) -> int | None:
        value = self._get(record, key, int, "a whole number", is_expected=is_expected)
        if value is not None and not 0 <= value < 10**9:
            self.warn(self.place, key, "expected a number from 0 up, found one that counts nothing; it is left out")
            return None
        return value

    def _abstract(self, record: _Record, *, is_expected: bool = True) -> tuple[str, ...]:
        value = self._get(record, "summary", str, "an abstract", is_expected=is_expected)
        return tuple(paragraphs(self._clean(value, "summary"))) if value else ()

    def _published(self, paper: _Record) -> date | None:
        """The day of the arXiv time; what wraps the paper has the time it was listed under the same key."""
        text = self._text(paper, "publishedAt", is_expected=True)
        if text is None:
            return None
        day = _day(text)
        if day is None:
            self._fault("publishedAt", f"expected a time like 2025-10-31T08:00:00.000Z, found {_shorten(text)}")
        return day

    def _authors(self, paper: _Record) -> tuple[tuple[str, ...], int | None]:
        """All names, or none when one of them is missing; and how many there are."""
        value = self._get(paper, "authors", list, "a list of authors", is_expected=True)
        if not value:
            return (), None
        names = [_name(author) for author in value]
        if not all(names):
            self._fault("authors", "expected a name for each author, found some without; only their number is kept")
            return (), len(value)
        return tuple(self._clean(name, "authors") for name in names), len(value)

    def _arxiv(self, paper: _Record) -> str | None:
        text = self._text(paper, "id", is_expected=True)
        arxiv = arxiv_id(text) if text else None
        if text and arxiv is None:
            self._fault("id", f"expected an arXiv id, found {_shorten(text)}; the paper is kept without")
        return arxiv

    def _organisation(self, record: _Record) -> Organisation | None:
        value = self._get(record, "organization", dict, "an organisation")
        handle = self._text(value, "name") if value else None
        name = (self._text(value, "fullname") if value else None) or handle
        return Organisation(name, handle) if name else None

    def _submitter(self, card: _Record, paper: _Record) -> str | None:
        one = self._get(card, "submittedBy", dict, "an account")
        two = self._get(paper, "submittedOnDailyBy", dict, "an account")
        found = (self._text(one, "name") if one else None) or (self._text(two, "user") if two else None)
        return found or (self._text(two, "name") if two else None)

    def _keywords(self, paper: _Record) -> tuple[str, ...]:
        value = self._get(paper, "ai_keywords", list, "a list of keywords") or []
        if not all(isinstance(word, str) for word in value):
            self._fault("ai_keywords", "expected words, found something else among them; it is left out")
        words = [_line(self._clean(word, "ai_keywords")) for word in value if isinstance(word, str)]
        return tuple(dict.fromkeys(word for word in words if word))

    def _summary(self, paper: _Record) -> Summary | None:
        text = self._text(paper, "ai_summary")
        return Summary(text, self._text(paper, "ai_summary_model")) if text else None

    def _code(self, paper: _Record) -> Repository | None:
        url = self._address(paper, "githubRepo")
        stars = self._count(paper, "githubStars")
        return Repository(url, stars) if url else None

    def _address(self, paper: _Record, key: str) -> str | None:
        text = self._text(paper, key)
        if text is None:
            return None
        address = None if " " in text else web_address(text, {})
        if address is None:
            message = f"expected an address that begins with https://, found {_shorten(text)}; it is left out"
            self.warn(self.place, key, message)
        return address

    # What concerns the answer as a whole.

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
        for (key, _), places in self.faults.items():
            by_key.setdefault(key, set()).update(places)
        for (key, message), places in self.faults.items():
            if len(by_key[key]) == items:
                everywhere = f" in all {items} papers" if items > 1 else ""
                yield Problem(places[0], key, f"{message}{everywhere}; the form of the answer has changed")
                continue
            for place in places:
                yield Problem(place, key, message, Severity.WARNING)
        for key, places in self.unknown.items():
            message = f"expected only keys that are known, found {_shorten(key)} in {len(places)} of {items} papers"
            yield Problem(places[0], _line(key)[:60] or "key", message, Severity.NOTICE)


def _check_day(file: str, day: date, items: Sequence[Item]) -> Iterator[Problem]:
    """The day that the papers say they were listed on must be the one in the file's name."""
    days = _days_listed(items)
    if days and day not in days:
        found = " and ".join(one.isoformat() for one in days)
        message = f"expected papers listed on {day}, the day in the file's name, found {found}"
        yield Problem(Place(file), "date", f"{message}; rename the file, or get the right day")


def _days_listed(items: Sequence[Item]) -> list[date]:
    papers = [paper for item in items if isinstance(item.value, dict) and (paper := item.value.get("paper"))]
    stated = [_day(str(paper.get("submittedOnDailyAt", ""))) for paper in papers if isinstance(paper, dict)]
    return sorted({one for one in stated if one})


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]")


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of an arXiv abstract: a blank line parts them, and so does an indented one
    (https://info.arxiv.org/help/prep.html#abstracts).
    """
    for part in re.split(r"\n[ \t]*\n|\n(?=[ \t]+\S)", text.replace("\r\n", "\n")):
        if line := _line(part):
            yield line


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(author: object) -> str:
    name = author.get("name") if isinstance(author, dict) else None
    return _line(name) if isinstance(name, str) else ""


_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


_NAMES: Mapping[type, Callable[[object], str]] = {
    str: lambda value: f"the text {_shorten(_line(str(value)))}",
    bool: lambda value: str(value).lower(),
    int: lambda _: "a number",
    float: lambda _: "a number with a fraction",
    list: lambda value: "a list" if value else "an empty list",
    dict: lambda _: "an object",
    type(None): lambda _: "null",
}


def _describe(value: object) -> str:
    return _NAMES[type(value)](value)


def _shorten(text: str) -> str:
    text = "".join(char if char.isprintable() else " " for char in text)
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"
