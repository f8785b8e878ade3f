"""Which entries of digests are the same paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalogue.paper_ids import Ids, first_of_each_kind
from generator.model.curation import Enrichment
from generator.model.digest import Digest, Entry
from generator.model.identity import Slug, TitleKey, letters, title_key
from generator.model.paper import Appearance

_MOST_NAMESAKES = 10
"""Papers with one title of which each is compared with the next: with many more, a title says nothing."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry together with the digest that lists it."""

    entry: Entry
    digest: Digest
    position: int
    """From 1, in the digest's order."""

    @property
    def appearance(self) -> Appearance:
        """What the paper keeps of it."""
        return Appearance(
            self.digest.slug, self.digest.date, self.position, self.entry.place, self.digest.is_hugging_face
        )


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The entries that are one paper."""

    entries: tuple[ListedEntry, ...]
    """Oldest first; never empty."""
    ids: tuple[str, ...]
    """What identifies the paper, each with its kind: ids of digests, and those that were looked up."""


def listed_entries(digests: Iterable[Digest]) -> Iterator[ListedEntry]:
    """All entries, oldest first, each digest in its own order."""
    for digest in sorted(digests, key=lambda digest: digest.slug):
        for position, entry in enumerate(digest.entries, start=1):
            yield ListedEntry(entry, digest, position)


def group_entries(
    entries: Iterable[ListedEntry], enrichments: Mapping[TitleKey, Sequence[Enrichment]]
) -> list[EntryGroup]:
    """The entries of each paper together, in the order of their first appearance.

    Equal ids of any kind make one paper, whatever the titles; only two arXiv ids are always two papers. Else equal
    titles make one paper, unless an id of one contradicts the other's id of the same kind, or their authors differ.
    An entry without an id that could belong to several papers belongs to the first. ``enrichments`` are given by
    title key.
    """
    listed = list(entries)
    groups = [_Group([one], ids) for one, ids in zip(listed, _ids_of(listed, enrichments), strict=True)]
    joined = _joined_by_titles(_joined_by_ids(groups))
    found = (EntryGroup(tuple(sorted(group.entries, key=in_order)), tuple(group.ids)) for group in joined)
    return sorted(found, key=lambda group: in_order(group.entries[0]))


def _ids_of(listed: Sequence[ListedEntry], enrichments: Mapping[TitleKey, Sequence[Enrichment]]) -> Iterator[Ids]:
    """The ids of each entry: its own, and of the kinds that it lacks those that were looked up for its title.

    Where one title has several ids of a kind, what was looked up is said of entries without an id only.
    """
    shared = _shared_addresses(listed)
    own = [Ids.of(one for one in each.entry.ids if one not in shared) for each in listed]
    keys = [title_key(each.entry.title) for each in listed]
    of_title: dict[TitleKey, Ids] = defaultdict(Ids)
    for key, ids in zip(keys, own, strict=True):
        of_title[key].add(ids)
    found = {key: Ids.of(first_of_each_kind(enrichments.get(key, ()))) for key in of_title}
    for key, ids in zip(keys, own, strict=True):
        is_clear = not ids.is_known or not (of_title[key].is_ambiguous or of_title[key].contradicts(found[key]))
        yield ids.completed(found[key]) if is_clear else ids


def _shared_addresses(listed: Iterable[ListedEntry]) -> set[str]:
    """The addresses that a digest gives for several titles, such as the page of a conference: they identify none."""
    titles: dict[tuple[str, str], set[TitleKey]] = defaultdict(set)
    for one in listed:
        if one.entry.url:
            titles[one.digest.slug, f"url:{one.entry.url}"].add(title_key(one.entry.title))
    return {address for (_, address), keys in titles.items() if len(keys) > 1}


@dataclass(eq=False, slots=True)
class _Group:
    """Entries that are one paper."""

    entries: list[ListedEntry]
    """None, once they have been given to another group."""
    ids: Ids

    @property
    def titles(self) -> Iterable[TitleKey]:
        """The titles that the entries have."""
        return dict.fromkeys(title_key(listed.entry.title) for listed in self.entries)

    @property
    def certainty(self) -> int:
        """Sorts groups by how well they are identified: by ids, by an address, or not at all."""
        return 0 if self.ids.is_known else 1 if self.ids.by_kind else 2

    def take(self, other: _Group) -> None:
        """Take all that another group has."""
        self.entries += other.entries
        self.ids.add(other.ids)
        other.entries = []

    def can_have_title_of(self, other: _Group) -> bool:
        """Can the two be one paper, as their titles are equal?"""
        if self.ids.contradicts(other.ids):
            return False
        if not (self.ids.is_known and other.ids.is_known):
            return True
        names, others = self._names(), other._names()
        return not (names and others and names.isdisjoint(others))

    def _names(self) -> set[str]:
        """The words of the authors' names, without initials."""
        names = (name for listed in self.entries for name in listed.entry.authors)
        return {word for name in names for part in name.split() if len(word := letters(part)) > 1}


def _joined_by_ids(groups: Iterable[_Group]) -> list[_Group]:
    by_id: dict[str, _Group] = {}
    every = list(groups)
    for group in every:
        keeper = group
        for one in tuple(group.ids):
            other = by_id.get(one, keeper)
            if other is not keeper and not other.ids.has_other_arxiv_id(keeper.ids):
                keeper = _joined(other, keeper, by_id)
        for one in keeper.ids:
            by_id.setdefault(one, keeper)
    return [group for group in every if group.entries]


def _joined(one: _Group, other: _Group, by_id: dict[str, _Group]) -> _Group:
    """The larger of two groups with the entries of both, so that joining many takes no longer than reading them."""
    keeper, emptied = (one, other) if len(one.entries) >= len(other.entries) else (other, one)
    keeper.take(emptied)
    by_id.update((known, keeper) for known in emptied.ids if by_id.get(known) is emptied)
    return keeper


def _joined_by_titles(groups: Sequence[_Group]) -> list[_Group]:
    """The best identified are first, in the order of their first appearance: others join them."""
    by_key: dict[TitleKey, list[_Group]] = defaultdict(list)
    for group in sorted(groups, key=lambda group: (group.certainty, min(map(in_order, group.entries)))):
        keys = group.titles
        namesakes = (other for key in keys for other in by_key[key])
        same = next((other for other in namesakes if other.can_have_title_of(group)), None)
        if same:
            same.take(group)
        for key in keys:
            if len(by_key[key]) < _MOST_NAMESAKES and (same or group) not in by_key[key]:
                by_key[key].append(same or group)
    return [group for group in groups if group.entries]


def in_order(listed: ListedEntry) -> tuple[Slug, int]:
    """Sorts entries by digest, oldest first, and within a digest by position."""
    return listed.digest.slug, listed.position
