"""Finds the name that somebody probably meant, quickly, among many.

Comparing a misspelt slug with those of ten thousand papers letter by letter takes a second. So names are
indexed by trigrams, and only the names that share most trigrams with the word are compared.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from functools import cached_property

_COMPARED = 12
"""Names that are compared letter by letter."""
_TRIGRAM = 3


class Names:
    """The names to choose from."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)

    def near(self, word: str, cutoff: float = 0.6, among: Container[str] | None = None) -> str | None:
        """The nearest name, whatever its case; ``None`` if no name is near. ``cutoff`` is that of ``difflib``, and
        ``among`` are the names that count.
        """
        folded_word = word.casefold()
        shared = Counter(
            position for trigram in _trigrams(folded_word) for position in self._by_trigram.get(trigram, ())
        )
        if among is not None:
            shared = Counter({at: count for at, count in shared.items() if self.names[at] in among})
        if not shared:
            return None
        # Equal counts are ordered by the names, so that the answer is always the same.
        best = sorted(shared, key=lambda position: (-shared[position], position))[:_COMPARED]
        folded = {self.names[position].casefold(): self.names[position] for position in reversed(best)}
        matches = difflib.get_close_matches(folded_word, list(folded), n=1, cutoff=cutoff)
        return folded[matches[0]] if matches else None

    @cached_property
    def _by_trigram(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for position, name in enumerate(self.names):
            for trigram in _trigrams(name.casefold()):
                index[trigram].append(position)
        return index


def _trigrams(text: str) -> frozenset[str]:
    """Its runs of three letters, with its ends marked, so that short words have some too."""
    edged = f"^{text}$"
    return frozenset(edged[at : at + _TRIGRAM] for at in range(max(1, len(edged) - _TRIGRAM + 1)))
