"""A content folder with papers whose topic matches are weak."""

from __future__ import annotations

from support.builders import page

BANDITS = """\
title: Bandits
area: theory
scope: Whoever learns from the reward of the arm they pulled.
rules:
  - any: [bandit]
  - where: abstract
    any: ["*gret"]
    times: 2
"""
BLOCKS = (
    "Jan 1",
    "Thompson Sampling for Bandit Problems",
    "We study Thompson sampling with many arms. We prove that Thompson sampling has the smallest regret of all.",
    "Upper Confidence Bounds in the Bandit Game",
    "We study how upper confidence bounds and Thompson sampling differ. We show which of them needs fewer arms.",
    "Thompson Sampling after a Century",
    "We look back at Thompson sampling and forward to posterior sampling. We find that both ask for a prior.",
    "What a Tram Costs",
    "We ask what a tram costs a town. One bandit said that the answer is hidden in the timetable of the tram.",
    "Remorse in Repeated Games",
    "We measure the regret of an egret against its best reply. We show that it grows with the number of birds.",
)
WEAK_LIST = {"topics/private-data.yml": None, "topics/bandits.yml": BANDITS, "digests/2025-01-01.txt": page(*BLOCKS)}
"""Files that differ from the valid folder."""
