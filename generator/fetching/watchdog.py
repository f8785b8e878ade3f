"""Ends a request that takes too long, however slowly its response drips.

HTTPX limits only the time between two pieces of a response. A service that sends a byte now and then, in its headers,
or one interim response (1xx) after another, would keep it waiting for ever. So a timer closes the connection.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping


class Watchdog:
    """Watches the connection of a client that sends one request at a time."""

    def __init__(self) -> None:
        self.has_ended = False
        """Did the last request take too long?"""
        self._socket: socket.socket | None = None

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
            used = stream.get_extra_info("socket")  # type: ignore[attr-defined] # a network stream of HTTPCore
            self._socket = used if isinstance(used, socket.socket) else None
            if self.has_ended:
                self._end()

    def _end(self) -> None:
        self.has_ended = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # That of a TLS connection would first make it one without TLS.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
