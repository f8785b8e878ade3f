"""The terms that tell the newest papers apart, by which a browser says how alike two of them are.

They are those of related papers: words of a subject, and pairs of words. A term is the rarer, the fewer of the papers
that were listed last hold it; one that hardly any holds tells nothing of others. Every weight is an integer, so all
machines order them alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.paper import Paper
from generator.text.term_numbers import WORD, WordNumbers, terms

_TITLE = 3
"""How many times a term in the title counts."""
_MOST_TERMS = 12
"""Terms of one paper."""
_LEAST_HOLDERS = 2
_LEAST_HELD = 333
"""A term that fewer than one paper in so many holds is somebody's own word."""
_MOST_HELD = 12
"""A term that more than one paper in so many holds is not telling."""
_EMPHASIS = (0, 2, 4, 5, 6, 6, 7)
"""The weight of a term by how often it occurs; more than 6 counts as 6."""
_NUMBERS = WordNumbers()


@dataclass(frozen=True, slots=True)
class TellingTerm:
    """A term of a paper."""

    number: int
    """The same for all forms of its words."""
    text: str
    """As the paper writes it."""


@dataclass(frozen=True, slots=True)
class TermTable:
    """The terms that tell some papers apart."""

    of_papers: tuple[tuple[TellingTerm, ...], ...]
    """Of each of them, the weightiest first."""
    rarity: dict[int, int]
    """Of each of these terms, by its number."""


def tell_apart(texts: Sequence[str], most: int) -> TermTable:
    """The terms of the first papers, at most so many. How rare a term is, is counted over the texts of all."""
    held = (set(terms(_NUMBERS.of(text))) for text in texts)
    rarity = _Rarity(len(texts), Counter(term for numbers in held for term in numbers))
    of_papers = tuple(map(rarity.telling, texts[:most]))
    return TermTable(of_papers, {term.number: rarity.of(term.number) for chosen in of_papers for term in chosen})


def telling_text(paper: Paper) -> str:
    """The abstract, in which words stand without the capitals of a title, then the title as often as it counts."""
    paragraphs = (paragraph.plain for paragraph in paper.abstract)
    return "\n.\n".join((*paragraphs, *[paper.title.plain] * _TITLE))


@dataclass(frozen=True, slots=True)
class _Rarity:
    """How rare each term is among some papers."""

    papers: int
    holders: Mapping[int, int]

    def of(self, term: int) -> int:
        """In steps of the root of two; 0 for a term that tells nothing."""
        holders = self.holders[term]
        least = max(_LEAST_HOLDERS, self.papers // _LEAST_HELD)
        if holders < least or holders * _MOST_HELD > self.papers:
            return 0
        return (self.papers**2 // holders**2).bit_length()

    def telling(self, text: str) -> tuple[TellingTerm, ...]:
        """The weightiest terms of one of the papers, and of equal ones those that come first."""
        spans = [match.span() for match in WORD.finditer(text)]
        numbers = _NUMBERS.of(text)
        counts = Counter(terms(numbers))
        weights = {term: self.of(term) * _EMPHASIS[min(count, len(_EMPHASIS) - 1)] for term, count in counts.items()}
        chosen: list[TellingTerm] = []
        places = _places(numbers)
        for term in sorted(filter(weights.__getitem__, weights), key=lambda term: (-weights[term], places[term])):
            first, last = places[term]
            written = " ".join(text[spans[first][0] : spans[last][1]].split())
            chosen.append(TellingTerm(term, written))
        return tuple(chosen[:_MOST_TERMS])


def _places(numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Where each term first stands: its first and its last word."""
    places: dict[int, tuple[int, int]] = {}
    for at, number in enumerate(numbers):
        places.setdefault(number, (at, at))
        if at:
            places.setdefault(numbers[at - 1] << 32 | number, (at - 1, at))
    return places
