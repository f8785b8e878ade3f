"""Reads feeds of journals, preprint servers, blogs and bots: RSS 2.0, RSS 1.0 (RDF) and Atom.

The forms are described at https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec and in
RFC 4287; what journals add to them is PRISM's and Dublin Core's. An item is a paper when it has an id that
registries of papers give, or names authors and an address; anything else, such as a call for papers, is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.digests.digest_problems import MALFORMED_FEED, TRUNCATED_PAGE
from generator.digests.feeds.feed_entry import ATOM, RSS_1, authors_of_feed, day_of_feed, feed_entry, own
from generator.digests.feeds.html_text import html_line
from generator.digests.feeds.xml_elements import XmlElement, XmlFault, parse_xml, prepared_xml
from generator.digests.guard_problems import ITEM_WITHOUT_PAPER
from generator.digests.item_list import ItemList
from generator.model.digest import Digest, Entry
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_PROLOGUE = (
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<\?xml-stylesheet[^<>]{0,400}\?>\s*)*"
    r"(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+"
)
_NEWS = re.compile(_PROLOGUE + r"(?:<!DOCTYPE\s+(?:rss|rdf:RDF)\b|<(?:rss|(?:\w+:)?RDF)[\s>])", re.S)
_ATOM_FEED = re.compile(_PROLOGUE + r"<(?:\w+:)?feed[\s>]", re.S)
_ID = re.compile(r"<(?:\w+:)?id>\s*([^<]{0,300})")
_OF_ARXIV = re.compile(r"(?:https?://(?:\w+\.)?arxiv\.org/|oai:arxiv\.org:|arxiv\.org/|urn:uuid:arxiv)", re.I)
_NO_PAPER = re.compile(
    r"(?:issue information|(?:front|back|inside|outside)?\s*(?:front |back )?cover(?: image)?|table of contents"
    r"|editorial board|masthead|front ?matter|back ?matter|author index|subject index|in this issue|erratum list"
    r"|list of reviewers|publication information|instructions (?:to|for) authors|call for papers|title page)\b.{0,80}",
    re.I,
)
"""Parts of an issue that are no papers, although some publishers give them a DOI."""


def is_news_feed(text: str) -> bool:
    """Is a text a feed, and none of arXiv's own in Atom?"""
    head = text.removeprefix("\ufeff")
    if _NEWS.match(head):
        # What else is written in RDF, such as the library of Zotero, has no items.
        return "<item" in head or "RDF" not in head[:2000] or "rss" in head[:4000]
    ids = _ID.findall(head[:20_000])[:2] if _ATOM_FEED.match(head) else []
    return bool(ids) and not any(_OF_ARXIV.match(one) for one in ids)


def read_news_feed(file: str, day: date, label: str | None, text: str) -> tuple[Digest, list[Problem]]:
    """Read a feed. Arguments and result are those of ``read_text``."""
    items = ItemList(file)
    root, fault = parse_xml(text)
    found = _items(root) if root else []
    if root is None or root.local not in ("rss", "RDF", "feed"):
        message = fault.message if fault else f"expected a feed, found '{root.local if root else ''}'"
        items.leave_out(Place(file, fault.line if fault else 1), "file", message, MALFORMED_FEED)
        return items.digest(day, label)
    journal, authors = _journal(root), authors_of_feed(root)
    complete = [item for item in found if item.is_complete]
    for item in complete:
        entry = feed_entry(file, item, journal)
        _read_item(items, entry if entry.authors or not authors else replace(entry, authors=authors))
    if fault:
        _report(items, fault, complete, found)
    return items.digest(day, label)


@dataclass(frozen=True, slots=True)
class SplitFeed:
    """A feed in pieces: what is before its first item, each item, and what is after the last one."""

    head: str
    items: tuple[str, ...]
    tail: str

    def of(self, items: Iterable[str]) -> str:
        """The feed with other items, or with some of its own."""
        return "\n".join((self.head, *items)) + self.tail


def split_feed(text: str) -> SplitFeed | None:
    """The pieces of a feed; ``None`` when it has no items or cannot be parsed to its end."""
    root, fault = parse_xml(text)
    found = _items(root) if root and not fault else []
    if not found:
        return None
    data = prepared_xml(text).encode("utf-8", errors="replace")
    items = tuple(data[item.start : item.end].decode() for item in found)
    return SplitFeed(data[: found[0].start].decode().rstrip(), items, data[found[-1].end :].decode())


def title_of_feed(text: str) -> str:
    """The name that a feed gives itself; empty when it has none."""
    root, _ = parse_xml(text)
    channels = [*root.locally_named("channel"), root] if root else []
    return next((html_line(title.raw) for one in channels for title in own(one, "title") if title.text), "")


def day_of_news(text: str) -> date | None:
    """The day that a feed states for itself."""
    root, _ = parse_xml(text)
    channels = [root, *root.locally_named("channel")] if root else []
    return next((day for channel in channels if (day := day_of_feed(channel))), None)


def _items(root: XmlElement) -> list[XmlElement]:
    channels = list(_channels(root))
    names = ("item", f"{RSS_1} item", f"{ATOM} entry", "entry", "http://my.netscape.com/rdf/simple/0.9/ item")
    return [item for channel in channels for item in channel.named(*names)]


def _channels(element: XmlElement) -> Iterator[XmlElement]:
    """An element, and the channels and feeds in it, also those of a feed that was pasted into another one."""
    yield element
    for child in element.locally_named("channel", "rss", "RDF", "feed"):
        yield from _channels(child)


def _journal(root: XmlElement) -> str | None:
    """The name of the journal that a channel states, in words of PRISM."""
    channels = [*root.locally_named("channel"), root]
    return next((child.text for one in channels for child in one.locally_named("publicationName") if child.text), None)


def _read_item(items: ItemList, entry: Entry) -> None:
    is_identified = any((entry.arxiv, entry.doi, entry.openreview, entry.acl))
    if not entry.title:
        items.leave_out(entry.place, "title", "expected a title, found none")
    elif _NO_PAPER.fullmatch(entry.title):
        items.leave_out(
            entry.place, "title", f"expected a paper, found what is none: {quoted(entry.title)}", ITEM_WITHOUT_PAPER
        )
    elif not is_identified and not (entry.authors and entry.url):
        missing = "an id or authors" if entry.url else "an id, or authors and an address"
        message = f"expected a paper with {missing}, found {quoted(entry.title)} without"
        items.leave_out(entry.place, "item", message, ITEM_WITHOUT_PAPER)
    else:
        items.paper(entry)


def _report(items: ItemList, fault: XmlFault, complete: Sequence[XmlElement], found: Sequence[XmlElement]) -> None:
    """Report what ended the parsing. When nothing but the end is missing, the items before it are whole."""
    unread = [item for item in found if not item.is_complete]
    line = unread[0].line if unread else fault.line
    if fault.is_cut_off and complete:
        message = f"expected a complete feed, found one truncated after {len(complete):,} items; fetch it again"
        items.leave_out(Place(items.file, line), "file", message, TRUNCATED_PAGE)
        return
    items.leave_out(Place(items.file, fault.line), "file", fault.message, MALFORMED_FEED)
