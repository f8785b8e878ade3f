"""The HTTP client, against a service that fails in every way."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pytest
from support.builders import REPOSITORY
from support.services import DAYS, PATIENT, QUICK, FakeClock, Fault, Reply, Request, in_turn, playing

from generator.fetching.content_types import ATOM_TYPES, JSON_TYPES, SCRAPE_TYPES
from generator.fetching.http_client import (
    MOST_ATTEMPTS,
    Client,
    Failed,
    Missing,
    user_agent,
)
from generator.fetching.service_limits import Limits

PAPERS = DAYS["2025-10-31"]


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PAPERSHELF_"):
            monkeypatch.delenv(name)


def client(clock: FakeClock | None = None, limits: Limits = PATIENT) -> Client:
    return Client(limits, clock or FakeClock())


def get(
    answer: Callable[[Request], Reply], types: tuple[str, ...] = JSON_TYPES, limits: Limits = PATIENT
) -> tuple[bytes, list[Request], FakeClock]:
    clock = FakeClock()
    with playing(answer) as service, client(clock, limits) as one:
        return one.get(f"{service.address}/x", types), service.asked, clock


def refused(
    answer: Callable[[Request], Reply], types: tuple[str, ...] = JSON_TYPES, limits: Limits = PATIENT
) -> tuple[str, int, list[float]]:
    clock = FakeClock()
    with playing(answer) as service, client(clock, limits) as one, pytest.raises(Failed) as failure:
        one.get(f"{service.address}/x", types)
    return str(failure.value), len(service.asked), clock.slept


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Reply(fault=Fault.SILENT), "no response within 0.5 seconds"),
        (Reply(b"[1, 2, 3]", fault=Fault.STUCK), "no response within 0.5 seconds"),
        (Reply(b"[1, 2, 3]", fault=Fault.CUT_OFF), "the response is truncated"),
        (Reply(status=500), "500 Internal Server Error"),
        (Reply(status=503), "503 Service Unavailable"),
        (Reply(status=429), "429 Too Many Requests"),
        (Reply(status=522), "the response was 522"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "cannot be decompressed"),
        (Reply(gzip.compress(json.dumps(PAPERS).encode())[:9000], headers={"Content-Encoding": "gzip"}), "its end"),
        (Reply(b'[{"paper": {"id": "2510.'), "its end is missing"),
        (Reply(b" \n"), "its end is missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_that_may_pass_is_waited_out(fault: Reply, words: str) -> None:
    limits = QUICK if fault.fault in (Fault.SILENT, Fault.STUCK) else PATIENT
    body, asked, clock = get(in_turn(fault, fault, Reply(b"[7]")), limits=limits)
    assert (body, len(asked), clock.slept) == (b"[7]", 3, [1, 2])
    message, count, slept = refused(in_turn(fault), limits=limits)
    assert words in message
    assert "try again later" in message
    assert (count, slept) == (MOST_ATTEMPTS, [1, 2, 4, 8])


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "Fri, 20 Nov 2026 12:00:40 GMT"}, 40),
        ({"Retry-After": "Fri, 20 Nov 2026 11:00:00 GMT"}, 1),
        ({"Retry-After": "0"}, 1),
        ({"RateLimit": '"api";r=0;t=55'}, 55),
        ({"RateLimit": '"api"; t=55; r=0', "RateLimit-Policy": '"api";q=500;w=300'}, 55),
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "30"}, 30),
        ({"Retry-After": "soon"}, 1),
    ],
    ids=str,
)
def test_a_service_says_how_long_to_wait(headers: dict[str, str], wait: float) -> None:
    _, _, clock = get(in_turn(Reply(status=429, headers=headers), Reply()))
    assert clock.passed == pytest.approx(wait)


def test_a_service_that_asks_to_wait_for_too_short_a_time_is_waited_for_longer_each_time() -> None:
    _, _, slept = refused(in_turn(Reply(status=429, headers={"Retry-After": "3"})))
    assert slept == [3, 3, 4, 8]


def test_a_wait_beyond_patience_is_said() -> None:
    message, count, slept = refused(in_turn(Reply(status=429, headers={"Retry-After": "86400"})))
    assert "asks to wait 86400 seconds" in message
    assert (count, slept) == (1, [])


def test_the_last_request_allowed_makes_the_next_one_wait() -> None:
    clock, said = FakeClock(), list[str]()
    spent = Reply(headers={"RateLimit": '"api";r=0;t=20'})
    with playing(lambda _: spent) as service, Client(PATIENT, clock, said.append) as one:
        one.get(service.address, JSON_TYPES)
        assert (clock.passed, said) == (0, [])
        one.get(service.address, JSON_TYPES)
        assert (clock.passed, said) == (20, ["the rate limit is reached; the next request is in 20 s"])


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<!doctype html><title>Maintenance</title>", kind="text/html"), "found text/html: Maintenance"),
        (Reply(kind=""), "found a response without a content type"),
        (Reply(kind="text/plain"), "expected application/json, found text/plain: []"),
        (Reply(b"<script>let x</script><b>Gone", status=418, kind="text/html"), "418 I'm a Teapot: Gone"),
        (Reply(b"No such day", status=400, kind="text/plain"), "found 400 Bad Request: No such day"),
        (Reply(status=403), "403 Forbidden"),
        (Reply(status=204), "204 No Content"),
        (Reply(status=404), "404 Not Found"),
        (Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "expected a redirect to the web"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "expected a redirect to the web"),
        (Reply(status=301, headers={"Location": "/x"}), "more than 5 redirects"),
        (Reply(status=304), "304 Not Modified"),
        (Reply(b"x" * 20_000_001), "expected at most 20,000,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_will_not_change_is_said_at_once(reply: Reply, words: str) -> None:
    message, _, slept = refused(in_turn(reply))
    assert words in message
    assert slept == []


def test_a_missing_answer_is_told_from_others() -> None:
    with playing(lambda _: Reply(status=404)) as service, client() as one, pytest.raises(Missing):
        one.get(service.address, JSON_TYPES)


def test_redirects_are_followed() -> None:
    def answer(request: Request) -> Reply:
        return Reply(b"[7]") if request.path == "/y" else Reply(status=307, headers={"Location": "/y?a=1"})

    body, asked, _ = get(answer)
    assert (body, [request.target for request in asked]) == (b"[7]", ["/x", "/y?a=1"])


def test_no_redirect_leads_from_https_back_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    with client() as one:
        monkeypatch.setattr(one, "_send", lambda *_: httpx.URL("http://127.0.0.1/"))
        with pytest.raises(Failed, match="expected a redirect to https"):
            one.get("https://127.0.0.1/", JSON_TYPES)


@pytest.mark.parametrize("address", ["", "x", "ftp://127.0.0.1/", "https://", "http://[", "file:///etc/passwd"])
def test_an_invalid_address_is_refused(address: str) -> None:
    with client() as one, pytest.raises(Failed, match="expected a"):
        one.get(address, JSON_TYPES)


def test_nobody_listening_is_a_fault_that_may_pass() -> None:
    with playing(lambda _: Reply()) as service:
        address = service.address
    clock = FakeClock()
    with client(clock) as one, pytest.raises(Failed, match="no connection"):
        one.get(address, JSON_TYPES)
    assert clock.slept == [1, 2, 4, 8]


def test_an_answer_that_drips_for_ever_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()

    def drips(*_: object) -> Any:
        while True:
            clock.passed += 1
            yield b" "

    monkeypatch.setattr(httpx.Response, "iter_bytes", drips)
    whole = pytest.raises(Failed, match="no complete response within 2 seconds")
    with playing(lambda _: Reply()) as service, client(clock) as one, whole:
        one.get(service.address, JSON_TYPES)


@pytest.mark.parametrize("fault", [Reply(), Reply(status=503), Reply(status=301, headers={"Location": "/"})])
def test_the_pace_is_kept_whatever_is_answered(fault: Reply) -> None:
    clock = FakeClock()
    begun: list[float] = []

    def answer(_: Request) -> Reply:
        begun.append(clock.passed)
        return fault if len(begun) % 2 else Reply()

    with playing(answer) as service, client(clock, Limits(between=3)) as one:
        for _ in range(4):
            one.get(service.address, JSON_TYPES)
    gaps = [later - earlier for earlier, later in pairwise(begun)]
    assert min(gaps) >= 3
    assert len(begun) >= 4


def test_who_asks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "https://example.org/list")
    _, (request,), _ = get(lambda _: Reply())
    assert request.headers["User-Agent"] == user_agent()
    assert user_agent().startswith("papershelf/")
    assert "+https://example.org/list" in user_agent()
    assert request.headers["Accept"] == "application/json"
    monkeypatch.setenv("PAPERSHELF_REPO_URL", "https://example.org/\r\nX: y")
    assert "example" not in user_agent()


def test_a_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(lambda _: Reply(b"[7]")) as service:
        monkeypatch.setenv("HTTP_PROXY", service.address)
        with client() as one:
            assert one.get("http://papers.invalid/x", JSON_TYPES) == b"[7]"
    assert [request.target for request in service.asked] == ["http://papers.invalid/x"]


def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(Failed, match="expected an HTTP proxy"):
        client()


@pytest.mark.parametrize("type_", ["text/html; charset=utf-8", "application/json", "Text/Plain"])
def test_a_scrape_may_come_in_any_form_but_not_in_any_type(type_: str) -> None:
    assert get(in_turn(Reply(b"x", kind=type_)), SCRAPE_TYPES)[0] == b"x"
    assert "found image/png" in refused(in_turn(Reply(b"x", kind="image/png")), SCRAPE_TYPES)[0]


def test_a_feed_explains_a_wrong_question() -> None:
    reply = Reply(b"<feed/>", status=400, kind="application/atom+xml")
    assert get(in_turn(reply), ATOM_TYPES)[0] == b"<feed/>"
    assert "400 Bad Request" in refused(in_turn(reply), JSON_TYPES)[0]


def test_nothing_but_the_commands_that_ask_loads_the_client() -> None:
    program = "import sys, generator.cli, generator.site.incremental_build; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False).returncode == 0
