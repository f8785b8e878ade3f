"""Who has had what: also after a kill, on a full disk, and when somebody has edited the log."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.builders import digest, shown

from generator.model.email_address import EmailAddress
from generator.model.identity import Slug
from generator.newsletter.issue import Issue
from generator.newsletter.sent_log import LogInUse, LogUnreadable, SendState, recorded, sent_log

ADA, EVE = EmailAddress("ada@example.org"), EmailAddress("eve@example.org")
ISSUE = Issue("2025-10-31", date(2025, 10, 31), None, None, (), (digest("2025-10-31"),), ())


def states(path: Path, issue: Issue = ISSUE) -> list[SendState | None]:
    return [recorded(path, issue).state(address) for address in (ADA, EVE)]


def test_the_last_line_counts_and_topics_and_digests_are_apart(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with sent_log(path, ISSUE) as log:
        log.note(ADA, SendState.TRYING)
        log.note(EVE, SendState.TRYING)
        log.note(EVE, SendState.FAILED)
        log.note(ADA, SendState.SENT)
        assert log.state(EmailAddress("ADA@example.org")) is SendState.SENT
    assert states(path) == [SendState.SENT, None]
    assert states(path, replace(ISSUE, topic=Slug("agents"))) == [None, None]
    assert states(path, replace(ISSUE, closing=(digest("2025-11-01"),))) == [None, None]
    # A letter of a day with two digests is not for somebody who has had one of them.
    both = replace(ISSUE, closing=(digest("2025-10-31", label="evening"), digest("2025-10-31")))
    assert states(path, both) == [SendState.SENT, None]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("part", ["t", "trying", "sent 2025-10-31 ", "sent 2025-10-31 - "])
def test_a_line_that_a_kill_cut_off_says_nothing(tmp_path: Path, part: str) -> None:
    path = tmp_path / "log"
    path.write_text(f"trying 2025-10-31 - {ADA}\n{part}")
    with sent_log(path, ISSUE) as log:
        log.note(EVE, SendState.SENT)
    assert path.read_text() == f"trying 2025-10-31 - {ADA}\nsent 2025-10-31 - {EVE}\n"


def test_a_log_whose_last_line_has_no_end_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text(f"sent 2025-10-31 - {ADA}")
    with sent_log(path, ISSUE) as log:
        log.note(EVE, SendState.SENT)
    assert states(path) == [SendState.SENT, SendState.SENT]


@pytest.mark.parametrize("data", [b"ada@example.org\n", b"sent 2025-10-31 ada@example.org\n", b"\xff\x00", b"sent\n"])
def test_a_log_that_cannot_be_read_stops_everything_and_stays_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"sent 2025-10-31 - ada@example.org\n" + data)
    before = path.read_bytes()
    with pytest.raises(LogUnreadable) as raised, sent_log(path, ISSUE):
        pass
    (line,) = shown(raised.value.problems)
    assert line.startswith("error: content/log:2:1: line: expected what was sent to whom, found '")
    assert path.read_bytes() == before


def test_two_runs_do_not_share_a_log(tmp_path: Path) -> None:
    with sent_log(tmp_path / "log", ISSUE), pytest.raises(LogInUse), sent_log(tmp_path / "log", ISSUE):
        pass


def test_a_pipe_is_no_log(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "log")
    with pytest.raises(OSError, match="device or a pipe"), sent_log(tmp_path / "log", ISSUE):
        pass
