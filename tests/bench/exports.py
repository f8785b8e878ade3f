"""Measures what feeds, bibliographies and the API cost of a build: time, files, bytes.

    python tests/bench/exports.py [--papers 10000] [--corpus papers.jsonl.xz] [--keep DIR]

Builds a list in this process, then again with one word of its oldest digest changed. Prints the processor time of both
builds, of the exports in them, and the share of these; the number of exported files, and the largest answer of the API.
Exits with 1 when the exports take more than a tenth of a full build, when they are more than 400 files, or when an
answer is larger than 500 KB.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from large_list import make_project, records_of

from generator.site import plugin
from generator.site.exports import write_exports as exports
from generator.site.incremental_build import build_site
from generator.storage.workers import Workers

MOST_SHARE = 0.1
MOST_FILES = 400
LARGEST_ANSWER = 500_000
EXPORTS = {"printed_papers": plugin, "write_api": exports, "write_citations": exports, "write_feeds": exports}
"""Functions by name, with the module that calls them."""


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", help="work in this folder and leave it")
    options = parser.parse_args()
    project = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-exports-"))
    make_project(project, list(records_of(options.corpus, options.papers)))
    share = _build(project, "full build")
    digest = min((project / "content/digests").iterdir())
    digest.write_text(digest.read_text(encoding="utf-8").replace(" the ", " this ", 1), encoding="utf-8")
    _build(project, "one word changed")
    files, largest = _files(project / "site")
    print(f"{files} files, largest answer of the API {largest:,} bytes")
    if not options.keep:
        shutil.rmtree(project)
    return int(share > MOST_SHARE or files > MOST_FILES or largest > LARGEST_ANSWER)


def _build(project: Path, name: str) -> float:
    """Build, and print what it took; the share of the exports."""
    with _timed() as spent:
        start = time.process_time()
        # In one process, whose time is all there is.
        build_site(project / "mkdocs.yml", workers=Workers(1))
        whole = time.process_time() - start
    share = sum(spent.values()) / whole
    parts = ", ".join(f"{part} {seconds:.2f} s" for part, seconds in spent.items())
    print(f"{name}: {whole:.1f} s, of which exports {share:.1%}: {parts}")
    return share


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    spent: dict[str, float] = {}

    def timed(name: str) -> Callable[..., Any]:
        function = getattr(EXPORTS[name], name)

        def call(*arguments: Any) -> Any:
            start = time.process_time()
            result = function(*arguments)
            spent[name] = spent.get(name, 0) + time.process_time() - start
            return result

        return call

    with ExitStack() as patches:
        for name, module in EXPORTS.items():
            patches.enter_context(patch.object(module, name, timed(name)))
        yield spent


def _files(site: Path) -> tuple[int, int]:
    """The number of exported files, and the size of the largest answer."""
    feeds = [path for name in ("feed.xml", "feed.json", "feeds.opml") for path in site.rglob(name)]
    answers = [path for path in (site / "api").rglob("*") if path.is_file()]
    bibliographies = [path for path in (site / "cite").rglob("*") if path.is_file()]
    return len(feeds) + len(answers) + len(bibliographies), max(path.stat().st_size for path in answers)


if __name__ == "__main__":
    sys.exit(main())
