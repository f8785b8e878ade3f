"""The published address of a page, and to which paper it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.problem import Place


@dataclass(frozen=True, slots=True)
class Owner:
    """What tells the paper of an address from all others."""

    ids: tuple[str, ...] = ()
    """Each with its kind: ``arxiv:2501.00010``."""
    title: str = ""
    """As its first digest has it. It counts only for papers whose ids do not say otherwise."""

    def __bool__(self) -> bool:
        """Is anything known about the paper?"""
        return bool(self.ids or self.title)

    def contradicts(self, other: Owner) -> bool:
        """Do both have an id of one kind, and none in common?"""
        kinds = {one.partition(":")[0] for one in self.ids} & {one.partition(":")[0] for one in other.ids}
        return bool(kinds) and not set(self.ids) & set(other.ids)

    def joined(self, other: Owner) -> Owner:
        """Everything that both say; the title of the first counts."""
        return Owner(tuple(sorted({*self.ids, *other.ids})), self.title or other.title)


@dataclass(frozen=True, slots=True)
class Permalink:
    """A published address as ``permalinks.txt`` has it."""

    address: str
    """``papers/SLUG``, ``topics/SLUG`` or ``digests/DAY``."""
    place: Place
    owner: Owner = Owner()
    """Nothing for topics and digests, whose address is their identity, and in files of the old form."""
