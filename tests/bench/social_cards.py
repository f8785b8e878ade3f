"""What social cards cost: how long they take and how large they are, drawn and from the cache.

.venv/bin/python tests/bench/social_cards.py [PAPERS]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from large_list import ROOT, make_project, records_of

from generator.content.read import read_content
from generator.model.curation import SocialCards
from generator.site.exports.social_cards.write_cards import drawn_cards, typeface_of
from generator.storage.cache import Cache
from generator.storage.workers import Workers


def main(papers: int) -> None:
    """Print the figures of a list with so many papers."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "list"
        make_project(project, list(records_of(None, papers)))
        catalogue = read_content(project / "content").catalogue
        catalogue = replace(catalogue, site=replace(catalogue.site, social_cards=SocialCards.ALL))
        for run in ("drawn", "from the cache"):
            with_workers = Workers()
            cache = Cache(Path(name) / "cache.sqlite", with_workers)
            started, before = time.perf_counter(), os.times()
            pictures = drawn_cards(catalogue, typeface_of([str(ROOT / "overrides")]), cache)
            cache.save()
            seconds = time.perf_counter() - started
            with_workers.close()
            after, size = os.times(), sum(map(len, pictures.values()))
            processor = sum(after[:4]) - sum(before[:4])
            print(
                f"{run}: {len(pictures):,} cards of {papers:,} papers, {size / 1e6:.1f} MB,"
                f" {size / len(pictures) / 1e3:.1f} KB each; {seconds:.1f} s, {processor:.1f} s of all processors"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
