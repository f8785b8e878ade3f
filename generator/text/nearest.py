"""Finds the name that somebody most probably meant, among many, quickly.

Comparing a misspelt slug with ten thousand papers letter by letter takes a second. So names are
indexed by their runs of three letters, and only those that share the most are compared.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

_COMPARED = 12
_RUN = 3


class Names:
    """Names to choose from."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    def near(self, word: str, cutoff: float = 0.6) -> str | None:
        """The nearest name, if any is near; capitals do not count."""
        seen = word.casefold()
        shared = Counter(position for run in _runs(seen) for position in self._by_run.get(run, ()))
        # Equal counts in the order of the names, so that the answer is always the same.
        best = sorted(shared, key=lambda position: (-shared[position], position))[:_COMPARED]
        folded = {self.names[position].casefold(): self.names[position] for position in reversed(best)}
        found = difflib.get_close_matches(seen, list(folded), n=1, cutoff=cutoff)
        return folded[found[0]] if found else None

    @cached_property
    def _by_run(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self.names):
            for run in _runs(name.casefold()):
                index[run].append(position)
        return index


def _runs(text: str) -> frozenset[str]:
    """Its runs of three letters, with the edges marked, so that short words have some too."""
    edged = f"^{text}$"
    return frozenset(edged[at : at + _RUN] for at in range(max(1, len(edged) - _RUN + 1)))
