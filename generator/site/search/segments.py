"""A segment: the index of some papers that are numbered from 0, cut into pieces of bounded size.

A large list has two segments, so that a new digest changes only the small one (``search_index``). Terms stand in the
order of their UTF-16 code units, which is how scripts compare texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.site.search.cut_texts import CutTexts, ListWords, together
from generator.site.search.postings import DIGITS, Numbers
from generator.site.search.term_rows import papers_with, placed, posted, rows_of, terms_of
from generator.text.lexicon import FUNCTION_WORDS

HEADS_SIZE = 9_000
"""Characters of a piece with the words of titles, names and notes."""
BODIES_SIZE = 18_000
"""Characters of a piece with the words of abstracts."""
ENDINGS_SIZE = 24_000
"""Characters of a piece with terms by their ends."""
_SHORTEST_ENDING = 4
"""Letters of a term that is looked up by its end."""
_WEIGHT_OF_JOINED = 5
_FIELDS = ("title", "names", "rest")
_JOINED = ("title", "body")
"""Fields in which parts that stand apart are joined."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a dictionary."""

    first: str
    """As much of its first term as sets it apart from the term before; empty for the first piece."""
    text: str
    """JSON: a list of entries in the order of their terms."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The index of some papers."""

    papers: int
    heads: tuple[Piece, ...]
    """Entries of terms in titles, names and the rest: ``term|ending title names rest``. A place follows each number of
    a paper in a title (the word's) and in names (the name's).
    """
    bodies: tuple[Piece, ...]
    """Entries of terms in abstracts: ``term|ending papers``."""
    places: tuple[str, ...]
    """For each piece of ``bodies`` the places of its terms, as JSON: for each paper one more than the first place,
    how far each other place is from the one before, and 0.
    """
    endings: tuple[Piece, ...]
    """Terms in the order of their reversed letters, each with how many papers have it, as its number of bits."""


def build_segment(cuts: Sequence[CutTexts], numbers: Sequence[Numbers], scale: float = 1) -> Segment:
    """The index of papers that were cut in parts, with the numbers of those of each part; ``scale`` is that of its
    pieces.
    """
    parts = list(zip(cuts, numbers, strict=True))
    words = together([(cut.words, papers) for cut, papers in parts])
    called = together([(cut.names, papers) for cut, papers in parts])
    terms = sorted({*words.terms, *called.terms}, key=_order)
    number = {term: place for place, term in enumerate(terms)}
    term_of = words.numbered(number)
    names = _shown(terms, [(words, term_of), (called, called.numbered(number))])
    stop = np.array([term in FUNCTION_WORDS for term in terms], dtype=bool)
    pairs = _pairs(words, term_of, stop)
    rows = {name: rows_of(found, term_of, pairs if name in _JOINED else {}) for name, found in words.fields.items()}
    rows["names"] = rows_of(called.fields["names"], called.numbered(number), {})
    for name in ("rest", "body"):
        rows[name] = rows[name][~stop[terms_of(rows[name])]]
    rows["body"] = _without_rare_joined(words, term_of, rows, len(terms))
    heads = _entries(names, *(posted(rows[name], len(terms), has_places=name != "rest") for name in _FIELDS))
    bodies = list(_entries(names, posted(rows["body"], len(terms), has_places=False)))
    places = placed(rows["body"], len(terms))
    head_pieces = tuple(_pieces(heads, HEADS_SIZE * scale))
    body_pieces, place_pieces = _pieces_with_places(bodies, [text for text in places if text], BODIES_SIZE * scale)
    return Segment(
        sum(map(len, numbers)),
        head_pieces,
        body_pieces,
        place_pieces,
        tuple(_endings(terms, rows, ENDINGS_SIZE * scale)),
    )


def _shown(terms: Sequence[str], every: Sequence[tuple[ListWords, Numbers]]) -> list[str]:
    """Each term with the form that most often stands for it: ``quantiz|ation``, or ``fewshot=few-shot`` where that does
    not begin with it.
    """
    best: dict[int, tuple[int, int, str]] = {}
    for words, term_of in every:
        found = np.concatenate([found.words for found in words.fields.values()])
        counts = np.bincount(found, minlength=len(term_of)).tolist()
        for word, (term, surface) in enumerate(zip(term_of.tolist(), words.surfaces, strict=True)):
            # Where a word is often written in parts, it is to be known which they are.
            weight = _WEIGHT_OF_JOINED if word in words.compounds else 1
            key = (-counts[word] * weight, len(surface), surface)
            best[term] = min(best.get(term, key), key)
    return [_entry_name(term, best[number][2]) for number, term in enumerate(terms)]


def _entry_name(term: str, surface: str) -> str:
    if surface.startswith(term):
        return f"{term}|{surface.removeprefix(term)}" if surface != term else term
    return f"{term}={surface}"


def _pairs(words: ListWords, term_of: Numbers, stop: npt.NDArray[np.bool_]) -> dict[tuple[int, int], int]:
    """Terms of two parts by these: they are joined also where they stand apart. Of several that only differ in the
    endings of their parts, the first in the alphabet counts.
    """
    pairs: dict[tuple[int, int], int] = {}
    for joined in sorted(words.compounds, key=words.surfaces.__getitem__):
        terms = [int(term_of[part]) for part in words.compounds[joined]]
        if len(terms) == 2 and not stop[terms].any():
            pairs.setdefault((terms[0], terms[1]), int(term_of[joined]))
    return pairs


def _without_rare_joined(words: ListWords, term_of: Numbers, rows: dict[str, Numbers], terms: int) -> Numbers:
    """The words of abstracts without joined forms that only one abstract and no title has: their parts are enough."""
    is_joined, is_word = np.zeros(terms, dtype=bool), np.zeros(terms, dtype=bool)
    joined = np.array(sorted(words.compounds), dtype=np.int64)
    is_joined[term_of[joined]] = True
    is_word[term_of[np.setdiff1d(np.arange(len(term_of)), joined)]] = True
    papers = papers_with(rows["body"], terms) + papers_with(rows["title"], terms)
    is_rare = is_joined & ~is_word & (papers < 2)
    return rows["body"][~is_rare[terms_of(rows["body"])]]


def _entries(names: Sequence[str], *columns: Sequence[str]) -> Iterator[str]:
    """An entry for each term that occurs."""
    for name, *texts in zip(names, *columns, strict=True):
        if any(texts):
            yield " ".join((name, *texts)).rstrip(" ")


def _endings(terms: Sequence[str], rows: dict[str, Numbers], size: float) -> Iterator[Piece]:
    """The terms that a slip of the finger may have been meant for: those of titles and names, and of two abstracts."""
    heads = np.sum([papers_with(rows[name], len(terms)) for name in _FIELDS], axis=0)
    bodies = papers_with(rows["body"], len(terms))
    numbers = np.flatnonzero((heads > 0) | (bodies > 1)).tolist()
    useful = [n for n in numbers if len(terms[n]) >= _SHORTEST_ENDING and terms[n].isalpha()]
    useful.sort(key=lambda number: _order(terms[number][::-1]))
    entries = (f"{terms[n]} {DIGITS[min(31, int(heads[n] + bodies[n]).bit_length())]}" for n in useful)
    yield from _pieces(entries, size, is_reversed=True)


def _pieces(entries: Iterable[str], size: float, *, is_reversed: bool = False) -> Iterator[Piece]:
    last, first = "", ""
    piece: list[str] = []
    length = 0
    for entry in entries:
        term = term_of_entry(entry)[::-1] if is_reversed else term_of_entry(entry)
        if piece and length + len(entry) > size:
            yield Piece(first, as_json(piece))
            piece, length, first = [], 0, _apart(last, term)
        piece.append(entry)
        length += len(entry) + 3
        last = term
    if piece:
        yield Piece(first, as_json(piece))


def _pieces_with_places(
    entries: Sequence[str], places: Sequence[str], size: float
) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    pieces = tuple(_pieces(entries, size))
    lengths = [len(json.loads(piece.text)) for piece in pieces]
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    cut = (places[start : start + length] for start, length in zip(starts, lengths, strict=True))
    return pieces, tuple(as_json(list(part)) for part in cut)


def term_of_entry(entry: str) -> str:
    """The term that an entry is about."""
    return entry.partition(" ")[0].partition("|")[0].partition("=")[0]


def as_json(data: object) -> str:
    """JSON as all files of the index have it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _apart(last: str, term: str) -> str:
    """The shortest beginning of a term that comes after the term before it."""
    length = next(number for number in range(1, len(term) + 1) if _order(term[:number]) > _order(last))
    return term[:length]


def _order(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")
