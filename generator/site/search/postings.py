"""Postings: for each term the papers that have it, and where, as text of a few characters.

Numbers are written in digits of five bits, the highest first: ``0-9A-V`` is a last digit, ``W-Za-z-_`` and
so on a digit that others follow. Small numbers, of which postings mostly consist, take one character, and what the
host compresses is close to what it could be at best.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.site.search.search_words import joined_form, parts_of, stem, without_capitals

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The first half ends a number, the second half does not."""
_BASE = 32
_CODES = np.frombuffer(DIGITS.encode("ascii"), dtype=np.uint8)
Numbers = npt.NDArray[np.int64]


class _Remembered(dict[str, int]):
    """Numbers that are made when they are first asked for."""

    def __init__(self, make: Callable[[str], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, token: str) -> int:
        bare = without_capitals(token)
        self[token] = number = self._make(token) if bare == token else self[bare]
        return number


class Lexicon:
    """The words of many texts, numbered as they come."""

    def __init__(self, *, has_stems: bool = True) -> None:
        self.has_stems = has_stems
        """Are words looked up by their stems? Names are not: Hans is not Han."""
        self.surfaces: list[str] = []
        """How each is written."""
        self.terms: list[str] = []
        """What each is looked up by; several surfaces share one."""
        self._numbers: dict[str, int] = {}
        self._tokens = _Remembered(self._cut)
        # Columns that numpy can read where they are.
        self._words = array("q")
        self._places = array("q")
        self._starts = array("q", [0])
        self._widths = array("q")
        self.compounds: dict[int, tuple[int, ...]] = {}
        """The parts of each joined word that is whole."""

    def numbers_of(self, tokens: Sequence[str]) -> list[int]:
        """The numbers of tokens, of which those not met before are cut into words."""
        return list(map(self._tokens.__getitem__, tokens))

    def spread(self, tokens: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The words of a sequence of tokens: for each word its number, which token it is of, and its place, counted
        from the first token.
        """
        starts, widths = _column(self._starts), _column(self._widths)
        counts = starts[tokens + 1] - starts[tokens]
        of_token = np.repeat(np.arange(len(tokens)), counts)
        first = np.repeat(np.cumsum(counts) - counts, counts)
        source = np.repeat(starts[tokens], counts) + np.arange(len(of_token)) - first
        begins = np.cumsum(widths[tokens]) - widths[tokens]
        words = _column(self._words)[source]
        return words, of_token, begins[of_token] + _column(self._places)[source]

    def _cut(self, token: str) -> int:
        parts = parts_of(token)
        numbers = [self._number(part) for part in parts]
        self._words.extend(numbers)
        self._places.extend(range(len(parts)))
        if len(parts) > 1 and (joined := joined_form(parts)):
            number = self._number(joined)
            # Of one that was cut, others may have the beginning, too.
            if joined == "-".join(parts):
                self.compounds[number] = tuple(numbers)
            self._words.append(number)
            self._places.append(0)
        self._starts.append(len(self._words))
        self._widths.append(len(parts))
        return len(self._widths) - 1

    def _number(self, surface: str) -> int:
        number = self._numbers.get(surface)
        if number is None:
            self._numbers[surface] = number = len(self.terms)
            self.surfaces.append(surface)
            bare = surface.replace("-", "")
            self.terms.append(stem(bare) if self.has_stems else bare)
        return number


def _column(numbers: array[int]) -> Numbers:
    return np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where words occur, each by three numbers of equal index."""

    words: Numbers
    """By their numbers in the lexicon."""
    papers: Numbers
    places: Numbers


def occurrences(lexicon: Lexicon, texts: Iterable[Sequence[str]]) -> Occurrences:
    """The words of texts, given as tokens: one text for each paper, in their order."""
    tokens, lengths = [], []
    for text in texts:
        tokens += lexicon.numbers_of(text)
        lengths.append(len(text))
    if not tokens:
        nothing = np.zeros(0, dtype=np.int64)
        return Occurrences(nothing, nothing, nothing)
    sizes = np.array(lengths)
    words, of_token, places = lexicon.spread(np.array(tokens))
    papers = np.repeat(np.arange(len(sizes)), sizes)[of_token]
    # Places count from the first word of each paper.
    firsts = np.searchsorted(papers, np.arange(len(sizes)))
    begins = places[np.minimum(firsts, len(places) - 1)]
    return Occurrences(words, papers, places - begins[papers])


def encoded(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The characters of numbers one after the other, as bytes, and where each number begins; one more at the end."""
    lengths = np.ones(len(numbers), dtype=np.int64)
    limit = _BASE
    while (longer := numbers >= limit).any():
        lengths += longer
        limit *= _BASE
    starts = np.concatenate(([0], np.cumsum(lengths)))
    characters = np.zeros(starts[-1], dtype=np.uint8)
    rest = numbers.copy()
    for back in range(1, int(lengths.max(initial=0)) + 1):
        has = lengths >= back
        digits = rest[has] % _BASE + (_BASE if back > 1 else 0)
        characters[starts[1:][has] - back] = _CODES[digits]
        rest //= _BASE
    return characters, starts
