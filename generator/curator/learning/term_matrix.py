"""Papers as rows of numbers: the presence of each word and each pair of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.catalogue.topics.learned_words import term_presence
from generator.catalogue.topics.phrase_finder import SearchText
from generator.text.lexicon import SUGGESTION_STOP_WORDS

Vector = NDArray[np.float64]

_PAPERS_PER_OCCURRENCE = 1_500
"""Among so many papers one has to have a word for it to be learned; among few, two."""


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """The presence of terms in papers: a row for each paper, a column for each term."""

    terms: tuple[str, ...]
    """Sorted."""
    presence: csr_matrix


def term_matrix(texts: Iterable[tuple[str, str]], terms: Sequence[str] = ()) -> TermMatrix:
    """The matrix of papers, given their titles and abstracts; of these terms, or of all that are frequent enough."""
    rows = [_terms_of(*text) for text in texts]
    if not terms:
        counts = Counter(term for row in rows for term in row)
        least = max(2, len(rows) // _PAPERS_PER_OCCURRENCE)
        terms = sorted(term for term, count in counts.items() if count >= least)
    column = {term: number for number, term in enumerate(terms)}
    known = [{column[term]: count for term, count in row.items() if term in column} for row in rows]
    counts_of = np.fromiter((len(row) for row in known), np.int64, len(known))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts_of)])
    columns = np.fromiter((at for row in known for at in sorted(row)), np.int64, int(starts[-1]))
    values = np.fromiter((row[at] for row in known for at in sorted(row)), np.float64, int(starts[-1]))
    return TermMatrix(tuple(terms), csr_matrix((values, columns, starts), shape=(len(rows), len(terms))))


def _terms_of(title: str, abstract: str) -> dict[str, int]:
    words = (SearchText.of(text).blanked.lower().split() for text in (title, abstract))
    return {term: count for term, count in term_presence(*words).items() if _is_content(term)}


def _is_content(term: str) -> bool:
    """The words of nearly every abstract say nothing, and neither do pairs with one, or single letters."""
    first, _, second = term.partition(" ")
    return first not in SUGGESTION_STOP_WORDS and second not in SUGGESTION_STOP_WORDS and len(term) > 1
