"""Who can have written a paper: an author or an organisation, and what makes two of their names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NewType

from generator.model.identity import Slug, letters, name_slug
from generator.model.problem import Located, Place

Orcid = NewType("Orcid", str)
"""The id of a researcher, as https://orcid.org writes it: ``0000-0002-1825-0097``."""
NameKey = NewType("NameKey", str)
"""What the spellings of one name have in common."""

_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dx])/?", re.I | re.A)


class ContributorKind(StrEnum):
    """Whether a name is that of a person or of an organisation."""

    AUTHOR = "author"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Alias:
    """Names that a curator says are one: an item of ``aliases`` in ``site.yml``."""

    name: Located[str]
    """What readers see."""
    place: Place
    also: tuple[Located[str], ...] = ()
    kind: ContributorKind = ContributorKind.AUTHOR
    orcid: Located[Orcid] | None = None
    """Of an author only."""

    @property
    def names(self) -> tuple[Located[str], ...]:
        """All of them, the one that readers see first."""
        return (self.name, *self.also)


@lru_cache(maxsize=65536)
def name_key(kind: ContributorKind, name: str) -> NameKey:
    """A name without what spellings differ in: case, accents and punctuation, and of an organisation the spaces.

    Of a person the words stay apart, because Jian Gao is not Jiang Ao. A name without any letter is its own key.

    >>> name_key(ContributorKind.AUTHOR, "J.-P. Serre") == name_key(ContributorKind.AUTHOR, "j-p serré")
    False
    >>> name_key(ContributorKind.AUTHOR, "J.K. Müller") == name_key(ContributorKind.AUTHOR, "J. K. Muller")
    True
    >>> name_key(ContributorKind.ORGANISATION, "GoogleDeepMind")
    'googledeepmind'
    """
    words = [name] if kind is ContributorKind.ORGANISATION else name.replace(".", " ").split()
    return NameKey(" ".join(filter(None, map(letters, words))) or " ".join(name.split()))


def contributor_slug(kind: ContributorKind, name: str) -> Slug:
    """The name of a contributor in addresses. It depends on the name alone, so that no other name changes it.

    >>> contributor_slug(ContributorKind.AUTHOR, "Émilie du Châtelet")
    'emilie-du-chatelet'
    """
    key = name_key(kind, name)
    is_author = kind is ContributorKind.AUTHOR
    return name_slug(key if is_author else name, key, " " if is_author else "")


def orcid(text: str) -> Orcid | None:
    """The ORCID in an id or an address, if its last character is the right checksum; else ``None``.

    >>> orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    >>> orcid("0000-0002-1825-0098") is None
    True
    """
    match = _ORCID.fullmatch(text.strip())
    if not match:
        return None
    stated = match[1].upper()
    return Orcid(stated) if stated[-1] == orcid_checksum(stated) else None


def orcid_checksum(stated: str) -> str:
    """The last character that an ORCID must have, by ISO 7064 MOD 11-2
    (https://support.orcid.org/hc/en-us/articles/360006897674).
    """
    total = 0
    for digit in stated.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
