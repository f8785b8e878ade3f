"""Which papers of a source are new, and the digest that holds just those.

Most feeds hold the papers of the last days or weeks, whenever they are asked. So a digest of a source holds what no
earlier digest of the same source does, and a feed is cut to that, item by item; other forms are kept whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.digests.feeds.news_feed import SplitFeed, split_feed
from generator.digests.reader import read_digest, read_scrape
from generator.digests.scrape import open_scrape
from generator.model.digest import Digest, Entry
from generator.model.identity import title_key
from generator.model.problem import errors

_MOST_EARLIER = 120
"""Earlier digests of a source that are compared; no feed reaches further back."""


@dataclass(frozen=True, slots=True)
class SeenPapers:
    """Papers of earlier digests."""

    names: frozenset[str]
    """Their ids and the keys of their titles."""
    taken_back: frozenset[str]
    """The same of those that are known to be withdrawn or retracted."""

    def has(self, entry: Entry) -> bool:
        """Is a paper known? One that was taken back since then is news."""
        names = entry.ids or (f"title:{title_key(entry.title)}",)
        is_news = entry.stage is not None and entry.stage.is_taken_back and self.taken_back.isdisjoint(names)
        return not is_news and not self.names.isdisjoint(names)


def seen_papers(entries: Iterable[Entry]) -> SeenPapers:
    """The papers of some entries."""
    known = list(entries)
    taken_back = [entry for entry in known if entry.stage is not None and entry.stage.is_taken_back]
    return SeenPapers(frozenset(_names(known)), frozenset(_names(taken_back)))


def earlier_papers(content: Path, label: str, day: date) -> SeenPapers:
    """The papers of all digests with a label before a day."""
    paths = sorted((content / "digests").glob(f"[0-9]*-{label}.*"), reverse=True)
    before = [path for path in paths if path.stem[10:] == f"-{label}" and path.stem < f"{day}-{label}"]
    digests = (read_digest(f"digests/{path.name}", path.read_bytes())[0] for path in before[:_MOST_EARLIER])
    return seen_papers(entry for digest in digests if digest for entry in digest.entries)


def with_new_items(file: str, text: str, kept: str | None, known: Collection[SeenPapers]) -> bytes | None:
    """The feed of the items that are new, after those that are kept already; ``None`` if it cannot be cut."""
    answer = split_feed(text)
    before = split_feed(kept) if kept is not None else None
    if answer is None or (kept is not None and before is None):
        return None
    fresh = [item for item in answer.items if _is_new(file, answer, item, known)]
    base = before or answer
    items = [*(before.items if before else ()), *fresh]
    return base.of(items).encode("utf-8", "replace")


def readable(file: str, data: bytes) -> Digest | None:
    """The digest that some bytes would be, if nothing in them is an error."""
    digest, problems = read_digest(file, data)
    return digest if digest and digest.entries and not errors(problems) else None


def _is_new(file: str, feed: SplitFeed, item: str, known: Collection[SeenPapers]) -> bool:
    """Is an item a paper that can be read and is not known?"""
    digest, problems = read_scrape(file, open_scrape(feed.of([item]).encode("utf-8", "replace")))
    if digest is None or not digest.entries or errors(problems):
        return False
    return not any(papers.has(digest.entries[0]) for papers in known)


def _names(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        yield from entry.ids
        yield f"title:{title_key(entry.title)}"
