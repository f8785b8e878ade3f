"""Where each term of a segment occurs, sorted by term, paper and place, and written as postings.

A row is one number, in which term, paper and place follow each other: a million rows are sorted and compared at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from generator.site.search.cut_texts import LAST_PLACE
from generator.site.search.postings import Numbers, Occurrences, encoded

_PAPER_BITS = 24
_PLACE_BITS = 16
_TERM_SHIFT = _PAPER_BITS + _PLACE_BITS
_MOST_PLACES = 8
"""Places of a term in one abstract."""
Mask = npt.NDArray[np.bool_]


def rows_of(found: Occurrences, term_of: Numbers, pairs: Mapping[tuple[int, int], int]) -> Numbers:
    """The rows of occurrences, each once; with a joined term where the parts of a pair stand next to each other."""
    rows = _packed(term_of[found.words], found.papers, found.places)
    if pairs and len(rows):
        rows = np.concatenate([rows, _joined(rows, pairs)])
    rows = np.sort(rows)
    return rows[_differs(rows)]


def terms_of(rows: Numbers) -> Numbers:
    """The term of each row."""
    return rows >> _TERM_SHIFT


def first_of_each(rows: Numbers) -> Numbers:
    """The first row of each term and paper."""
    return rows[_differs(rows >> _PLACE_BITS)]


def papers_with(rows: Numbers, terms: int) -> Numbers:
    """How many papers have each term."""
    return np.bincount(terms_of(first_of_each(rows)), minlength=terms)


def posted(rows: Numbers, terms: int, *, has_places: bool) -> list[str]:
    """The postings of each term: how far each paper is from the one before, the first from 0, and the place there."""
    rows = rows if has_places else first_of_each(rows)
    papers = _papers(rows)
    distances = papers - np.where(_differs(terms_of(rows)), 0, _shifted(papers))
    numbers = np.empty(len(rows) * 2, dtype=np.int64) if has_places else distances
    if has_places:
        numbers[::2], numbers[1::2] = distances, rows & LAST_PLACE
    return _split(numbers, _bounds(rows, terms) * (2 if has_places else 1))


def placed(rows: Numbers, terms: int) -> list[str]:
    """The places of each term: for each paper one more than the first, how far each other is from the last, and 0."""
    is_new = _differs(rows >> _PLACE_BITS)
    starts = np.flatnonzero(is_new)
    rank = np.arange(len(rows)) - np.repeat(starts, np.diff(np.append(starts, len(rows))))
    rows, is_new = rows[rank < _MOST_PLACES], is_new[rank < _MOST_PLACES]
    places = rows & LAST_PLACE
    numbers = places - np.where(is_new, -1, _shifted(places))
    ends = np.append(np.flatnonzero(is_new)[1:], len(rows)) if len(rows) else np.zeros(0, dtype=np.int64)
    bounds = _bounds(rows, terms)
    return _split(np.insert(numbers, ends, 0), bounds + np.searchsorted(ends, bounds, side="right"))


def _packed(terms: Numbers, papers: Numbers, places: Numbers) -> Numbers:
    return (terms << _TERM_SHIFT) | (papers << _PLACE_BITS) | np.minimum(places, LAST_PLACE)


def _papers(rows: Numbers) -> Numbers:
    return (rows >> _PLACE_BITS) & ((1 << _PAPER_BITS) - 1)


def _joined(rows: Numbers, pairs: Mapping[tuple[int, int], int]) -> Numbers:
    """Rows, still in the order of the text, for parts that stand next to each other."""
    codes = np.array(sorted((one << 32) | two for one, two in pairs), dtype=np.int64)
    joined: Numbers = np.array([pairs[code >> 32, code & 0xFFFFFFFF] for code in codes.tolist()], dtype=np.int64)
    terms, places = terms_of(rows), rows & ((1 << _TERM_SHIFT) - 1)
    # The place that follows in the same paper is one more.
    next_to = np.flatnonzero(places[:-1] + 1 == places[1:])
    met = (terms[next_to] << 32) | terms[next_to + 1]
    place = np.minimum(np.searchsorted(codes, met), len(codes) - 1)
    is_pair = codes[place] == met
    found: Numbers = (joined[place[is_pair]] << _TERM_SHIFT) | places[next_to[is_pair]]
    return found


def _differs(sorted_numbers: Numbers) -> Mask:
    """Is each number another than the one before?"""
    first = np.ones(min(1, len(sorted_numbers)), dtype=bool)
    return np.concatenate((first, sorted_numbers[1:] != sorted_numbers[:-1]))


def _shifted(numbers: Numbers) -> Numbers:
    return np.concatenate(([0], numbers[:-1]))[: len(numbers)]


def _bounds(rows: Numbers, terms: int) -> Numbers:
    """Where the rows of each term begin; one more at the end."""
    return np.searchsorted(rows, np.arange(terms + 1, dtype=np.int64) << _TERM_SHIFT)


def _split(numbers: Numbers, bounds: Numbers) -> list[str]:
    characters, starts = encoded(numbers)
    text = characters.tobytes().decode("ascii")
    return [text[start:end] for start, end in pairwise(starts[bounds].tolist())]
