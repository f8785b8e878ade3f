"""Requests that would never end: what drips, and what goes on."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from support.services import FakeClock

from generator.fetching import http_client
from generator.fetching.content_types import JSON_TYPES
from generator.fetching.http_client import Client, Failed
from generator.fetching.service_limits import Limits

IMPATIENT = Limits(connect=20, read=20, whole=0.4)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

Sender = Callable[[socket.socket], None]


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@contextlib.contextmanager
def sending(send: Sender) -> Iterator[str]:
    """A server that reads each request and sends whatever it likes, until the client goes away."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while connection.recv(65536):
                send(connection)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.close()


def drip(before: bytes, piece: bytes) -> Sender:
    def send(connection: socket.socket) -> None:
        connection.sendall(before)
        for _ in range(400):
            connection.sendall(piece)
            time.sleep(0.05)

    return send


@pytest.mark.parametrize(
    "send",
    [
        drip(b"", b"H"),
        drip(HEAD, b"X-A: b\r\n"),
        drip(HEAD + b"X-A: ", b"b"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        drip(HEAD + b"\r\n", b" "),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        drip(b"HTTP/1.1 404 Not Found\r\n", b"X-A: b\r\n"),
        drip(b"HTTP/1.1 418 Teapot\r\nContent-Length: 1000\r\n\r\n", b"<"),
    ],
    ids=["status", "headers", "a header", "interim", "after one", "body", "chunks", "missing", "excerpt"],
)
def test_a_response_that_drips_is_ended(send: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "MOST_ATTEMPTS", 2)
    clock, started = FakeClock(), time.monotonic()
    slow = pytest.raises(Failed, match=r"no complete response within 0\.4 seconds; tried 2 times")
    with sending(send) as address, Client(IMPATIENT, clock) as client, slow:
        client.get(address, JSON_TYPES)
    assert time.monotonic() - started < 8
    assert clock.slept == [1]


def test_redirects_share_the_time_of_one_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "MOST_ATTEMPTS", 1)

    def send(connection: socket.socket) -> None:
        time.sleep(0.15)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")

    slow = pytest.raises(Failed, match="no complete response within")
    with sending(send) as address, Client(IMPATIENT, FakeClock()) as client, slow:
        client.get(address, JSON_TYPES)


def test_the_next_request_is_not_ended_by_the_last_one() -> None:
    senders = [drip(HEAD, b"X-A: b\r\n")]

    def send(connection: socket.socket) -> None:
        if senders:
            senders.pop()(connection)
        connection.sendall(HEAD + b"Content-Length: 2\r\n\r\n[]")

    with sending(send) as address, Client(IMPATIENT, FakeClock()) as client:
        assert client.get(address, JSON_TYPES) == b"[]"


@pytest.mark.parametrize("head", [b"X-%d: a\r\n", b"X: a\r\n", b"RateLimit: r=0\r\n", b"Content-Encoding: gzip\r\n"])
def test_more_headers_than_anyone_sends_are_refused_soon(head: bytes) -> None:
    headers = b"".join(head % number if b"%" in head else head for number in range(100_000))
    started = time.process_time()
    server, client = sending(lambda one: one.sendall(HEAD + headers + b"\r\n")), Client(Limits(whole=20), FakeClock())
    with server as address, client, pytest.raises(Failed):
        client.get(address, JSON_TYPES)
    assert time.process_time() - started < 5
