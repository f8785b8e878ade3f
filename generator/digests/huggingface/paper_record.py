"""Reads a paper from Hugging Face's own data, in its pages and in the answers of its API.

The format has drifted over the years: keys come and go, titles contain line breaks, an organisation is
beside the paper or in it. So only the title is required, and a value of an unexpected type is named as
a fault and left out rather than guessed at. The caller decides what a fault means: one odd value, or a
changed format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from generator.model.days import day_from
from generator.model.digest import Entry, Organisation, Repository, Summary
from generator.model.identity import ArxivId, arxiv_id
from generator.model.problem import Place
from generator.text.excerpts import beginning, quoted
from generator.text.invisible import without_invisible
from generator.text.markup import web_address

T = TypeVar("T")

JsonValue = object
"""A result of ``json.loads``; nothing is known about it until it has been checked."""
JsonRecord = Mapping[str, JsonValue]

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?")
_LARGEST = 10**9
_DRAWN = frozenset({"cdn-thumbnails.huggingface.co", "cdn-thumbnails.h-f.space"})
"""Hosts of pictures that the service draws of titles."""


@dataclass(frozen=True, slots=True)
class ValueFault:
    """An unexpected value, which is left out."""

    key: str
    message: str
    is_of_format: bool = True
    """If every paper had it, would the format have changed?"""


def is_paper(value: JsonValue) -> bool:
    """Does an item of some data describe a paper? Models and collections have neither abstract nor authors."""
    if not isinstance(value, Mapping):
        return False
    inner = value.get("paper")
    paper = inner if isinstance(inner, Mapping) else value
    return isinstance(paper.get("title"), str) and (
        isinstance(paper.get("summary"), str) or isinstance(paper.get("authors"), list)
    )


def read_paper(value: JsonValue, place: Place, *, is_answer: bool = False) -> tuple[Entry | None, list[ValueFault]]:
    """The entry that an item describes, and its faults; the last one says why there is no entry.

    An item is the paper itself, or has it under ``paper``, beside facts about its listing. In answers of
    the API every paper has had the same keys so far, so a missing one is a fault there.
    """
    if not isinstance(value, Mapping):
        return None, [ValueFault("paper", f"expected a paper, found {describe(value)}")]
    is_card = "paper" in value or (is_answer and "id" not in value)
    inner = value.get("paper") if is_card else value
    if not isinstance(inner, Mapping):
        found = "an item without one" if inner is None else describe(inner)
        return None, [ValueFault("paper", f"expected a paper, found {found}")]
    reader = _Reader(is_answer=is_answer)
    entry = reader.read(value if is_card else {}, inner, place)
    return entry, reader.faults


@dataclass(slots=True)
class _Reader:
    """Reads values, and notes those of the wrong type."""

    is_answer: bool
    faults: list[ValueFault] = field(default_factory=list)

    def read(self, card: JsonRecord, paper: JsonRecord, place: Place) -> Entry | None:
        title = self._text(paper, "title", is_needed=self.is_answer) or self._text(card, "title")
        if title is None:
            self._fault("title", "expected a title, found a paper without one; it was left out")
            return None
        authors, count = self._authors(paper)
        return Entry(
            title=title,
            place=place,
            abstract=self._abstract(paper, is_needed=self.is_answer) or self._abstract(card),
            published=self._published(paper),
            comments=self._count(card or paper, "numComments", is_needed=self.is_answer and bool(card)),
            upvotes=self._count(paper, "upvotes", is_needed=self.is_answer),
            author_count=count,
            organisation=self._organisation(paper) or self._organisation(card),
            arxiv=self._arxiv(paper),
            authors=authors,
            submitter=self._submitter(card, paper),
            keywords=self._keywords(paper),
            summary=self._summary(paper),
            code=self._code(paper),
            project=self._address(paper, "projectPage"),
            media=self._media(card, paper),
        )

    # The parts of an entry, key by key.

    def _fault(self, key: str, message: str, *, is_of_format: bool = True) -> None:
        self.faults.append(ValueFault(key, message, is_of_format))

    def _get(self, record: JsonRecord, key: str, kind: type[T], name: str, *, is_needed: bool = False) -> T | None:
        value = record.get(key)
        if value is None:
            if is_needed:
                self._fault(key, f"expected {name}, found none")
            return None
        # In Python, true counts as the number 1.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._fault(key, f"expected {name}, found {describe(value)}")
            return None
        return value

    def _text(self, record: JsonRecord, key: str, *, is_needed: bool = False) -> str | None:
        """A text on one line; ``None`` when it is empty."""
        value = self._get(record, key, str, "text", is_needed=is_needed)
        return line_of(self._clean(value, key)) or None if value is not None else None

    def _clean(self, text: str, key: str) -> str:
        """A text without characters that JSON can contain but no reader sees."""
        cleaned = without_invisible(text)
        if cleaned != text:
            message = f"expected text, found {len(text) - len(cleaned)} characters that cannot be shown"
            self._fault(key, f"{message}; they were removed", is_of_format=False)
        return cleaned

    def _count(self, record: JsonRecord, key: str, *, is_needed: bool = False) -> int | None:
        value = self._get(record, key, int, "a whole number", is_needed=is_needed)
        if value is not None and not 0 <= value < _LARGEST:
            found = value if abs(value) < _LARGEST else "one that is too large"
            self._fault(key, f"expected a number from 0, found {found}", is_of_format=False)
            return None
        return value

    def _abstract(self, record: JsonRecord, *, is_needed: bool = False) -> tuple[str, ...]:
        value = self._get(record, "summary", str, "an abstract", is_needed=is_needed)
        return tuple(paragraphs(self._clean(value, "summary"))) if value else ()

    def _published(self, paper: JsonRecord) -> date | None:
        """The day of publication on arXiv; the item around a paper has its time of listing under the same key."""
        text = self._text(paper, "publishedAt", is_needed=self.is_answer)
        day = day_of(text) if text else None
        if text and day is None:
            self._fault("publishedAt", f"expected a date, found {quoted(text)}")
        return day

    def _authors(self, paper: JsonRecord) -> tuple[tuple[str, ...], int | None]:
        """All names, or none when one is missing, and their number."""
        value = self._get(paper, "authors", list, "a list", is_needed=self.is_answer)
        if not value:
            return (), None
        names = [line_of(self._clean(_name(author), "authors")) for author in value]
        nameless = next((author for author, name in zip(value, names, strict=True) if not name), None)
        if nameless is not None:
            self._fault("authors", f"expected names, found {beginning(repr(nameless))}")
            return (), len(value)
        return tuple(names), len(value)

    def _arxiv(self, paper: JsonRecord) -> ArxivId | None:
        text = self._text(paper, "id", is_needed=self.is_answer)
        arxiv = arxiv_id(text) if text else None
        if text and arxiv is None:
            self._fault("id", f"expected an arXiv id, found {quoted(text)}")
        return arxiv

    def _organisation(self, record: JsonRecord) -> Organisation | None:
        value = self._get(record, "organization", dict, "an organisation")
        handle = self._text(value, "name") if value else None
        name = (self._text(value, "fullname") if value else None) or handle
        return Organisation(name, handle) if name else None

    def _submitter(self, card: JsonRecord, paper: JsonRecord) -> str | None:
        """The handle of the account that submitted a paper."""
        older = self._get(card, "submittedBy", dict, "an account") or {}
        newer = self._get(paper, "submittedOnDailyBy", dict, "an account") or {}
        return self._text(older, "name") or self._text(newer, "user") or self._text(newer, "name")

    def _keywords(self, paper: JsonRecord) -> tuple[str, ...]:
        value = self._get(paper, "ai_keywords", list, "a list of keywords") or []
        if not all(isinstance(word, str) for word in value):
            self._fault("ai_keywords", "expected words, found something else among them; it was left out")
        words = [line_of(self._clean(word, "ai_keywords")) for word in value if isinstance(word, str)]
        return tuple(dict.fromkeys(word for word in words if word))

    def _summary(self, paper: JsonRecord) -> Summary | None:
        text = self._text(paper, "ai_summary")
        return Summary(text, self._text(paper, "ai_summary_model")) if text else None

    def _code(self, paper: JsonRecord) -> Repository | None:
        url, stars = self._address(paper, "githubRepo"), self._count(paper, "githubStars")
        return Repository(url, stars) if url else None

    def _media(self, card: JsonRecord, paper: JsonRecord) -> tuple[str, ...]:
        """Pictures and videos that somebody chose; those that the service draws of every title say nothing."""
        stated: list[JsonValue] = []
        for record in (card, paper):
            stated += self._get(record, "mediaUrls", list, "a list of addresses") or []
            stated += [record[key] for key in ("mediaUrl", "thumbnail") if record.get(key) is not None]
        known = {value: web_address(value, {}) for value in stated if isinstance(value, str)}
        valid = {value: url for value, url in known.items() if url and url.startswith("https://") and " " not in url}
        if odd := next((value for value in stated if not isinstance(value, str) or value not in valid), None):
            self._fault("mediaUrls", f"expected https addresses, found {describe(odd)}", is_of_format=False)
        return tuple(dict.fromkeys(url for url in valid.values() if urlsplit(url).hostname not in _DRAWN))

    def _address(self, paper: JsonRecord, key: str) -> str | None:
        text = self._text(paper, key)
        if text is None:
            return None
        full = f"https://{text}" if _BARE_ADDRESS.fullmatch(text) else text
        address = None if " " in text else web_address(full, {})
        if address is None:
            self._fault(key, f"expected a web address, found {quoted(text)}", is_of_format=False)
        return address


def _name(author: JsonValue) -> str:
    name = author.get("name") if isinstance(author, Mapping) else None
    return name if isinstance(name, str) else ""


# --- texts -----------------------------------------------------------------------------------


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of an arXiv abstract, which begin after a blank line or with an indented one
    (https://info.arxiv.org/help/prep.html#abstracts).
    """
    for part in re.split(r"\n[ \t]*\n|\n(?=[ \t]+\S)", text.replace("\r\n", "\n")):
        if line := line_of(part):
            yield line


def day_of(text: str) -> date | None:
    """The day of a date or time in ISO 8601; ``None`` for any other text."""
    match = _DAY.fullmatch(text)
    return day_from(match[1]) if match else None


def line_of(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


_NAMES: Mapping[type, Callable[[JsonValue], str]] = {
    str: lambda value: quoted(str(value)),
    bool: lambda value: str(value).lower(),
    int: lambda _: "a number",
    float: lambda _: "a number with a fraction",
    list: lambda value: "a list" if value else "an empty list",
    dict: lambda _: "an object",
    type(None): lambda _: "null",
}


def describe(value: JsonValue) -> str:
    """A description of a value, for a message."""
    return _NAMES[type(value)](value)
