"""Finds for each paper the papers most similar to it, with the terms they share.

It uses TF-IDF with cosine similarity over titles and abstracts, arranged so that a new digest changes
the neighbours of a paper only when it brings a nearer one:

- the rarity of a term is counted over the papers that were listed first, as many as the greatest
  power of two that the list has reached. Until the list doubles, two papers stay exactly as similar
  as they were the day before;
- papers are compared by their weightiest terms only, which also makes it fast;
- every weight is an integer, so all machines sum them alike.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.model.identity import Slug
from generator.model.paper import Paper, Related
from generator.storage.cache import Cache, fingerprint
from generator.text.term_numbers import WORD, WordNumbers, halves, terms

MOST_RELATED = 5
"""Related papers of one paper."""
LEAST_ALIKE = 0.09
"""Cosine over the terms that may be shown; below it two papers share a phrase, not a subject."""
LEAST_BY_A_WORD = 0.16
"""The same, where they share a single word."""
MOST_WORDS = 3
"""Terms that are shown as the reason."""
_SIGNATURE = 40
_NEW_TERMS = 8
"""Terms that appeared since rarity was last counted, in addition to those of the signature."""
_TITLE = 3
"""How many times a term in the title counts."""
_RAREST = 2
"""Papers; a term in fewer is no rarer. So nothing is rare enough to be shown among fewer than 16 papers."""
_EMPHASIS = np.array([0, 2, 4, 5, 6, 6, 7])
"""The weight of a term by how often it occurs: the damped frequency of TF-IDF. More than 6 counts as 6."""
_SHOWN_RARITY = 6
"""A term in more than an eighth of all papers is not a reason."""
_BLOCK = 500
"""Papers that are compared with all others in one step."""

_LONGEST = 4
"""Words of a phrase that is shown."""

Numbers: TypeAlias = NDArray[np.int64]
Counted: TypeAlias = tuple[bytes, bytes]
"""The terms of a paper in the order of its text, eight bytes each, and how often each occurs."""


def relate(papers: Sequence[Paper], cache: Cache) -> dict[Slug, tuple[Related, ...]]:
    """The related papers of each paper that has any, nearest first. The papers are newest first, and
    of equally near ones the newest comes first.
    """
    wording = _Wording([_text(paper) for paper in papers])
    keys = [fingerprint("terms", text) for text in wording.texts]
    counted = [cache.get_or_compute(key, partial(wording.count, at)) for at, key in enumerate(keys)]
    related: dict[Slug, tuple[Related, ...]] = {}
    for at, near in enumerate(_neighbours(_signatures(counted, _counting(papers)))):
        # All of a neighbour decides: its place in the list gives way to its words, which outlast it.
        parts = (f"{keys[neighbour.paper]} {neighbour.length} {neighbour.weights}" for neighbour in near)
        key = fingerprint("shared", keys[at], *parts)
        shared = zip(near, cache.get_or_compute(key, partial(_shared, wording, at, near)), strict=True)
        if found := tuple(Related(papers[neighbour.paper].slug, words) for neighbour, words in shared if words):
            related[papers[at].slug] = found
    return related


# --- what a paper says -----------------------------------------------------------------------


def _text(paper: Paper) -> str:
    """The abstract, then the title as often as it counts. What is shown is taken from where it stands
    first, and in an abstract words stand without the capitals of a title.
    """
    paragraphs = (paragraph.plain for paragraph in paper.abstract)
    return "\n.\n".join((*paragraphs, *[paper.title.plain] * _TITLE))


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of all papers; worked out once for each that is asked for."""

    texts: Sequence[str]
    numbers: WordNumbers = field(default_factory=WordNumbers)
    known: dict[int, bytes] = field(default_factory=dict)

    def words(self, paper: int) -> bytes:
        """The numbers of a paper's words, four bytes each."""
        if paper not in self.known:
            self.known[paper] = array("I", self.numbers.of(self.texts[paper])).tobytes()
        return self.known[paper]

    def count(self, paper: int) -> Counted:
        """The terms of a paper."""
        counts = Counter(terms(array("I", self.words(paper))))
        return array("Q", counts).tobytes(), bytes(min(times, 255) for times in counts.values())


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
        # A paper without known terms must not be near to everything.
        lengths=np.maximum(
            np.bincount(paper[known], weight[known] ** 2, len(counted)).astype(np.int64),
            _NEW_TERMS * (rarity.max(initial=1) * _EMPHASIS[1]) ** 2,
        ),
    )


def _rarity(papers: int, holders: Numbers) -> Numbers:
    """The logarithm of TF-IDF in coarse steps: how often the share of the papers that hold a term
    can be multiplied by the root of two until it is whole.
    """
    share = papers**2 // np.maximum(holders, _RAREST) ** 2
    rarity: Numbers = np.maximum(np.frexp(share)[1] - 1, 0).astype(np.int64)
    return rarity


def _weightiest(places: Numbers, paper: Numbers, weight: Numbers, most: int) -> Numbers:
    """Of each paper's terms at these places the weightiest; of equal ones those that come first."""
    order = places[np.lexsort((places, -weight[places], paper[places]))]
    rank = np.arange(len(order)) - np.searchsorted(paper[order], paper[order])
    return np.compress(rank < most, order)


# --- which papers are near -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Near:
    """A paper that is near to another."""

    paper: int
    length: int
    """The product of both lengths, squared."""
    weights: dict[int, int]
    """What the shared terms weigh that may be shown: neither common in the list, nor said in passing by both."""


def _neighbours(signatures: _Signatures) -> Iterator[list[_Near]]:
    """The papers nearest to each paper, nearest first."""
    papers = len(signatures.lengths)
    every = _matrix(signatures, np.ones(len(signatures.terms), bool))
    transposed = every.T.tocsr()
    is_shown = signatures.rarity >= _SHOWN_RARITY
    shown = _matrix(signatures, is_shown)
    stressed = _matrix(signatures, is_shown & (signatures.weights > signatures.rarity * _EMPHASIS[1]))
    for start in range(0, papers, _BLOCK):
        common = (every[start : start + _BLOCK] @ transposed).tocoo()
        paper, other, length = _nearest(
            common.row.astype(np.int64) + start, common.col, common.data, signatures.lengths
        )
        shared = stressed[paper].multiply(shown[other]).maximum(shown[paper].multiply(stressed[other])).tocsr()
        near: list[list[_Near]] = [[] for _ in range(start, min(start + _BLOCK, papers))]
        for at, (one, two) in enumerate(zip(paper.tolist(), other.tolist(), strict=True)):
            part = slice(shared.indptr[at], shared.indptr[at + 1])
            numbers = signatures.numbers[shared.indices[part]].tolist()
            weights = dict(zip(numbers, shared.data[part].tolist(), strict=True))
            near[one - start].append(_Near(two, int(length[at]), weights))
        yield from near


def _matrix(signatures: _Signatures, kept: NDArray[np.bool_]) -> sparse.csr_array:
    """Papers by terms, with the terms that are kept."""
    papers = len(signatures.lengths)
    starts = np.concatenate([[0], np.cumsum(kept)])[signatures.starts]
    shape = (papers, len(signatures.numbers))
    return sparse.csr_array((signatures.weights[kept], signatures.terms[kept], starts), shape=shape)


def _nearest(paper: Numbers, other: Numbers, common: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Of all pairs those that are near: for each paper, its nearest ones in their order."""
    length = lengths[paper] * lengths[other]
    # The root of a whole number and one quotient: the same on every machine.
    alike = common / np.sqrt(length)
    kept = np.flatnonzero((alike >= LEAST_ALIKE) & (paper != other))
    kept = kept[np.lexsort((other[kept], -alike[kept], paper[kept]))]
    kept = kept[np.arange(len(kept)) - np.searchsorted(paper[kept], paper[kept]) < MOST_RELATED]
    return paper[kept], other[kept], length[kept]


# --- why they are near -----------------------------------------------------------------------


def _shared(wording: _Wording, paper: int, near: Sequence[_Near]) -> list[tuple[str, ...]]:
    """For each neighbour the terms that both papers share, as the first one writes them; nothing where
    that is too little.
    """
    text = wording.texts[paper]
    spans = [match.span() for match in WORD.finditer(text)]
    shared: list[tuple[str, ...]] = []
    for neighbour in near:
        phrases = _significant(wording.words(paper), wording.words(neighbour.paper), neighbour)
        shared.append(tuple(" ".join(text[spans[at][0] : spans[end - 1][1]].split()) for at, end in phrases))
    return shared


def _significant(own: bytes, other: bytes, near: _Near) -> list[tuple[int, int]]:
    """Where the weightiest phrases occur in a paper, with each word used once. A pair weighs as much as
    itself and its words together.
    """
    words = memoryview(own).cast("I")
    single = near.weights
    weights = {term: weight + sum(single.get(word, 0) for word in halves(term)) for term, weight in single.items()}
    chosen: list[tuple[int, int]] = []
    used: set[int] = {0}
    for term in sorted(weights, key=lambda term: (-weights[term], term)):
        parts = array("I", halves(term) or (term,))
        if len(chosen) == MOST_WORDS or not used.isdisjoint(parts):
            continue
        at = _place(own, parts.tobytes())
        end = at + len(parts)
        while end < len(words) and end - at < _LONGEST and words[end] not in used:
            if _place(other, words[at : end + 1].tobytes()) < 0:
                break
            end += 1
        chosen.append((at, end))
        used.update(words[at:end])
    least = LEAST_BY_A_WORD if [end - at for at, end in chosen] == [1] else LEAST_ALIKE
    return chosen if sum(single.values()) >= least * near.length**0.5 else []


def _place(text: bytes, words: bytes) -> int:
    """Where these words first occur in a text, one after the other; -1 for nowhere."""
    at = text.find(words)
    while at > 0 and at % 4:
        at = text.find(words, at + 1)
    return at // 4
