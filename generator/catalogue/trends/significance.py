"""Has something become more frequent? Two counts of two totals, and how clearly they differ."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Change:
    """In how many papers something occurs now, and in how many it did before."""

    now: int
    now_of: int
    before: int
    before_of: int

    @property
    def share_now(self) -> float:
        """From 0 to 1."""
        return self.now / self.now_of

    @property
    def share_before(self) -> float:
        """From 0 to 1."""
        return self.before / self.before_of

    @property
    def evidence(self) -> float:
        """The log-likelihood ratio G² of the four counts, negative for what has become rarer.

        It compares how well one common share explains both counts with how well two shares do
        (https://en.wikipedia.org/wiki/G-test).
        """
        every, of = self.now + self.before, self.now_of + self.before_of
        cells = (
            (self.now, every * self.now_of / of),
            (self.before, every * self.before_of / of),
            (self.now_of - self.now, (of - every) * self.now_of / of),
            (self.before_of - self.before, (of - every) * self.before_of / of),
        )
        value = 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
        return value if self.share_now >= self.share_before else -value


def least_evidence(comparisons: int) -> float:
    """The evidence a change needs to be reported, given how many are compared: chance alone reaches it
    in one of a hundred comparisons or, when there are more, in one of all of them.
    """
    return NormalDist().inv_cdf(1 - 1 / (2 * max(100, comparisons))) ** 2
