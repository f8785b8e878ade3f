"""Measures what the pages of authors and organisations cost a list: their number, their bytes, and processor time.

    python tests/bench/people.py --corpus papers.jsonl.xz [--papers 10000] [--keep DIR]

Builds a list whose digests name the authors, without pages for these, with some and with all, and adds a digest of the
next 50 papers to each. A third of the papers has an organisation, too, of 600 that are made up: some have hundreds of
papers and most a few, as on Hugging Face. Prints the seconds of the builds, the bytes of the site for each paper, and
how many pages the digest had rendered again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from corpus import corpus_lines, unbroken
from large_list import DIGEST, make_project

from generator.site.incremental_build import build_site
from generator.storage.workers import Workers

ORGANISATIONS = [
    f"{name} {kind}" for kind in ("Lab", "AI", "Institute") for name in map("Number {}".format, range(1, 201))
]
KINDS = ("authors", "organisations")
FEWEST = (100, 5, 2)
"""Papers that an author needs for a page: so many that nobody has one, and fewer."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--keep", help="work in this folder and leave it")
    options = parser.parse_args()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-people-"))
    records = list(islice(corpus_lines(options.corpus), options.papers))
    for fewest in FEWEST:
        project = folder / str(fewest)
        make_project(project, [])
        for number in range(0, len(records) - DIGEST, DIGEST):
            _write(project, number // DIGEST, records[number : number + DIGEST])
        with (project / "content/site.yml").open("a", encoding="utf-8") as site:
            site.write(f"\nauthor_pages: {fewest}\n")
        _build(project, f"pages of authors with {fewest} papers or more")
        _write(project, len(records) // DIGEST, records[-DIGEST:])
        _build(project, "  one digest more")
        _print_sizes(project / "site", len(records))
    if not options.keep:
        shutil.rmtree(folder)
    return 0


def _write(project: Path, number: int, records: Sequence[dict[str, Any]]) -> None:
    """A digest in the form of Hugging Face's answers, which name authors."""
    day = date(2026, 1, 1) + timedelta(days=number)
    # Seeded with the number of the digest, so that a digest is the same in all lists.
    chance = random.Random(number)
    items = [
        {
            "paper": {
                "id": record["id"],
                "title": unbroken(record["title"]),
                "summary": unbroken(record["abstract"]),
                "authors": [{"name": name, "hidden": False} for name in record["authors"]],
                "publishedAt": f"{record['date'][:10]}T00:00:00.000Z",
                "upvotes": 0,
                **_organisation(chance),
            },
            "title": record["title"],
            "numComments": 0,
        }
        for record in records
    ]
    (project / "content/digests" / f"{day}.json").write_text(json.dumps(items, indent=1), encoding="utf-8")


def _organisation(chance: random.Random) -> dict[str, Any]:
    """That of a paper, if it has one: the n-th has an n-th of the papers of the first."""
    if chance.random() >= 1 / 3:
        return {}
    (name,) = chance.choices(ORGANISATIONS, [1 / place for place in range(1, len(ORGANISATIONS) + 1)])
    return {"organization": {"name": name.replace(" ", "-").lower(), "fullname": name}}


def _build(project: Path, name: str) -> None:
    rendered: list[str] = []
    start = time.process_time()
    # In one process, whose time is all there is.
    result = build_site(project / "mkdocs.yml", workers=Workers(1), on_progress=rendered.append)
    seconds = time.process_time() - start
    people = sum(path.startswith(("authors/", "organisations/")) for path in rendered)
    print(f"{name}: {seconds:.1f} s, {len(rendered)} pages rendered, {people} of them of people; {result.warnings=}")


def _print_sizes(site: Path, papers: int) -> None:
    sizes = {path.relative_to(site): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    people = {path: size for path, size in sizes.items() if path.parts[0] in KINDS}
    pages = [path.parts[0] for path in people if len(path.parts) == 3 and path.name == "index.html"]
    letters = {path: size for path, size in people.items() if "by-letter" in path.parts}
    feeds = sum(path.name == "feed.xml" for path in people)
    print(
        f"  {len(sizes)} files, {sum(sizes.values()) / papers / 1000:.1f} KB a paper; {pages.count(KINDS[0])} pages of"
        f" authors and {pages.count(KINDS[1])} of organisations,"
        f" {sum(people.values()) / 1e6:.1f} MB: {feeds} feeds, {len(letters)} pages of letters of at most"
        f" {max(letters.values(), default=0) / 1000:.0f} KB"
    )
    exported = [path for path in sizes if path.parts[0] in ("api", "cite") or path.name.startswith("feed")]
    print(f"  {len(exported)} exported files")


if __name__ == "__main__":
    sys.exit(main())
