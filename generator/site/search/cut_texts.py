"""Texts of papers, cut into words that are numbered as they come.

A list is cut in parts, so that a part whose papers say what they said comes from the cache, and several cores share
the others. Numbers are kept as bytes: a million of them are read at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.site.search.paper_texts import PaperText
from generator.site.search.postings import Lexicon, Numbers, Occurrences, occurrences
from generator.site.search.search_words import tokens_of

LAST_PLACE = (1 << 16) - 1
"""Places from here on count as this one."""
_WORD, _SHORT = "<u4", "<u2"
# Most words of a part are in others, too, so each is cut once for all that this process cuts. What a part keeps has
# numbers of its own, so that it does not depend on these.
_WORDS, _NAMES = Lexicon(), Lexicon(has_stems=False)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """Where the words of a field occur: three columns of numbers, of two bytes or, for words, four."""

    words: bytes
    papers: bytes
    places: bytes


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of some fields of a part."""

    surfaces: tuple[str, ...]
    terms: tuple[str, ...]
    compounds: dict[int, tuple[int, ...]]
    fields: dict[str, FieldWords]


@dataclass(frozen=True, slots=True)
class CutTexts:
    """What the index needs of a part of the list."""

    words: PartWords
    """Of titles, abstracts and the rest."""
    names: PartWords
    """The place of each is that of its name."""


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words of all parts together, numbered anew."""

    surfaces: list[str]
    terms: list[str]
    compounds: dict[int, tuple[int, ...]]
    fields: dict[str, Occurrences]

    def numbered(self, number: dict[str, int]) -> Numbers:
        """The number of the term of each word."""
        return np.array([number[term] for term in self.terms], dtype=np.int64)


def cut_texts(texts: tuple[PaperText, ...]) -> CutTexts:
    """The words of a part, of at most 65,536 papers, which are numbered from 0."""
    title = occurrences(_WORDS, (tokens_of(text.title) for text in texts))
    rest = occurrences(_WORDS, ([*text.ids, *tokens_of(" ".join(text.rest))] for text in texts))
    body = occurrences(_WORDS, (tokens_of(" ".join(text.abstract)) for text in texts))
    words = _kept(_WORDS, {"title": title, "rest": rest, "body": body})
    return CutTexts(words, _names(texts))


def together(parts: Sequence[tuple[PartWords, Numbers]]) -> ListWords:
    """The words of parts, each with the numbers that its papers have in the whole."""
    numbers: dict[str, int] = {}
    terms: list[str] = []
    compounds: dict[int, tuple[int, ...]] = {}
    fields: dict[str, list[Occurrences]] = {}
    for part, papers in parts:
        for surface, term in zip(part.surfaces, part.terms, strict=True):
            if numbers.setdefault(surface, len(terms)) == len(terms):
                terms.append(term)
        renumbered = [numbers[surface] for surface in part.surfaces]
        for joined, pieces in part.compounds.items():
            compounds[renumbered[joined]] = tuple(renumbered[piece] for piece in pieces)
        word_of = np.array(renumbered, dtype=np.int64)
        for name, found in part.fields.items():
            words, of, places = _read(found.words, _WORD), _read(found.papers, _SHORT), _read(found.places, _SHORT)
            fields.setdefault(name, []).append(Occurrences(word_of[words], papers[of], places))
    return ListWords(list(numbers), terms, compounds, {name: _all(found) for name, found in fields.items()})


def _names(texts: Sequence[PaperText]) -> PartWords:
    names = [(paper, place, name) for paper, text in enumerate(texts) for place, name in enumerate(text.names)]
    found = occurrences(_NAMES, (tokens_of(name) for _, _, name in names))
    papers = np.array([paper for paper, _, _ in names], dtype=np.int64)
    places = np.array([place for _, place, _ in names], dtype=np.int64)
    return _kept(_NAMES, {"names": Occurrences(found.words, papers[found.papers], places[found.papers])})


def _kept(lexicon: Lexicon, fields: dict[str, Occurrences]) -> PartWords:
    """The words that occur, numbered in the order in which they do."""
    used, first = np.unique(np.concatenate([found.words for found in fields.values()]), return_index=True)
    used = used[np.argsort(first)]
    numbers = np.zeros(len(lexicon.terms), dtype=np.int64)
    numbers[used] = np.arange(len(used))
    columns = {
        name: FieldWords(
            numbers[found.words].astype(_WORD).tobytes(),
            found.papers.astype(_SHORT).tobytes(),
            np.minimum(found.places, LAST_PLACE).astype(_SHORT).tobytes(),
        )
        for name, found in fields.items()
    }
    words = used.tolist()
    joined = (word for word in words if word in lexicon.compounds)
    compounds = {int(numbers[word]): tuple(numbers[list(lexicon.compounds[word])].tolist()) for word in joined}
    surfaces, terms = lexicon.surfaces, lexicon.terms
    return PartWords(tuple(surfaces[word] for word in words), tuple(terms[word] for word in words), compounds, columns)


def _read(column: bytes, kind: str) -> Numbers:
    return np.frombuffer(column, dtype=kind).astype(np.int64)


def _all(found: Sequence[Occurrences]) -> Occurrences:
    return Occurrences(
        np.concatenate([part.words for part in found]),
        np.concatenate([part.papers for part in found]),
        np.concatenate([part.places for part in found]),
    )
