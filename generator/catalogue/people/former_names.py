"""The addresses that names had before a curator said that they are another's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.people.papers_by_name import people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind, contributor_slug
from generator.model.identity import Slug


def former_names(catalogue: Catalogue) -> Iterator[tuple[ContributorKind, Slug, Slug]]:
    """The slug of each other name of an alias, with that of the page that its papers are on now, if they have one."""
    if not catalogue.site.aliases:
        return
    people = people_of(catalogue)
    pages = {(one.kind, one.name): one.slug for kind in ContributorKind for one in people.with_pages(kind)}
    for alias in catalogue.site.aliases:
        now = pages.get((alias.kind, alias.name.value))
        former = {contributor_slug(alias.kind, name.value) for name in alias.also} - {now}
        yield from ((alias.kind, slug, now) for slug in sorted(former) if now)
