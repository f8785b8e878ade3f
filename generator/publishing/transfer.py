"""Brings a store to what a site is. It can be stopped at any moment, and begun again by any run.

What is going to be written is recorded first, so that whatever a stopped run has written is known as ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.object_store import StoreFailed, StorePlace
from generator.publishing.publish_plan import ListedObject, PublishPlan, plan_publish
from generator.publishing.publish_record import (
    OWN_FOLDER,
    RECORD,
    PublishedObject,
    PublishRecord,
    UnreadableRecord,
    decode_record,
    encode_record,
)
from generator.publishing.publish_turn import Turn, TurnLost
from generator.publishing.site_files import SiteFile, digest_of

REQUESTS_AT_ONCE = 32
_REMOVED_AT_ONCE = 500
_RECORD_HEADERS = ObjectHeaders("application/json", "no-store")
_KEPT_EVERY = 30.0
"""Seconds after which what was written so far is recorded."""


class Refused(Exception):
    """Something in the place is not ours. Nothing was written."""


class SiteChanged(Exception):
    """A file of the site changed while it was published."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in the place."""

    record: PublishRecord
    version: str
    """ETag of the record: as long as it is the same, no other publish has written anything."""
    listed: Mapping[str, ListedObject]
    is_unreadable: bool
    """Is there a record that cannot be read? Then nothing is known as ours."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A site that is to be brought to a place."""

    files: Sequence[SiteFile]
    site: str
    """Its address, which tells one list from another."""
    place: StorePlace
    may_replace: bool = False
    """May it take the place of what somebody else put there?"""
    on_file: Callable[[str], None] = lambda key: None
    """Called with each name that was written."""

    def plan(self) -> PublishPlan:
        """What would be done. Raises ``Refused``, and ``StoreFailed``."""
        return self._plan(self._find())

    def run(self, turn: Callable[[], AbstractContextManager[Turn]]) -> PublishPlan:
        """Do it, and return what was done.

        Raises ``Refused`` before anything is written; ``StoreFailed``, ``TurnLost``, ``SiteChanged`` or ``OSError``
        after which the place has whole files, no page that leads nowhere, and is completed by the next run.
        """
        found = self._find()
        plan = self._plan(found)
        if plan.is_empty:
            return plan
        with turn() as ours:
            if self.place.version(RECORD) != found.version:
                # Another run was first.
                found = self._find()
                plan = self._plan(found)
            if not plan.is_empty:
                _Transfer(self, ours, found).carry_out(plan)
        return plan

    def _find(self) -> _Found:
        """What is there at one time: had another run begun in between, its objects would seem to be a stranger's."""
        while True:
            stored = self.place.get(RECORD)
            listed = self.place.listed()
            version = stored[1] if stored else ""
            if self.place.version(RECORD) == version:
                break
        objects = {key: one for key, one in listed.items() if not key.startswith(f"{OWN_FOLDER}/")}
        try:
            record = decode_record(stored[0]) if stored else PublishRecord()
        except UnreadableRecord:
            return _Found(PublishRecord(), version, objects, is_unreadable=True)
        return _Found(record, version, objects, is_unreadable=False)

    def _plan(self, found: _Found) -> PublishPlan:
        if not self.may_replace:
            self._check_owner(found)
        plan = plan_publish(self.files, found.record, found.listed)
        if plan.foreign and not self.may_replace:
            first = ", ".join(plan.foreign[:3]) + (" ..." if len(plan.foreign) > 3 else "")
            raise Refused(
                f"{len(plan.foreign):,} of the names that the site needs are taken by objects that no publish put"
                f" there: {first}. Choose another prefix, or replace them with --replace"
            )
        return plan

    def _check_owner(self, found: _Found) -> None:
        if found.is_unreadable:
            raise Refused(
                f"the record of earlier publishes, {RECORD}, is damaged or of a later version of Papershelf. Without"
                " it nothing there is known as ours; --replace starts a new one, and removes nothing"
            )
        if found.record.site not in ("", self.site):
            raise Refused(
                f"another site was published there, that of {found.record.site[:200]!r}; this one is of"
                f" {self.site[:200]!r}. Choose another prefix, or replace that site with --replace"
            )


class _Transfer:
    """One run that has the turn."""

    def __init__(self, publication: Publication, turn: Turn, found: _Found) -> None:
        self._publication, self._place, self._turn = publication, publication.place, turn
        self._listed = found.listed
        self._objects = {key: known for key, known in found.record.objects.items() if key in found.listed}
        self._kept_at = 0.0

    def carry_out(self, plan: PublishPlan) -> None:
        """Write and remove, stage by stage, and keep what is true by then even when one of them fails."""
        self._objects |= {file.key: self._intent(file) for stage in plan.stages for file in stage}
        self._keep()
        try:
            for stage in plan.stages:
                self._write(stage)
            for start in range(0, len(plan.removals), _REMOVED_AT_ONCE):
                self._remove(plan.removals[start : start + _REMOVED_AT_ONCE])
            for key in plan.left:
                # Somebody else's by now.
                del self._objects[key]
        except BaseException:
            with suppress(StoreFailed, TurnLost):
                self._keep()
            raise
        self._keep()

    def _intent(self, file: SiteFile) -> PublishedObject:
        """What is known of a file that may have been written. Where the store has the same bytes already, its ETag
        could not tell the old headers from the new ones.
        """
        listed = self._listed.get(file.key)
        return PublishedObject("" if listed and listed.e_tag == file.md5 else file.fingerprint, "")

    def _write(self, stage: Sequence[SiteFile]) -> None:
        """Write files side by side; returns when all of them are there."""
        pool = ThreadPoolExecutor(REQUESTS_AT_ONCE)
        try:
            writes = {pool.submit(self._put, file): file for file in stage}
            for write in as_completed(writes):
                self._note(writes[write], write)
        finally:
            pool.shutdown(cancel_futures=True)

    def _put(self, file: SiteFile) -> str:
        data = file.path.read_bytes()
        if digest_of(data, file.headers) != file.fingerprint:
            raise SiteChanged(f"{file.key} changed while it was published; build the site and publish it again")
        self._turn.check()
        return self._place.put(file.key, data, file.headers)

    def _note(self, file: SiteFile, write: Future[str]) -> None:
        self._objects[file.key] = PublishedObject(file.fingerprint, write.result())
        self._publication.on_file(file.key)
        if time.monotonic() - self._kept_at > _KEPT_EVERY:
            self._keep()

    def _remove(self, keys: Sequence[str]) -> None:
        self._turn.check()
        self._place.remove(keys)
        for key in keys:
            del self._objects[key]
            self._publication.on_file(key)

    def _keep(self) -> None:
        self._turn.check()
        record = PublishRecord(site=self._publication.site, objects=self._objects)
        self._place.put(RECORD, encode_record(record), _RECORD_HEADERS)
        self._kept_at = time.monotonic()
