"""Stops a live preview before its first build if the port is taken."""

from __future__ import annotations

from socketserver import BaseRequestHandler, TCPServer

from mkdocs.exceptions import PluginError


class _Probe(TCPServer):
    """Takes a port for a moment, as the server of MkDocs does for long."""

    allow_reuse_address = True


def require_port(host: str, port: int) -> None:
    """Raises ``PluginError`` with what to do if nothing can be served there."""
    if ":" in host:
        # An address of IPv6, which this probe does not know.
        return
    try:
        _Probe((host, port), BaseRequestHandler).server_close()
    except OSError as error:
        other = port + 1
        raise PluginError(
            f"Cannot serve at {host}:{port}: {error.strerror}. Choose another port: make serve PORT={other}, or"
            f" mkdocs serve --dev-addr {host}:{other}"
        ) from error
