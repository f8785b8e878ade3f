"""Names of people in bibliographies, turned so that first names come first.

A list of names that says that it is incomplete (``and others``, ``et al.``) gives ``None``: the authors of a paper are
known all, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_OTHERS = re.compile(r"(?:and\s+)?(?:others|et\.?\s+al(?:ii|ia)?\.?|…|\.\.\.)", re.I)
_ENDS_IN_OTHERS = re.compile(r"[\s,;&]+(?:and\s+)?(?:et\.?\s+al(?:ii|ia)?\.?|…|\.\.\.)\s*$", re.I)
_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|ii|iii|iv|2nd|3rd|ph\.?\s?d|m\.?d)\.?", re.I)
_AND = re.compile(r"\s+(?:and|&)\s+|\s*,\s*(?:and|&)\s+", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.?[-\s]?){1,4}")
_ROLE = re.compile(r"\s*\((?:ed|eds|editor|editors|author)\.?\)\s*$", re.I)
_PROGRAM_LIST = re.compile(r"\[\s*([\"'])(.*)\1\s*\]", re.S)
"""A list as programs print it, of which the quotation marks between two names are part of the separator."""
_HOMONYM = re.compile(r"\s[0-9]{4}$")
"""The number by which dblp tells people of one name apart."""
_SEPARATORS = (";", "|", "\n")


def complete(names: Iterable[str]) -> tuple[str, ...] | None:
    """The names without empty ones; ``None`` if one of them stands for others.

    >>> complete(["Ana Petrović", "others"]) is None
    True
    """
    seen = [_HOMONYM.sub("", " ".join(name.split())) for name in names]
    if any(_OTHERS.fullmatch(name) or _ENDS_IN_OTHERS.search(name) for name in seen):
        return None
    return tuple(name for name in seen if name)


def turned(name: str) -> str:
    """A name whose family name may stand first, as reference managers write it: family, given, suffix.

    >>> turned("van der Berg, Eva"), turned("King, Martin Luther, Jr."), turned("Ana Petrović")
    ('Eva van der Berg', 'Martin Luther King Jr.', 'Ana Petrović')
    """
    family, *rest = (part.strip() for part in name.split(","))
    if len(rest) == 2 and _SUFFIX.fullmatch(rest[0]):
        rest.reverse()
    if not rest or len(rest) > 2:
        return name
    return " ".join(part for part in (rest[0], family, *rest[1:]) if part)


def authors_in(text: str) -> tuple[str, ...] | None:
    """The names in a text that lists them, with any of the usual separators.

    >>> authors_in("Petrović, Ana; Müller, Jonas")
    ('Ana Petrović', 'Jonas Müller')
    >>> authors_in("Ana Petrović, Jonas Müller and Wei Li")
    ('Ana Petrović', 'Jonas Müller', 'Wei Li')
    >>> authors_in("Petrović, A., Müller, J.")
    ('A. Petrović', 'J. Müller')
    >>> authors_in("Ana Petrović et al.") is None
    True
    """
    text = text.strip().strip(";|,").strip()
    if not text:
        return ()
    if _ENDS_IN_OTHERS.search(text):
        return None
    if listed := _PROGRAM_LIST.fullmatch(text):
        return complete(re.split(r"[\"']\s*,\s*[\"']", listed[2]))
    for separator in _SEPARATORS:
        if separator in text:
            return complete(turned(_ROLE.sub("", name)) for name in text.split(separator))
    return _with_commas(text)


def _with_commas(text: str) -> tuple[str, ...] | None:
    """Names that are separated by commas or by ``and``, where commas can also be within names."""
    parts = [part.strip() for part in _AND.split(text)]
    if len(parts) > 1 and all("," in part for part in parts[:-1]) and all(map(_is_turned, parts)):
        return complete(map(turned, parts))
    sections = [section.strip() for part in parts for section in part.split(",") if section.strip()]
    if len(parts) == 1 and _is_turned(text):
        return complete([turned(text)])
    if len(sections) % 2 == 0 and _alternate(sections):
        return complete(f"{given} {family}" for family, given in zip(sections[::2], sections[1::2], strict=True))
    return complete(_with_suffixes(sections))


def _is_turned(name: str) -> bool:
    """Is a text one name, with its family name first? Then the family name is one word, or what follows is initials."""
    family, *rest = (part.strip() for part in name.split(","))
    if len(rest) != 1 or not rest[0]:
        return False
    return " " not in family or _INITIALS.fullmatch(rest[0]) is not None or family[:1].islower()


def _alternate(sections: Sequence[str]) -> bool:
    """Do family names and given names take turns?"""
    is_initials = all(_INITIALS.fullmatch(given) for given in sections[1::2])
    return is_initials or all(" " not in family for family in sections)


def _with_suffixes(sections: Iterable[str]) -> list[str]:
    """The names, each with the suffix that a comma separates from it: ``Sam Okafor, Jr.``."""
    names: list[str] = []
    for section in sections:
        if names and _SUFFIX.fullmatch(section):
            names[-1] += f" {section}"
        else:
            names.append(section)
    return names
