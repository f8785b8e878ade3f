"""Who has had which digest, in a file that only grows.

Before the last bytes of a letter go out, the log says that they do, and after the answer of the server what became of
them; each line is on the disk before anything else is done. So whatever stops the program, the log knows who has had a
letter, and of whom it cannot be known. A line is::

    sent 2025-10-31 - ada@example.org
    trying 2025-10-31 llm-agents eve@example.org

with a topic, or a hyphen for the whole digest, before the address. The last line about a digest, topic and address
counts.
"""

from __future__ import annotations

import fcntl
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.content.newsletter_problems import UNREADABLE_LOG
from generator.model.email_address import EmailAddress
from generator.model.problem import Place, Problem
from generator.newsletter.issue import Issue
from generator.newsletter.recipients import folded
from generator.text.excerpts import quoted

_LINE = re.compile(r"(trying|sent|failed) ([a-z0-9-]+) ([a-z0-9-]+) (\S+@\S+)")
_WHOLE = "-"
_LARGEST = 100_000_000
"""Bytes of a log that is read; a larger one is some other file."""


class SendState(StrEnum):
    """What is known of a letter to an address."""

    TRYING = "trying"
    """All of it went out, or was about to, and no answer is known."""
    SENT = "sent"
    FAILED = "failed"
    """The server answered that it did not take it."""


class LogInUse(Exception):
    """Another run is sending with the same log."""


class LogUnreadable(Exception):
    """The log has lines that say nothing that can be understood."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} lines")
        self.problems = problems


@dataclass(slots=True)
class SentLog:
    """The log of letters, while nobody else writes to it."""

    issue: Issue
    handle: int | None = None
    """Of the open file; nothing when all is to be forgotten, as after a trial."""
    states: dict[tuple[str, str, str], SendState] = field(default_factory=dict)
    """By digest, topic and address."""

    def state(self, address: EmailAddress) -> SendState | None:
        """What is known of the issue and an address. Whoever has had one of its digests has had it."""
        known = [self.states.get(key) for key in self._keys(address)]
        return next((state for state in (SendState.SENT, SendState.TRYING) if state in known), None)

    def note(self, address: EmailAddress, state: SendState) -> None:
        """Put on the disk what became of a letter. Raises ``OSError`` when that cannot be done."""
        keys = self._keys(address)
        if self.handle is not None:
            text = "".join(f"{state} {digest} {topic} {address}\n" for digest, topic, _ in keys).encode("ascii")
            if os.write(self.handle, text) != len(text):
                raise OSError(28, "the log of sent letters could not be written")
            os.fsync(self.handle)
        self.states.update(dict.fromkeys(keys, state))

    def _keys(self, address: EmailAddress) -> list[tuple[str, str, str]]:
        topic = self.issue.topic or _WHOLE
        return [(digest.slug, topic, folded(address)) for digest in self.issue.closing]


@contextmanager
def sent_log(path: Path, issue: Issue) -> Iterator[SentLog]:
    """The log in a file, which is made if there is none.

    Raises ``LogInUse``, ``LogUnreadable`` and ``OSError``.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(17, "expected a file, found a device or a pipe", str(path))
        _lock(handle)
        yield SentLog(issue, handle, read_log(path.name, _whole_lines(handle, path)))
    finally:
        os.close(handle)


def recorded(path: Path, issue: Issue) -> SentLog:
    """What the log of a file says, which need not exist. Nothing is written. Raises as ``sent_log``."""
    if not path.exists():
        return SentLog(issue)
    return SentLog(issue, None, read_log(path.name, path.read_bytes()))


def read_log(name: str, data: bytes) -> dict[tuple[str, str, str], SendState]:
    """What a log says. Raises ``LogUnreadable``: a line that is not understood may say who has had a letter."""
    states: dict[tuple[str, str, str], SendState] = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.decode("utf-8", "backslashreplace").split("\n"), start=1):
        if parts := _LINE.fullmatch(line.strip()):
            states[parts[2], parts[3], folded(parts[4])] = SendState(parts[1])
        elif line.strip():
            message = f"expected what was sent to whom, found {quoted(line)}; correct or remove it"
            problems.append(Problem(Place(name, number), "line", message, UNREADABLE_LOG))
    if problems:
        raise LogUnreadable(problems)
    return states


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LogInUse from error
    except OSError:
        # Some network drives know no locks; there, whoever keeps the list sees to it.
        return


def _whole_lines(handle: int, path: Path) -> bytes:
    """What a log holds, without the part of a line that a run left which was stopped while it wrote.

    Such a part says nothing: what it was to announce was not done.
    """
    if os.fstat(handle).st_size > _LARGEST:
        raise OSError(27, "expected a log of sent letters, found another file", str(path))
    data = os.pread(handle, _LARGEST, 0)
    whole, end, part = data.rpartition(b"\n")
    if part and _LINE.fullmatch(part.decode("utf-8", "replace").strip()):
        # Somebody has edited it, and left out the end of the last line.
        os.write(handle, b"\n")
        return data + b"\n"
    if part and not _is_beginning(part):
        return data
    os.ftruncate(handle, len(whole + end))
    return whole + end


def _is_beginning(part: bytes) -> bool:
    """Can it be the beginning of a line of ours?"""
    text = part.decode("utf-8", "replace")
    return any(f"{state} ".startswith(text) or text.startswith(f"{state} ") for state in SendState)
