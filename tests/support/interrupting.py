"""Commands that are killed at a random moment, and folders on disks of their own that are full or read-only."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DEADLINE = 180
"""Seconds until a command counts as one that hangs."""

_STRIKER = '''\
"""Counts what a command does to the files of its folder, and kills it before a certain one of these steps."""
import atexit, os, signal, sys

_AT, _COUNT, _HERE = int(os.environ.pop("STRIKE_AT", "0")), os.environ.pop("STRIKE_COUNT", ""), os.getcwd()
_EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "subprocess.Popen"}
_WRITING = os.O_WRONLY | os.O_RDWR
_steps = 0

def _is_step(event, arguments):
    if event == "subprocess.Popen":
        return True
    if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITING):
        return False
    place = arguments[0]
    return isinstance(place, (str, bytes)) and os.path.abspath(os.fsdecode(place)).startswith(_HERE)

def _strike(event, arguments):
    global _steps
    if (event == "open" or event in _EVENTS) and _is_step(event, arguments):
        _steps += 1
        if _steps == _AT:
            os.kill(os.getpid(), signal.SIGKILL)

def _tell():
    steps = _steps
    with open(_COUNT, "w") as file:
        file.write(str(steps))

if _AT or _COUNT:
    sys.addaudithook(_strike)
if _COUNT:
    atexit.register(_tell)
'''


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended; a negative code is the signal that killed it."""

    code: int
    said: str
    """What it printed on standard error."""

    @property
    def sentences(self) -> list[str]:
        """What is neither progress nor a notice, nor MkDocs' own lines round an error."""
        usual = ("INFO", "ERROR   Error building page", "ERROR   -  Error building page", "Aborted with")
        return [line for line in self.said.splitlines() if line.strip() and not line.startswith(usual)]

    @property
    def is_refused_clearly(self) -> bool:
        """Did it end with 1 or 2, and with one sentence?"""
        return self.code in (1, 2) and "Traceback" not in self.said and len(self.sentences) == 1


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is of a command that nothing disturbs."""

    seconds: float
    steps: int
    """Changes that it makes to files."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Runs commands in a folder."""

    folder: Path
    striker: Path
    """A folder for what every Python of the commands imports first."""

    @classmethod
    def make(cls, folder: Path, striker: Path) -> Commands:
        """Prepare to run commands in a folder."""
        striker.mkdir()
        (striker / "sitecustomize.py").write_text(_STRIKER, encoding="utf-8")
        return cls(folder, striker)

    def start(self, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a command of this Python's programs, in a group of its own."""
        program = Path(sys.executable).with_name(arguments[0])
        return subprocess.Popen(
            [program, *arguments[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.striker), **(environment or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> Ended:
        """Run a command to its end."""
        return ended(self.start(arguments, environment))

    def extent(self, arguments: Sequence[str]) -> Extent:
        """Run a command undisturbed, and measure it."""
        count = self.striker / "count"
        count.write_text("0", encoding="utf-8")
        start = time.monotonic()
        self.run(*arguments, environment={"STRIKE_COUNT": str(count)})
        return Extent(time.monotonic() - start, int(count.read_text(encoding="utf-8")))

    def kill(self, arguments: Sequence[str], extent: Extent, chance: random.Random) -> tuple[str, Ended]:
        """Kill a command: before a certain change, or after some time, alone or with all that it started."""
        if chance.random() < 0.6:
            step = chance.randint(1, max(extent.steps, 1))
            return f"before change {step}", self.run(*arguments, environment={"STRIKE_AT": str(step)})
        seconds = chance.uniform(0.2, 1) * extent.seconds
        process = self.start(arguments)
        time.sleep(seconds)
        end, words = (os.killpg, "with its group") if chance.random() < 0.5 else (os.kill, "alone")
        with contextlib.suppress(ProcessLookupError):
            end(process.pid, signal.SIGKILL)
        return f"after {seconds:.2f} s {words}", ended(process)


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a command, which what it started may outlive."""
    try:
        said = process.communicate(timeout=DEADLINE)[1]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return Ended(-1, f"it did not end in {DEADLINE} seconds\n{process.communicate()[1]}")
    return Ended(process.returncode, said)


# --- disks ------------------------------------------------------------------------------------


def in_own_namespace() -> None:
    """Start this program again where it may mount disks that nobody else sees. Raises ``OSError``."""
    if os.environ.get("IN_OWN_NAMESPACE"):
        return
    os.environ["IN_OWN_NAMESPACE"] = "1"
    arguments = ["unshare", "--map-root-user", "--mount", sys.executable, *sys.argv]
    os.execvp(arguments[0], arguments)


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of its own for a folder, in memory."""
    _mount("-t", "tmpfs", "none", folder)
    try:
        yield
    finally:
        _unmount(folder)


def leave_free(folder: Path, free: int) -> None:
    """Make a small disk so large that this many bytes are free, in steps of a page."""
    total, _, left = shutil.disk_usage(folder)
    _mount("-o", f"remount,size={max(total - left + free, 4096)}", folder)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write to a folder."""
    _mount("--bind", folder, folder)
    try:
        _mount("-o", "remount,bind,ro", folder)
        yield
    finally:
        _unmount(folder)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


def _unmount(folder: Path) -> None:
    """What outlives a killed command may be in the folder for a moment."""
    subprocess.run(["umount", "--lazy", folder], check=True)
