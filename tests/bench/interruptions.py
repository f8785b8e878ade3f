"""Interrupts every command that writes, and looks whether anything was lost, is stale or was left behind.

    python tests/bench/interruptions.py [--kills 100] [--disks 50] [--seed 1] [--only kills,disks,...]

Commands are killed at random moments, meet full disks and read-only folders, and run two at once and beside a live
preview. Afterwards every file of the content is as before or as after the command, and another build gives the
bytes of a clean one. Prints each fault with what led to it, and exits with 1 when there is any. The disks are mounted
in a namespace of the program's own, for which Linux must allow ``unshare``.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.content_writers import DRAFT, content_of, half_written, services
from support.interrupted import BUILDS, NOTE, NOTES, OTHER_NOTE, STARTS, STATES, Bench, failed, prepare
from support.interrupting import Ended, Extent, ended, in_own_namespace, leave_free, read_only, small_disk
from support.project import Bytes, differences
from support.servers import free_port

_ENOUGH = 1 << 26
"""Bytes with which no command fails."""
_NEED = {"new": 3 << 20, "built": 1 << 20}
"""Bytes that builds need, about."""


# --- kills ------------------------------------------------------------------------------------

Extents = Mapping[tuple[str, tuple[str, ...]], Extent]
"""Of each command, by where it starts."""


def kills(bench: Bench, count: int) -> None:
    """Kill commands at random moments, builds every second time, and run them again."""
    cases = [(start, build) for start in STARTS for build in BUILDS]
    cases += [("list", writer) for writer in bench.writers.values()]
    extents = {case: _extent(bench, *case) for case in cases}
    names = list(bench.writers)
    for number in range(count):
        if number % 2:
            _kill_writer(bench, f"kill {number}", names[number // 2 % len(names)], extents)
        else:
            _kill_builds(bench, f"kill {number}", extents)


def _extent(bench: Bench, start: str, arguments: tuple[str, ...]) -> Extent:
    bench.start(start)
    if start in STARTS:
        bench.edit("after")
    return bench.commands.extent(arguments)


def _kill_builds(bench: Bench, case: str, extents: Extents) -> None:
    start = bench.chance.choice(STARTS)
    bench.start(start)
    case += f", {start}"
    for _ in range(bench.chance.randint(1, 2)):
        state, build = bench.chance.choice(STATES), bench.chance.choice(BUILDS)
        bench.edit(state)
        moment, killed = bench.commands.kill(build, extents[start, build], bench.chance)
        case += f"; {' '.join(build)} ({state}) {moment}"
        bench.fault(case, _traceback(killed))
    state = bench.chance.choice(STATES)
    bench.edit(state)
    bench.check_build(f"{case}; then {state}", state, bench.commands.run(*BUILDS[0]))


def _kill_writer(bench: Bench, case: str, name: str, extents: Extents) -> None:
    arguments = bench.writers[name]
    before, once, twice = outcomes(bench, name)
    bench.start("list")
    moment, killed = bench.commands.kill(arguments, extents["list", arguments], bench.chance)
    case += f", {name} {moment}"
    wrong = half_written(before, once, content_of(bench.work), with_drafts=True)
    bench.fault(case, f"half-written: {', '.join(wrong)}" if wrong else "", _traceback(killed))
    again = bench.commands.run(*arguments)
    now = {path: data for path, data in content_of(bench.work).items() if not DRAFT.fullmatch(path)}
    wrong = differences(now, once) if differences(now, twice) else []
    bench.fault(case, f"run again, it left {', '.join(wrong)}: {again.said}" if wrong else "", _traceback(again))


def _traceback(done: Ended) -> str:
    return done.said if "Traceback" in done.said else ""


def outcomes(bench: Bench, name: str) -> tuple[Bytes, Bytes, Bytes]:
    """The content before a command that nothing disturbs, after it, and after it was run twice."""
    if name not in bench.outcomes:
        bench.start("list")
        contents = [content_of(bench.work)]
        for _ in range(2):
            bench.commands.run(*bench.writers[name])
            contents.append(content_of(bench.work))
        bench.outcomes[name] = (contents[0], contents[1], contents[2])
    return bench.outcomes[name]


# --- disks ------------------------------------------------------------------------------------


def disks(bench: Bench, count: int) -> None:
    """Run commands on disks of many sizes that are full sooner or later; then give them room, and run them again."""
    names = list(bench.writers)
    for number in range(count):
        share = (number + 0.5) / count
        if number % 2:
            name = names[number // 2 % len(names)]
            _fill_writer(bench, f"disk {number}, {name}", name, int(share * 8) * 4096)
        else:
            _fill_build(bench, f"disk {number}", bench.chance.choice(STARTS), share)


def _fill_build(bench: Bench, case: str, start: str, share: float) -> None:
    build = bench.chance.choice(BUILDS)
    with small_disk(bench.work):
        bench.start(start)
        bench.edit("after")
        free = int(share * _NEED[start])
        case += f", {start}, {' '.join(build)}, {free >> 10} KB free"
        leave_free(bench.work, free)
        built = bench.commands.run(*build)
        if built.code == 0:
            bench.check_build(case, "after", built)
        elif not built.is_refused_clearly:
            bench.fault(case, failed(built, code=-1))
        bench.check_content(case, "after")
        leave_free(bench.work, _ENOUGH)
        bench.check_build(f"{case}; then with room", "after", bench.commands.run(*BUILDS[0]))


def _fill_writer(bench: Bench, case: str, name: str, free: int) -> None:
    before, once, twice = outcomes(bench, name)
    with small_disk(bench.work):
        bench.start("list")
        leave_free(bench.work, free)
        done = bench.commands.run(*bench.writers[name])
        now = content_of(bench.work)
        wrong = half_written(before, once, now)
        bench.fault(f"{case}, {free >> 10} KB free", f"half-written: {', '.join(wrong)}" if wrong else "")
        if not is_a_sentence(done) and differences(now, once):
            bench.fault(f"{case}, {free >> 10} KB free", failed(done, code=-1))
        leave_free(bench.work, _ENOUGH)
        bench.commands.run(*bench.writers[name])
        now = content_of(bench.work)
        if differences(now, twice):
            bench.fault(f"{case}; then with room", *differences(now, once))


def is_a_sentence(done: Ended) -> bool:
    """Did a command of a curator end with one sentence, below what it says of the content?"""
    last = done.said.splitlines()[-1:]
    return done.code == 1 and not _traceback(done) and bool(last) and last[0].endswith(" No data was lost.")


def folders(bench: Bench, _: int) -> None:
    """Run builds beside read-only folders, and whatever writes content in a read-only one."""
    for build in BUILDS:
        for name in ("content", "overrides", "build", "build/pages", "site", "."):
            bench.start("built")
            bench.edit("after")
            case = f"read-only {name}, {' '.join(build)}"
            with read_only(bench.work / name):
                built = bench.commands.run(*build)
            if name in ("content", "overrides"):
                bench.check_build(case, "after", built)
            elif not built.is_refused_clearly:
                bench.fault(case, failed(built, code=-1))
            bench.check_build(f"{case}; then as usual", "after", bench.commands.run(*BUILDS[0]))
    for name, arguments in bench.writers.items():
        bench.start("list")
        before = content_of(bench.work)
        with read_only(bench.work):
            done = bench.commands.run(*arguments)
        bench.fault(f"read-only, {name}", *differences(content_of(bench.work), before))
        bench.fault(f"read-only, {name}", "" if is_a_sentence(done) else failed(done, code=-1))


# --- several at once --------------------------------------------------------------------------


def pairs(bench: Bench, rounds: int) -> None:
    """Run two builds at once."""
    for number in range(rounds):
        bench.start(bench.chance.choice(STARTS))
        bench.edit("after")
        builds = [bench.chance.choice(BUILDS) for _ in range(2)]
        first = bench.commands.start(builds[0])
        time.sleep(bench.chance.uniform(0, 2))
        second = bench.commands.start(builds[1])
        case = f"pair {number}: {' and '.join(' '.join(build) for build in builds)}"
        for build in (first, second):
            bench.check_build(case, "after", ended(build)) if build is second else bench.fault(
                case, failed(ended(build))
            )


def previews(bench: Bench, _: int) -> None:
    """Build beside a live preview, started before or after it, with edits in between."""
    for is_preview_first in (True, False):
        bench.start("new")
        case = f"a preview started {'before' if is_preview_first else 'after'} a build"
        address = f"127.0.0.1:{free_port()}"
        build = None if is_preview_first else bench.commands.start(BUILDS[0])
        preview = bench.commands.start(("mkdocs", "serve", "--quiet", "--dev-addr", address))
        try:
            bench.fault(case, failed(ended(build)) if build else "", _seen(address, NOTE))
            for state, note in (("after", OTHER_NOTE), ("before", NOTE), ("after", OTHER_NOTE)):
                bench.edit(state)
                built = bench.commands.run(*bench.chance.choice(BUILDS))
                bench.check_build(f"{case}, edited to {state}", state, built)
                bench.fault(f"{case}, edited to {state}", _seen(address, note))
        finally:
            preview.terminate()
            bench.fault(case, _traceback(ended(preview)))


def _seen(address: str, note: str) -> str:
    """A fault, unless a preview shows a note within half a minute."""
    latest = time.monotonic() + 30
    while time.monotonic() < latest:
        try:
            with urllib.request.urlopen(f"http://{address}/{NOTES}/", timeout=30) as answer:
                if note in answer.read().decode():
                    return ""
        except OSError:
            pass
        time.sleep(0.1)
    return f"the preview does not show '{note}'"


KINDS: dict[str, Callable[[Bench, int], None]] = {
    "kills": kills,
    "disks": disks,
    "folders": folders,
    "pairs": pairs,
    "previews": previews,
}


def main() -> int:
    """Interrupt commands in every way, and print what was lost or is stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--disks", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="some of " + ", ".join(KINDS), default=",".join(KINDS))
    options = parser.parse_args()
    in_own_namespace()
    with tempfile.TemporaryDirectory(prefix="papershelf-interruptions-") as folder, services() as address:
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        bench = prepare(Path(folder), address, options.seed)
        for name in options.only.split(","):
            start, before = time.monotonic(), len(bench.faults)
            KINDS[name](bench, getattr(options, name, 0))
            found = len(bench.faults) - before
            print(f"{name}: {found} faults, {time.monotonic() - start:.0f} s", flush=True)
    return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
