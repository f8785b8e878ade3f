"""Who a letter goes to, from a file with one address on a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.content.newsletter_problems import INVALID_RECIPIENT, REPEATED_RECIPIENT
from generator.model.email_address import EmailAddress, email_address
from generator.model.problem import Place, Problem
from generator.text.excerpts import quoted

_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")
FIELD = "recipient"


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address, and where it is stated."""

    address: EmailAddress
    place: Place


def read_recipients(name: str, data: bytes) -> tuple[tuple[Recipient, ...], tuple[Problem, ...]]:
    """The addresses of a file in its order, each once, and what is wrong with the others. ``name`` is the file's."""
    recipients: dict[str, Recipient] = {}
    problems: list[Problem] = []
    for place, text in _lines(name, data):
        bracketed = _IN_BRACKETS.fullmatch(text)
        address = email_address((bracketed[1] if bracketed else text).strip())
        if address is None:
            message = f"expected an e-mail address, found {quoted(text)}; correct the line"
            problems.append(Problem(place, FIELD, message, INVALID_RECIPIENT))
            continue
        first = recipients.setdefault(folded(address), Recipient(address, place))
        if first.place != place:
            message = f"expected each address once, found '{address}' again (first on line {first.place.line})"
            problems.append(Problem(place, FIELD, f"{message}; remove one", REPEATED_RECIPIENT))
    return tuple(recipients.values()), tuple(problems)


def folded(address: str) -> str:
    """Equal for addresses that are one: no server in use tells capitals apart."""
    return address.casefold()


def _lines(name: str, data: bytes) -> Iterator[tuple[Place, str]]:
    # A line that is not UTF-8 is no address, and shown as what it is.
    text = data.decode("utf-8-sig", "backslashreplace")
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield Place(name, number, line.index(stripped) + 1), stripped
