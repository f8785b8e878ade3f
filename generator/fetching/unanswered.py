"""Records what services had no answer for, in ``content/asked.json``.

These are days without papers, with the number of times that they were empty after they were over, and
papers without a certain match, with the uncertain ones. So a curator can look at them, and no service
is asked the same every day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.fetching.http_client import Failed
from generator.model.identity import title_key
from generator.storage.atomic_write import write_whole

ASKED_FILE = "asked.json"
"""Below the content folder."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that may be the wanted one, and what speaks against it."""

    arxiv: str
    """Its arXiv id, or its DOI where it has none."""
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
    """Everything that services had no answer for."""

    empty: Mapping[date, int] = field(default_factory=dict)
    """Days without papers, with the number of times that they were empty."""
    papers: Mapping[str, Unresolved] = field(default_factory=dict)
    """By title key."""

    def with_empty(self, day: date) -> Unanswered:
        """A copy in which a day was empty once more."""
        return replace(self, empty={**self.empty, day: self.empty.get(day, 0) + 1})

    def without_empty(self, day: date) -> Unanswered:
        """A copy without a day, which has papers after all."""
        return replace(self, empty={other: count for other, count in self.empty.items() if other != day})

    def with_paper(self, paper: Unresolved) -> Unanswered:
        """A copy with a paper that was not found."""
        return replace(self, papers={**self.papers, title_key(paper.title): paper})

    def without_paper(self, title: str) -> Unanswered:
        """A copy without a paper, which was found after all."""
        key = title_key(title)
        return replace(self, papers={other: paper for other, paper in self.papers.items() if other != key})


def read_unanswered(content: Path) -> Unanswered:
    """What the file records; raises ``Failed`` when it is damaged."""
    file = content / ASKED_FILE
    if not file.is_file():
        return Unanswered()
    try:
        data = json.loads(file.read_bytes())
        empty = {date.fromisoformat(day): int(count) for day, count in data["empty"].items()}
        papers = [_unresolved(paper) for paper in data["papers"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{file}: expected the record of earlier runs, found something else ({error!r}); delete the file"
        raise Failed(message) from error
    return Unanswered(empty, {title_key(paper.title): paper for paper in papers})


def _unresolved(data: Mapping[str, Any]) -> Unresolved:
    candidates = (
        Candidate(str(candidate["arxiv"]), str(candidate["title"]), tuple(map(str, candidate["doubts"])))
        for candidate in data["found"]
    )
    return Unresolved(str(data["title"]), date.fromisoformat(data["asked"]), tuple(candidates))


def write_unanswered(content: Path, unanswered: Unanswered) -> None:
    """Write the file, or remove it when there is nothing to record."""
    file = content / ASKED_FILE
    if not unanswered.empty and not unanswered.papers:
        file.unlink(missing_ok=True)
        return
    papers = [
        {
            "title": paper.title,
            "asked": paper.asked.isoformat(),
            "found": [{"arxiv": c.arxiv, "title": c.title, "doubts": list(c.doubts)} for c in paper.candidates],
        }
        for _, paper in sorted(unanswered.papers.items())
    ]
    empty = {day.isoformat(): count for day, count in sorted(unanswered.empty.items())}
    text = json.dumps({"empty": empty, "papers": papers}, ensure_ascii=False, indent=1)
    write_whole(file, f"{text}\n".encode("utf-8", "backslashreplace"), below=content)
