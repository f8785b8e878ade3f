"""``papershelf newsletter``: what it prints, whom it sends to, and with which code it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.builders import SITE, write_tree
from support.mail_host import MailHost, mail_host, parsed

from generator.cli import main
from generator.content import newsletter_problems

NEWSLETTER = """\
newsletter:
  from: digest@example.org
  list: papers@lists.example.org
  unsubscribe: https://lists.example.org/leave
"""
DAY = "2025-01-01"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_tree(tmp_path / "content", {"site.yml": SITE + NEWSLETTER})
    Path("mkdocs.yml").write_text("site_name: Shelf\nsite_url: https://papers.example.org/\n")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[MailHost]:
    with mail_host(tmp_path) as running:
        yield running


def run(*arguments: str, host: MailHost | None = None) -> Result:
    return CliRunner().invoke(main, ["newsletter", DAY, *arguments], env=host.environment if host else None)


def test_without_send_it_prints_a_message_that_could_be_sent() -> None:
    result = run()
    message = parsed(result.stdout_bytes)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (message["To"], message["Subject"]) == (
        "papers@lists.example.org",
        "Shelf: 2 papers in 1 topic, 1 January 2025",
    )
    assert run("--to", "me@example.org").stdout_bytes.startswith(
        b"From: Shelf <digest@example.org>\r\nTo: me@example.org\r\n"
    )
    assert run("--format", "html").stdout.startswith("<!DOCTYPE html>")
    assert run("--format", "text", "--topic", "private-data").stdout.startswith(
        "Shelf\nDigest of 1 January 2025\n2 papers on"
    )


def test_without_settings_it_prints_a_letter_from_nobody_and_sends_none(host: MailHost) -> None:
    Path("content/site.yml").write_text(SITE)
    result = run()
    assert (result.exit_code, parsed(result.stdout_bytes)["From"]) == (0, "Shelf <nobody@papershelf.invalid>")
    assert result.stderr == "There is no newsletter in site.yml, so the letter is from nobody and cannot be sent.\n"
    sent = run("--send", "--to", "me@example.org", host=host)
    assert (sent.exit_code, host.received) == (2, [])
    assert "expected newsletter in site.yml" in sent.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--topic", "private"], "There is no topic 'private'. Did you mean 'private-data'?"),
        (["--since", "2025-01-02"], "expected a date until 2025-01-01"),
        (["--to", "me"], "expected an e-mail address like me@example.org, found 'me'"),
        (["--recipients", "mkdocs.yml"], "add --send or --dry-run"),
        (["--send", "--to", "a@b.org", "--log", "x"], "leave out --recipients and --log"),
        (["--send", "--recipients", "nowhere"], "does not exist"),
        (["--send"], "expected the mail server in PAPERSHELF_SMTP_HOST, found nothing"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_letter_to_the_list_is_sent_once_and_a_trial_as_often_as_one_likes(host: MailHost) -> None:
    for _ in range(2):
        trial = run("--send", "--to", "me@example.org", host=host)
        assert (trial.exit_code, trial.stdout, trial.stderr) == (0, "sent to 1 address\n", "")
    assert not Path("newsletter.sent").exists()
    plan = run("--dry-run")
    assert plan.stdout.split("\n", 1)[1] == "send papers@lists.example.org\n"
    assert run("--send", host=host).stdout == "sent to 1 address\n"
    assert run("--send", host=host).stdout == "sent to 0 addresses; 1 address had it already\n"
    assert run("--dry-run").stdout.split("\n", 1)[1] == "had papers@lists.example.org\n"
    assert host.addresses == ["me@example.org", "me@example.org", "papers@lists.example.org"]
    assert [host.message(number)["Subject"].startswith("Trial: ") for number in range(3)] == [True, True, False]
    assert run("--send", "--topic", "private-data", host=host).stdout == "sent to 1 address\n"


def test_every_problem_is_printed_with_its_line(host: MailHost, tmp_path: Path) -> None:
    printed = []

    def send(text: str, *arguments: str) -> Result:
        Path("recipients.txt").write_text(text)
        result = run("--send", "--recipients", "recipients.txt", "--retry-after", "0", *arguments, host=host)
        printed.append(result.stderr)
        return result

    assert send("# Readers\nada@example.org\nada at example.org\nADA@example.org\n").exit_code == 1
    assert host.addresses == ["ada@example.org"]
    both = "ada@example.org\neve@example.org\n"
    host.answers = {"eve@example.org": ["550 5.1.1 Unknown user", *["450 4.2.0 Greylisted"] * 4]}
    assert send(both).stdout == "sent to 0 addresses; 1 address had it already\n"
    assert send(both).exit_code == 1
    host.cuts_at = "end"
    assert send(both).exit_code == 1
    assert run("--dry-run", "--recipients", "recipients.txt").stdout.endswith(
        "had ada@example.org\nuncertain eve@example.org\n"
    )
    assert send(both, "--resend-uncertain").stdout == "sent to 1 address; 1 address had it already\n"
    Path("recipients.txt.sent").write_text("sent 2025-01-01 - ada@example.org\nada@example.org\n")
    assert send(both).exit_code == 1
    assert host.addresses == ["ada@example.org", "eve@example.org", "eve@example.org"]
    lines = "".join(printed).splitlines()
    for kind in newsletter_problems.KINDS:
        assert any(line.endswith(f"{kind.example} [{kind.code}]") for line in lines), (kind.code, lines)


def test_a_site_on_this_machine_is_for_mail_servers_on_this_machine(host: MailHost) -> None:
    Path("mkdocs.yml").write_text("site_name: Shelf\nsite_url: http://localhost:8000/\n")
    assert run("--send", host=host).exit_code == 0
    environment = {**host.environment, "PAPERSHELF_SMTP_HOST": "mail.example.org"}
    result = CliRunner().invoke(main, ["newsletter", DAY, "--send"], env=environment)
    assert (result.exit_code, "leads readers to their own machines" in result.stderr) == (2, True)


def test_nothing_is_sent_while_the_content_has_errors(host: MailHost) -> None:
    Path("content/papers").mkdir()
    Path("content/papers/nobody.yml").write_text("featured: true\n")
    result = run("--send", host=host)
    assert (result.exit_code, host.received) == (1, [])
    assert result.stderr.endswith("The content has errors; nothing is sent.\n")
    assert "[P201]" in result.stderr
    assert run().exit_code == 1


def test_a_server_that_is_away_is_said_in_a_sentence(host: MailHost) -> None:
    environment = {**host.environment, "PAPERSHELF_SMTP_PORT": "1"}
    result = CliRunner().invoke(main, ["newsletter", DAY, "--send", "--retry-after", "0"], env=environment)
    assert (result.exit_code, result.stdout) == (1, "sent to 0 addresses\n")
    assert result.stderr == (
        "The mail server 127.0.0.1:1 cannot be reached: Connection refused. 1 address was not sent it; run the command"
        " again.\n"
    )


def test_a_folder_that_is_read_only_sends_nothing(host: MailHost, tmp_path: Path) -> None:
    Path("recipients.txt").write_text("ada@example.org\n")
    result = run("--send", "--recipients", "recipients.txt", "--log", "nowhere/log", host=host)
    assert (result.exit_code, host.received) == (1, [])
    assert "nowhere/log: No such file or directory" in result.stderr
