"""Learns for each topic which words speak for it, and which against it.

First the words that papers of the topic have more often, or less often, than others are picked by a test of
proportions; then a logistic regression weighs them, the strongest are kept and weighed again by themselves, so that
what is cut off is not missed. Weights become whole numbers, in which 10 multiplies the odds by e.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.curation.learned_kinds import HEAVIEST_WORD
from generator.curator.learning.term_matrix import TermMatrix, Vector
from generator.curator.learning.training_papers import TrainingPaper
from generator.model.identity import Slug

FOR_AND_AGAINST = (100, 40)
"""The most words kept for a topic, and against it."""
FEWEST_POSITIVE = 3
"""A topic with fewer papers is not learned."""
_CANDIDATES = (300, 150)
_SCALE = 10
_CAUTION = 10
"""What a total needs beyond even odds, because a topic too many is worse than one that rules missed."""
_SIGNIFICANT = 2.0
"""Standard deviations from what chance would give."""
_STRENGTH = 0.03
"""Of the data against the wish for small weights (C in the regression) with many papers."""
_FEW = 1_000


@dataclass(frozen=True, slots=True)
class TrainedWords:
    """The words of a topic."""

    threshold: int
    words: Mapping[str, int]


def train(papers: Sequence[TrainingPaper], matrix: TermMatrix, topic: Slug) -> TrainedWords | None:
    """The words of a topic, or ``None`` if too few papers have it. Raises ``ModuleNotFoundError`` without scikit-learn.

    ``matrix`` has a row for each of the papers.
    """
    has = np.fromiter((topic in paper.topics for paper in papers), np.bool_, len(papers))
    weights = np.fromiter((paper.weights.get(topic, 1) for paper in papers), np.float64, len(papers))
    if int((has & (weights > 0)).sum()) < FEWEST_POSITIVE or has.all():
        return None
    columns = _candidates(matrix.presence, has)
    if not len(columns):
        return None
    factors, _ = _regression(matrix.presence[:, columns], has, weights)
    columns = columns[_strongest(factors, matrix.presence[:, columns])]
    factors, start = _regression(matrix.presence[:, columns], has, weights)
    words = {matrix.terms[at]: round(_SCALE * factor) for at, factor in zip(columns, factors, strict=True)}
    kept = {word: max(-HEAVIEST_WORD, min(HEAVIEST_WORD, words[word])) for word in sorted(words) if words[word]}
    return TrainedWords(max(1, _CAUTION - round(_SCALE * start)), kept) if kept else None


def _candidates(presence: csr_matrix, has: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The columns of the terms that are significantly more frequent, or less, in papers of the topic."""
    occurs = (presence > 0).astype(np.float64)
    papers, share = len(has), has.mean()
    of_term: Vector = np.asarray(occurs.sum(axis=0)).ravel()
    of_both: Vector = occurs.T @ has.astype(np.float64)
    deviation = np.sqrt(of_term * share * (1 - of_term / papers) * (1 - share) + 0.5)
    # Rounded, so that a last digit that differs between processors changes no order.
    surplus = np.round((of_both - of_term * share) / deviation, 6)
    most, least = (
        np.argsort(sign * surplus, kind="stable")[:count] for sign, count in zip((-1, 1), _CANDIDATES, strict=True)
    )
    chosen = [*most[surplus[most] > _SIGNIFICANT], *least[surplus[least] < -_SIGNIFICANT]]
    return np.array(sorted(chosen), np.int64)


def _strongest(factors: Vector, presence: csr_matrix) -> NDArray[np.int64]:
    """The terms to keep: by their factor, and by how many papers they tell something about."""
    spread: Vector = np.asarray((presence > 0).sum(axis=0)).ravel().astype(np.float64)
    force = np.round(factors * spread**0.25, 6)
    kept: list[int] = []
    for sign, count in zip((1, -1), FOR_AND_AGAINST, strict=True):
        ranked = np.argsort(-sign * force, kind="stable")[:count]
        kept += [int(at) for at in ranked if sign * force[at] > 0]
    return np.array(sorted(kept), np.int64)


def _regression(presence: csr_matrix, has: NDArray[np.bool_], weights: Vector) -> tuple[Vector, float]:
    """The factor of each term, and where the sum starts."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only `papershelf learn` needs it

    strength = _STRENGTH * max(1.0, _FEW / len(has))
    # The start is hardly held down: most papers do not have a topic. A fine tolerance leaves no room for machines.
    model = LogisticRegression(C=strength, solver="liblinear", intercept_scaling=10, tol=1e-8, max_iter=1000)
    model.fit(presence, has, sample_weight=weights)
    return np.asarray(model.coef_[0], np.float64), float(model.intercept_[0])
