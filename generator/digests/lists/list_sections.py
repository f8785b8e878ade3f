"""The headings under which an item of a list stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.digests.lists.spans import Spans, text_of
from generator.digests.lists.title_cleaning import clean_title
from generator.digests.lists.written_dates import day_in, year_in

_GENERIC = re.compile(
    r"(?:the\s+)?(?:(?:recent|latest|new|all|daily|paper|research|related|selected|reading|must[- ]read|top)\s+)*"
    r"(?:papers?|lists?|paper ?lists?|publications?|articles?|works?|preprints?|arxiv|readings?|items|results"
    r"|bookmarks?(?: bar| menu| toolbar)?|other bookmarks|favorites(?: bar)?)|\W*|show|more|read more|toc|overview|\d+",
    re.I,
)
_DATED = re.compile(
    r"(?:(?:last\s+)?updated?(?:\s+(?:on|at))?|(?:(?:new|daily|arxiv)\s+)?papers? (?:for|of|on)|week of|date)\b.{0,40}",
    re.I,
)
_AROUND = re.compile(
    r"\W*(?:(?:table of )?contents?|toc|index|contribut\w+.{0,30}|how to contribute|licen[cs]e|citations?"
    r"|citing.{0,20}|acknowledge?ments?|star history|contact.{0,20}|usage|installation|install|quick ?start|faq"
    r"|getting started|statistics|stats|(?:latest |recent )?news|updates?|announcements?|about.{0,20}|maintainers?"
    r"|contributors?|changelog|features|setup|references? format|disclaimer|todo|to do|configuration|requirements"
    r"|related (?:lists?|repos\w*|projects?)|categories|what'?s new|目录|贡献.{0,10})\W*",
    re.I,
)
_OVERVIEW = re.compile(r"\W*(?:(?:table of )?contents?|toc|index|categories|目录)\W*", re.I)
"""Headings around the list of its sections. Some lists put the sections themselves below."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[IVX]{1,5}[.)])\s+(?=\S)")
_TALLY = re.compile(r"\s*[(\[]\s*\d+(?:\s+papers?)?\s*[)\]]\s*$", re.I)


def section_name(spans: Spans) -> str | None:
    """The name of a section; ``None`` if the heading says only that papers follow, or of which day."""
    name = _TALLY.sub("", clean_title(_NUMBER.sub("", text_of(spans).strip("# "), count=1))).strip()
    is_generic = _GENERIC.fullmatch(name) or _DATED.fullmatch(name) or day_in(name) or year_in(name)
    return None if not name or is_generic or len(name) > 200 else name


@dataclass(slots=True)
class ListSections:
    """The open headings, and the open items that stand for headings."""

    headings: list[tuple[int, str | None, bool]] = field(default_factory=list)
    """Level, name, and whether what is below is no part of the list."""
    items: list[tuple[int, str | None]] = field(default_factory=list)
    is_overview: bool = False
    """Is the last heading that of a list of the sections?"""

    @property
    def current(self) -> str | None:
        """The nearest name; not that of the whole document."""
        return next((name for _, name in reversed(self.items) if name), None) or self.above(7)

    @property
    def is_around(self) -> bool:
        """Is this a part of the document around the list: how to contribute, the licence?"""
        return any(is_around for *_, is_around in self.headings)

    def above(self, level: int) -> str | None:
        """The nearest name of a heading above a level."""
        names = [(at, name) for at, name, _ in self.headings if at < level and name]
        return names[-1][1] if names and names[-1][0] > 1 else None

    def enter(self, level: int, spans: Spans) -> None:
        """A heading."""
        if self.is_overview and self.headings[-1][0] < level:
            self.headings[-1] = (*self.headings[-1][:2], False)
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.is_overview = level > 1 and bool(_OVERVIEW.fullmatch(text_of(spans)))
        is_around = level > 1 and bool(_AROUND.fullmatch(text_of(spans)))
        self.headings.append((level, None if is_around else section_name(spans), is_around))
        self.items.clear()

    def enter_item(self, depth: int, spans: Spans) -> None:
        """An item that stands above others."""
        self.leave_items(depth)
        self.items.append((depth, section_name(spans)))

    def leave_items(self, depth: int) -> None:
        """The next item stands at a depth."""
        while self.items and self.items[-1][0] >= depth:
            self.items.pop()
