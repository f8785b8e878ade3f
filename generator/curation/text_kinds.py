"""What a piece of text in a curated file can be: a word, a day, an address.

Each kind converts text, and knows what somebody most probably meant by a text that it cannot convert.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from slugify import slugify

from generator.curation.fields import JsonSchema, Report, ValueKind, suggest
from generator.curation.nodes import MappingNode, Node, ScalarNode
from generator.model.identity import arxiv_id, slug_of
from generator.text.markup import web_address
from generator.text.wording import month_number

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb'\"`"


class TextKind(ValueKind[T]):
    """A kind whose values stand in one piece of text."""

    def read(self, node: Node, field: str, report: Report) -> T:
        if not isinstance(node, ScalarNode):
            hint = "; put quotes round text that holds ': '" if isinstance(node, MappingNode) else ""
            raise self._refuse(node, field, report, hint)
        if node.is_empty:
            raise self._refuse(node, field, report, "; fill it in, or remove it")
        value = self.convert(" ".join(node.text.split()))
        if value is None:
            raise self._refuse(node, field, report, self.hint(node.text))
        return value

    @abstractmethod
    def convert(self, text: str) -> T | None:
        """The value of a text without surplus white space, or ``None``."""

    def hint(self, text: str) -> str:
        """What to do about a text that has no value."""
        return self._meant(_plain(text))

    def _meant(self, *texts: str) -> str:
        """A question for the first of several texts that has a value, or nothing."""
        return next((f". Did you mean '{text}'?" for text in texts if self.convert(text) is not None), "")


def _plain(text: str) -> str:
    """A text as a keyboard writes it, without the quotes, hyphens and unseen characters of a word processor."""
    visible = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join(_HYPHENS.sub("-", visible).split()).strip(_QUOTES)


class WordsKind(TextKind[str]):
    """Text for people, on one line."""

    def __init__(self, longest: int, shortest: int = 1) -> None:
        self.longest, self.shortest = longest, shortest
        self.expected = f"text of {shortest:,} to {longest:,} characters"

    def convert(self, text: str) -> str | None:
        return text if self.shortest <= len(text) <= self.longest else None

    def hint(self, text: str) -> str:
        return f" of {len(' '.join(text.split()))} characters"

    def schema(self) -> JsonSchema:
        # What is read as text may look like a number or a truth value to an editor.
        return {"type": ["string", "number", "boolean"], "minLength": self.shortest, "maxLength": self.longest}


class PhraseKind(WordsKind):
    """Words to look for in a paper."""

    _letter = re.compile(r"[^\W_]")
    _pattern = re.compile(r"[|\\]|\.[*+]|\(\?")
    """What only somebody writes who knows regular expressions, and would never be found."""
    _star_inside = re.compile(r"[^\W_]\*[^\W_]|(?<![^\W_])\*(?![^\W_])")

    def __init__(self) -> None:
        super().__init__(80, shortest=2)
        self.expected = "a phrase of 2 to 80 characters with a letter or digit"

    def convert(self, text: str) -> str | None:
        is_one = self._letter.search(text) and not self._pattern.search(text) and not self._star_inside.search(text)
        return super().convert(text) if is_one else None

    def hint(self, text: str) -> str:
        if self._pattern.search(text) or self._star_inside.search(text):
            return "; a phrase is no pattern: write words, with a * only at the end or beginning of one"
        return super().hint(text)

    def schema(self) -> JsonSchema:
        # Some editors know no classes of letters, so: anything but space and ASCII punctuation.
        return {
            **super().schema(),
            "pattern": r"[^\s!-/:-@\[-`{-~]",
            "not": {
                "type": "string",
                "pattern": rf"{self._pattern.pattern}|[A-Za-z0-9]\*[A-Za-z0-9]|(?:^|\s)\*(?:\s|$)",
            },
        }


class PatternKind(TextKind[str]):
    """Text of one form."""

    pattern: re.Pattern[str]

    def convert(self, text: str) -> str | None:
        return text if self.pattern.fullmatch(text) else None

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern.pattern}$"}


class SlugKind(PatternKind):
    """A name in addresses: small letters, digits and hyphens."""

    pattern = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of} in small letters, digits and hyphens"

    def hint(self, text: str) -> str:
        return self._meant(_last_name(text))

    def schema(self) -> JsonSchema:
        # A name of digits looks like a number to an editor.
        return {**super().schema(), "type": ["string", "integer"]}


class PageNameKind(SlugKind):
    """A page by its name in addresses: the bare slug of a paper, or a topic's or digest's with its folder."""

    pattern = re.compile(r"(?:(?:topics|digests)/)?[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of}: a paper's slug, topics/SLUG or digests/DAY"

    def hint(self, text: str) -> str:
        folder = re.search(r"\b(topics|digests)/", text)
        return self._meant(f"{folder[0] if folder else ''}{_last_name(text)}")


def _last_name(text: str) -> str:
    """The slug in what somebody wrote for it: a title, a file's name, the address of a page."""
    path = urlsplit(text).path if "://" in text else text
    name = re.sub(r"\.(?:ya?ml|md|html)$", "", _plain(path).removesuffix("/index.html").rstrip("/"))
    name = name.rpartition("/")[2]
    return slug_of(name) if slugify(name) else ""


class FlagKind(TextKind[bool]):
    """true or false."""

    expected = "true or false"

    def convert(self, text: str) -> bool | None:
        return {"true": True, "false": False}.get(text)

    def hint(self, text: str) -> str:
        meant = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
        return self._meant(meant.get(_plain(text).lower(), ""))

    def schema(self) -> JsonSchema:
        return {"type": "boolean"}


class ChoiceKind(TextKind[E]):
    """One of a few words."""

    def __init__(self, options: type[E]) -> None:
        self.options = options
        self.expected = f"one of {', '.join(options)}"

    def convert(self, text: str) -> E | None:
        return self.options(text) if text in list(self.options) else None

    def hint(self, text: str) -> str:
        return suggest(text, self.options)

    def schema(self) -> JsonSchema:
        return {"type": "string", "enum": list(self.options)}


class CountKind(TextKind[int]):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.expected = f"a whole number from {least} to {most}"

    def convert(self, text: str) -> int | None:
        is_number = re.fullmatch(r"[0-9]{1,9}", text)
        return int(text) if is_number and self.least <= int(text) <= self.most else None

    def schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class WeightKind(TextKind[float]):
    """A share of what is needed: above 0, up to 1."""

    expected = "a number above 0 and up to 1"

    def convert(self, text: str) -> float | None:
        is_number = re.fullmatch(r"[0-9]*\.?[0-9]{1,6}", text)
        return float(text) if is_number and 0 < float(text) <= 1 else None

    def schema(self) -> JsonSchema:
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}


class DayKind(TextKind[date]):
    """A day of the calendar, within the time that papers were published in."""

    expected = "a day like 2025-10-31"
    pattern = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)

    def convert(self, text: str) -> date | None:
        if not self.pattern.fullmatch(text):
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    def hint(self, text: str) -> str:
        plain = _plain(text)
        if self.pattern.fullmatch(plain) or re.fullmatch(r"(?:19|20)\d{2}-\d{2}-\d{2}", plain):
            return super().hint(text) or ", which is on no calendar"
        return self._meant(plain, *_days(plain)) or "; write year, month and day"

    def schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "pattern": f"^{self.pattern.pattern}$"}


def _days(text: str) -> Iterator[str]:
    """The day that a text gives in another form, if only one can be meant: 1/2/2025 can be two."""
    if found := re.match(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)", text):
        year, month, day = found.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
        day, month, year = found.groups()
        yield f"{year}-{int(month):02}-{int(day):02}"
    months = [month for word in re.findall(r"[^\W\d_]{3,}", text) if (month := month_number(word))]
    years, days = re.findall(r"\b\d{4}\b", text), re.findall(r"\b\d\d?(?!\d)", text)
    if len(months) == len(years) == len(days) == 1:
        yield f"{years[0]}-{months[0]:02}-{int(days[0]):02}"


class ArxivIdKind(TextKind[str]):
    """An arXiv id; its version is dropped."""

    expected = "an arXiv id like 2501.00010"

    def convert(self, text: str) -> str | None:
        return arxiv_id(text)

    def hint(self, text: str) -> str:
        inside = re.search(r"\d{4}[.,]\s?\d{4,5}(?:v\d+)?(?!\d)", _plain(text))
        id_in_it = re.sub(r"[,\s]+", ".", inside[0]).replace("..", ".") if inside else ""
        return self._meant(_plain(text), id_in_it) or "; look it up on arxiv.org, and mind that all digits count"

    def schema(self) -> JsonSchema:
        month = "(?:0[1-9]|1[0-2])"
        new = rf"(?:(?:0[7-9]|1[0-4]){month}\.\d{{4}}|(?:1[5-9]|[2-9]\d){month}\.\d{{5}})"
        old = rf"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]{{2}})?/\d{{2}}{month}\d{{3}}"
        before = r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?"
        return {"type": "string", "pattern": rf"^{before}(?:{new}|{old})(?:v\d+)?(?:\.pdf)?$"}


class CategoryKind(PatternKind):
    """A category of arXiv."""

    expected = "a category of arXiv like cs.LG or quant-ph"
    pattern = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")


class AddressKind(TextKind[str]):
    """An address of the web."""

    expected = "an address that begins with https:// or http://"

    def convert(self, text: str) -> str | None:
        return None if " " in text else web_address(text, {})

    def hint(self, text: str) -> str:
        if text.lower().startswith(("https://", "http://")):
            return self._meant(text.replace(" ", "%20")) or "; it needs a host like example.org, and no password"
        inside = re.search(r"https?://[^\s<>()\[\]\"']+", _plain(text))
        is_bare = re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", text)
        return self._meant(inside[0] if inside else "", f"https://{text}" if is_bare else "")

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[\w-]+(\.[\w-]+)+\.?(:\d+)?([/?#]\S*)?$"}


class HostKind(PatternKind):
    """The host of an address."""

    expected = "a host like huggingface.co, without https:// and path"
    pattern = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
