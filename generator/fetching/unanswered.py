"""Remembers what was asked in vain, in ``content/asked.json``.

Days that a service had no papers for, with how often they were found empty after they were over; and
papers that nothing certain was found for, with what was uncertain, so that a curator can look and
nobody is asked the same question every day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.fetching.client import FetchError
from generator.model.identity import title_key
from generator.storage.atomic_write import write_whole

UNANSWERED_FILE = "asked.json"
"""Below the content folder."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that may be the one, and what speaks against it."""

    arxiv: str
    title: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A paper that nothing certain was found for."""

    title: str
    asked: date
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """All that was asked in vain."""

    empty: Mapping[date, int] = field(default_factory=dict)
    """Days without papers: how often they were found so."""
    papers: Mapping[str, Unresolved] = field(default_factory=dict)
    """By title key."""

    def with_empty(self, day: date) -> Unanswered:
        """The same, with a day found empty once more."""
        return replace(self, empty={**self.empty, day: self.empty.get(day, 0) + 1})

    def without_empty(self, day: date) -> Unanswered:
        """The same, with a day that has papers after all."""
        return replace(self, empty={one: count for one, count in self.empty.items() if one != day})

    def with_paper(self, paper: Unresolved) -> Unanswered:
        """The same, with a paper asked for in vain."""
        return replace(self, papers={**self.papers, title_key(paper.title): paper})

    def without_paper(self, title: str) -> Unanswered:
        """The same, with a paper that was found after all."""
        key = title_key(title)
        return replace(self, papers={one: paper for one, paper in self.papers.items() if one != key})


def read_unanswered(content: Path) -> Unanswered:
    """What is remembered; raises ``FetchError`` when the file is damaged."""
    file = content / UNANSWERED_FILE
    if not file.is_file():
        return Unanswered()
    try:
        data = json.loads(file.read_bytes())
        empty = {date.fromisoformat(day): int(count) for day, count in data["empty"].items()}
        papers = [
            Unresolved(
                str(one["title"]),
                date.fromisoformat(one["asked"]),
                tuple(Candidate(str(c["arxiv"]), str(c["title"]), tuple(map(str, c["doubts"]))) for c in one["found"]),
            )
            for one in data["papers"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{file}: expected what earlier runs remember, found a file that was changed ({error!r}); delete it"
        raise FetchError(message) from error
    return Unanswered(empty, {title_key(paper.title): paper for paper in papers})


def write_unanswered(content: Path, asked: Unanswered) -> None:
    """Remember it. Nothing to remember leaves no file."""
    file = content / UNANSWERED_FILE
    if not asked.empty and not asked.papers:
        file.unlink(missing_ok=True)
        return
    papers = [
        {
            "title": paper.title,
            "asked": paper.asked.isoformat(),
            "found": [{"arxiv": c.arxiv, "title": c.title, "doubts": list(c.doubts)} for c in paper.candidates],
        }
        for _, paper in sorted(asked.papers.items())
    ]
    empty = {day.isoformat(): count for day, count in sorted(asked.empty.items())}
    text = json.dumps({"empty": empty, "papers": papers}, ensure_ascii=False, indent=1)
    write_whole(file, f"{text}\n".encode("utf-8", "backslashreplace"))
