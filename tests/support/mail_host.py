"""A mail server with TLS and an account, on the loopback address; it can misbehave in every way that servers do."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from support.servers import free_port

USER, PASSWORD = "digest", "a secret with spaces"
HERE = "127.0.0.1"


@dataclass
class MailHost:
    """A running server, what it was given, and what it is to do."""

    port: int
    authority: Path
    """The certificate that its own is made with."""
    is_implicit: bool = False
    received: list[tuple[str, bytes]] = field(default_factory=list)
    """Addresses and messages that it took."""
    answers: dict[str, list[str]] = field(default_factory=dict)
    """What it says to an address, one after the other, until it says yes."""
    answers_at_end: dict[str, list[str]] = field(default_factory=dict)
    """The same when it has all of a message."""
    cuts_at: str = ""
    """``rcpt`` or ``end``: where it breaks off the connection, once."""
    holds: threading.Event | None = None
    """Set when a message has come whose answer waits."""
    goes_on: threading.Event = field(default_factory=threading.Event)
    logins: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """What a command needs to use it."""
        return {
            "PAPERSHELF_SMTP_HOST": HERE,
            "PAPERSHELF_SMTP_PORT": str(self.port),
            "PAPERSHELF_SMTP_USER": USER,
            "PAPERSHELF_SMTP_PASSWORD": PASSWORD,
            "PAPERSHELF_SMTP_TLS": "implicit" if self.is_implicit else "",
            "SSL_CERT_FILE": str(self.authority),
        }

    @property
    def addresses(self) -> list[str]:
        """Who was sent something, in order."""
        return [address for address, _ in self.received]

    def message(self, number: int = 0) -> EmailMessage:
        """A message, read by the standard library."""
        return parsed(self.received[number][1])

    # --- what aiosmtpd calls -----------------------------------------------------------------

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        assert session.ssl is not None or self.is_implicit
        assert session.authenticated
        if self.cuts_at == "rcpt":
            self.cuts_at = ""
            server.transport.abort()
        if waiting := self.answers.get(address):
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        (address,) = envelope.rcpt_tos
        if waiting := self.answers_at_end.get(address):
            return waiting.pop(0)
        self.received.append((address, envelope.content))
        if self.cuts_at == "end":
            self.cuts_at = ""
            server.transport.abort()
        if self.holds and not self.holds.is_set():
            self.holds.set()
            await asyncio.to_thread(self.goes_on.wait, 20)
        return "250 Queued"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.logins += 1
        is_right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)


def parsed(data: bytes) -> EmailMessage:
    """A message, read by the standard library, which finds no fault with it."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[]] * len(list(message.walk()))
    assert [header.defects for header in message.values()] == [()] * len(message.values())
    return message


class _Host(Controller):
    """Ends its connections before it stops: one that was broken off would be found open by a later test."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._connections: list[asyncio.BaseTransport] = []

    def factory(self) -> Any:
        """What handles a connection."""
        handler = super().factory()  # type: ignore[no-untyped-call]
        accept = handler.connection_made

        def remember(transport: asyncio.BaseTransport) -> None:
            self._connections.append(transport)
            accept(transport)

        handler.connection_made = remember
        return handler

    async def hang_up(self) -> None:
        """End all connections, and give their sockets the time to close."""
        for transport in self._connections:
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()
        await asyncio.sleep(0.02)


@functools.cache
def _certificates() -> tuple[trustme.CA, trustme.LeafCert]:
    authority = trustme.CA()
    return authority, authority.issue_cert(HERE)


@contextlib.contextmanager
def mail_host(folder: Path, *, is_implicit: bool = False) -> Iterator[MailHost]:
    """Run a server."""
    authority, certificate = _certificates()
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    host = MailHost(free_port(), path, is_implicit)
    tls = {"ssl_context": context} if is_implicit else {"tls_context": context, "require_starttls": True}
    controller = _Host(
        host,
        hostname=HERE,
        port=host.port,
        authenticator=host.authenticate,
        # It does not know that such a connection has TLS, and its rules would allow no login there.
        auth_required=not is_implicit,
        auth_require_tls=not is_implicit,
        **tls,
    )
    controller.start()
    try:
        yield host
    finally:
        host.goes_on.set()
        asyncio.run_coroutine_threadsafe(controller.hang_up(), controller.loop).result(20)
        controller.stop()


@contextlib.contextmanager
def cut_after(port: int, octets: int) -> Iterator[int]:
    """A way to a port that breaks off its first connection when so many octets went to the server; its own port."""
    with socket.create_server((HERE, 0)) as listener:
        threading.Thread(target=_pass_on, args=(listener, port, octets), daemon=True).start()
        yield listener.getsockname()[1]
        # Else the thread goes on to wait for connections, and takes one that is meant for another test.
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def _pass_on(listener: socket.socket, port: int, octets: int) -> None:
    left: int | None = octets
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        server = socket.create_connection((HERE, port))
        back = threading.Thread(target=_copy, args=(server, client, None), daemon=True)
        back.start()
        _copy(client, server, left)
        left = None
        for end in (client, server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        back.join(5)
        client.close()
        server.close()


def _copy(source: socket.socket, target: socket.socket, most: int | None) -> None:
    done = 0
    with contextlib.suppress(OSError):
        while (most is None or done < most) and (data := source.recv(4096)):
            target.sendall(data)
            done += len(data)
