"""newsletter.yml: each digest goes to the list once, when the site with it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.builders import SITE
from support.hosted_list import MONDAY, NEWSLETTER, READERS, THURSDAY, WEDNESDAY, HostedList, MakeList, daily_papers
from support.mail_host import MailHost, mail_host
from support.workflows import Run

SENT = {"look": "success", "claim": "success", "send": "success", "release": "skipped"}
NOTHING = {"look": "success", "claim": "skipped", "send": "skipped", "release": "skipped"}


@pytest.fixture
def host(tmp_path: Path) -> Iterator[MailHost]:
    with mail_host(tmp_path) as running:
        yield running


def send(hosted: HostedList, host: MailHost | None) -> Run:
    secrets = dict(host.environment) if host else {}
    hosted.hub.secrets = {name: value for name, value in secrets.items() if name != "SSL_CERT_FILE"}
    trusted = {"SSL_CERT_FILE": secrets["SSL_CERT_FILE"]} if host else {}
    return hosted.hub.run("newsletter.yml", **trusted)


def refs(hosted: HostedList) -> list[str]:
    """What records that a letter was sent."""
    printed = hosted.hub.git("ls-remote", "origin", "refs/newsletter/*")
    return [line.partition("\t")[2] for line in printed.splitlines()]


def add_digest(hosted: HostedList, day: str) -> None:
    hosted.hub.write(f"content/digests/{day}.json", json.dumps(daily_papers(int(day[-2:]), day)))
    hosted.hub.commit("A digest")


def test_each_digest_is_sent_to_the_list_once(make_list: MakeList, host: MailHost) -> None:
    hosted = make_list(SITE + NEWSLETTER)
    assert send(hosted, None).results == NOTHING
    assert refs(hosted) == []

    # What was certainly not sent is tried again.
    host.answers = {READERS: ["550 5.7.1 Not today"]}
    failed = send(hosted, host)
    assert failed.results == {**SENT, "send": "failure", "release": "success"}
    assert "[N103]" in failed.printed
    assert refs(hosted) == []

    # What is uncertain is not.
    host.cuts_at = "end"
    uncertain = send(hosted, host)
    assert uncertain.results == {**SENT, "send": "failure"}
    assert "[N105]" in uncertain.printed
    assert send(hosted, host).results == NOTHING
    assert host.addresses == [READERS]
    assert host.message()["Subject"] == "Shelf: 1 paper in 1 topic, 27 October 2025"
    assert "https://reader.github.io/shelf/papers/the-shape-of-rivers/" in host.received[0][1].decode()

    # Two digests that came in one go are one letter.
    add_digest(hosted, WEDNESDAY)
    add_digest(hosted, THURSDAY)
    run = send(hosted, host)
    assert run.results == SENT, run.printed
    assert host.message(1)["Subject"] == "Shelf: 2 papers in 1 topic, 28 October 2025 to 30 October 2025"
    assert refs(hosted) == [f"refs/newsletter/{day}" for day in (MONDAY, THURSDAY)]
