"""A service that plays replies, and every way in which a service can fail."""

from __future__ import annotations

import contextlib
import http.server
import json
import lzma
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from support.servers import Server

from generator.fetching.http_client import Clock
from generator.fetching.service_limits import Limits

RECORDED = Path(__file__).parents[1] / "fixtures/recorded"
DAYS: dict[str, list[Any]] = json.loads(lzma.decompress((RECORDED / "daily.json.xz").read_bytes()))
FEEDS: dict[str, dict[str, Any]] = json.loads(lzma.decompress((RECORDED / "arxiv.json.xz").read_bytes()))


class Fault(Enum):
    """How a reply fails in transit."""

    NONE = "none"
    SILENT = "silent"
    """It never starts."""
    CUT_OFF = "cut off"
    """The connection ends after half of it."""
    STUCK = "stuck"
    """It starts and never ends."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response of the service."""

    body: bytes = b"[]"
    status: int = 200
    kind: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    fault: Fault = Fault.NONE


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the service received."""

    target: str
    """As in the request line: a proxy receives a whole URL."""
    query: dict[str, str]
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path


@dataclass(slots=True)
class Service:
    """A running service, with the requests that it received so far."""

    address: str
    asked: list[Request]


def as_json(value: object) -> Reply:
    return Reply(json.dumps(value).encode())


@contextlib.contextmanager
def playing(answer: Callable[[Request], Reply]) -> Iterator[Service]:
    """Run a service that replies as the function says."""
    closing = threading.Event()
    asked: list[Request] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def log_message(self, *arguments: Any) -> None:
            """Keep the log quiet."""

        def do_GET(self) -> None:
            request = Request(self.path, dict(parse_qsl(urlsplit(self.path).query)), dict(self.headers))
            asked.append(request)
            self._send(answer(request))

        def _send(self, reply: Reply) -> None:
            if reply.fault is Fault.SILENT:
                closing.wait(10)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            half = len(reply.body) // 2
            if reply.fault is Fault.NONE:
                self.wfile.write(reply.body)
                return
            self.wfile.write(reply.body[:half])
            self.wfile.flush()
            if reply.fault is Fault.STUCK:
                closing.wait(10)
            self.close_connection = True

    with Server(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield Service(f"http://127.0.0.1:{server.server_port}", asked)
        finally:
            closing.set()
            server.shutdown()
            thread.join()


def in_turn(*replies: Reply) -> Callable[[Request], Reply]:
    """One reply after the other; the last one is repeated."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


PATIENT = Limits(connect=20, read=20, whole=2)
QUICK = Limits(connect=20, read=0.5, whole=2)
"""For services that never respond; others may be slow on a busy machine."""


class FakeClock(Clock):
    """A clock that advances only when somebody sleeps, and records for how long."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds
