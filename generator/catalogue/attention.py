"""How much papers are noticed: by their comments, else by their upvotes, else by the stars of their code.

A rank that one comment decides is chance, so a paper needs a few of what it is ranked by; and one list
is ranked by one measure, the first of which any paper has as many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.model.paper import Paper

LEAST_ATTENTION = 5
"""Comments, upvotes or stars from which on a paper is ranked."""


class Attention(StrEnum):
    """What is counted, as a noun; the first that says enough is taken."""

    COMMENTS = "comment"
    UPVOTES = "upvote"
    STARS = "star"

    def of(self, paper: Paper) -> int:
        """How many a digest showed; 0 where none showed any."""
        match self:
            case Attention.COMMENTS:
                return paper.comments or 0
            case Attention.UPVOTES:
                return paper.upvotes or 0
            case Attention.STARS:
                return (paper.code.stars if paper.code else None) or 0


@dataclass(frozen=True, slots=True)
class Noticed:
    """The papers that are noticed most."""

    by: Attention
    papers: tuple[Paper, ...]
    """Most first; never empty."""


def most_noticed(papers: Iterable[Paper], most: int) -> Noticed | None:
    """At most ``most`` papers, of equal ones the earlier first, none that was taken back; ``None`` without enough."""
    papers = [paper for paper in papers if not paper.is_taken_back]
    for by in Attention:
        enough = [paper for paper in papers if by.of(paper) >= LEAST_ATTENTION]
        if enough:
            return Noticed(by, tuple(sorted(enough, key=lambda paper: -by.of(paper))[:most]))
    return None
