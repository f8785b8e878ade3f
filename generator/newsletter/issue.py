"""What a letter is about: the digests of a day, or of all days since another one, or one topic of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.identity import Slug
from generator.model.paper import Paper
from generator.pages.components.view_builder import digest_name
from generator.text import wording
from generator.text.nearest import Names


class NoIssue(Exception):
    """There is no such digest, or no such topic; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Issue:
    """The papers of a letter, and what names it."""

    name: str
    """``2025-10-31``, or ``2025-10-31.llm-agents`` for a topic. It does not say since when: whoever has had a digest
    has had it, however far back the letter went.
    """
    day: date
    since: date | None
    topic: Slug | None
    digests: tuple[Digest, ...]
    """Newest first."""
    closing: tuple[Digest, ...]
    """Those that it is named after: the newest one, or all of its day."""
    papers: tuple[Paper, ...]
    """Each once, in the order of the digests."""

    @property
    def when(self) -> str:
        """Its days, in words."""
        if self.since and self.since < self.day:
            return f"{wording.long_day(self.since)} to {wording.long_day(self.day)}"
        return digest_name(self.closing[0]) if len(self.closing) == 1 else wording.long_day(self.day)


def issue_of(catalogue: Catalogue, name: str, since: date | None, topic: str | None) -> Issue:
    """The issue that ends with a digest, which is named by its day or as its address names it.

    Where a day has several digests, the day alone stands for all of them. Raises ``NoIssue``.
    """
    closing = _closing(catalogue, name)
    day = closing[0].date
    if since and since > day:
        raise NoIssue(f"expected a date until {day.isoformat()}, found --since {since.isoformat()}")
    if topic and topic not in catalogue.topic:
        near = Names(catalogue.topic).near(topic)
        raise NoIssue(f"There is no topic '{topic}'." + (f" Did you mean '{near}'?" if near else ""))
    earlier = [digest for digest in catalogue.digests if since and since <= digest.date < day]
    digests = (*closing, *earlier)
    return Issue(
        name=f"{name}.{topic}" if topic else name,
        day=day,
        since=since,
        topic=Slug(topic) if topic else None,
        digests=digests,
        closing=closing,
        papers=_papers(catalogue, digests, topic),
    )


def _closing(catalogue: Catalogue, name: str) -> tuple[Digest, ...]:
    if name in catalogue.digest:
        return (catalogue.digest[name],)
    of_day = tuple(digest for digest in catalogue.digests if digest.date.isoformat() == name)
    if not of_day:
        newest = f" The newest is {catalogue.digests[0].slug}." if catalogue.digests else ""
        raise NoIssue(f"There is no digest '{name}'.{newest}")
    return of_day


def _papers(catalogue: Catalogue, digests: tuple[Digest, ...], topic: str | None) -> tuple[Paper, ...]:
    listed = {paper.slug: paper for digest in digests for paper in catalogue.by_digest[digest.slug]}
    return tuple(
        paper
        for paper in listed.values()
        if topic is None or any(assignment.topic == topic for assignment in paper.topics)
    )
