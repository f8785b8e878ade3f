"""The mail server and the account, from the environment: a password in an argument is seen by all on a machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_PREFIX = "PAPERSHELF_SMTP_"
_SUBMISSION, _SUBMISSIONS = 587, 465
"""Ports for mail from programs: with TLS on demand, and with TLS from the first byte (RFC 6409, RFC 8314)."""


class WrongSettings(Exception):
    """The environment does not say what is needed; the message says which variable to set."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where letters are handed over, always with TLS."""

    host: str
    port: int
    is_implicit: bool
    """Does TLS begin with the first byte, rather than with STARTTLS?"""
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> SmtpSettings:
        """What the environment says. Raises ``WrongSettings``."""
        given = {name: environment.get(_PREFIX + name, "").strip() for name in ("HOST", "PORT", "TLS", "USER")}
        password = environment.get(f"{_PREFIX}PASSWORD", "")
        if not given["HOST"]:
            raise WrongSettings(f"expected the mail server in {_PREFIX}HOST, found nothing")
        if bool(given["USER"]) != bool(password):
            missing = "PASSWORD" if given["USER"] else "USER"
            raise WrongSettings(f"expected both {_PREFIX}USER and {_PREFIX}PASSWORD, found no {_PREFIX}{missing}")
        if not (given["USER"] + password).isascii():
            raise WrongSettings(f"expected ASCII in {_PREFIX}USER and {_PREFIX}PASSWORD, which all servers understand")
        port = _port(given["PORT"], given["TLS"])
        return cls(given["HOST"], port, _is_implicit(given["TLS"], port), given["USER"] or None, password or None)


def _port(text: str, tls: str) -> int:
    if not text:
        return _SUBMISSIONS if tls == "implicit" else _SUBMISSION
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 65_536):
        raise WrongSettings(f"expected a number up to 65535 in {_PREFIX}PORT, found '{text[:60]}'")
    return int(text)


def _is_implicit(text: str, port: int) -> bool:
    if text not in ("", "implicit", "starttls"):
        raise WrongSettings(f"expected implicit or starttls in {_PREFIX}TLS, found '{text[:60]}'")
    return text == "implicit" or (not text and port == _SUBMISSIONS)
