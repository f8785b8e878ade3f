"""What a publish has to do, and in which order, so that at no moment a page leads to one that is not there.

Files that pages load come first, then new pages, then those that were there before and may link to them, the home page
last of all; then feeds, sitemap and data, which name pages; removals at the very end, lists before what they led to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.publishing.publish_record import PublishedObject, PublishRecord
from generator.publishing.site_files import SiteFile

_NAMING_PAGES = (".xml", ".json", ".xml.gz", ".atom", ".rss", ".webmanifest")
"""Endings of files that name pages, or the hashed files of an index."""


@dataclass(frozen=True, slots=True)
class ListedObject:
    """An object as the store lists it."""

    size: int
    e_tag: str


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What to write and to remove."""

    stages: Sequence[Sequence[SiteFile]]
    """What to write: a stage begins when all before it is there."""
    new: frozenset[str]
    """Which of these names the store does not have yet."""
    restored: tuple[str, ...]
    """Which of them somebody else has replaced or removed since we wrote them."""
    removals: tuple[str, ...]
    """What earlier publishes wrote and the site has no more, in the order of removal."""
    left: tuple[str, ...]
    """What would have been removed, had not somebody else replaced it."""
    foreign: tuple[str, ...]
    """Names that the site needs and that somebody else has given to something else."""
    unchanged: int

    @property
    def writes(self) -> int:
        """How many files are written."""
        return sum(map(len, self.stages))

    @property
    def is_empty(self) -> bool:
        """Is there nothing to do?"""
        return not self.stages and not self.removals


def plan_publish(files: Sequence[SiteFile], record: PublishRecord, listed: Mapping[str, ListedObject]) -> PublishPlan:
    """Compare a site with what the store has."""
    known = record.objects
    changed = [file for file in files if not _is_there(file, known.get(file.key), listed.get(file.key))]
    keys = {file.key for file in files}
    gone = [key for key in known if key not in keys and key in listed]
    left = tuple(sorted(key for key in gone if not _is_ours(known[key], listed[key])))
    return PublishPlan(
        _stages(changed, listed),
        frozenset(file.key for file in changed if file.key not in listed),
        tuple(sorted(file.key for file in changed if _is_restored(file.key, known, listed))),
        tuple(sorted(set(gone).difference(left), key=_removal_order)),
        left,
        tuple(file.key for file in changed if file.key not in known and _is_other(file, listed.get(file.key))),
        len(files) - len(changed),
    )


def _is_there(file: SiteFile, known: PublishedObject | None, listed: ListedObject | None) -> bool:
    """Is it in the store with these bytes and headers? Of an object that a stopped run may have written, its ETag
    says so where it is the hash of the content; where it is not, the object is written again.
    """
    if not known or not listed or known.fingerprint != file.fingerprint or listed.size != file.size:
        return False
    return listed.e_tag == (known.e_tag or file.md5)


def _is_ours(known: PublishedObject, listed: ListedObject) -> bool:
    return not known.e_tag or known.e_tag == listed.e_tag


def _is_restored(key: str, known: Mapping[str, PublishedObject], listed: Mapping[str, ListedObject]) -> bool:
    """Did we write it to the end, and has it another ETag, or none, now?"""
    return key in known and bool(known[key].e_tag) and not (key in listed and _is_ours(known[key], listed[key]))


def _is_other(file: SiteFile, listed: ListedObject | None) -> bool:
    """Is there something else under its name? The same bytes, of another tool, are nobody's loss."""
    return listed is not None and (listed.size, listed.e_tag) != (file.size, file.md5)


def _stages(files: Iterable[SiteFile], there: Collection[str]) -> list[list[SiteFile]]:
    def order(file: SiteFile) -> tuple[int, int]:
        return _upload_order(file, is_new=file.key not in there)

    return [list(stage) for _, stage in groupby(sorted(files, key=lambda file: (order(file), file.key)), key=order)]


def _upload_order(file: SiteFile, *, is_new: bool) -> tuple[int, int]:
    if not file.is_page:
        return (4 if file.key.endswith(_NAMING_PAGES) else 0), 0
    if is_new:
        return (1 if file.key.startswith("papers/") else 2), -_depth(file.key)
    return 3, -_depth(file.key)


def _removal_order(key: str) -> tuple[int, int, str]:
    """The way back: what names pages, pages from the home page down, what they loaded."""
    if key.endswith(".html"):
        return 1, _depth(key), key
    return (0 if key.endswith(_NAMING_PAGES) else 2), 0, key


def _depth(key: str) -> int:
    return key.count("/")
