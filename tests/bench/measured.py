"""Measures commands with all processes that they start: seconds, CPU time, and the most memory."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError

from large_list import ROOT

_SAMPLE = 0.2
"""Seconds between two looks at the memory; the kernel adds up the pages of a process for each."""
_POLL = 0.02
PATIENCE = 1800.0
"""Seconds until a live preview counts as stuck."""


@dataclass(frozen=True, slots=True)
class Run:
    """A measured command, with its processes all together."""

    seconds: float
    cpu: float
    """Seconds, of user and system."""
    megabytes: float
    """The most at one moment. Memory that processes share counts once."""


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder. Raises ``SystemExit`` with what it wrote when it fails."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    with _most_memory(process.pid) as memory:
        complaints = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed in {folder}:\n{complaints[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(memory, default=0) / 2**20)


@contextmanager
def live_preview(project: Path) -> Iterator[str]:
    """A live preview that has built the site; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", address]
    process = subprocess.Popen(
        command, cwd=project, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        # MkDocs serves below the path of the site's own address, which is none here.
        wait_for(f"http://{address}/", "</html>")
        yield f"http://{address}/"
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str, text: str) -> float:
    """Seconds until a page has a text; while a live preview builds, it lets each request wait."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        with suppress(URLError, ConnectionError), urllib.request.urlopen(url) as answer:
            if text in answer.read().decode():
                return time.monotonic() - start
        time.sleep(_POLL)
    raise SystemExit(f"{url} does not say {text!r}")


def _environment() -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    environment["PAPERSHELF_SITE_URL"] = "http://localhost:8000/"
    # A Python that was told not to keep what it compiled would compile the whole program each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


@contextmanager
def _most_memory(root: int) -> Iterator[list[int]]:
    """Bytes of a process and all below it, looked at again and again while the block runs."""
    samples: list[int] = []
    is_over = Event()

    def look() -> None:
        while not is_over.wait(_SAMPLE):
            samples.append(sum(map(_bytes_of, _family(root))))

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        is_over.set()
        thread.join()


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of a program may have spaces and brackets.
            parent = path.read_text().rpartition(")")[2].split()[1]
            children[int(parent)].append(int(path.parent.name))
    found = [root]
    for process in found:
        found += children[process]
    return found


def _bytes_of(process: int) -> int:
    """Its own memory, and its share of what it has in common with others (``proc_pid_smaps_rollup(5)``)."""
    with suppress(OSError):
        share = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
        return int(share[1]) * 1024 if share else 0
    return 0
