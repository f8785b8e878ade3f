"""What is known of two papers that are near. Apart from the arithmetic, whose libraries few builds need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

MOST_RELATED = 5
"""Related papers of one paper."""
_LEAST_ALIKE = 0.11
"""Cosine of two papers of a topic over the terms that may be shown; below it they share a phrase, not a subject."""
_LEAST_ALIKE_APART = 0.18
"""The same of two papers that share no topic: so much must be alike that it speaks for itself."""
_BY_DOUBLING = 0.0143
"""What is added to the first whenever a list beyond 128 papers doubles: of more papers, more are alike by chance."""
_BY_DOUBLING_APART = 0.009
"""What is added to the second."""
_BY_DOUBLING_ONE = 0.01
"""What is added to either for two papers that share hardly more than one phrase."""

Counted: TypeAlias = tuple[bytes, bytes, bytes]
"""The numbers of a paper's words, four bytes each; its terms in the order of its text, eight bytes each; and how
often each occurs.
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A paper that is near to another."""

    paper: int
    length: int
    """The product of both lengths, squared."""
    least: float
    """The cosine from which the two are near."""
    more: float
    """What is added to it if they share hardly more than one phrase."""
    weights: dict[int, int]
    """What the shared terms weigh that may be shown: neither common in the list, nor said in passing by both."""


@dataclass(frozen=True, slots=True)
class LeastAlike:
    """The cosine from which two papers are near."""

    of_topic: float
    """If they share a topic."""
    apart: float
    more: float
    """What is added to either for those that share hardly more than one phrase."""

    @classmethod
    def among(cls, papers: int) -> LeastAlike:
        """In a list of which rarity is counted over so many papers."""
        doublings = max(0, papers.bit_length() - 8)
        return cls(
            _LEAST_ALIKE + _BY_DOUBLING * doublings,
            _LEAST_ALIKE_APART + _BY_DOUBLING_APART * doublings,
            _BY_DOUBLING_ONE * doublings,
        )
