"""Which entries of digests are the same paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.curation import Enrichment
from generator.model.digest import Digest, Entry
from generator.model.identity import ArxivId, Slug, TitleKey, title_key
from generator.model.paper import Appearance


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


def listed_entries(digests: Iterable[Digest]) -> Iterator[ListedEntry]:
    """All entries, oldest first, each digest in its own order."""
    for digest in sorted(digests, key=lambda digest: digest.slug):
        for position, entry in enumerate(digest.entries, start=1):
            yield ListedEntry(entry, digest, position)


def group_entries(
    entries: Iterable[ListedEntry], enrichments: Mapping[TitleKey, Sequence[Enrichment]]
) -> list[list[ListedEntry]]:
    """The entries of each paper together, in the order of their first appearance.

    Equal arXiv ids make one paper, whatever the titles. An entry without an id belongs to the
    paper with its title; where two papers with different ids share a title, to the first.
    ``enrichments`` are given by title key.
    """
    by_arxiv: dict[ArxivId, list[ListedEntry]] = {}
    first_with: dict[TitleKey, list[ListedEntry]] = {}
    without_id: list[tuple[TitleKey, ListedEntry]] = []
    groups: list[list[ListedEntry]] = []
    for listed in entries:
        key = title_key(listed.entry.title)
        arxiv = listed.entry.arxiv or resolved_id(enrichments.get(key, ()))
        if arxiv is None:
            without_id.append((key, listed))
            continue
        group = by_arxiv.setdefault(arxiv, [])
        group.append(listed)
        first_with.setdefault(key, group)
        if len(group) == 1:
            groups.append(group)
    for key, listed in without_id:
        if key not in first_with:
            first_with[key] = []
            groups.append(first_with[key])
        first_with[key].append(listed)
    for group in groups:
        group.sort(key=in_order)
    return sorted(groups, key=lambda group: in_order(group[0]))


def in_order(listed: ListedEntry) -> tuple[Slug, int]:
    """Sorts entries by digest, oldest first, and within a digest by position."""
    return listed.digest.slug, listed.position


def resolved_id(enrichments: Sequence[Enrichment]) -> ArxivId | None:
    """The arXiv id that was looked up for a title."""
    return next((enrichment.arxiv.value for enrichment in enrichments if enrichment.arxiv), None)
