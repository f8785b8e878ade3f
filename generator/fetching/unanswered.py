"""Records requests without a result, in ``content/asked.json``, so that they are not repeated every day.

These are past days for which a service had no papers, with the number of times they were found empty,
and papers without a certain match, with the uncertain ones for a curator to look at.
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
"""Relative to the content folder."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible match, and the reasons against it."""

    arxiv: str
    title: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A paper without a certain match."""

    title: str
    asked: date
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """All requests without a result."""

    empty: Mapping[date, int] = field(default_factory=dict)
    """Past days without papers, with the number of times they were found empty."""
    papers: Mapping[str, Unresolved] = field(default_factory=dict)
    """By title key."""

    def with_empty(self, day: date) -> Unanswered:
        """A copy in which a day was found empty once more."""
        return replace(self, empty={**self.empty, day: self.empty.get(day, 0) + 1})

    def without_empty(self, day: date) -> Unanswered:
        """A copy without a day that has papers after all."""
        return replace(self, empty={other: count for other, count in self.empty.items() if other != day})

    def with_paper(self, paper: Unresolved) -> Unanswered:
        """A copy with a paper that was not found."""
        return replace(self, papers={**self.papers, title_key(paper.title): paper})

    def without_paper(self, title: str) -> Unanswered:
        """A copy without a paper that was found after all."""
        key = title_key(title)
        return replace(self, papers={other: paper for other, paper in self.papers.items() if other != key})


def read_unanswered(content: Path) -> Unanswered:
    """The stored record; raises ``FetchError`` if the file is damaged."""
    file = content / UNANSWERED_FILE
    if not file.is_file():
        return Unanswered()
    try:
        data = json.loads(file.read_bytes())
        empty = {date.fromisoformat(day): int(count) for day, count in data["empty"].items()}
        papers = [
            Unresolved(
                str(paper["title"]),
                date.fromisoformat(paper["asked"]),
                tuple(
                    Candidate(str(c["arxiv"]), str(c["title"]), tuple(map(str, c["doubts"]))) for c in paper["found"]
                ),
            )
            for paper in data["papers"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{file}: expected a record of earlier runs, found a file that was edited ({error!r}); delete it"
        raise FetchError(message) from error
    return Unanswered(empty, {title_key(paper.title): paper for paper in papers})


def write_unanswered(content: Path, asked: Unanswered) -> None:
    """Store the record; an empty one leaves no file."""
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
