"""Slips in every key and value of the shipped files, and says what the check makes of it.

    python tests/bench/mutants.py [--each 10] [--wrong]

Each key and value is deleted, misspelled, given another type and written twice, one at a time.
Prints how many mutants were reported, on the right line or not; how many edits a curator may mean
were passed; and exits with 1 when a change of meaning passed in silence, or when fewer than 98 %
of the problems stand on the right line.
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

from stages.mutants import Bench, Verdict  # noqa: E402 - found by the path above

RIGHT = 0.98


def main() -> int:
    """Slip, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=10, help="only one in so many mutants (default 10; 1: all 25,000)")
    parser.add_argument("--wrong", action="store_true", help="list those that are reported on another line")
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(ROOT / "content", Path(folder))
        mutants = list(bench.mutants())[:: options.each]
        verdicts = [bench.judge(mutant) for mutant in mutants]
    seconds = time.monotonic() - begun
    slips = [verdict for verdict in verdicts if not verdict.mutant.is_legitimate]
    reported = [verdict for verdict in slips if verdict.problems]
    right = [verdict for verdict in reported if verdict.is_on_the_line]
    silent = [verdict for verdict in verdicts if verdict.is_silent]
    share = len(right) / len(slips)
    _print_kinds(verdicts)
    for verdict in silent:
        print(f"SILENT {verdict.mutant.name}")
    for verdict in [one for one in slips if not one.is_on_the_line] if options.wrong else ():
        print(f"WRONG  {verdict.mutant.name} {sorted(verdict.lines)} {verdict.problems}")
    elsewhere = sum(len(verdict.problems) for verdict in right) / len(right)
    print(f"{len(verdicts):,} mutants in {seconds:.0f} s, none with a traceback")
    print(f"{len(slips):,} slips: {len(reported):,} reported, {len(right):,} on the right line ({share:.2%})")
    print(f"{len(slips) - len(reported):,} slips not reported, {len(silent):,} of them with another meaning")
    print(f"{elsewhere:.2f} problems for each slip on average")
    print(f"{len(verdicts) - len(slips):,} edits that a curator may mean")
    return 0 if share >= RIGHT and not silent else 1


def _print_kinds(verdicts: list[Verdict]) -> None:
    """How often each kind of slip was made, reported, and on the right line."""
    made = Counter(verdict.mutant.slip for verdict in verdicts)
    meant = Counter(verdict.mutant.slip for verdict in verdicts if verdict.mutant.is_legitimate)
    reported = Counter(one.mutant.slip for one in verdicts if one.problems and not one.mutant.is_legitimate)
    right = Counter(one.mutant.slip for one in verdicts if one.is_on_the_line and not one.mutant.is_legitimate)
    print(f"{'':18}{'made':>8}{'may be meant':>14}{'reported':>10}{'right line':>12}")
    for slip in sorted(made):
        print(f"{slip:18}{made[slip]:8,}{meant[slip]:14,}{reported[slip]:10,}{right[slip]:12,}")


if __name__ == "__main__":
    sys.exit(main())
