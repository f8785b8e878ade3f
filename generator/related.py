"""Finds for each paper the papers nearest to it, and the words that make them alike.

It is TF-IDF with cosine similarity over titles and abstracts, laid out so that a new digest changes
the neighbours of a paper only when it brings a nearer one:

- how rare a term is gets counted over the papers that were listed first, as many as the greatest
  power of two that the list has reached. Until the list doubles, two papers are exactly as alike as
  they were the day before;
- a paper is compared by its weightiest terms only, which is also what makes it fast;
- every weight is a whole number, so no machine sums them differently.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.memory import Memory, mark
from generator.model import Paper, Related
from generator.vocabulary import WORD, Vocabulary, pair, terms

MOST = 5
"""Related papers of one paper."""
LEAST_ALIKE = 0.08
"""Cosine. Papers that are less alike share a phrase rather than a subject."""
MOST_WORDS = 3
"""Terms that are shown as the reason."""
_SIGNATURE = 40
_NEW_TERMS = 8
"""Terms that came up since rarity was last counted, beside those of the signature."""
_TITLE = 3
"""A term in the title counts as often."""
_RAREST = 3
"""Papers; a term of fewer is no rarer, for that may be chance."""
_EMPHASIS = np.array([0, 2, 4, 5, 6, 6, 7])
"""What a term weighs that occurs so often: the damped frequency of TF-IDF. More often than 6 is 6."""
_SHOWN_RARITY = 6
"""A term of more than an eighth of all papers is no reason."""
_BLOCK = 500
"""Papers that are compared with all others at once."""

_LONGEST = 4
"""Words of a phrase that is shown."""

Numbers: TypeAlias = NDArray[np.int64]
_Terms: TypeAlias = dict[int, tuple[int, int]]
"""The terms of a paper, each with its weight and rarity."""
Counted: TypeAlias = tuple[bytes, bytes]
"""The terms of a paper in the order of its text, eight bytes each, and how often each occurs."""


def relate(papers: Sequence[Paper], memory: Memory) -> dict[str, tuple[Related, ...]]:
    """The related papers of each paper that has any, nearest first. The papers are newest first, and
    of equally near ones the newest comes first.
    """
    vocabulary = Vocabulary()
    texts = [(paper.title.plain, "\n".join(paragraph.plain for paragraph in paper.abstract)) for paper in papers]
    counted = [memory.recall(mark("terms", *text), partial(_count, vocabulary, *text)) for text in texts]
    signatures = _signatures(counted, _counting(papers))
    wording = _Wording(vocabulary, signatures, ["\n.\n".join(reversed(text)) for text in texts])
    marks = [mark(text, repr(signatures.of(at))) for at, text in enumerate(wording.texts)]
    related: dict[str, tuple[Related, ...]] = {}
    for at, near in enumerate(_neighbours(signatures)):
        key = mark("shared", marks[at], *(marks[other] for other in near))
        shared = zip(near, memory.recall(key, partial(wording.shared, at, near)), strict=True)
        if found := tuple(Related(papers[other].slug, words) for other, words in shared if words):
            related[papers[at].slug] = found
    return related


# --- what a paper is compared by -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Signatures:
    """The weightiest terms of all papers, one paper after the other."""

    starts: Numbers
    """Where the terms of each paper begin, and after the last where they end."""
    numbers: NDArray[np.uint64]
    """All different terms."""
    terms: Numbers
    """Each by its place in ``numbers``."""
    weights: Numbers
    rarity: Numbers
    lengths: Numbers
    """Of each paper, squared. Terms that are new to the list do not count: they take nothing from how
    alike two papers are that do not hold them.
    """

    def of(self, paper: int) -> _Terms:
        """The terms of a paper, each with its weight and rarity."""
        part = slice(self.starts[paper], self.starts[paper + 1])
        known = zip(self.weights[part].tolist(), self.rarity[part].tolist(), strict=True)
        return dict(zip(self.numbers[self.terms[part]].tolist(), known, strict=True))


def _count(vocabulary: Vocabulary, title: str, abstract: str) -> Counted:
    counts = dict.fromkeys(terms(vocabulary.numbers(title)), _TITLE)
    for term in terms(vocabulary.numbers(abstract)):
        counts[term] = counts.get(term, 0) + 1
    return array("Q", counts).tobytes(), bytes(min(times, 255) for times in counts.values())


def _counting(papers: Sequence[Paper]) -> list[int]:
    """The papers by which rarity is counted: those that were listed first."""
    first = [(paper.appearances[0].digest, paper.appearances[0].position) for paper in papers]
    return sorted(range(len(papers)), key=first.__getitem__)[: 1 << (len(papers).bit_length() - 1)] if papers else []


def _signatures(counted: Sequence[Counted], counting: Sequence[int]) -> _Signatures:
    paper = np.repeat(np.arange(len(counted)), [len(times) for _, times in counted])
    times = np.frombuffer(b"".join(times for _, times in counted), np.uint8)
    numbers, term = np.unique(np.frombuffer(b"".join(terms for terms, _ in counted), np.uint64), return_inverse=True)
    is_counting = np.zeros(len(counted), bool)
    is_counting[counting] = True
    holders = np.bincount(term[is_counting[paper]], minlength=len(numbers))
    rarity = _rarity(len(counting), holders)
    weight = rarity[term] * _EMPHASIS[np.minimum(times, len(_EMPHASIS) - 1)]
    is_new = (holders < 2)[term]
    is_shared = (np.bincount(term, minlength=len(numbers)) > 1)[term]
    known = _weightiest(np.flatnonzero(~is_new & (weight > 0)), paper, weight, _SIGNATURE)
    new = _weightiest(np.flatnonzero(is_new & is_shared), paper, weight, _NEW_TERMS)
    kept = np.sort(np.concatenate([known, new]))
    return _Signatures(
        starts=np.searchsorted(paper[kept], np.arange(len(counted) + 1)),
        numbers=numbers,
        terms=term[kept],
        weights=weight[kept],
        rarity=rarity[term[kept]],
        lengths=np.bincount(paper[known], weight[known] ** 2, len(counted)).astype(np.int64),
    )


def _rarity(papers: int, holders: Numbers) -> Numbers:
    """The logarithm of TF-IDF in coarse steps: how often the share of the papers that hold a term
    can be multiplied by the root of two until it is whole.
    """
    share = papers**2 // np.maximum(holders, _RAREST) ** 2
    return np.maximum(np.frexp(share)[1] - 1, 0).astype(np.int64)


def _weightiest(places: Numbers, paper: Numbers, weight: Numbers, most: int) -> Numbers:
    """Of each paper's terms at these places the weightiest; of equal ones those that come first."""
    order = places[np.lexsort((places, -weight[places], paper[places]))]
    of = paper[order]
    return order[np.arange(len(order)) - np.searchsorted(of, of) < most]


# --- which papers are near -------------------------------------------------------------------


def _neighbours(signatures: _Signatures) -> Iterator[list[int]]:
    """The papers nearest to each paper, nearest first."""
    papers = len(signatures.lengths)
    shape = (papers, len(signatures.numbers))
    matrix = sparse.csr_array((signatures.weights, signatures.terms, signatures.starts), shape=shape)
    transposed = matrix.T.tocsr()
    for start in range(0, papers, _BLOCK):
        common = (matrix[start : start + _BLOCK] @ transposed).tocoo()
        paper, other = common.row.astype(np.int64) + start, common.col.astype(np.int64)
        alike = common.data / np.sqrt(signatures.lengths[paper] * signatures.lengths[other])
        is_near = (alike >= LEAST_ALIKE) & (paper != other)
        paper, other, alike = paper[is_near], other[is_near], alike[is_near]
        order = np.lexsort((other, -alike, paper))
        ends = np.searchsorted(paper[order], np.arange(start, min(start + _BLOCK, papers) + 1))
        for first, last in zip(ends, ends[1:], strict=False):
            yield other[order[first : min(last, first + MOST)]].tolist()


# --- why they are near -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wording:
    """What all papers say, to find the words that two of them share."""

    vocabulary: Vocabulary
    signatures: _Signatures
    texts: Sequence[str]
    """The abstract before the title, because there the same words stand without capitals."""
    lines: dict[int, str] = field(default_factory=dict)
    """Of each paper that was asked for, the numbers of its words."""

    def shared(self, paper: int, near: Sequence[int]) -> list[tuple[str, ...]]:
        """For each paper that is near what both say, as it stands in the first paper's text."""
        text = self.texts[paper]
        words = [(self.vocabulary[found[0]], *found.span()) for found in WORD.finditer(text)]
        numbers = [number for number, _, _ in words]
        own = self.signatures.of(paper)
        shared: list[tuple[str, ...]] = []
        for other in near:
            phrases = _telling(numbers, self._line(other), _weights(own, self.signatures.of(other)))
            shared.append(tuple(" ".join(text[words[at][1] : words[end - 1][2]].split()) for at, end in phrases))
        return shared

    def _line(self, paper: int) -> str:
        if paper not in self.lines:
            self.lines[paper] = _as_line(map(self.vocabulary.__getitem__, WORD.findall(self.texts[paper])))
        return self.lines[paper]


def _as_line(numbers: Iterable[int]) -> str:
    return f" {' '.join(map(str, numbers))} "


def _weights(one: _Terms, two: _Terms) -> dict[int, int]:
    """What the shared terms weigh that may be shown: neither common in the list, nor said in passing by both."""
    return {
        term: weight * two[term][0]
        for term, (weight, rarity) in one.items()
        if term in two and rarity >= _SHOWN_RARITY and max(weight, two[term][0]) > rarity * _EMPHASIS[1]
    }


def _telling(numbers: Sequence[int], other: str, weights: Mapping[int, int]) -> list[tuple[int, int]]:
    """Where the phrases stand that weigh most, each word said once."""
    found = [
        (sum(weights.get(term, 0) for term in terms(numbers[at:end])), at, end)
        for at, end in _phrases(numbers, other, weights)
    ]
    chosen: list[tuple[int, int]] = []
    said: set[int] = set()
    for _, at, end in sorted(found, key=lambda phrase: (-phrase[0], phrase[1])):
        if said.isdisjoint(numbers[at:end]) and len(chosen) < MOST_WORDS:
            chosen.append((at, end))
            said.update(numbers[at:end])
    return chosen


def _phrases(numbers: Sequence[int], other: str, weights: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The longest runs of words that hold a term with a weight and that the other text holds, too."""
    at = 0
    while at < len(numbers):
        end = at
        if numbers[at] in weights or pair(*numbers[at : at + 2], *([0] if at + 1 == len(numbers) else [])) in weights:
            while end < min(len(numbers), at + _LONGEST) and numbers[end] and _as_line(numbers[at : end + 1]) in other:
                end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)
