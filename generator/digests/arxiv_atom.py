"""Reads arXiv's Atom feeds: answers of its API to a search or a list of ids, and its daily announcements.

The format has changed over the years (the order of elements, line breaks inside titles, prefixes
declared once or on each element), which makes no difference here. An error is a feed, too, whose only
entry holds the error message. The law of this module: every entry ends in a paper or in a problem that
names its line. Document types are refused because they can declare entities, which can expand a small
file enormously or read other files; no feed of arXiv has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from generator.digests.digest_problems import (
    CONTROL_CHARACTERS,
    ERROR_RESPONSE,
    INCOMPLETE_ENTRY,
    MALFORMED_FEED,
    NO_PAPERS,
    REPEATED_PAPER,
    UNREADABLE_ITEM,
)
from generator.digests.huggingface.paper_record import paragraphs
from generator.digests.visible_entry import visible_entry
from generator.model.days import day_from
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import ArxivId, arxiv_id
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted
from generator.text.invisible import removed_in_words, without_invisible

_ATOM = "http://www.w3.org/2005/Atom"
_ARXIV = "http://arxiv.org/schemas/atom"
_OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_ANNOUNCED = "oai:"
"""Prefix of ids in the daily announcements."""
_ANNOUNCEMENT = re.compile(r"arXiv:\S{1,60}\s+Announce Type:\s*[\w-]+\s+Abstract:\s*", re.I)
_STRAY = "expected each entry in the feed itself and in the namespace of Atom, found one elsewhere; it was left out"
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ArxivPaper:
    """A paper as arXiv describes it. Nothing has been cleaned yet."""

    arxiv: ArxivId
    title: str
    line: int
    abstract: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: date | None = None
    """The day of its first version, UTC."""
    categories: tuple[str, ...] = ()
    """The primary category first."""
    comment: str | None = None
    """By the authors, such as ``10 pages, code at https://...``."""


@dataclass(frozen=True, slots=True)
class ArxivFeed:
    """The content of a feed: papers or an error, or neither."""

    papers: tuple[ArxivPaper, ...]
    error: str | None
    """The error message of arXiv."""
    problems: tuple[Problem, ...]
    """Everything that could not be read, by line."""
    entries: int
    """The number of entries, readable or not."""
    total: int | None = None
    """The number of papers that match the query, of which a feed holds a part."""


def read_atom(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a feed. Arguments and result are those of ``read_text``."""
    feed = read_feed(file, text)
    problems = list(feed.problems)
    if feed.error is not None:
        message = f"expected papers, found the error message {quoted(feed.error)}; fetch them again"
        problems.append(Problem(Place(file), "error", message, ERROR_RESPONSE))
    elif not feed.entries and not feed.problems:
        message = "expected at least one paper, found an empty feed"
        problems.append(Problem(Place(file), "papers", message, NO_PAPERS))
    entries: dict[str, Entry] = {}
    for paper in feed.papers:
        entry, count = visible_entry(_entry(file, paper))
        known = entries.setdefault(paper.arxiv, entry)
        if (known.title, known.abstract) != (entry.title, entry.abstract):
            message = f"expected each paper once, found {paper.arxiv} again with text different from that on line"
            message += f" {known.place.line}; the first was kept"
            problems.append(Problem(entry.place, "id", message, REPEATED_PAPER))
        if count:
            problems.append(Problem(entry.place, "encoding", removed_in_words(count), CONTROL_CHARACTERS))
    problems.sort(key=lambda problem: problem.place)
    # A fault between two entries, as in a truncated file, counts as a block.
    is_broken = any(problem.field == "file" for problem in problems)
    reported = feed.entries - len(feed.papers) or int(is_broken)
    return Digest(day, label, file, tuple(entries.values()), BlockCounts(len(feed.papers), 0, reported)), problems


def read_feed(file: str, text: str) -> ArxivFeed:
    """Read a feed as far as possible. ``file`` is the name of the file in its problems."""
    parser = _Parser()
    fault = parser.parse(text.removeprefix("\ufeff").lstrip())
    problems = [Problem(Place(file, fault[0]), "file", fault[1], MALFORMED_FEED)] if fault else []
    root = parser.root
    if root is None or root.name != f"{_ATOM} feed":
        found = f"'{root.name.rpartition(' ')[2]}'" if root else "none"
        problems = problems or [Problem(Place(file), "file", f"expected an Atom feed, found {found}", MALFORMED_FEED)]
        return ArxivFeed((), None, tuple(problems), 0)
    papers: list[ArxivPaper] = []
    error: str | None = None
    entries = [child for child in root.children if child.name == f"{_ATOM} entry"]
    for entry in entries:
        if not entry.is_complete:
            continue
        if "/api/errors" in _text(entry, "id"):
            error = _text(entry, "summary") or _text(entry, "title") or "(no message)"
            continue
        paper, paper_problems = _paper(file, entry)
        papers += [paper] if paper else []
        problems += paper_problems
    strays = list(_stray_entries(root))
    problems += [Problem(Place(file, entry.line), "entry", _STRAY, UNREADABLE_ITEM) for entry in strays]
    problems.sort(key=lambda problem: problem.place)
    total = " ".join("".join(_raw(root, "totalResults", _OPEN_SEARCH)).split())
    return ArxivFeed(
        tuple(papers),
        error,
        tuple(problems),
        len(entries) + len(strays),
        int(total) if _COUNT.fullmatch(total) else None,
    )


# --- XML -------------------------------------------------------------------------------------

_DEEPEST = 30


@dataclass(slots=True)
class _Element:
    """An element of the XML, filled while it is parsed."""

    name: str
    """Namespace, a space, and the local name."""
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    is_complete: bool = False
    """Has its closing tag been read?"""


class _Refused(Exception):
    """The XML contains something that no feed of arXiv has."""


class _Parser:
    """Builds elements from the events of expat, refusing anything harmful."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self.open: list[_Element] = []
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._characters
        self.expat.StartDoctypeDeclHandler = self._doctype

    def parse(self, text: str) -> tuple[int, str] | None:
        """Parse as far as possible. Returns the line and the message of the fault that ended it, if any."""
        try:
            self.expat.Parse(text.encode("utf-8", errors="replace"))
            self.expat.Parse(b"", True)  # noqa: FBT003 - it takes no keywords; this is the end
        except expat.ExpatError as error:
            return error.lineno, f"expected XML, found a fault in it: {expat.ErrorString(error.code)}"
        except _Refused as refused:
            return self.expat.CurrentLineNumber, str(refused)
        return None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = _Element(name, attributes, self.expat.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        if len(self.open) > _DEEPEST:
            raise _Refused(f"expected at most {_DEEPEST} nested elements, found more")

    def _end(self, _: str) -> None:
        self.open.pop().is_complete = True

    def _characters(self, text: str) -> None:
        # Text inside markup belongs to all elements around it.
        for element in self.open[1:]:
            element.pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise _Refused(
            "expected a feed without a document type, found one; it was not read, because entities can do harm"
        )


# --- papers ----------------------------------------------------------------------------------


def _paper(file: str, entry: _Element) -> tuple[ArxivPaper | None, list[Problem]]:
    """The paper of an entry, if there is one, and its problems."""
    place, address = Place(file, entry.line), _text(entry, "id")
    arxiv, title = arxiv_id(address.removeprefix(_ANNOUNCED)), _text(entry, "title")
    if arxiv is None:
        message = f"expected the address of a paper on arXiv, found {quoted(address)}; it was left out"
        return None, [Problem(place, "id", message, UNREADABLE_ITEM)]
    if not without_invisible(title).strip():
        message = f"expected a title, found none for {arxiv}; the paper was left out"
        return None, [Problem(place, "title", message, UNREADABLE_ITEM)]
    names = [_text(author, "name") for author in _children(entry, _ATOM, "author")] or _creators(entry)
    paper = ArxivPaper(
        arxiv=arxiv,
        title=title,
        line=entry.line,
        abstract=tuple(paragraphs(_ANNOUNCEMENT.sub("", "".join(_raw(entry, "summary")).strip()))),
        authors=tuple(names) if all(names) else (),
        published=day_from(_text(entry, "published")[:10]),
        categories=tuple(dict.fromkeys(_categories(entry))),
        comment=" ".join("".join(_raw(entry, "comment", _ARXIV)).split()) or None,
    )
    absent = [
        ("abstract", "summary", paper.abstract),
        ("authors", "author", paper.authors),
        ("published", "published", paper.published),
    ]
    problems = [
        Problem(place, name, f"expected '{element}' in every entry, found none for {arxiv}", INCOMPLETE_ENTRY)
        for name, element, value in absent
        if not value
    ]
    return paper, problems


def _stray_entries(root: _Element) -> Iterator[_Element]:
    """Entries in other elements, or of another namespace, as copying from one feed to another leaves them."""
    for child in root.children:
        if child.name == f"{_ATOM} entry":
            yield from (inner for part in child.children for inner in _entries_within(part))
        else:
            yield from _entries_within(child)


def _entries_within(element: _Element) -> Iterator[_Element]:
    if element.name.rpartition(" ")[2].casefold() == "entry":
        yield element
    else:
        for child in element.children:
            yield from _entries_within(child)


def _creators(entry: _Element) -> list[str]:
    """The authors in a feed of announcements, which has them all in one element."""
    names = " ".join("".join(_raw(entry, "creator", _DUBLIN_CORE)).split())
    return [name for part in names.split(",") if (name := part.strip())]


def _categories(entry: _Element) -> Iterator[str]:
    for child in (*_children(entry, _ARXIV, "primary_category"), *_children(entry, _ATOM, "category")):
        term = " ".join(child.attributes.get("term", "").split())
        if term:
            yield term


def _children(element: _Element, namespace: str, name: str) -> Iterator[_Element]:
    return (child for child in element.children if child.name == f"{namespace} {name}")


def _raw(element: _Element, name: str, namespace: str = _ATOM) -> list[str]:
    return next((child.pieces for child in _children(element, namespace, name)), [])


def _text(element: _Element, name: str) -> str:
    return " ".join("".join(_raw(element, name)).split())


def _entry(file: str, paper: ArxivPaper) -> Entry:
    return Entry(
        title=paper.title,
        place=Place(file, paper.line),
        abstract=paper.abstract,
        published=paper.published,
        author_count=len(paper.authors) or None,
        arxiv=paper.arxiv,
        authors=paper.authors,
    )
