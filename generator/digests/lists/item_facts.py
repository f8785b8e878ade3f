"""What the text beside a title says: authors, venue, date, how far publication has got."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from generator.digests.lists.author_names import ET_AL, cited_names, names_in
from generator.digests.lists.venue_names import is_preprint_server, venue_in, year_of_venue
from generator.digests.lists.written_dates import day_in, year_in
from generator.model.digest import Stage

_ACCEPTED = re.compile(r"\b(?:accepted|to appear)\b", re.I)
_TAKEN_BACK = {
    Stage.RETRACTED: re.compile(r"\W*retracted\W*", re.I),
    Stage.WITHDRAWN: re.compile(r"\W*withdrawn\W*", re.I),
}
_PAGES = re.compile(r",?\s*\b(?:pp?|vol|no|pages|article)\b\.?\s*\d[\d:–-]*", re.I)
_BREAK = re.compile(
    r"\s+[-–—|]+\s+|\n|;|\||[()\[\]{}（）【】「」《》<>]|(?<=[^\W\d_]{2})\.(?=\s|$)|(?<=\d)\.(?=\s|$)|。|\s[:：]\s|:\s"
)
_BY = re.compile(r"(?:by|authors?:)\s+", re.I)
_COMMA = re.compile(r"[,，、]")
_EDGES = ' \t,;:.*_`~"“”’‘'


@dataclass(slots=True)
class ItemFacts:
    """What is known about a paper beside its title and links."""

    authors: tuple[str, ...] = ()
    is_incomplete: bool = False
    """Are there more authors than are named?"""
    venue: str | None = None
    year: int | None = None
    published: date | None = None
    stage: Stage | None = None
    rest: list[str] = field(default_factory=list)
    """What says none of this."""

    def take(self, text: str, *, is_set_off: bool = False) -> None:
        """Take a piece of text that separators surround."""
        if cited := cited_names(text.strip(" ,;")):
            self.authors = self.authors or cited
            return
        part = text.strip(_EDGES)
        if ET_AL.search(part):
            self.is_incomplete = True
            part = ET_AL.split(part)[-1].strip(_EDGES)
        if re.search(r"\w", part) and not self._take_fact(part):
            self._take_names(part, is_set_off=is_set_off)

    def _take_names(self, part: str, *, is_set_off: bool) -> None:
        """Take names, and the venue or date around them: ``Ana Petrović, Li Wei, ICLR 2026``. A single name counts only
        where something says that it is one.
        """
        by = _BY.match(part)
        items = [item.strip() for item in _COMMA.split(part[by.end() :] if by else part) if item.strip()]
        count = len(items)
        while len(items) > 1 and self._take_fact(items[-1]):
            items.pop()
        while len(items) > 1 and self._take_fact(items[0]):
            items.pop(0)
        names = names_in(", ".join(items))
        is_told = len(names) > 1 or is_set_off or by is not None or (len(items) < count and self.venue is not None)
        if names and is_told:
            self.authors = self.authors or names
        else:
            self.rest.append(part)

    def _take_fact(self, text: str) -> bool:
        """Take a date, a stage or a venue; is it one?"""
        return self._take_date(text) or self._take_stage(text) or self._take_venue(text)

    def _take_date(self, text: str) -> bool:
        day, year = day_in(text), year_in(text)
        self.published = self.published or day
        self.year = self.year or year
        return day is not None or year is not None

    def _take_stage(self, text: str) -> bool:
        taken = next((stage for stage, pattern in _TAKEN_BACK.items() if pattern.fullmatch(text)), None)
        if taken:
            self.stage = taken
        elif is_preprint_server(text):
            self.stage = self.stage or (None if self.venue else Stage.PREPRINT)
            self.year = self.year or year_of_venue(text)
            return True
        return taken is not None

    def _take_venue(self, text: str) -> bool:
        venue = venue_in(text)
        if venue and self.venue is None:
            self.venue = venue
            self.year = self.year or year_of_venue(venue)
            is_kept = self.stage is not None and self.stage.is_taken_back
            self.stage = self.stage if is_kept else Stage.ACCEPTED if _ACCEPTED.search(text) else None
        return venue is not None


def facts_of(pieces: Iterable[tuple[str, bool]]) -> ItemFacts:
    """What pieces of text say, each with whether it is set off, as authors in italics are."""
    facts = ItemFacts()
    for text, is_set_off in pieces:
        joined = _PAGES.sub("", re.sub(r"\s+[·•]\s+", ", ", text)).replace("Proc.", "Proc")
        for line in joined.split("\n"):
            if cited_names(line.strip(" ,;")):
                facts.take(line)
                continue
            for part in _BREAK.split(line):
                facts.take(part, is_set_off=is_set_off)
    facts.authors = () if facts.is_incomplete else facts.authors
    facts.year = None if facts.published else facts.year
    return facts
