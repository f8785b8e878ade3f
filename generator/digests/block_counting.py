"""Counts the blocks of a scrape by what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

from generator.model.digest import BlockCounts


class BlockUse(IntEnum):
    """What became of a part of a block. For the block as a whole the highest counts."""

    BOILERPLATE = 0
    PAPER = 1
    REPORTED = 2


def count_blocks(parts: Iterable[tuple[int, BlockUse]]) -> BlockCounts:
    """Counts from the parts of all blocks, each part with the index of its block."""
    uses: dict[int, BlockUse] = {}
    for block, use in parts:
        uses[block] = max(use, uses.get(block, use))
    counts = Counter(uses.values())
    return BlockCounts(counts[BlockUse.PAPER], counts[BlockUse.BOILERPLATE], counts[BlockUse.REPORTED])
