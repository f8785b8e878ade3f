"""Measures ``papershelf check`` on a large list against the least that any check must do, in the same run.

    python tests/bench/check.py [--papers 10000] [--curated 1000] [--corpus papers.jsonl.xz] [--rounds 3] [--keep DIR]

Makes a content folder of digests of 50 papers and as many curated files as asked, half of them with
a slip, and checks it without what a build remembers. The peer parses each YAML file with the
parser written in C and finds each word of each digest, and does nothing with either: a check that
reports lines and sorts papers by their words cannot do with less, and both grow with the same
content. Both are commands, so that their start counts, and what is measured is CPU time, so that
other work of the machine does not. Prints seconds, ratios and what the shipped content costs, and exits
with 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from large_list import DIGEST, ROOT, Record, make_project, records_of

from generator.model.identity import slug_of

LIMITS = {"check / peer": 20.0, "check of the shipped content / start": 11.0}
"""A quarter above what was measured last: so often the peer, and so often a Python that starts with the same
packages and reads nothing."""

PEER = """
import re, sys
from pathlib import Path
import yaml
for path in sorted(Path(sys.argv[1]).rglob("*.yml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
for path in sorted(Path(sys.argv[1], "digests").iterdir()):
    re.findall(r"[^\\W_]+", path.read_text(encoding="utf-8"))
"""
"""Takes a content folder."""
START = "import click, yaml, slugify"


def main() -> int:
    """Measure, print, compare with the limits."""
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="papershelf-check-"))
    records = list(records_of(options.corpus, options.papers // DIGEST * DIGEST))
    shutil.rmtree(folder / "project", ignore_errors=True)
    make_project(folder / "project", records)
    _write_curated(folder / "project/content", records[: options.curated])
    figures = _figures(folder / "project", options.rounds)
    if not options.keep:
        shutil.rmtree(folder)
    for name, figure in figures.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"   limit {limit}: {'met' if figure <= limit else 'PASSED'}"
        print(f"{name:40}{figure:10.2f}{verdict}")
    return 0 if all(figures[name] <= limit for name, limit in LIMITS.items()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers (default 10000)")
    parser.add_argument("--curated", type=int, default=1_000, help="for how many there is a file (default 1000)")
    parser.add_argument("--corpus", type=Path, help="JSON lines to take them from, as for scale.py")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the least is printed (default 3)")
    parser.add_argument("--keep", help="work in this folder and leave it")
    return parser.parse_args()


def _figures(project: Path, rounds: int) -> dict[str, float]:
    check = [sys.executable, "-m", "generator", "check"]
    large = _least(rounds, lambda: _measure(check, project))
    peer = _least(rounds, lambda: _measure([sys.executable, "-c", PEER, "content"], project))
    # A copy, for beside the real one lies what its builds remember.
    shipped = project.parent / "shipped"
    shutil.copytree(ROOT / "content", shipped / "content", dirs_exist_ok=True)
    small = _least(rounds, lambda: _measure(check, shipped))
    start = _least(rounds, lambda: _measure([sys.executable, "-c", START], shipped))
    return {
        "check, s": large,
        "peer, s": peer,
        "check of the shipped content, s": small,
        "start, s": start,
        "check / peer": large / peer,
        "check of the shipped content / start": small / start,
    }


def _least(rounds: int, measure: Callable[[], float]) -> float:
    """What else a machine does only ever adds."""
    return min(measure() for _ in range(rounds))


def _measure(command: Sequence[str], folder: Path) -> float:
    """The CPU time of a command, in seconds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A Python that was told not to keep what it compiled would compile the whole program each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # A check that finds errors exits with 1, and so does a traceback; it would pass by far too soon.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    return usage.ru_utime + usage.ru_stime


def _write_curated(content: Path, records: Sequence[Record]) -> None:
    """A file for each paper; every second one has something to report."""
    folder = content / "papers"
    folder.mkdir()
    topics = sorted(path.stem for path in (content / "topics").glob("*.yml"))
    for number, record in enumerate(records):
        topic = topics[number % len(topics)]
        lines = [
            "# yaml-language-server: $schema=../schema/paper.json",
            f"note: Paper {number} says in two sentences what it found. That is why it is worth the time.",
            f"status: {'readed' if number % 4 == 1 else 'read'}",
            f"topics:\n  add: [{topic if number % 4 != 3 else topic[:-1] + 'x'}]",
            f"corrections:\n  published: {record.published}",
            f"links:\n  - kind: code\n    url: https://github.com/example/{number}",
        ]
        (folder / f"{slug_of(record.title)}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
