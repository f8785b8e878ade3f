"""Each reader gets a letter once, whatever the server does and whatever stops the program."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.builders import SITE, write_tree
from support.mail_host import HERE, MailHost, cut_after, mail_host
from support.project import PAPERSHELF

from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.email_address import EmailAddress
from generator.newsletter.delivery import ROUNDS, Delivery, DeliveryReport
from generator.newsletter.issue import issue_of
from generator.newsletter.letter_message import LARGEST_MESSAGE, LetterMessage, message_of
from generator.newsletter.mail_server import MailServer
from generator.newsletter.recipients import Recipient, read_recipients
from generator.newsletter.sent_log import SendState, sent_log
from generator.newsletter.smtp_settings import SmtpSettings

NEWSLETTER = """\
newsletter:
  from: digest@example.org
  unsubscribe: mailto:leave@example.org
"""
ADA, EVE, EMMY = "ada@example.org", "eve@example.org", "emmy@example.org"


@pytest.fixture(scope="module")
def message(tmp_path_factory: pytest.TempPathFactory) -> LetterMessage:
    content = write_tree(tmp_path_factory.mktemp("list"), {"site.yml": SITE + NEWSLETTER})
    catalogue = read_content(content).catalogue
    return message_of(catalogue, issue_of(catalogue, "2025-01-01", None, None), "https://example.org/")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[MailHost]:
    with mail_host(tmp_path) as running:
        yield running


def recipients(*addresses: str) -> tuple[Recipient, ...]:
    return read_recipients("recipients.txt", "\n".join(addresses).encode())[0]


def send(
    message: LetterMessage,
    host: MailHost,
    tmp_path: Path,
    *addresses: str,
    waits: list[float] | None = None,
    port: int | None = None,
    again: bool = False,
    look: float = 0.05,
) -> DeliveryReport:
    environment = {**host.environment, **({"PAPERSHELF_SMTP_PORT": str(port)} if port else {})}
    server = MailServer(SmtpSettings.of(environment), EmailAddress("digest@example.org"), trusting(host), look)
    with sent_log(tmp_path / "log", message.issue) as log:
        sleep = (waits if waits is not None else []).append
        return Delivery(message, log, server, 60, again, sleep).run(recipients(*addresses or (ADA, EVE, EMMY)))


def trusting(host: MailHost) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(host.authority))


def codes(report: DeliveryReport) -> list[str]:
    return [problem.kind.code for problem in report.problems]


@pytest.mark.parametrize("is_implicit", [False, True])
def test_a_letter_reaches_each_reader_and_the_next_run_sends_nothing(
    message: LetterMessage, tmp_path: Path, *, is_implicit: bool
) -> None:
    with mail_host(tmp_path, is_implicit=is_implicit) as host:
        assert send(message, host, tmp_path) == DeliveryReport(sent=3)
        assert host.addresses == [ADA, EVE, EMMY]
        assert [host.message(number)["To"] for number in range(3)] == host.addresses
        assert {data for _, data in host.received} == {message.to(EmailAddress(one)) for one in host.addresses}
        assert host.logins == 1
        assert send(message, host, tmp_path, ADA, EVE.upper(), EMMY) == DeliveryReport(had_before=3)
        assert len(host.received) == 3


def test_the_letters_of_both_shipped_digests_arrive_as_they_are(
    catalogue: Catalogue, host: MailHost, tmp_path: Path
) -> None:
    for number, digest in enumerate(catalogue.digests):
        letter = message_of(catalogue, issue_of(catalogue, digest.slug, None, None), "https://example.org/shelf/")
        assert send(letter, host, tmp_path, ADA).sent == 1
        received = host.message(number)
        assert len(host.received[number][1]) < LARGEST_MESSAGE
        plain, html = (received.get_body((kind,)) for kind in ("plain", "html"))
        assert plain is not None
        assert html is not None
        assert plain.get_content().replace("\r\n", "\n") == letter.plain
        assert len(html.get_content()) > 20_000


@pytest.mark.parametrize("where", ["rcpt", "end"])
def test_a_connection_that_is_cut_delivers_once(
    message: LetterMessage, host: MailHost, tmp_path: Path, where: str
) -> None:
    host.cuts_at = where
    first = send(message, host, tmp_path)
    second = send(message, host, tmp_path)
    assert sorted(host.addresses) == sorted([ADA, EVE, EMMY])
    if where == "rcpt":
        assert (first, second) == (DeliveryReport(sent=3), DeliveryReport(had_before=3))
    else:
        # It arrived, but nobody here can know that.
        assert (first.sent, codes(first)) == (2, ["N105"])
        assert (second.had_before, codes(second)) == (2, ["N105"])
        assert send(message, host, tmp_path, again=True).sent == 1
        assert [host.message(number)["Message-ID"] for number in (0, 3)] == [message.message_id] * 2


@pytest.mark.parametrize("left", [40_000, 1_500])
def test_a_connection_that_is_cut_in_the_middle_of_a_letter_delivers_once(
    message: LetterMessage, host: MailHost, tmp_path: Path, left: int
) -> None:
    long = replace(message, plain=message.plain * 60)
    size = len(long.to(EmailAddress(ADA)))
    assert size > 60_000
    with cut_after(host.port, size - left) as port:
        assert send(long, host, tmp_path, ADA, port=port, look=2) == DeliveryReport(sent=1)
    assert (host.addresses, host.logins) == ([ADA], 2)


def test_addresses_that_the_server_refuses_are_reported_and_the_others_get_the_letter(
    message: LetterMessage, host: MailHost, tmp_path: Path
) -> None:
    host.answers = {EVE: ["550 5.1.1 Unknown user\x1b[31m"]}
    host.answers_at_end = {EMMY: ["554 5.6.0 I do not like it"]}
    report = send(message, host, tmp_path)
    assert (report.sent, codes(report), host.addresses) == (1, ["N103", "N103"], [ADA])
    assert [problem.place.line for problem in report.problems] == [2, 3]
    assert "'550 5.1.1 Unknown user" in report.problems[0].message
    # Nothing hinders another try, when the address is right again.
    assert send(message, host, tmp_path) == DeliveryReport(sent=2, had_before=1)


def test_what_the_server_puts_off_is_tried_again_and_each_time_later(
    message: LetterMessage, host: MailHost, tmp_path: Path
) -> None:
    host.answers = {ADA: ["450 4.2.0 Greylisted", "451 4.7.1 Still"]}
    host.answers_at_end = {EVE: ["452 4.3.1 No room"]}
    waits: list[float] = []
    assert send(message, host, tmp_path, waits=waits) == DeliveryReport(sent=3)
    assert (waits, host.addresses) == ([60, 120], [EMMY, EVE, ADA])


def test_what_the_server_puts_off_for_ever_is_reported(message: LetterMessage, host: MailHost, tmp_path: Path) -> None:
    host.answers = {EVE: ["450 4.2.0 Greylisted"] * ROUNDS}
    waits: list[float] = []
    report = send(message, host, tmp_path, waits=waits)
    assert (report.sent, codes(report), waits) == (2, ["N104"], [60, 120, 240])
    assert send(message, host, tmp_path) == DeliveryReport(sent=1, had_before=2)


def test_a_server_that_closes_after_each_letter_is_called_again(
    message: LetterMessage, host: MailHost, tmp_path: Path
) -> None:
    host.answers = {EVE: ["421 4.7.0 Too much for one connection"]}
    assert send(message, host, tmp_path) == DeliveryReport(sent=3)
    assert host.logins == 3


def test_a_server_that_is_away_is_said_once(message: LetterMessage, host: MailHost, tmp_path: Path) -> None:
    waits: list[float] = []
    report = send(message, host, tmp_path, port=1, waits=waits)
    assert (report.sent, report.left, report.problems, waits) == (0, 3, [], [60, 120, 240])
    assert report.fault == f"The mail server {HERE}:1 cannot be reached: Connection refused"


def test_a_wrong_password_ends_the_run_at_once(message: LetterMessage, host: MailHost, tmp_path: Path) -> None:
    environment = {**host.environment, "PAPERSHELF_SMTP_PASSWORD": "wrong"}
    server = MailServer(SmtpSettings.of(environment), EmailAddress("digest@example.org"), trusting(host))
    waits: list[float] = []
    with sent_log(tmp_path / "log", message.issue) as log:
        report = Delivery(message, log, server, 60, sleep=waits.append).run(recipients(ADA, EVE))
    assert report.fault is not None
    assert report.fault.startswith(f"The mail server {HERE}:{host.port} says: 535")
    assert "wrong" not in report.fault
    assert (report.left, waits, (tmp_path / "log").read_text()) == (2, [], "")


def test_nothing_goes_to_a_server_whose_certificate_is_not_trusted(
    message: LetterMessage, host: MailHost, tmp_path: Path
) -> None:
    server = MailServer(SmtpSettings.of(host.environment), EmailAddress("digest@example.org"))
    with sent_log(tmp_path / "log", message.issue) as log:
        report = Delivery(message, log, server, 60).run(recipients(ADA))
    assert "certificate verify failed" in (report.fault or "")
    assert (host.received, host.logins) == ([], 0)


def test_a_full_disk_sends_nobody_a_letter_that_the_log_does_not_know(
    message: LetterMessage, host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    left = [4]

    def full(handle: int, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        return write(handle, data)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("generator.newsletter.sent_log.os.write", full)
        send(message, host, tmp_path)
    # A letter has two lines in the log; the third had no room for its first.
    assert host.addresses == [ADA, EVE]
    assert send(message, host, tmp_path) == DeliveryReport(sent=1, had_before=2)


def test_a_run_that_is_killed_sends_nobody_a_second_letter(host: MailHost, tmp_path: Path) -> None:
    write_tree(tmp_path / "content", {"site.yml": SITE + NEWSLETTER})
    (tmp_path / "mkdocs.yml").write_text("site_name: Shelf\nsite_url: http://localhost/\n")
    (tmp_path / "recipients.txt").write_text(f"{ADA}\n{EVE}\n{EMMY}\n")
    host.holds = threading.Event()
    command = [str(PAPERSHELF), "newsletter", "2025-01-01", "--send", "--recipients", "recipients.txt"]
    with subprocess.Popen(command, cwd=tmp_path, env=host.environment, stderr=subprocess.DEVNULL) as process:
        assert host.holds.wait(30)
        process.send_signal(signal.SIGKILL)
    host.goes_on.set()
    assert (tmp_path / "recipients.txt.sent").read_text() == f"trying 2025-01-01 - {ADA}\n"

    ran = subprocess.run(command, cwd=tmp_path, env=host.environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "sent to 2 addresses\n")
    assert "recipients.txt:1:1: recipient: expected an answer" in ran.stderr
    assert "[N105]" in ran.stderr
    assert sorted(host.addresses) == sorted([ADA, EVE, EMMY])


def test_the_log_says_what_happened_in_order(message: LetterMessage, host: MailHost, tmp_path: Path) -> None:
    host.answers_at_end = {ADA: ["452 4.3.1 No room"]}
    send(message, host, tmp_path, ADA)
    lines = (tmp_path / "log").read_text().splitlines()
    assert lines == [f"{state} 2025-01-01 - {ADA}" for state in ("trying", "failed", "trying", SendState.SENT)]
