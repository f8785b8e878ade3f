"""Reads the line of a card that names an organisation."""

from __future__ import annotations

import re

from generator.model.digest import Organisation

_HANDLE = re.compile(r"[A-Za-z0-9][\w.-]*")


def read_organisation(text: str) -> Organisation:
    """An organisation as a card shows it: its handle, then its name (``tencent Tencent``).

    The handle is the alternative text of the avatar, which some crawlers drop. The first word counts
    as a handle when it cannot begin the name: when it is spelt like a handle, or its letters recur, in
    order, in the following words.
    """
    first, _, rest = text.partition(" ")
    name = " ".join(rest.split())
    if not name or not _HANDLE.fullmatch(first):
        return Organisation(text)
    handle, letters = (re.sub(r"[\W_]", "", part.casefold()) for part in (first, name))
    is_spelt_so = first[0].islower() or "-" in first or "_" in first
    if is_spelt_so or _is_subsequence(handle, letters) or letters in handle:
        return Organisation(name, first)
    return Organisation(text)


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
