"""Slips in every key and value of the shipped files, and says what the check makes of it.

    python tests/bench/mutants.py [--each 10] [--first 0] [--wrong]

Each key and value is deleted, misspelled, given another type and written twice, one at a time.
Prints how many slips matter, how many of those were reported on the right line, and how many edits
a curator may mean. Exits with 1 when a slip that changes what the site says passed in silence, or
when fewer than 98 % of those that matter were reported on the right line.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.mutants import Bench, Verdict  # noqa: E402 - found by the path above

RIGHT = 0.98


def main() -> int:
    """Slip, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=10, help="only one in so many mutants (default 10; 1: all 25,000)")
    parser.add_argument("--first", type=int, default=0, help="which one to begin with, to see others (default 0)")
    parser.add_argument("--wrong", action="store_true", help="list those that are reported on another line")
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(ROOT / "content", Path(folder))
        mutants = list(bench.mutants())[options.first :: options.each]
        verdicts = [bench.judge(mutant) for mutant in mutants]
    seconds = time.monotonic() - begun
    slips = [verdict for verdict in verdicts if verdict.matters]
    right = [verdict for verdict in slips if verdict.is_on_the_line]
    silent = [verdict for verdict in verdicts if verdict.is_silent]
    meant = sum(verdict.mutant.is_legitimate for verdict in verdicts)
    share = len(right) / len(slips)
    _print_kinds(verdicts)
    for verdict in silent:
        print(f"SILENT {verdict.mutant.name}")
    for verdict in [one for one in slips if not one.is_on_the_line] if options.wrong else ():
        print(f"WRONG  {verdict.mutant.name} {sorted(verdict.lines)} {verdict.problems}")
    print(f"{len(verdicts):,} mutants in {seconds:.0f} s, none with a traceback")
    print(f"{len(slips):,} slips that matter: {len(silent):,} passed in silence")
    print(f"{len(right):,} of them reported on the right line ({share:.2%})")
    print(f"{sum(len(verdict.problems) for verdict in slips) / len(slips):.2f} problems for each of them on average")
    print(f"{meant:,} edits that a curator may mean, {len(verdicts) - meant - len(slips):,} slips that change nothing")
    return 0 if share >= RIGHT and not silent else 1


def _print_kinds(verdicts: list[Verdict]) -> None:
    """How often each kind of slip was made, may be meant, mattered, and was reported on the right line."""
    made = Counter(one.mutant.slip for one in verdicts)
    meant = Counter(one.mutant.slip for one in verdicts if one.mutant.is_legitimate)
    matter = Counter(one.mutant.slip for one in verdicts if one.matters)
    right = Counter(one.mutant.slip for one in verdicts if one.matters and one.is_on_the_line)
    print(f"{'':18}{'made':>8}{'may be meant':>14}{'matter':>10}{'right line':>12}")
    for slip in sorted(made):
        print(f"{slip:18}{made[slip]:8,}{meant[slip]:14,}{matter[slip]:10,}{right[slip]:12,}")


if __name__ == "__main__":
    sys.exit(main())
