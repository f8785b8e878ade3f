"""Which source wins, field by field, and where each value was found.

A curator's correction counts first, then enrichment, then the digests, of which the newest that
states the field wins; only what digests state reliably (arXiv id, day of publication) precedes
enrichment. Each function returns a value together with its source and keeps no record of its own,
so that neither the order of calls nor their number changes what a paper says of its origins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from generator.catalogue.grouping import ListedEntry, in_order
from generator.model.curation import Corrections, Enrichment, PaperNotes
from generator.model.digest import Entry, Organisation, Repository, Stage
from generator.model.identity import (
    AclId,
    ArxivId,
    Doi,
    OpenReviewId,
    TitleKey,
    acl_id,
    is_placeholder,
    letters,
    title_key,
    unknown_title,
)
from generator.model.paper import Origin
from generator.model.problem import Located, Place

_YEARS = range(1000, 10_000)
"""Years that a paper can have; a digest may state any number."""
_STAGES = tuple(Stage)

T = TypeVar("T")
U = TypeVar("U")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T_co]):
    """The value of a field, and where it was found."""

    value: T_co
    place: Place
    detail: str | None = None
    """The evidence of an enrichment."""

    def origin(self, field: str) -> Origin:
        """The same as the origin of a field."""
        return Origin(field, self.place, self.detail)


class PaperSources:
    """Everything that digests, resolvers and a curator say about one paper.

    ``groups`` are the entries of the papers that are this one. The group of the paper that keeps
    its slug comes first: where enrichments of several titles disagree, it decides.
    """

    def __init__(
        self,
        groups: Sequence[Sequence[ListedEntry]],
        enrichments: Mapping[TitleKey, Sequence[Enrichment]],
        notes: PaperNotes | None,
    ) -> None:
        entries = [listed for group in groups for listed in group]
        self.entries = sorted(entries, key=in_order)
        """Oldest first."""
        keys = dict.fromkeys(title_key(listed.entry.title) for listed in entries if enrichments)
        self.enrichments = [enrichment for key in keys for enrichment in enrichments.get(key, ())]
        self.notes = notes
        self.corrections = notes.corrections if notes else Corrections()

    def newest(self, get: Callable[[Entry], T | None]) -> Sourced[T] | None:
        """What the newest digest that states a field says."""
        values = ((get(listed.entry), listed.entry.place) for listed in reversed(self.entries))
        return next((Sourced(value, place) for value, place in values if value is not None), None)

    def resolved(self, get: Callable[[Enrichment], Located[T] | None]) -> Sourced[T] | None:
        """What the first enrichment that states a field says."""
        stated = ((get(enrichment), enrichment) for enrichment in self.enrichments)
        return next((Sourced(value.value, item.place, item.source) for value, item in stated if value), None)

    def noted(self, get: Callable[[PaperNotes], Located[T] | None]) -> Sourced[T] | None:
        """What a curator says."""
        return _sourced(get(self.notes)) if self.notes else None

    def flagged(self, get: Callable[[PaperNotes], Located[bool] | None]) -> Sourced[bool] | None:
        """A curator's ``true``. Stating ``false`` changes nothing, so nothing comes from there."""
        flag = self.noted(get)
        return flag if flag and flag.value else None

    @cached_property
    def title(self) -> Sourced[str] | None:
        """A list of ids names papers by them; any digest that knows a title knows better."""
        return (
            _sourced(self.corrections.title)
            or self.newest(lambda entry: None if is_placeholder(entry.title) else entry.title)
            or self.resolved(lambda enrichment: enrichment.full_title)
            or self.newest(lambda entry: unknown_title(entry.title))
        )

    @cached_property
    def abstract(self) -> Sourced[tuple[str, ...]] | None:
        """The newest abstract, but an older one where the newest is its cut-off beginning."""
        if corrected := self.corrections.abstract:
            return Sourced((corrected.value,), corrected.place)
        best: Entry | None = None
        for listed in reversed(self.entries):
            entry = listed.entry
            if entry.abstract and (best is None or _continues(entry.abstract, best.abstract)):
                best = entry
        if best:
            return Sourced(best.abstract, best.place)
        found = self.resolved(lambda enrichment: enrichment.abstract)
        return Sourced((found.value,), found.place, found.detail) if found else None

    @cached_property
    def arxiv(self) -> Sourced[ArxivId] | None:
        """The arXiv id of a digest is trusted more than one that was looked up."""
        return (
            _sourced(self.corrections.arxiv)
            or self.newest(lambda entry: entry.arxiv)
            or self.resolved(lambda enrichment: enrichment.arxiv)
        )

    @cached_property
    def authors(self) -> Sourced[tuple[str, ...]] | None:
        """The authors that were looked up are trusted more than those of a digest."""
        return (
            _sourced(self.corrections.authors)
            or self.resolved(lambda enrichment: enrichment.authors)
            or self.newest(lambda entry: entry.authors or None)
        )

    @cached_property
    def organisation(self) -> Sourced[Organisation] | None:
        """The organisation behind the paper."""
        if corrected := self.corrections.organisation:
            return Sourced(Organisation(corrected.value), corrected.place)
        return self.newest(lambda entry: entry.organisation)

    @cached_property
    def published(self) -> Sourced[date] | None:
        """The day of publication."""
        return (
            _sourced(self.corrections.published)
            or self.newest(lambda entry: entry.published)
            or self.resolved(lambda enrichment: enrichment.published)
        )

    @cached_property
    def code(self) -> Sourced[Repository] | None:
        """The code, at the address that a digest gives; it may be no address that can be linked to."""
        return self.newest(lambda entry: entry.code)

    @cached_property
    def project(self) -> Sourced[str] | None:
        """The project's page, at the address that a digest gives; it may be none that can be linked to."""
        return self.newest(lambda entry: entry.project)

    @cached_property
    def media(self) -> Sourced[tuple[str, ...]] | None:
        """Pictures and videos of it."""
        return self.newest(lambda entry: entry.media or None)

    @cached_property
    def doi(self) -> Sourced[Doi] | None:
        """The DOI; like an arXiv id, that of a digest is trusted more than one that was looked up."""
        return (
            _sourced(self.corrections.doi)
            or self.newest(lambda entry: entry.doi)
            or self.resolved(lambda enrichment: enrichment.doi)
        )

    @cached_property
    def openreview(self) -> Sourced[OpenReviewId] | None:
        """The id of its forum."""
        return (
            _sourced(self.corrections.openreview)
            or self.newest(lambda entry: entry.openreview)
            or self.resolved(lambda enrichment: enrichment.openreview)
        )

    @cached_property
    def acl(self) -> Sourced[AclId] | None:
        """The id in the ACL Anthology, which is part of the DOIs given there."""
        stated = (
            _sourced(self.corrections.acl)
            or self.newest(lambda entry: entry.acl)
            or self.resolved(lambda enrichment: enrichment.acl)
        )
        part = acl_id(self.doi.value) if self.doi else None
        return stated or (Sourced(part, self.doi.place, self.doi.detail) if self.doi and part else None)

    @cached_property
    def url(self) -> Sourced[str] | None:
        """The address of the paper itself; it may be none that can be linked to."""
        return (
            _sourced(self.corrections.url)
            or self.newest(lambda entry: entry.url)
            or self.resolved(lambda enrichment: enrichment.url)
        )

    @cached_property
    def year(self) -> Sourced[int] | None:
        """The year of publication, if it can be one."""
        return self.newest(lambda entry: entry.year if entry.year and entry.year in _YEARS else None)

    @cached_property
    def venue(self) -> Sourced[str] | None:
        """Where it was published. What was looked up is trusted more than how a digest abbreviates it."""
        return (
            _sourced(self.corrections.venue)
            or self.resolved(lambda enrichment: enrichment.venue)
            or self.newest(lambda entry: entry.venue)
        )

    @cached_property
    def stage(self) -> Sourced[Stage] | None:
        """The furthest stage that any source knows: papers are not published less, nor given back, with time."""
        if corrected := self.corrections.stage:
            return _sourced(corrected)
        stated = [
            Sourced(listed.entry.stage, listed.entry.place) for listed in reversed(self.entries) if listed.entry.stage
        ]
        stated += [Sourced(item.stage.value, item.place, item.source) for item in self.enrichments if item.stage]
        return max(stated, key=lambda stage: _STAGES.index(stage.value), default=None)

    @cached_property
    def sections(self) -> Sourced[tuple[str, ...]] | None:
        """The headings of lists under which it is, each once; their place is that of the newest."""
        headings = ((" ".join((listed.entry.section or "").split()), listed) for listed in self.entries)
        places = {heading: listed.entry.place for heading, listed in headings if heading}
        return Sourced(tuple(places), next(reversed(places.values()))) if places else None

    @cached_property
    def note(self) -> Sourced[str] | None:
        """What a curator wrote, else what the keeper of the newest list with a note wrote there."""
        written = self.noted(lambda notes: notes.note)
        return written or self.newest(lambda entry: " ".join((entry.note or "").split()) or None)


def _sourced(stated: Located[T] | None) -> Sourced[T] | None:
    return Sourced(stated.value, stated.place) if stated else None


def value_of(sourced: Sourced[T] | None, default: U) -> T | U:
    """The value itself, or what stands for its absence."""
    return sourced.value if sourced else default


def origins_of(fields: Mapping[str, Sourced[object] | None]) -> tuple[Origin, ...]:
    """The origins of all fields that have a value, in the order given."""
    return tuple(_origins(fields))


def _origins(fields: Mapping[str, Sourced[object] | None]) -> Iterator[Origin]:
    for field, sourced in fields.items():
        if sourced:
            yield sourced.origin(field)


def _continues(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    whole, beginning = letters(" ".join(longer)), letters(" ".join(shorter))
    return len(whole) > len(beginning) and whole.startswith(beginning)
