"""Prints a large list as Markdown and as HTML, and compares the HTML with what MkDocs makes of the Markdown.

    python tests/bench/two_printers.py [--corpus papers.jsonl.xz] [--papers 2000] [--rounds 5]

A corpus is a file of JSON lines as ``large_list.py`` reads it; without one, papers are made from the sentences of the
shipped digests. Prints which pages differ and where, and how long a paper's page of median length takes: both texts,
the Markdown alone, and MkDocs' own conversion. Exits with 1 when a page differs, or when both texts together take
longer than 0.5 ms of processor time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from large_list import make_project, records_of  # noqa: E402 - these two lie beside this file
from support.page_trees import MarkdownSite  # noqa: E402

from generator.catalogue.related import relate  # noqa: E402
from generator.catalogue.trends.list_trends import trends_of  # noqa: E402
from generator.content.read import read_content  # noqa: E402
from generator.pages.arrange import arrange  # noqa: E402
from generator.pages.page import Page  # noqa: E402
from generator.storage.cache import Cache  # noqa: E402

LIMIT = 0.5
"""Milliseconds for both texts of a paper's page."""
NEAR_MEDIAN = 101
"""Pages that are measured: those whose length is nearest to the median."""


def main() -> int:
    """Compare all pages, then measure."""
    options = _options()
    pages = _pages(options.corpus, options.papers)
    site = MarkdownSite(pages)
    differing = {page.path: found for page in pages if (found := site.differences(page.path))}
    for path, found in sorted(differing.items()):
        print(path, *found, sep="\n    ")
    print(f"{len(pages):,} pages, {len(differing):,} differ")
    taken = _measure(site, [page for page in pages if page.path.startswith("papers/")], options.rounds)
    return 0 if not differing and taken <= LIMIT else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON lines to take papers from")
    parser.add_argument("--papers", type=int, default=2000, help="how many papers (default 2000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is printed; the least time counts")
    return parser.parse_args()


def _pages(corpus: Path | None, papers: int) -> list[Page]:
    with tempfile.TemporaryDirectory(prefix="papershelf-bench-") as folder:
        project = Path(folder, "project")
        make_project(project, list(records_of(corpus, papers)))
        catalogue = read_content(project / "content").catalogue
    catalogue = replace(catalogue, related=relate(catalogue.papers, Cache()))
    return list(arrange(catalogue, partial(trends_of, catalogue)))


def _measure(site: MarkdownSite, papers: Sequence[Page], rounds: int) -> float:
    papers = sorted(papers, key=lambda page: len(site.printed[page.path].markdown))
    middle = len(papers) // 2
    chosen = papers[max(0, middle - NEAR_MEDIAN // 2) : middle + NEAR_MEDIAN // 2 + 1]
    both = median(_milliseconds(page.printed, rounds) for page in chosen)
    print(f"a paper's page of {len(site.printed[papers[middle].path].markdown):,} characters, processor time:")
    print(f"  both texts      {both:7.3f} ms   limit {LIMIT}: {'met' if both <= LIMIT else 'PASSED'}")
    print(f"  Markdown alone  {median(_milliseconds(page.markdown, rounds) for page in chosen):7.3f} ms")
    by_mkdocs = median(_milliseconds(partial(site.convert, page.path), 1) for page in chosen)
    print(f"  MkDocs          {by_mkdocs:7.3f} ms, from Markdown to HTML")
    return both


def _milliseconds(call: Callable[[], object], rounds: int) -> float:
    least = float("inf")
    for _ in range(rounds):
        start = time.process_time_ns()
        call()
        least = min(least, time.process_time_ns() - start)
    return least / 1e6


if __name__ == "__main__":
    sys.exit(main())
