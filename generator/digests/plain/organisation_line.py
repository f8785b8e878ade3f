"""Reads the line of a card that names an organisation."""

from __future__ import annotations

import re

from generator.model.digest import Organisation

_BULLET = re.compile(r"^[•·∙⋅‧・*-]\s+")
_HANDLE = re.compile(r"[A-Za-z0-9][\w.-]*")


def read_organisation(text: str) -> Organisation:
    """An organisation as a card shows it: its handle, then its name (``tencent Tencent``).

    The handle is the alternative text of the avatar, which some crawlers drop. The first word counts
    as a handle when it cannot begin the name: when it is spelt like a handle, or its letters recur, in
    order, in the following words.
    """
    text = _BULLET.sub("", text)
    first, _, rest = text.partition(" ")
    return Organisation(" ".join(rest.split()), first) if has_handle(text) else Organisation(text)


def has_handle(text: str) -> bool:
    """Does a line begin with a handle?

    A name in another alphabet than the handle's says nothing about its letters.
    """
    first, _, rest = _BULLET.sub("", text).partition(" ")
    if rest.strip().startswith(first) and first:
        return True
    if not rest.strip() or not _HANDLE.fullmatch(first):
        return False
    handle, letters = (re.sub(r"[\W_]", "", part.casefold()) for part in (first, rest))
    is_spelt_so = first[0].islower() or "-" in first or "_" in first
    is_other_alphabet = not re.search(r"[a-z]", letters) and bool(letters)
    return is_spelt_so or is_other_alphabet or _is_subsequence(handle, letters) or letters in handle


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
