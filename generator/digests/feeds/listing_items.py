"""Reads the lines of arXiv's listings, whether they were saved as text or come from its HTML.

A listing has a heading for each day or kind of announcement, and below it papers. Each begins with a line such as
``[2] arXiv:2611.10234 (cross-list from cs.CL) [pdf, html, other]``, followed by its title and other fields; only
listings of new papers have abstracts (https://info.arxiv.org/help/listings.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.digests.feeds.announcement import CROSS_LISTED, NEW, REPLACED, stage_and_venue
from generator.digests.feeds.feed_days import stated_day
from generator.digests.feeds.item_ids import doi_in
from generator.digests.feeds.people import people
from generator.digests.item_list import ItemList
from generator.digests.plain.title_score import CERTAIN_SCORE, title_score
from generator.digests.title_fault import title_fault
from generator.model.digest import Entry
from generator.model.identity import arxiv_id
from generator.model.problem import Place
from generator.text.excerpts import quoted

HEAD = re.compile(
    r"\s*(?:\[?\d{1,5}[\].]\s*)?(?:\*\s+)?arXiv:\s*(?P<id>\S{1,40}?)"
    r"(?:\s*\((?P<kind>(?:cross-list|cross list|replaced|replacement)[^()]{0,80})\))?"
    r"\s*(?:\[(?:\w+\]?\[?)?(?:pdf|ps|html|other|abs|src|format|txt|view)\b[^\n]{0,120})?\s*",
    re.I,
)
"""The first line of a paper."""
NUMBER = re.compile(r"\s*\[\d{1,5}\]\s*")
_LINKS = re.compile(r"\s*\[?(?:pdf|ps|html|other|format|abs)(?:\s*,\s*(?:pdf|ps|html|other|format|abs))*\]?\s*", re.I)
_CROSS = re.compile(r"\s*\((cross-list|replaced)[^()]{0,80}\)\s*", re.I)
_FIELD = re.compile(
    r"\s*(?P<name>title|authors?|comments?|subjects?|journal-ref|(?:related )?doi|msc-class|acm-class|report-no"
    r"|abstract|proxy|licen[cs]e|date)\s*:\s*(?P<rest>.*)",
    re.I | re.S,
)
_DAY = re.compile(r"\s*((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2} [a-z]{3,9} \d{4})(?:\s*\(.{0,80}\))?\s*", re.I)
_SECTION_END = r"(?:\s+for\s.{0,60}|\s*\(.{0,80}\))?\s*"
_SECTIONS = (
    (re.compile(rf"\s*(?:showing )?new (?:submissions|listings){_SECTION_END}", re.I), NEW),
    (re.compile(rf"\s*cross(?:-lists| submissions|-listings){_SECTION_END}", re.I), CROSS_LISTED),
    (re.compile(rf"\s*(?:replacements|replacement submissions){_SECTION_END}", re.I), REPLACED),
)
_FOOT = re.compile(
    r"\s*(?:\[?\s*total of \d|showing up to \d|links to:|about\s*(?:help)?\s*$|help\s*$|contact(?: arxiv)?\s*$"
    r"|copyright\b|privacy policy|web accessibility|arxiv operational status|subscribe(?: to arxiv mailings)?\s*$"
    r"|cornell university"
    r"|click here to|disable mathjax|what is mathjax|contact contact arxiv|.{0,5}get status notifications).{0,200}",
    re.I | re.S,
)
_CATEGORY_END = re.compile(r".*\([a-z-]+(?:\.[A-Za-z-]+)?\)[;,.]?\s*", re.S)
_LONG_LINE, _MANY_COMMAS = 60, 3
_JOINED = re.compile(r"(\s*(?:\[\d{1,5}\]\s*)?arXiv:\d[^\n]{5,100}?)[\s\[\]]+(title:.+)", re.I)
_LEAST_WORDS = 3
_OTHER_DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class ListingLine:
    """A line of a listing, or a block of its HTML."""

    number: int
    """Where it begins in the file, counted from 1."""
    text: str


@dataclass(slots=True)
class _Item:
    """A paper while its lines are read."""

    head: ListingLine
    section: str | None
    fields: dict[str, list[str]] = field(default_factory=dict)
    """The lines of each field, by its name."""
    last: str = ""
    """The field that the next line continues."""
    is_over: bool = False


class ListingReader:
    """Gives the papers of a listing, line by line, to a list of items."""

    def __init__(self, items: ItemList) -> None:
        self.items = items
        self.section: str | None = None
        self.item: _Item | None = None
        self.parts: frozenset[int] = frozenset()
        """The lines, by their numbers, that have a field below them and no first line of a paper between."""

    def read(self, lines: Iterable[ListingLine]) -> None:
        """Read all lines."""
        apart = [part for line in lines if line.text.strip() for part in _apart(line)]
        joined = list(joined_heads(apart))
        self.parts = _parts_of_items(joined)
        for line in joined:
            self._read_line(line)
        self._end_item()

    def _read_line(self, line: ListingLine) -> None:
        if is_head(line.text):
            self._end_item()
            self.item = _Item(line, self.section)
        elif self._read_heading(line.text):
            self._end_item()
            self.items.skip()
        elif self.item and not self.item.is_over:
            self._read_field(self.item, line.text)
        elif NUMBER.fullmatch(line.text) or _FIELD.fullmatch(line.text) or self._is_before_title(line):
            self.items.leave_out(Place(self.items.file, line.number), "id", _no_id(line.text))
        else:
            self.items.skip()

    def _is_before_title(self, line: ListingLine) -> bool:
        """Is a line above the first paper the rest of one whose first line was lost? Its title looks like one."""
        text = line.text
        is_above = self.item is None and self.section is None and line.number in self.parts
        if not is_above or len(text.split()) < _LEAST_WORDS or title_score(text.strip()) < CERTAIN_SCORE:
            return False
        return title_fault(text) is None and title_fault(text.strip(" *-•")) is None

    def _read_heading(self, text: str) -> bool:
        """Is a line the heading of a section? Only what is certain ends a paper."""
        if _DAY.fullmatch(text):
            self.section = NEW
            return True
        for pattern, name in _SECTIONS:
            if pattern.fullmatch(text):
                self.section = name
                return True
        return False

    def _read_field(self, item: _Item, text: str) -> None:
        if _FOOT.fullmatch(text):
            item.is_over = True
            self.items.skip()
            return
        match = _FIELD.fullmatch(text)
        # An abstract may begin a line with the name of a field.
        if match and not (item.last == "abstract" and match["name"].lower() not in _LATE):
            item.last = _name(match["name"])
            item.fields.setdefault(item.last, []).append(match["rest"].strip())
            return
        if item.last in ("", "title", "people"):
            item.last = "people"
        elif item.last != "abstract" and not _continues(item, text):
            item.last = "abstract"
        item.fields.setdefault(item.last, []).append(text.strip())

    def _end_item(self) -> None:
        item, self.item = self.item, None
        if item is None:
            return
        place, match = Place(self.items.file, item.head.number), HEAD.fullmatch(item.head.text)
        arxiv = arxiv_id(match["id"].rstrip(",;")) if match else None
        title, authors = _title_and_authors(item.fields)
        if arxiv is None:
            self.items.leave_out(place, "id", _no_id(item.head.text))
        elif not title:
            self.items.leave_out(place, "title", f"expected a title, found none for {arxiv}")
        else:
            one = {name: " ".join(" ".join(lines).split()) for name, lines in item.fields.items()}
            stage, venue = stage_and_venue(one.get("comments", ""), one.get("journal", ""))
            self.items.paper(
                Entry(
                    title=title,
                    place=place,
                    abstract=(one["abstract"],) if one.get("abstract") else (),
                    arxiv=arxiv,
                    authors=authors,
                    doi=next((doi_in(found) for found in _OTHER_DOI.findall(one.get("doi", ""))), None),
                    venue=venue,
                    stage=stage,
                    section=_section_of(match["kind"] if match else None, item.section),
                )
            )


def _apart(line: ListingLine) -> tuple[ListingLine, ...]:
    """The first line of a paper, and the title that was joined to it when a line break was lost."""
    match = _JOINED.fullmatch(line.text)
    return tuple(ListingLine(line.number, part) for part in match.groups()) if match else (line,)


_LATE = frozenset({"comments", "comment", "journal-ref", "related doi"})
"""Fields that may follow an abstract."""
_NAMES = {
    "author": "authors",
    "comment": "comments",
    "subject": "subjects",
    "related doi": "doi",
    "journal-ref": "journal",
}


def _parts_of_items(lines: Sequence[ListingLine]) -> frozenset[int]:
    parts: set[int] = set()
    is_part = False
    for line in reversed(lines):
        if is_head(line.text) or _DAY.fullmatch(line.text) or any(one.fullmatch(line.text) for one, _ in _SECTIONS):
            is_part = False
        elif is_part := is_part or _FIELD.fullmatch(line.text) is not None:
            parts.add(line.number)
    return frozenset(parts)


def is_head(text: str) -> bool:
    """Does a paper begin with this line?"""
    match = HEAD.fullmatch(text)
    return match is not None and any(char.isdigit() for char in match["id"])


def joined_heads(lines: Sequence[ListingLine]) -> list[ListingLine]:
    """The lines, with first lines of papers that were broken into pieces put together."""
    joined: list[ListingLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        is_number = last is not None and NUMBER.fullmatch(last.text) is not None
        is_rest = (
            last is not None and is_head(last.text) and (_LINKS.fullmatch(line.text) or _CROSS.fullmatch(line.text))
        )
        if last and ((is_number and is_head(line.text)) or is_rest):
            joined[-1] = ListingLine(last.number, f"{last.text.strip()} {_bracketed(line.text)}")
        else:
            joined.append(line)
    return joined


def day_of_listing(lines: Iterable[str]) -> str | None:
    """The newest day that a listing states."""
    for line in lines:
        match = _DAY.fullmatch(line) or re.fullmatch(
            r".{0,60}\bfor (\w+,? \d{1,2} \w+ \d{4})\b.{0,60}", line.strip(), re.I
        )
        if match and stated_day(match[1]):
            return match[1]
    return None


def _bracketed(text: str) -> str:
    """The names of formats in brackets, which belong to the first line of a paper."""
    words = text.strip()
    return f"[{words.strip('[]')}]" if _LINKS.fullmatch(words) else words


def _name(stated: str) -> str:
    name = stated.lower()
    return _NAMES.get(name, name)


def _continues(item: _Item, text: str) -> bool:
    """Does a line without a name continue the field above it, which was too long for one line?"""
    before = item.fields[item.last][-1] if item.fields.get(item.last) else ""
    if item.last == "subjects":
        return not before or before.endswith(";") or not _CATEGORY_END.fullmatch(before)
    # The subjects come last, but for the abstract.
    return "subjects" not in item.fields


def _title_and_authors(fields: dict[str, list[str]]) -> tuple[str, tuple[str, ...]]:
    """The title and the authors. Lines without a name below the title are the authors, unless they are wrapped."""
    title, unnamed = fields.get("title", []), fields.get("people", [])
    if "authors" in fields:
        return _line([*title, *unnamed]), people([_line(fields["authors"])])
    if not _line(title):
        title, unnamed = unnamed[:1], unnamed[1:]
    start = len(unnamed) - 1
    while start > 0 and _is_full_of_names(unnamed[start - 1]):
        start -= 1
    return _line([*title, *unnamed[: max(start, 0)]]), people([_line(unnamed[max(start, 0) :])]) if unnamed else ()


def _is_full_of_names(line: str) -> bool:
    return line.endswith(",") or (line.count(",") >= _MANY_COMMAS and len(line) >= _LONG_LINE)


def _line(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


def _section_of(kind: str | None, heading: str | None) -> str | None:
    if kind is None:
        return heading
    return REPLACED if kind.lower().startswith("replace") or heading == REPLACED else CROSS_LISTED


def _no_id(text: str) -> str:
    return f"expected the arXiv id of a paper, found {quoted(text)}"
