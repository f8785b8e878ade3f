"""What is known of two papers that are near. Apart from the arithmetic, whose libraries few builds need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

MOST_RELATED = 5
"""Related papers of one paper."""
LEAST_ALIKE = 0.09
"""Cosine over the terms that may be shown; below it two papers share a phrase, not a subject."""

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
    weights: dict[int, int]
    """What the shared terms weigh that may be shown: neither common in the list, nor said in passing by both."""
