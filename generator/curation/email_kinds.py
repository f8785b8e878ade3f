"""Addresses of e-mail, and where readers ask for letters or stop them."""

from __future__ import annotations

import re

from generator.curation.name_kinds import AddressKind
from generator.curation.text_kinds import TextKind, plain_text
from generator.curation.value_kinds import JsonSchema
from generator.curation.value_problems import INVALID_EMAIL_ADDRESS
from generator.model.email_address import EmailAddress, email_address

_INSIDE = re.compile(r"[^\s<>:,;\"()\[\]@]{1,64}@[^\s<>:,;\"()\[\]@]{1,255}")
_MAILTO = "mailto:"
_SAFE = re.compile(r"[!#-;=?-~]{1,900}")
"""What an address in a header can hold: it must fit on a line, and not end there by itself."""


class EmailAddressKind(TextKind[EmailAddress]):
    """An address of e-mail alone."""

    expected = "an e-mail address like digest@example.org"
    problem = INVALID_EMAIL_ADDRESS

    def convert(self, text: str) -> EmailAddress | None:
        return email_address(text)

    def hint(self, text: str) -> str:
        inside = _INSIDE.search(plain_text(text))
        return self._meant(inside[0]) if inside else ""

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[^\s<>:,;\"()\[\]@]+@[^\s<>:,;\"()\[\]@]+\.[^\s<>:,;\"()\[\]@.]+$"}


class SubscriptionKind(AddressKind):
    """Where a reader asks for letters, or stops them: a page, or an address that takes a message."""

    expected = "an address that begins with https:// or mailto:"

    def convert(self, text: str) -> str | None:
        if not _SAFE.fullmatch(text):
            return None
        if text.startswith(_MAILTO):
            address, _, _ = text.removeprefix(_MAILTO).partition("?")
            return text if email_address(address) else None
        return super().convert(text) if text.startswith("https://") else None

    def hint(self, text: str) -> str:
        plain = plain_text(text)
        is_mail = email_address(plain.lower().removeprefix(_MAILTO))
        secure = re.sub("^http://", "https://", plain, flags=re.I)
        return self._meant(f"{_MAILTO}{is_mail}" if is_mail else "", secure, f"https://{plain}")

    def schema(self) -> JsonSchema:
        host = r"[\w-]+(?:\.[\w-]+)+"
        return {
            "type": "string",
            "pattern": rf"^(?:https://{host}\.?(?::\d+)?(?:[/?#]\S*)?|mailto:[^\s?@]+@{host}(?:\?\S*)?)$",
        }
