"""Reads arXiv's Atom feeds: answers of its API to a search or a list of ids, and its daily announcements.

The format has changed over the years (the order of elements, line breaks inside titles, prefixes
declared once or on each element), which makes no difference here. An error is a feed, too, whose only
entry holds the error message. The law of this module: every entry ends in a paper or in a problem that
names its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.digests.digest_problems import (
    CONTROL_CHARACTERS,
    ERROR_RESPONSE,
    INCOMPLETE_ENTRY,
    MALFORMED_FEED,
    NO_PAPERS,
    REPEATED_PAPER,
    UNREADABLE_ITEM,
)
from generator.digests.feeds.announcement import ANNOUNCED, REPLACED, section_of, stage_and_venue
from generator.digests.feeds.item_ids import doi_in
from generator.digests.feeds.xml_elements import XmlElement, parse_xml
from generator.digests.huggingface.paper_record import paragraphs
from generator.digests.visible_entry import visible_entry
from generator.model.days import day_from
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.identity import ArxivId, Doi, arxiv_id
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted
from generator.text.invisible import removed_in_words, without_invisible

_ATOM = "http://www.w3.org/2005/Atom"
_ARXIV = "http://arxiv.org/schemas/atom"
_OPEN_SEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_ANNOUNCED = "oai:"
"""Prefix of ids in the daily announcements."""
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
    journal: str | None = None
    """Where it was published, according to the authors."""
    section: str | None = None
    """How it is announced, in a feed of announcements."""
    doi: Doi | None = None
    """That of the publisher."""


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
    root, fault = parse_xml(text)
    problems = [Problem(Place(file, fault.line), "file", fault.message, MALFORMED_FEED)] if fault else []
    if root is None or root.name != f"{_ATOM} feed":
        found = f"'{root.local}'" if root else "none"
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


def _paper(file: str, entry: XmlElement) -> tuple[ArxivPaper | None, list[Problem]]:
    """The paper of an entry, if there is one, and its problems."""
    place, address = Place(file, entry.line), _text(entry, "id")
    arxiv, title = arxiv_id(address.removeprefix(_ANNOUNCED)), _text(entry, "title")
    if arxiv is None:
        message = f"expected the address of a paper on arXiv, found {quoted(address)}; it was left out"
        return None, [Problem(place, "id", message, UNREADABLE_ITEM)]
    if not without_invisible(title).strip():
        message = f"expected a title, found none for {arxiv}; the paper was left out"
        return None, [Problem(place, "title", message, UNREADABLE_ITEM)]
    names = [_text(author, "name") for author in entry.named(f"{_ATOM} author")] or _creators(entry)
    section = section_of(" ".join("".join(_raw(entry, "announce_type", _ARXIV)).split()))
    # The day of an announcement is not that of the first version of a paper that was replaced.
    published = None if section == REPLACED else day_from(_text(entry, "published")[:10])
    paper = ArxivPaper(
        arxiv=arxiv,
        title=title,
        line=entry.line,
        abstract=tuple(paragraphs(ANNOUNCED.sub("", "".join(_raw(entry, "summary")), count=1).strip())),
        authors=tuple(names) if all(names) else (),
        published=published,
        categories=tuple(dict.fromkeys(_categories(entry))),
        comment=" ".join("".join(_raw(entry, "comment", _ARXIV)).split()) or None,
        journal=" ".join("".join(_raw(entry, "journal_ref", _ARXIV)).split()) or None,
        section=section,
        doi=doi_in("".join(_raw(entry, "doi", _ARXIV)).strip()),
    )
    absent = [
        ("abstract", "summary", paper.abstract),
        ("authors", "author", paper.authors),
        ("published", "published", paper.published or section == REPLACED),
    ]
    problems = [
        Problem(place, name, f"expected '{element}' in every entry, found none for {arxiv}", INCOMPLETE_ENTRY)
        for name, element, value in absent
        if not value
    ]
    return paper, problems


def _stray_entries(root: XmlElement) -> Iterator[XmlElement]:
    """Entries in other elements, or of another namespace, as copying from one feed to another leaves them."""
    for child in root.children:
        if child.name == f"{_ATOM} entry":
            yield from (inner for part in child.children for inner in _entries_within(part))
        else:
            yield from _entries_within(child)


def _entries_within(element: XmlElement) -> Iterator[XmlElement]:
    if element.name.rpartition(" ")[2].casefold() == "entry":
        yield element
    else:
        for child in element.children:
            yield from _entries_within(child)


def _creators(entry: XmlElement) -> list[str]:
    """The authors in a feed of announcements, which has them all in one element."""
    names = " ".join("".join(_raw(entry, "creator", _DUBLIN_CORE)).split())
    return [name for part in names.split(",") if (name := part.strip())]


def _categories(entry: XmlElement) -> Iterator[str]:
    for child in (*entry.named(f"{_ARXIV} primary_category"), *entry.named(f"{_ATOM} category")):
        term = " ".join(child.attributes.get("term", "").split())
        if term:
            yield term


def _raw(element: XmlElement, name: str, namespace: str = _ATOM) -> list[str]:
    return next((child.pieces for child in element.named(f"{namespace} {name}")), [])


def _text(element: XmlElement, name: str) -> str:
    return " ".join("".join(_raw(element, name)).split())


def _entry(file: str, paper: ArxivPaper) -> Entry:
    stage, venue = stage_and_venue(paper.comment or "", paper.journal or "")
    return Entry(
        title=paper.title,
        place=Place(file, paper.line),
        abstract=paper.abstract,
        published=paper.published,
        author_count=len(paper.authors) or None,
        arxiv=paper.arxiv,
        authors=paper.authors,
        doi=paper.doi,
        venue=venue,
        stage=stage,
        section=paper.section,
    )
