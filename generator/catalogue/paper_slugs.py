"""Gives each paper its slug: the one that was published for it, else one from its title.

A published address belongs to a paper and not to a title, so that neither an older digest nor another paper of the
same name takes it over. ``permalinks.txt`` says whose it is: by ids, and by title where these do not say otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.catalogue.grouping import EntryGroup
from generator.catalogue.permalink_list import PAPERS_AT, name_of
from generator.model.identity import Slug, TitleKey, slug_of, slug_suffix, title_key
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Located


@dataclass(frozen=True, slots=True)
class PaperSlugs:
    """The slug of each group of entries, and what follows from published addresses."""

    slugs: tuple[Slug, ...]
    """In the order of the groups."""
    owners: Mapping[Slug, Owner] = field(default_factory=dict)
    """What identifies the paper of each slug."""
    former: Mapping[Slug, Located[Slug]] = field(default_factory=dict)
    """Further published slugs of papers that turned out to be one, each with the slug that stays."""


def assign_slugs(
    groups: Sequence[EntryGroup],
    permalinks: Iterable[Permalink] = (),
) -> PaperSlugs:
    """One slug for each group. The first paper to appear under a title that was not published keeps the plain slug."""
    published = [link for link in permalinks if link.address.startswith(f"{PAPERS_AT}/") and link.owner]
    owners = [owner_of(group) for group in groups]
    claims = _claims(groups, owners, published)
    slugs: dict[int, Slug] = {}
    former: dict[Slug, Located[Slug]] = {}
    for number, links in sorted(claims.items()):
        first, *others = sorted(links, key=lambda link: _preference(groups[number], link))
        slugs[number] = _slug(first)
        former |= {_slug(link): Located(slugs[number], link.place) for link in others}
    # A published slug whose paper is gone is not given to another: readers would be led to a paper they never saw.
    taken = {_slug(link) for link in published}
    for number, group in enumerate(groups):
        if number not in slugs:
            slugs[number] = _new_slug(group, taken)
            taken.add(slugs[number])
    in_order = tuple(slugs[number] for number in range(len(groups)))
    return PaperSlugs(in_order, dict(zip(in_order, owners, strict=True)), former)


def owner_of(group: EntryGroup) -> Owner:
    """What identifies the paper of a group of entries."""
    return Owner(tuple(sorted(group.ids)), " ".join(group.entries[0].entry.title.split()))


def _claims(
    groups: Sequence[EntryGroup], owners: Sequence[Owner], published: Sequence[Permalink]
) -> dict[int, list[Permalink]]:
    """The published addresses of each group, by its number: first those that an id decides, then those of a title."""
    by_id: dict[str, int] = {}
    by_title: dict[TitleKey, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in owners[number].ids:
            by_id.setdefault(one, number)
        for key in dict.fromkeys(title_key(listed.entry.title) for listed in group.entries):
            by_title[key].append(number)
    claims: dict[int, list[Permalink]] = defaultdict(list)
    without_id: list[Permalink] = []
    for link in published:
        known = next((by_id[one] for one in link.owner.ids if one in by_id), None)
        if known is None:
            without_id.append(link)
        else:
            claims[known].append(link)
    for link in without_id:
        numbers = list(_of_title(link, by_title, owners))
        free = (number for number in numbers if number not in claims)
        if numbers:
            claims[next(free, numbers[0])].append(link)
    return claims


def _of_title(link: Permalink, by_title: Mapping[TitleKey, Sequence[int]], owners: Sequence[Owner]) -> Iterator[int]:
    numbers = by_title.get(title_key(link.owner.title), ()) if link.owner.title else ()
    return (number for number in numbers if not link.owner.contradicts(owners[number]))


def _preference(group: EntryGroup, link: Permalink) -> tuple[bool, str]:
    """Of several published slugs of a paper the one of its first title stays, else the first by name."""
    return title_key(link.owner.title) != title_key(group.entries[0].entry.title), link.address


def _new_slug(group: EntryGroup, taken: set[Slug]) -> Slug:
    entry = group.entries[0].entry
    slug = slug_of(entry.title)
    if slug not in taken:
        return slug
    arxiv = next((listed.entry.arxiv for listed in group.entries if listed.entry.arxiv), None)
    # Papers of one title have different ids, so that nearly all suffixes are new.
    suffix = slug_suffix(group.ids[0] if group.ids else entry.title, arxiv)
    stem = slug = Slug(f"{slug}-{suffix}")
    number = 2
    while slug in taken:
        slug, number = Slug(f"{stem}-{number}"), number + 1
    return slug


def _slug(link: Permalink) -> Slug:
    return Slug(name_of(link.address))
