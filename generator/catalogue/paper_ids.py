"""The ids by which entries of digests are recognised as one paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model.curation import Enrichment

KINDS_OF_IDS = ("arxiv", "doi", "openreview", "acl", "url")
"""The most reliable first."""
_ADDRESS = "url"


@dataclass(slots=True)
class Ids:
    """What identifies a paper: its ids by their kinds, such as ``arxiv:2501.00010`` under ``arxiv``."""

    by_kind: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Iterable[str]) -> Ids:
        """Ids that begin with their kinds."""
        known = cls()
        for one in ids:
            known.by_kind.setdefault(one.partition(":")[0], set()).add(one)
        return known

    def __iter__(self) -> Iterator[str]:
        """All of them, the most reliable first."""
        for kind in KINDS_OF_IDS:
            yield from sorted(self.by_kind.get(kind, ()))

    @property
    def is_known(self) -> bool:
        """Is there an id that is more than an address?"""
        return any(kind != _ADDRESS for kind in self.by_kind)

    @property
    def is_ambiguous(self) -> bool:
        """Are there several of a kind, other than addresses?"""
        return any(kind != _ADDRESS and len(ids) > 1 for kind, ids in self.by_kind.items())

    def add(self, other: Ids) -> None:
        """Take over the ids of the same paper."""
        for kind, ids in other.by_kind.items():
            self.by_kind.setdefault(kind, set()).update(ids)

    def completed(self, found: Ids) -> Ids:
        """These, with others of the kinds that are missing."""
        return Ids({**found.by_kind, **self.by_kind})

    def contradicts(self, other: Ids) -> bool:
        """Do both have ids of a kind, and none in common? Addresses count only where there is nothing else."""
        kinds = self.by_kind.keys() & other.by_kind.keys()
        if self.is_known or other.is_known:
            kinds -= {_ADDRESS}
        return any(self._differ(other, kind) for kind in kinds)

    def has_other_arxiv_id(self, other: Ids) -> bool:
        """Do both have an arXiv id, and not the same? Then nothing else makes them one paper."""
        return "arxiv" in self.by_kind and "arxiv" in other.by_kind and self._differ(other, "arxiv")

    def _differ(self, other: Ids, kind: str) -> bool:
        return self.by_kind[kind].isdisjoint(other.by_kind[kind])


def first_of_each_kind(enrichments: Sequence[Enrichment]) -> Iterator[str]:
    """The ids that enrichments of one title state: of each kind the first."""
    first: dict[str, str] = {}
    for enrichment in enrichments:
        for one in enrichment.ids:
            first.setdefault(one.partition(":")[0], one)
    yield from first.values()
