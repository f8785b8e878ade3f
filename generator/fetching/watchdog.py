"""Ends a request that takes too long, however slowly its response drips.

HTTPX limits only the time between two pieces of a response. A service that sends a byte now and then, in its headers,
or one interim response (1xx) after another, would keep it waiting for ever. So a timer closes the connection.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from ssl import SSLSocket
from typing import Protocol

_BOTH_WAYS = 2
"""SHUT_RDWR: neither receive nor send any more."""


class _Connection(Protocol):
    """A socket, as far as it is needed here."""

    def shutdown(self, how: int, /) -> None:
        """End what it does, also in the thread that waits for it."""


class Watchdog:
    """Watches the connection of a client that sends one request at a time."""

    def __init__(self) -> None:
        self.has_ended = False
        """Did the last request take too long?"""
        self._connection: _Connection | None = None

    @contextlib.contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Close the connection if what happens within this context takes longer."""
        self.has_ended = False
        timer = threading.Timer(max(0.0, seconds), self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            # Once this returns, the timer cannot end the next request.
            timer.join()

    def trace(self, event: str, details: Mapping[str, object]) -> None:
        """Learn which connection is in use; to be given to HTTPX as its extension ``trace``."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            stream = details["return_value"]
            self._connection = stream.get_extra_info("socket")  # type: ignore[attr-defined] # a stream of HTTPCore
            if self.has_ended:
                self._end()

    def _end(self) -> None:
        self.has_ended = True
        connection = self._connection
        with contextlib.suppress(OSError):
            if isinstance(connection, SSLSocket):
                # Its own method would first make it a connection without TLS.
                super(SSLSocket, connection).shutdown(_BOTH_WAYS)
            elif connection is not None:
                connection.shutdown(_BOTH_WAYS)
