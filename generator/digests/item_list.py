"""What becomes of the items of a list, one by one: a paper, a problem, or a known part of the list that is none.

Forms of which each item states its fields are read through this: tables, bullets, bibliographies, feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.digests.digest_problems import CONTROL_CHARACTERS, LEFT_OUT_ITEM, NO_PAPERS
from generator.digests.merge_duplicates import merge_duplicates
from generator.digests.title_fault import title_fault
from generator.digests.visible_entry import visible_entry
from generator.model.digest import BlockCounts, Digest, Entry
from generator.model.problem import Place, Problem, ProblemKind
from generator.text.excerpts import quoted
from generator.text.invisible import removed_in_words


@dataclass(slots=True)
class ItemList:
    """Collects the papers and problems of a file. Each item is given to exactly one of its methods."""

    file: str
    """Path below the content folder."""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    boilerplate: int = 0
    reported: int = 0

    def paper(self, entry: Entry) -> None:
        """An item that is a paper. One whose title can be none is reported instead."""
        if fault := title_fault(entry.title):
            self.leave_out(entry.place, "title", f"expected the title of a paper, found {fault}: {quoted(entry.title)}")
            return
        seen, count = visible_entry(entry)
        if count:
            self.problems.append(Problem(seen.place, "encoding", removed_in_words(count), CONTROL_CHARACTERS))
        self.entries.append(seen)

    def leave_out(self, place: Place, name: str, message: str, kind: ProblemKind = LEFT_OUT_ITEM) -> None:
        """An item that cannot be read as a paper; ``message`` says what was expected and what was found."""
        self.problems.append(Problem(place, name, f"{message}; it was left out", kind))
        self.reported += 1

    def skip(self, count: int = 1) -> None:
        """Items that are known to be no papers, such as the row of dashes below the head of a table."""
        self.boilerplate += count

    def warn(self, place: Place, name: str, message: str, kind: ProblemKind) -> None:
        """Something odd about an item that is a paper."""
        self.problems.append(Problem(place, name, message, kind))

    def digest(self, day: date, label: str | None) -> tuple[Digest, list[Problem]]:
        """The digest of all items, and its problems in the order of the file."""
        if not self.entries and not self.problems:
            self.problems.append(
                Problem(Place(self.file), "papers", "expected at least one paper, found none", NO_PAPERS)
            )
        merged = merge_duplicates(self.entries, self.problems.append)
        counts = BlockCounts(len(self.entries), self.boilerplate, self.reported)
        return Digest(day, label, self.file, tuple(merged), counts, is_hugging_face=False), list(self._sorted())

    def _sorted(self) -> Iterator[Problem]:
        yield from sorted(self.problems, key=lambda problem: problem.place)
