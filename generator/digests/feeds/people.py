"""Reads the names of authors out of one text, as feeds state them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.digests.feeds.html_text import html_line

_INITIALS_UPPER = re.compile(r"(?=[^a-z]*$)(?:[^\W\d_]\.?[- ]?){1,4}")
_AND = re.compile(r"\s*(?:,\s*(?:and|&)|\s(?:and|&|und|et))\s+")
_ET_AL = re.compile(r"\bet\.?\s+al\b\.?|^others$|\.\.\.|…", re.I)
_MAIL = re.compile(r"\S+@\S+\s*\(([^()]+)\)")
"""As RSS 2.0 asks for: ``name@example.org (Name)``."""
_AFTER_NAME = re.compile(r"\s*\((?:[^()]|\([^()]*\)){0,500}\)(?=\s*(?:[,;]|$|\sand\s))")
"""An affiliation, or the number of one."""
_BY = re.compile(r"^(?:authors?(?:\(s\))?\s*:|by\s)\s*", re.I)
_PAIR = 2


def people(texts: Sequence[str]) -> tuple[str, ...]:
    """The names in the elements that name authors; none when the list is not complete.

    >>> people(["Petrović, A., Müller, J."])
    ('A. Petrović', 'J. Müller')
    >>> people(["Ana Petrović, Jonas Müller and Li Wei"])
    ('Ana Petrović', 'Jonas Müller', 'Li Wei')
    >>> people(["Petrović, Ana", "Müller, Jonas"])
    ('Ana Petrović', 'Jonas Müller')
    """
    lines = [_AFTER_NAME.sub("", _BY.sub("", _MAIL.sub(r"\1", html_line(text)))) for text in texts]
    names = [name for line in lines for name in _names(line, is_alone=len(lines) == 1)]
    if any(_ET_AL.search(name) or "@" in name or "://" in name for name in names):
        return ()
    return tuple(dict.fromkeys(names))


def _names(line: str, *, is_alone: bool) -> list[str]:
    if ";" in line:
        return [turned(part) for part in line.split(";") if part.strip()]
    parts = [part.strip() for part in _AND.sub(", ", line).split(",")]
    parts = [part for part in parts if part]
    if any(_INITIALS_UPPER.fullmatch(part) for part in parts[1:]):
        return _with_initials(parts)
    is_turned = len(parts) == _PAIR and (not is_alone or any(" " not in part for part in parts))
    return [f"{parts[1]} {parts[0]}"] if is_turned else parts


def _with_initials(parts: Sequence[str]) -> list[str]:
    """The names in ``Petrović, A., The Consortium, Müller, J.``."""
    names: list[str] = []
    for part in parts:
        is_initials = _INITIALS_UPPER.fullmatch(part) is not None
        if is_initials and names and not _INITIALS_UPPER.fullmatch(names[-1].partition(" ")[0]):
            names[-1] = f"{part} {names[-1]}"
        else:
            names.append(part)
    return names


def turned(name: str) -> str:
    """A name with the first name first.

    >>> turned("Petrović, Ana")
    'Ana Petrović'
    """
    last, comma, first = (part.strip() for part in name.partition(","))
    return f"{first} {last}".strip() if comma else " ".join(name.split())
