"""Topics from a few examples: papers lean to the topics whose papers they share most words with.

Each topic has a mean of the words of its examples, and of its own title and scope (TF-IDF, each of length 1).
Every other paper belongs to the topics in shares, by how near it is to their means (the cosine of the angle); the
means are taken again with these shares, some rounds long: soft k-means on a sphere, begun with the examples, which
stay where they are (https://www.jmlr.org/papers/v6/banerjee05a.html). Papers that rules sort are a group of their
own, which draws papers away. What a mean has more of than the others are the words of the topic.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_matrix, diags

from generator.curator.learning.term_matrix import TermMatrix, Vector
from generator.curator.learning.word_training import TrainedWords
from generator.model.identity import Slug

MOST_LEARNED_WORDS = 1_500
"""Of a topic; where there are many topics, fewer."""
_ALL_WORDS = 8_000
_ROUNDS = 20
_EXAMPLE = 2.0
_OTHER = 1.0
"""How much an example counts in the mean of its topic, and how much a paper that only leans to it."""
_SHARPNESS = 30.0
"""How fast the share of a topic falls with the cosine."""
_SCALE = 300
_TYPICAL = 0.3
"""The threshold, as a share of what papers that lean to the topic typically reach."""


def example_words(
    matrix: TermMatrix, examples: Mapping[Slug, frozenset[int]], others: frozenset[int]
) -> dict[Slug, TrainedWords]:
    """The words of topics that are known by examples alone, given as numbers of rows; ``others`` are sorted rows."""
    if not examples:
        return {}
    topics = sorted(examples)
    fixed = np.zeros((matrix.presence.shape[0], len(topics) + bool(others)))
    for number, rows in enumerate([*(examples[topic] for topic in topics), *([others] if others else ())]):
        fixed[sorted(rows), number] = 1
    rarity = _rarity(matrix.presence)
    directions = _of_length_1((matrix.presence @ diags(rarity)).tocsr())
    means, shares = _settled(directions, fixed)
    words = [_words(matrix, rarity, means, number) for number in range(len(topics))]
    typical = [_typical_total(matrix, words[number], shares, number) for number in range(len(topics))]
    # One threshold for all, so that the topic with the largest total comes first.
    threshold = max(1, round(_TYPICAL * min(typical)))
    return {topic: TrainedWords(threshold, words[number]) for number, topic in enumerate(topics)}


def _rarity(presence: csr_matrix) -> Vector:
    spread = np.asarray((presence > 0).sum(axis=0)).ravel()
    rarity: Vector = np.log((1 + presence.shape[0]) / (1 + spread))
    return rarity


def _of_length_1(rows: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (diags(1 / np.where(lengths > 0, lengths, 1)) @ rows).tocsr()


def _settled(directions: csr_matrix, fixed: Vector) -> tuple[Vector, Vector]:
    """The mean of each group, a row for each, and the share of each paper in each group."""
    is_fixed = fixed.sum(axis=1) > 0
    weights = np.where(is_fixed, _EXAMPLE, _OTHER)[:, None]
    shares = fixed
    for _ in range(_ROUNDS):
        sums: Vector = np.asarray((directions.T @ (shares * weights)).T)
        means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        near: Vector = np.round(np.asarray(directions @ means.T), 9)
        force = np.exp(_SHARPNESS * (near - near.max(axis=1, keepdims=True)))
        shares = np.where(is_fixed[:, None], fixed, force / force.sum(axis=1, keepdims=True))
    return means, shares


def _words(matrix: TermMatrix, rarity: Vector, means: Vector, number: int) -> dict[str, int]:
    others = np.delete(means, number, axis=0)
    lead = means[number] - (others.mean(axis=0) if len(others) else 0)
    # Once for the rarity in the mean, once for that in the paper.
    weights: Vector = np.round(_SCALE * lead * rarity / max(float(rarity.max()), 1e-12)).astype(np.int64)
    most = min(MOST_LEARNED_WORDS, _ALL_WORDS // max(1, len(means)))
    kept = sorted(int(at) for at in np.argsort(-np.abs(weights), kind="stable")[:most] if weights[at])
    return {matrix.terms[at]: int(weights[at]) for at in kept}


def _typical_total(matrix: TermMatrix, words: Mapping[str, int], shares: Vector, number: int) -> float:
    """What papers that lean to a topic usually reach."""
    column = {term: at for at, term in enumerate(matrix.terms)}
    weights = np.zeros(len(matrix.terms))
    for word, weight in words.items():
        weights[column[word]] = weight
    own = np.asarray(matrix.presence @ weights).ravel()[shares.argmax(axis=1) == number]
    return float(np.median(own)) if len(own) else 0.0
