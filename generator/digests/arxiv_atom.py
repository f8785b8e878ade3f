"""Reads arXiv's Atom feeds: what its API answers to a search or to a list of ids, and what it announces each day.

The form changed over the years (order of the elements, line breaks inside titles, prefixes declared
on each element or once), which makes no difference here. An error comes as a feed, too: with one
entry that is no paper but says what was wrong. The law of this module: each entry ends in a paper
or in a problem that names its line. A document type is refused, because with one come entities,
which can blow up a small file or reach for others; no feed of arXiv has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from generator.digests.huggingface.paper_record import paragraphs
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import arxiv_id
from generator.model.problem import Place, Problem, Severity

_ATOM = "http://www.w3.org/2005/Atom"
_ARXIV = "http://arxiv.org/schemas/atom"
_OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_ANNOUNCED = "oai:"
"""What stands before the id of a paper in a feed of what is announced each day."""
_ANNOUNCEMENT = re.compile(r"arXiv:\S+\s+Announce Type:\s*[\w-]+\s+Abstract:\s*", re.I)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ArxivPaper:
    """A paper as arXiv describes it."""

    arxiv: str
    title: str
    line: int
    abstract: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published: date | None = None
    """The day of its first version, UTC."""
    categories: tuple[str, ...] = ()
    """The primary one first."""
    comment: str | None = None
    """The authors' own, such as ``10 pages, code at https://...``."""


@dataclass(frozen=True, slots=True)
class ArxivFeed:
    """What a feed holds. It is empty when neither a paper nor an error is in it."""

    papers: tuple[ArxivPaper, ...]
    error: str | None
    """What arXiv found wrong with the question."""
    problems: tuple[Problem, ...]
    """What could not be read, by line."""
    entries: int
    """All of them, readable or not."""
    total: int | None = None
    """How many papers the question has, of which a feed gives a part."""


def read_atom(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a feed. Arguments and result are those of ``text.read_text``."""
    feed = read_feed(file, text)
    problems = list(feed.problems)
    if feed.error is not None:
        message = f"expected papers, found an error of arXiv: {_shorten(feed.error)}; ask it again"
        problems.append(Problem(Place(file), "error", message))
    elif not feed.entries and not problems:
        message = "expected at least one paper, found an empty feed"
        problems.append(Problem(Place(file), "papers", message, Severity.WARNING))
    entries: dict[str, Entry] = {}
    for paper in feed.papers:
        entries.setdefault(paper.arxiv, _entry(file, paper))
    # A fault between two entries, as where a file is cut off, is a block of its own.
    is_broken = any(problem.field == "file" for problem in problems)
    reported = feed.entries - len(feed.papers) or int(is_broken)
    return Digest(day, label, file, tuple(entries.values()), BlockCounts(len(feed.papers), 0, reported)), problems


def read_feed(file: str, text: str) -> ArxivFeed:
    """Read a feed as far as it goes. ``file`` is what its problems name."""
    parser = _Parser()
    fault = parser.parse(text.removeprefix("\ufeff").lstrip())
    problems = [Problem(Place(file, fault[0]), "file", fault[1])] if fault else []
    root = parser.root
    if root is None or root.name != f"{_ATOM} feed":
        found = f"'{root.name.rpartition(' ')[2]}'" if root else "none"
        problems = problems or [Problem(Place(file), "file", f"expected an Atom feed, found {found}")]
        return ArxivFeed((), None, tuple(problems), 0)
    papers: list[ArxivPaper] = []
    error: str | None = None
    entries = [child for child in root.children if child.name == f"{_ATOM} entry"]
    for entry in entries:
        if not entry.is_whole:
            continue
        if "/api/errors" in _text(entry, "id"):
            error = _text(entry, "summary") or _text(entry, "title") or "without words"
            continue
        paper, found_wrong = _paper(file, entry)
        papers += [paper] if paper else []
        problems += found_wrong
    problems.sort(key=lambda problem: problem.place)
    total = " ".join("".join(_raw(root, "totalResults", _OPEN_SEARCH)).split())
    return ArxivFeed(
        tuple(papers), error, tuple(problems), len(entries), int(total) if _COUNT.fullmatch(total) else None
    )


# --- XML -------------------------------------------------------------------------------------

_DEEPEST = 30


@dataclass(slots=True)
class _Element:
    """Grows while it is parsed; no part of a result."""

    name: str
    """Namespace, a space, and the name in it."""
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    is_whole: bool = False
    """Has its end been seen?"""


class _Refused(Exception):
    """Something that no feed of arXiv has."""


class _Parser:
    """Builds elements from the events of expat, refusing what can harm."""

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
        """Parse as far as it goes; gives the line and the fault that ended it."""
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
            raise _Refused(f"expected elements at most {_DEEPEST} deep, found deeper ones")

    def _end(self, _: str) -> None:
        self.open.pop().is_whole = True

    def _characters(self, text: str) -> None:
        # Words inside of markup belong to all elements around them.
        for element in self.open[1:]:
            element.pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise _Refused("expected a feed without a document type, found one; it is not read, because entities can harm")


# --- papers ----------------------------------------------------------------------------------


def _paper(file: str, entry: _Element) -> tuple[ArxivPaper | None, list[Problem]]:
    """The paper of an entry, if it is one, and what is wrong with it."""
    place, found = Place(file, entry.line), _text(entry, "id")
    arxiv, title = arxiv_id(found.removeprefix(_ANNOUNCED)), _text(entry, "title")
    if arxiv is None:
        message = f"expected the address of a paper on arXiv, found {_shorten(found)}; it is left out"
        return None, [Problem(place, "id", message)]
    if not title:
        return None, [Problem(place, "title", f"expected a title, found none for {arxiv}; it is left out")]
    names = [_text(author, "name") for author in _children(entry, _ATOM, "author")] or _creators(entry)
    paper = ArxivPaper(
        arxiv=arxiv,
        title=title,
        line=entry.line,
        abstract=tuple(paragraphs(_ANNOUNCEMENT.sub("", "".join(_raw(entry, "summary")).strip()))),
        authors=tuple(names) if all(names) else (),
        published=_day(_text(entry, "published")),
        categories=tuple(dict.fromkeys(_categories(entry))),
        comment=" ".join("".join(_raw(entry, "comment", _ARXIV)).split()) or None,
    )
    absent = [
        ("abstract", "summary", paper.abstract),
        ("authors", "author", paper.authors),
        ("published", "published", paper.published),
    ]
    problems = [
        Problem(place, name, f"expected '{element}' in each entry, found none for {arxiv}", Severity.WARNING)
        for name, element, value in absent
        if not value
    ]
    return paper, problems


def _creators(entry: _Element) -> list[str]:
    """The authors as a feed of announcements has them: all in one element."""
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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


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


def _shorten(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"
