"""Hands letters to a mail server, one address at a time, and knows what can be known of each.

A letter is delivered when the server answers the dot at its end, and not at all when the connection ends before the
dot. In between nobody can know (https://www.rfc-editor.org/rfc/rfc1047). So the last step is taken by itself: the
letter without its dot, a look whether the server is still there, a note in the log, the dot.
"""

from __future__ import annotations

import re
import select
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from generator.model.email_address import EmailAddress
from generator.newsletter.smtp_settings import SmtpSettings
from generator.text.excerpts import shortened

_TIMEOUT = 60
_LAST_TIMEOUT = 600
"""Seconds for the answer to the dot: servers look at a letter before they answer, and whoever gives up too soon sends
it twice (https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2.6).
"""
_LOOK = 0.1
"""Seconds in which a connection that broke while the letter went out is noticed. After that, it is uncertain. They are
spent on each letter.
"""
_CLOSING = 421
_DOT_AT_START = re.compile(rb"^\.", re.M)


class ServerFault(Exception):
    """The server will take no letter at all: it refuses the login or the sender, or has no valid TLS."""


class ServerAway(Exception):
    """The server cannot be reached now, or says that it is busy."""


class Fate(Enum):
    """What became of a letter."""

    DELIVERED = auto()
    REJECTED = auto()
    DEFERRED = auto()
    """The server says to try again, or was gone before the end."""
    UNCERTAIN = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter, and what the server said."""

    fate: Fate
    answer: str

    @property
    def is_known(self) -> bool:
        """Is it known whether the letter was delivered?"""
        return self.fate is not Fate.UNCERTAIN


class MailServer:
    """A connection to the server, made when it is needed, and again when it broke."""

    def __init__(
        self,
        settings: SmtpSettings,
        sender: EmailAddress,
        context: ssl.SSLContext | None = None,
        look: float = _LOOK,
    ) -> None:
        self.settings, self.sender, self.look = settings, sender, look
        self.context = context or ssl.create_default_context()
        self.connection: smtplib.SMTP | None = None

    def deliver(self, address: EmailAddress, message: bytes, at_end: Callable[[], None]) -> Outcome:
        """Hand over a letter. ``at_end`` is called just before its end goes out.

        Raises ``ServerFault`` and ``ServerAway``; then the letter is not delivered. Whatever ``at_end`` raises ends
        the connection before the dot.
        """
        smtp = self._connected()
        try:
            refusal = self._before_content(smtp, address, len(message)) or self._content(smtp, message)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(Fate.DEFERRED, _in_words(error))
        if refusal:
            return refusal
        try:
            at_end()
        except BaseException:
            self._drop()
            raise
        return self._end(smtp)

    def close(self) -> None:
        """Say goodbye."""
        if self.connection:
            try:
                self.connection.quit()
            except (smtplib.SMTPException, OSError):
                self._drop()
            self.connection = None

    # --- a letter ----------------------------------------------------------------------------

    def _before_content(self, smtp: smtplib.SMTP, address: EmailAddress, size: int) -> Outcome | None:
        """Announce a letter; what the server says against it."""
        options = [f"SIZE={size}"] if smtp.has_extn("size") else []
        code, answer = smtp.mail(self.sender, options)
        if code >= 500:
            self._drop()
            raise ServerFault(f"{self._name} does not let {self.sender} send: {_answer(code, answer)}")
        if code == 250:
            code, answer = smtp.rcpt(address)
        if code in (250, 251):
            code, answer = smtp.docmd("DATA")
            if code == 354:
                return None
        outcome = Outcome(_refused(code), _answer(code, answer))
        self._reset(smtp, code)
        return outcome

    def _content(self, smtp: smtplib.SMTP, message: bytes) -> Outcome | None:
        """Send a letter without the dot at its end; what the server says before it has all of it."""
        smtp.send(_DOT_AT_START.sub(b"..", message).removesuffix(b"\r\n") + b"\r\n")
        if not _has_said_something(smtp, self.look):
            return None
        code, answer = smtp.getreply()
        self._drop()
        return Outcome(_refused(code), _answer(code, answer))

    def _end(self, smtp: smtplib.SMTP) -> Outcome:
        try:
            if smtp.sock:
                smtp.sock.settimeout(_LAST_TIMEOUT)
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(Fate.UNCERTAIN, _in_words(error))
        if smtp.sock:
            smtp.sock.settimeout(_TIMEOUT)
        if 200 <= code < 300:
            return Outcome(Fate.DELIVERED, _answer(code, answer))
        self._reset(smtp, code)
        return Outcome(_refused(code), _answer(code, answer))

    def _reset(self, smtp: smtplib.SMTP, code: int) -> None:
        """Be ready for the next letter."""
        try:
            if code == _CLOSING or smtp.rset()[0] != 250:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()

    # --- the connection ----------------------------------------------------------------------

    def _connected(self) -> smtplib.SMTP:
        if self.connection is None:
            try:
                self.connection = self._connect()
            except (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError) as error:
                raise ServerFault(f"{self._name} cannot be used: {_in_words(error)}") from error
            except smtplib.SMTPResponseException as error:
                words = f"{self._name} says: {_answer(error.smtp_code, error.smtp_error)}"
                raise (ServerFault if error.smtp_code >= 500 else ServerAway)(words) from error
            except (smtplib.SMTPException, OSError) as error:
                raise ServerAway(f"{self._name} cannot be reached: {_in_words(error)}") from error
        return self.connection

    def _connect(self) -> smtplib.SMTP:
        settings = self.settings
        own_name = self.sender.rpartition("@")[2]
        smtp: smtplib.SMTP
        if settings.is_implicit:
            smtp = smtplib.SMTP_SSL(settings.host, settings.port, own_name, timeout=_TIMEOUT, context=self.context)
        else:
            smtp = smtplib.SMTP(settings.host, settings.port, own_name, timeout=_TIMEOUT)
        try:
            if not settings.is_implicit:
                smtp.starttls(context=self.context)
            smtp.ehlo_or_helo_if_needed()
            if settings.user and settings.password:
                smtp.login(settings.user, settings.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    @property
    def _name(self) -> str:
        return f"The mail server {self.settings.host}:{self.settings.port}"

    def _drop(self) -> None:
        if self.connection:
            self.connection.close()
            self.connection = None


def _has_said_something(smtp: smtplib.SMTP, seconds: float) -> bool:
    """Has the server answered, or ended the connection, before the letter has ended?"""
    sock = smtp.sock
    if sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    if isinstance(sock, ssl.SSLSocket) and sock.pending():
        return True
    return bool(select.select([sock], [], [], seconds)[0])


def _refused(code: int) -> Fate:
    return Fate.REJECTED if code >= 500 else Fate.DEFERRED


def _answer(code: int, answer: bytes | str) -> str:
    """What a server said, on one line; it can say anything."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return shortened(" ".join(f"{code} {text}".split()), 200)


def _in_words(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else f"{error}"
    return shortened(" ".join(text.split()), 200) or type(error).__name__
