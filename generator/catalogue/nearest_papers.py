"""Finds the papers that are most similar to each paper, by the terms of all.

- The rarity of a term is counted over the papers that were listed first, as many as the greatest
  power of two that the list has reached. Until the list doubles, two papers stay exactly as similar
  as they were the day before.
- Papers are compared by their weightiest terms only, and only with those that share a term which few
  papers hold: others are not near.
- Papers that share a topic come first, and others only when they are much more alike: two papers can use the same
  rare words for different things.
- Every weight is an integer, so all machines sum them alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.catalogue.near_paper import MOST_RELATED, Counted, LeastAlike, Near

_SIGNATURE = 40
_NEW_TERMS = 8
"""Terms that appeared since rarity was last counted, in addition to those of the signature."""
_RAREST = 2
"""Papers; a term in fewer is no rarer. So nothing is rare enough to be shown among fewer than 16 papers."""
_EMPHASIS = np.array([0, 2, 4, 5, 6, 6, 7])
"""The weight of a term by how often it occurs: the damped frequency of TF-IDF. More than 6 counts as 6."""
_SHOWN_RARITY = 6
"""A term in more than an eighth of all papers is not a reason."""
_FEW = 512
"""Papers that hold a term, of those by which rarity is counted. Pairs that share only more frequent ones are not
compared: of 10,000 papers all have the same neighbours as if they were.
"""
_LITTLE_LESS = 0.999
"""What rounding may take from a bound."""
_BROAD = 8
"""A topic of more than this part of all papers says nothing of how near two of them are."""
_BITS = 64
_BLOCK = 250
"""Papers that are compared with all others in one step."""

Numbers: TypeAlias = NDArray[np.int64]


def nearest_papers(
    counted: Sequence[Counted], counting: Sequence[int], topics: Sequence[Collection[str]]
) -> Iterator[list[Near]]:
    """The papers nearest to each paper, those of its ``topics`` first, and then nearest first; rarity is counted over
    the papers ``counting``.
    """
    least = LeastAlike.among(len(counting))
    return _neighbours(_signatures(counted, counting), _topic_bits(topics, counting), least)


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
    is_rare: NDArray[np.bool_]
    """Of each term: do few papers hold it?"""
    lengths: Numbers
    """Of each paper, squared. Terms that are new to the list do not count: they take nothing from how
    alike two papers are that do not hold them.
    """


def _signatures(counted: Sequence[Counted], counting: Sequence[int]) -> _Signatures:
    paper = np.repeat(np.arange(len(counted)), [len(times) for _, _, times in counted])
    times = np.frombuffer(b"".join(times for _, _, times in counted), np.uint8)
    numbers, term = np.unique(np.frombuffer(b"".join(terms for _, terms, _ in counted), np.uint64), return_inverse=True)
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
        is_rare=(holders <= _FEW)[term[kept]],
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


def _topic_bits(topics: Sequence[Collection[str]], counting: Sequence[int]) -> NDArray[np.uint64]:
    """The topics of each paper as bits, without broad ones."""
    holders = Counter(topic for paper in counting for topic in topics[paper])
    named = {topic for given in topics for topic in given if holders[topic] * _BROAD <= len(counting)}
    number = {topic: at for at, topic in enumerate(sorted(named))}
    bits = np.zeros((len(topics), len(number) // _BITS + 1), np.uint64)
    for paper, given in enumerate(topics):
        for topic in named.intersection(given):
            bits[paper, number[topic] // _BITS] |= np.uint64(1 << number[topic] % _BITS)
    return bits


# --- which papers are near -------------------------------------------------------------------


def _neighbours(signatures: _Signatures, topics: NDArray[np.uint64], least: LeastAlike) -> Iterator[list[Near]]:
    """The papers nearest to each paper, nearest first."""
    papers = len(signatures.lengths)
    rare, common = _matrix(signatures, signatures.is_rare), _matrix(signatures, ~signatures.is_rare)
    transposed = rare.T.tocsr()
    is_shown = signatures.rarity >= _SHOWN_RARITY
    shown = _matrix(signatures, is_shown)
    stressed = _matrix(signatures, is_shown & (signatures.weights > signatures.rarity * _EMPHASIS[1]))
    for start in range(0, papers, _BLOCK):
        product = (rare[start : start + _BLOCK] @ transposed).tocoo()
        pairs = _Pairs(product.row.astype(np.int64) + start, product.col.astype(np.int64), product.data)
        paper, other, length, shares = _nearest(pairs, common, signatures.lengths, topics, least)
        shared = stressed[paper].multiply(shown[other]).maximum(shown[paper].multiply(stressed[other])).tocsr()
        near: list[list[Near]] = [[] for _ in range(start, min(start + _BLOCK, papers))]
        for at, (one, two) in enumerate(zip(paper.tolist(), other.tolist(), strict=True)):
            part = slice(shared.indptr[at], shared.indptr[at + 1])
            numbers = signatures.numbers[shared.indices[part]].tolist()
            weights = dict(zip(numbers, shared.data[part].tolist(), strict=True))
            enough = least.of_topic if shares[at] else least.apart
            near[one - start].append(Near(two, int(length[at]), enough, least.more, weights))
        yield from near


def _matrix(signatures: _Signatures, kept: NDArray[np.bool_]) -> sparse.csr_array:
    """Papers by terms, with the terms that are kept."""
    papers = len(signatures.lengths)
    starts = np.concatenate([[0], np.cumsum(kept)])[signatures.starts]
    shape = (papers, len(signatures.numbers))
    return sparse.csr_array((signatures.weights[kept], signatures.terms[kept], starts), shape=shape)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Papers that share a term."""

    paper: Numbers
    other: Numbers
    common: Numbers
    """The product of their weights."""

    def kept(self, places: Numbers) -> _Pairs:
        """Those at these places."""
        return _Pairs(self.paper[places], self.other[places], self.common[places])


def _nearest(
    pairs: _Pairs,
    frequent: sparse.csr_array,
    lengths: Numbers,
    topics: NDArray[np.uint64],
    least: LeastAlike,
) -> tuple[Numbers, Numbers, Numbers, NDArray[np.bool_]]:
    """Of pairs those that are near, for each paper its nearest ones in their order; the product of their lengths, and
    whether they share a topic.

    The pairs share rare terms; what they share of the ``frequent`` ones is added for those that it can bring near.
    """
    most = np.sqrt(frequent.multiply(frequent).sum(axis=1))
    bound = pairs.common + most[pairs.paper] * most[pairs.other]
    enough = _LITTLE_LESS * least.of_topic * np.sqrt(lengths[pairs.paper] * lengths[pairs.other])
    pairs = pairs.kept(np.flatnonzero((bound >= enough) & (pairs.paper != pairs.other)))
    common = pairs.common + frequent[pairs.paper].multiply(frequent[pairs.other]).sum(axis=1)
    length = lengths[pairs.paper] * lengths[pairs.other]
    # The root of a whole number and one quotient: the same on every machine.
    alike = common / np.sqrt(length)
    kept = np.flatnonzero(alike >= least.of_topic)
    shares = np.zeros(len(alike), bool)
    shares[kept] = (topics[pairs.paper[kept]] & topics[pairs.other[kept]]).any(axis=1)
    kept = kept[shares[kept] | (alike[kept] >= least.apart)]
    kept = kept[np.lexsort((pairs.other[kept], -alike[kept], ~shares[kept], pairs.paper[kept]))]
    kept = kept[np.arange(len(kept)) - np.searchsorted(pairs.paper[kept], pairs.paper[kept]) < MOST_RELATED]
    return pairs.paper[kept], pairs.other[kept], length[kept], shares[kept]
