"""Measures the build of a large list against plain MkDocs on the same Markdown, in the same run.

    python tests/bench/scale.py [--papers 10000] [--corpus papers.jsonl.xz] [--rounds 1] [--keep DIR]

Builds in a folder of its own: (1) the full site, (2) plain MkDocs with Material on the Markdown
that the first one generated, (3) a build with nothing changed, (4) a build after one more digest
of 50 papers. Prints seconds, ratios, peak memory and the largest page, and exits with 1 when a
limit is passed: 1.3 times plain MkDocs, 0.2 times the full build for one more digest, 600 MB,
250 KB a page.

A corpus is a file of JSON lines (.jsonl or .jsonl.xz) with ``title``, ``abstract``, ``authors`` and
``date``. Without one, papers are made from the sentences of the shipped digests.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.content.read import read_content
from generator.text.lead import sentences
from generator.text.wording import MONTHS

ROOT = Path(__file__).resolve().parents[2]
DIGEST = 50
LIMITS = {"full / plain MkDocs": 1.3, "one more digest / full": 0.2, "peak memory, MB": 600, "largest page, KB": 250}

PLAIN = """
site_name: plain
docs_dir: docs
site_dir: site
theme: {name: material, font: false, custom_dir: templates}
plugins: [search]
markdown_extensions: [attr_list, md_in_html, fenced_code, tables, toc]
nav: [index.md]
not_in_nav: "*"
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What a digest says of a paper."""

    title: str
    abstract: str
    author_count: int
    published: date


@dataclass(frozen=True, slots=True)
class Run:
    """A measured command."""

    seconds: float
    megabytes: float


def main() -> int:
    """Measure, print, compare with the limits."""
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    records = list(records_of(options.corpus, options.papers + DIGEST))
    figures: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        for name, figure in _round(folder, records).items():
            figures.setdefault(name, []).append(figure)
    if not options.keep:
        shutil.rmtree(folder)
    is_within = True
    for name, values in figures.items():
        median = sorted(values)[len(values) // 2]
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"   limit {limit}: {'met' if median <= limit else 'PASSED'}"
        is_within = is_within and (limit is None or median <= limit)
        print(f"{name:28}{median:10.2f}{verdict}")
    return 0 if is_within else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers (default 10000)")
    parser.add_argument("--corpus", type=Path, help="JSON lines to take them from")
    parser.add_argument("--rounds", type=int, default=1, help="how often; medians are printed")
    parser.add_argument("--keep", help="work in this folder and leave it")
    return parser.parse_args()


def _round(folder: Path, records: Sequence[Record]) -> dict[str, float]:
    project, plain = folder / "project", folder / "plain"
    for path in (project, plain):
        shutil.rmtree(path, ignore_errors=True)
    make_project(project, records[:-DIGEST])
    full = _measure(_build_command(), project)
    _make_plain(plain, project / "build/pages")
    peer = _measure([sys.executable, "-m", "mkdocs", "build", "-q"], plain)
    same = _measure(_build_command(), project)
    _write_digest(project / "content", len(records) // DIGEST, records[-DIGEST:])
    more = _measure(_build_command(), project)
    largest = max(path.stat().st_size for path in (project / "site").rglob("*.html"))
    return {
        "full, s": full.seconds,
        "plain MkDocs, s": peer.seconds,
        "nothing changed, s": same.seconds,
        "one more digest, s": more.seconds,
        "full / plain MkDocs": full.seconds / peer.seconds,
        "nothing changed / full": same.seconds / full.seconds,
        "one more digest / full": more.seconds / full.seconds,
        "peak memory, MB": max(full.megabytes, more.megabytes),
        "plain MkDocs memory, MB": peer.megabytes,
        "largest page, KB": largest / 1024,
    }


def _build_command() -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--quiet"]


def _measure(command: Sequence[str], folder: Path) -> Run:
    start = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    complaints = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{complaints[-2000:]}")
    return Run(seconds, usage.ru_maxrss / 1024)


def make_project(project: Path, records: Sequence[Record]) -> None:
    """A copy of the shipped site with other digests, and without what names single papers."""
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in ("topics", "pages"):
        shutil.copytree(ROOT / "content" / name, project / "content" / name)
    shutil.copy(ROOT / "content/site.yml", project / "content")
    for path in (project / "content/topics").glob("*.yml"):
        path.write_text(path.read_text().partition("\nstart_here:")[0] + "\n")
    (project / "content/digests").mkdir()
    for number in range(len(records) // DIGEST):
        _write_digest(project / "content", number, records[number * DIGEST : (number + 1) * DIGEST])


def _make_plain(plain: Path, pages: Path) -> None:
    shutil.copytree(pages, plain / "docs")
    (plain / "templates").mkdir()
    for name in {path.name for path in (ROOT / "overrides").glob("*.html")} - {"main.html", "404.html"}:
        (plain / "templates" / name).write_text('{% extends "main.html" %}\n')
    (plain / "mkdocs.yml").write_text(PLAIN)


def _write_digest(content: Path, number: int, records: Sequence[Record]) -> None:
    day = date(2026, 1, 1) + timedelta(days=number)
    blocks = ["new", "Subscribe", "Daily Papers", "byAK and the research community", _month_day(day)]
    for position, record in enumerate(records):
        comments = f" {position % 9 + 1}" if position % 3 == 0 else ""
        published = f"{_month_day(record.published)}, {record.published.year}{comments}"
        blocks += [record.title, record.abstract, f"  • {record.author_count} authors\n·\n{published}"]
    (content / "digests" / f"{day}.txt").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


def records_of(corpus: Path | None, number: int) -> Iterator[Record]:
    """``number`` papers; those of a corpus that is too small come again under another title."""
    source = list(_from_corpus(corpus) if corpus else _from_shelf(number))
    for index in range(number):
        record = source[index % len(source)]
        again = f" ({index // len(source) + 1})" if index >= len(source) else ""
        yield Record(record.title + again, record.abstract, record.author_count, record.published)


def _from_corpus(path: Path) -> Iterator[Record]:
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        for line in lines:
            found = json.loads(line)
            yield Record(
                " ".join(found["title"].split()),
                " ".join(found["abstract"].split()),
                max(1, len(found["authors"])),
                date.fromisoformat(found["date"][:10]),
            )


def _from_shelf(number: int) -> Iterator[Record]:
    """Papers that read like the shipped ones: their sentences, shuffled with a fixed seed."""
    chance = random.Random(1)
    papers = read_content(ROOT / "content").catalogue.papers
    pool = [sentence for paper in papers for paragraph in paper.abstract for sentence in sentences(paragraph.plain)]
    words = [word for paper in papers for word in paper.title.plain.split()]
    for index in range(number):
        title = " ".join(chance.sample(words, 8)).rstrip(".,:;") + f" {index}"
        abstract = " ".join(chance.sample(pool, 7))
        yield Record(title, abstract, chance.randint(1, 12), date(2025, 1, 1) + timedelta(days=chance.randrange(360)))


if __name__ == "__main__":
    sys.exit(main())
