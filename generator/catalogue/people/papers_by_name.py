"""Who wrote which papers, by name.

Names that differ in case, accents or punctuation only are one, and so are those that a curator says are. Nothing else
is guessed: two people of one name cannot be told apart, and are one here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.catalogue import Catalogue
from generator.model.contributors import Alias, ContributorKind, NameKey, Orcid, contributor_slug, name_key
from generator.model.curation import Site
from generator.model.identity import Slug
from generator.model.paper import Listing, Paper

_FEWEST_OF_ORGANISATION = 3
"""Papers from which on an organisation has a page."""
FEWEST_FOR_FEED = 5
"""Papers from which on there can be a feed: with fewer, nobody would wait for the next."""
MOST_FEEDS = 8
"""Feeds of authors, and of organisations: those who were the first to have enough papers, so that no later paper ends
a feed that somebody reads.
"""


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author or an organisation, with the papers that name it."""

    kind: ContributorKind
    slug: Slug
    name: str
    """The spelling that a curator chose, else that of most papers; of equally many the longest."""
    also: tuple[str, ...]
    """Its other spellings in papers, sorted."""
    papers: tuple[Paper, ...]
    """Newest first; never empty."""
    orcid: Orcid | None
    page_since: Listing | None
    """When enough papers for a page were listed, whatever has come since; ``None`` while there are too few."""

    @property
    def has_page(self) -> bool:
        """Has it enough papers for a page?"""
        return self.page_since is not None


@dataclass(frozen=True)
class People:
    """All authors and organisations of a catalogue."""

    by_name: Mapping[ContributorKind, Mapping[str, Contributor]]
    """By every spelling in papers."""

    def of(self, kind: ContributorKind) -> tuple[Contributor, ...]:
        """All of a kind, by slug."""
        return self._sorted[kind]

    def with_pages(self, kind: ContributorKind) -> tuple[Contributor, ...]:
        """Those of a kind that have a page, by slug."""
        return tuple(contributor for contributor in self.of(kind) if contributor.has_page)

    def with_feeds(self, kind: ContributorKind) -> tuple[Contributor, ...]:
        """Those of a kind that have a feed, by slug."""
        first = sorted(
            (sorted(paper.first_listed for paper in one.papers)[FEWEST_FOR_FEED - 1], one.slug)
            for one in self.of(kind)
            if len(one.papers) >= FEWEST_FOR_FEED
        )
        slugs = {slug for _, slug in first[:MOST_FEEDS]}
        return tuple(contributor for contributor in self.of(kind) if contributor.slug in slugs)

    def named(self, kind: ContributorKind, name: str) -> Contributor:
        """Whoever has a name that a paper states."""
        return self.by_name[kind][name]

    @cached_property
    def _sorted(self) -> Mapping[ContributorKind, tuple[Contributor, ...]]:
        unique = {kind: {one.slug: one for one in named.values()} for kind, named in self.by_name.items()}
        return {kind: tuple(named[slug] for slug in sorted(named)) for kind, named in unique.items()}


def fewest_for_page(site: Site, kind: ContributorKind) -> int:
    """Papers from which on there is a page: with fewer, a search finds as much."""
    return site.author_pages if kind is ContributorKind.AUTHOR else _FEWEST_OF_ORGANISATION


def names_of(paper: Paper, kind: ContributorKind) -> tuple[str, ...]:
    """The names of a kind that a paper states, each once."""
    if kind is ContributorKind.AUTHOR:
        return tuple(dict.fromkeys(paper.authors))
    return (paper.organisation.name,) if paper.organisation else ()


_last: list[tuple[Catalogue, People]] = []


def people_of(catalogue: Catalogue) -> People:
    """The authors and organisations of all papers: worked out once, because pages and several exports ask for them."""
    if not _last or _last[0][0] is not catalogue:
        people = People({kind: _of_kind(kind, catalogue.papers, catalogue.site) for kind in ContributorKind})
        _last[:] = [(catalogue, people)]
    return _last[0][1]


@dataclass(slots=True)
class _Gathered:
    """What papers say of one contributor."""

    papers: dict[Slug, Paper] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)


def _of_kind(kind: ContributorKind, papers: Iterable[Paper], site: Site) -> dict[str, Contributor]:
    chosen = {name_key(kind, name.value): alias for alias in site.aliases if alias.kind is kind for name in alias.names}
    gathered: dict[NameKey, _Gathered] = defaultdict(_Gathered)
    key_of: dict[str, NameKey] = {}
    for paper in papers:
        for name in names_of(paper, kind):
            key = key_of.get(name)
            if key is None:
                stated = name_key(kind, name)
                key = key_of[name] = name_key(kind, chosen[stated].name.value) if stated in chosen else stated
            gathered[key].papers[paper.slug] = paper
            gathered[key].spellings[name] += 1
    taken: set[Slug] = set()
    fewest = fewest_for_page(site, kind)
    by_key = {key: _contributor(kind, gathered[key], chosen.get(key), taken, fewest) for key in sorted(gathered)}
    return {name: by_key[key] for name, key in key_of.items()}


def _contributor(
    kind: ContributorKind, gathered: _Gathered, alias: Alias | None, taken: set[Slug], fewest: int
) -> Contributor:
    papers = tuple(gathered.papers.values())
    spellings = list(gathered.spellings)
    if len(spellings) > 1:
        spellings.sort(key=lambda name: (-gathered.spellings[name], -len(name), name.isupper(), name))
    name = alias.name.value if alias else spellings[0]
    return Contributor(
        kind=kind,
        slug=_unique(contributor_slug(kind, name if alias else _slug_name(kind, papers, spellings)), taken),
        name=name,
        also=tuple(sorted(gathered.spellings.keys() - {name})) if len(spellings) > 1 or alias else (),
        papers=papers,
        orcid=alias.orcid.value if alias and alias.orcid else None,
        page_since=_page_since(papers, fewest),
    )


def _slug_name(kind: ContributorKind, papers: Iterable[Paper], spellings: list[str]) -> str:
    """The spelling that gives the address: it must not change when later papers have another one."""
    if len(spellings) == 1 or kind is ContributorKind.AUTHOR:
        # All spellings of an author have one slug, because it is made of the key.
        return spellings[0]
    oldest = min(papers, key=lambda paper: (paper.first_listed, paper.appearances[0].position, paper.slug))
    return names_of(oldest, kind)[0]


def _page_since(papers: tuple[Paper, ...], fewest: int) -> Listing | None:
    return sorted(paper.first_listed for paper in papers)[fewest - 1] if len(papers) >= fewest else None


def _unique(slug: Slug, taken: set[Slug]) -> Slug:
    """A slug of its own, even for a name that was made to look like the slug of another."""
    number = 2
    unique = slug
    while unique in taken:
        unique, number = Slug(f"{slug}-{number}"), number + 1
    taken.add(unique)
    return unique
