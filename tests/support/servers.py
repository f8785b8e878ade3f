"""Servers for tests, on ports that nothing else uses."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

_COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves files as hosts of static sites do: compressed, to be kept for ten minutes, and a missing
    page is answered with the site's own 404 page.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, policies: Mapping[str, str], **options: Any) -> None:
        self.policies = policies
        super().__init__(*arguments, **options)

    def log_message(self, *arguments: Any) -> None:
        """Nobody reads it."""

    def send_head(self) -> io.BytesIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{self.path.partition('?')[0]}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            return self._answer(path, HTTPStatus.OK)
        return self._answer(Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND)

    def _answer(self, path: Path, status: HTTPStatus) -> io.BytesIO:
        body = path.read_bytes() if path.is_file() else b""
        kind = self.guess_type(path)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "max-age=600")
        for part, policy in self.policies.items():
            if part in self.path:
                self.send_header("Content-Security-Policy", policy)
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@functools.lru_cache(maxsize=256)
def _compressed(body: bytes) -> bytes:
    """What a host compresses once: a browser that forgot everything asks for the same files with each page."""
    return gzip.compress(body, mtime=0)


class Server(http.server.ThreadingHTTPServer):
    """Hears no complaints of those who hang up: what it printed would stand among what a command says."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes on to another page hangs up; everything else is worth a look."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path, policies: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder; gives the address of its root, without a slash at the end.

    ``policies`` say by a part of an address from where its page may load what.
    """
    handler = functools.partial(_Host, directory=str(folder), policies=policies or {})
    with Server(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
