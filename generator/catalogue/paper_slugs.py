"""Gives each paper its slug: the one that was published for it, else one from its title.

A published address belongs to a paper and not to a title, so that neither an older digest nor another paper of the
same name takes it over. ``permalinks.txt`` says whose it is: by ids, and by title where these do not say otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.catalogue.grouping import ListedEntry
from generator.catalogue.paper_ids import Ids, first_of_each_kind
from generator.model.curation import Enrichment
from generator.model.identity import Slug, TitleKey, slug_of, slug_suffix, title_key
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Located

Group = Sequence[ListedEntry]

PAPERS_FOLDER = "papers/"
"""What the addresses of papers begin with."""


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
    groups: Sequence[Group],
    permalinks: Iterable[Permalink] = (),
    enrichments: Mapping[TitleKey, Sequence[Enrichment]] | None = None,
) -> PaperSlugs:
    """One slug for each group. The first paper to appear under a title that was not published keeps the plain slug."""
    published = [link for link in permalinks if link.address.startswith(PAPERS_FOLDER) and link.owner]
    claims = _claims(groups, published, enrichments or {})
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
    owners = {slugs[number]: owner_of(group, enrichments or {}) for number, group in enumerate(groups)}
    return PaperSlugs(tuple(slugs[number] for number in range(len(groups))), owners, former)


def owner_of(group: Group, enrichments: Mapping[TitleKey, Sequence[Enrichment]]) -> Owner:
    """What identifies the paper of a group of entries. An address counts only for entries of the same title."""
    ids = Ids.of(one for listed in group for one in listed.entry.ids)
    for key in dict.fromkeys(title_key(listed.entry.title) for listed in group):
        ids = ids.completed(Ids.of(first_of_each_kind(enrichments.get(key, ()))))
    lasting = (one for one in ids if not one.startswith("url:"))
    return Owner(tuple(sorted(lasting)), " ".join(group[0].entry.title.split()))


def _claims(
    groups: Sequence[Group], published: Sequence[Permalink], enrichments: Mapping[TitleKey, Sequence[Enrichment]]
) -> dict[int, list[Permalink]]:
    """The published addresses of each group, by its number: first those that an id decides, then those of a title."""
    owners = [owner_of(group, enrichments) for group in groups]
    by_id: dict[str, int] = {}
    by_title: dict[TitleKey, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in owners[number].ids:
            by_id.setdefault(one, number)
        for key in dict.fromkeys(title_key(listed.entry.title) for listed in group):
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


def _preference(group: Group, link: Permalink) -> tuple[bool, str]:
    """Of several published slugs of a paper the one of its first title stays, else the first by name."""
    return title_key(link.owner.title) != title_key(group[0].entry.title), link.address


def _new_slug(group: Group, taken: set[Slug]) -> Slug:
    entry = group[0].entry
    slug = slug_of(entry.title)
    if slug not in taken:
        return slug
    arxiv = next((listed.entry.arxiv for listed in group if listed.entry.arxiv), None)
    slug = Slug(f"{slug}-{slug_suffix(entry.title, arxiv)}")
    number = 2
    while slug in taken:
        slug, number = Slug(f"{slug_of(entry.title)}-{slug_suffix(entry.title, arxiv)}-{number}"), number + 1
    return slug


def _slug(link: Permalink) -> Slug:
    return Slug(link.address.removeprefix(PAPERS_FOLDER))
