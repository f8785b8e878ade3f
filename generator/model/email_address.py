"""Addresses of e-mail that every server on the way accepts."""

from __future__ import annotations

import re
from typing import NewType

EmailAddress = NewType("EmailAddress", str)
"""``name@host``, in ASCII, the host in lower case."""

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""What RFC 5321 calls a dot-string. Names in quotes are allowed there, and used by nobody."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_NAME, _LONGEST_ADDRESS = 64, 254
"""Octets that a server must take (https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1)."""


def email_address(text: str) -> EmailAddress | None:
    r"""The address that a text is; ``None`` for any other text.

    >>> email_address("Ada@Example.org"), email_address("ada@bücher.example")
    ('Ada@example.org', 'ada@xn--bcher-kva.example')
    >>> email_address("Ada <ada@example.org>"), email_address("ada@example.org\nBcc: eve@example.org")
    (None, None)
    """
    name, _, host = text.rpartition("@")
    if len(text) > _LONGEST_ADDRESS or len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        return None
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    is_whole = _HOST.fullmatch(host) and len(name) + len(host) < _LONGEST_ADDRESS
    return EmailAddress(f"{name}@{host}") if is_whole else None
