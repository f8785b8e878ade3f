"""What publishes have put into a store, kept there beside it as ``.papershelf/published.json``.

It says what may be replaced and removed: nothing else under the prefix is ours. An object counts as published only
while its ETag is the one that the store gave for it. An ETag is compared and never interpreted, since it is a hash of
the content for some objects and stores, and none for others (objects in parts, encrypted ones).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

OWN_FOLDER = ".papershelf"
"""Where publishes keep what is theirs. No site has a file there, because builds make none that begin with a dot."""
RECORD = f"{OWN_FOLDER}/published.json"
_FORM = 1
"""Of the file; another number is another form, which an older program must not guess at."""
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\]")
"""Characters that no address of a page has, and that stores treat each in its own way."""


class UnreadableRecord(Exception):
    """The record in the store is damaged, or of a later version of the program."""


@dataclass(frozen=True, slots=True)
class PublishedObject:
    """What a publish put under a name."""

    fingerprint: str
    """Of bytes and headers; empty when it cannot be known any more, because a run was stopped."""
    e_tag: str
    """As the store gave it; empty when a run was stopped before it got an answer."""


@dataclass(frozen=True, slots=True)
class PublishRecord:
    """What all publishes to a place have left there."""

    form: int = _FORM
    site: str = ""
    """The address of the site, which tells one list from another."""
    objects: Mapping[str, PublishedObject] = field(default_factory=dict)
    """By name, after the prefix."""


@dataclass(frozen=True, slots=True)
class _Stored:
    form: int
    site: str
    objects: dict[str, PublishedObject]


def decode_record(data: bytes) -> PublishRecord:
    """Read a record. Raises ``UnreadableRecord``; whoever can write to the store may have written anything."""
    try:
        stored = msgspec.json.decode(data, type=_Stored)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UnreadableRecord(str(error)) from error
    if stored.form != _FORM:
        raise UnreadableRecord(f"expected form {_FORM}, found {stored.form}")
    if strange := next((key for key in stored.objects if not is_key(key)), None):
        raise UnreadableRecord(f"expected the name of a file of a site, found {strange[:80]!a}")
    return PublishRecord(stored.form, stored.site, stored.objects)


def encode_record(record: PublishRecord) -> bytes:
    """Write a record."""
    stored = _Stored(record.form, record.site, {key: record.objects[key] for key in sorted(record.objects)})
    return msgspec.json.encode(stored)


def is_key(key: str) -> bool:
    """Can it be a file of a site? Then it is below the prefix, and none of what publishes keep there."""
    parts = key.split("/")
    return all(part not in ("", ".", "..") for part in parts) and parts[0] != OWN_FOLDER and has_usable_characters(key)


def has_usable_characters(name: str) -> bool:
    """Can every store keep a name, and every browser ask for it?"""
    try:
        name.encode()
    except UnicodeError:
        return False
    return not _UNUSABLE.search(name)
