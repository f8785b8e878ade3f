"""The addresses that names had before a curator said that they are another's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.people.papers_by_name import fewest_for_page, names_of, people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind, contributor_slug, name_key
from generator.model.identity import Slug


def former_names(catalogue: Catalogue) -> Iterator[tuple[ContributorKind, Slug, Slug]]:
    """The slug of each other name of an alias that would have a page by itself, with that of the page it is part of."""
    if not catalogue.site.aliases:
        return
    people = people_of(catalogue)
    pages = {(one.kind, one.name): one for kind in ContributorKind for one in people.with_pages(kind)}
    for alias in catalogue.site.aliases:
        now = pages.get((alias.kind, alias.name.value))
        if now is None:
            continue
        fewest = fewest_for_page(catalogue.site, alias.kind)
        stated = [{name_key(alias.kind, name) for name in names_of(paper, alias.kind)} for paper in now.papers]
        for name in alias.also:
            slug, key = contributor_slug(alias.kind, name.value), name_key(alias.kind, name.value)
            if slug != now.slug and sum(key in keys for keys in stated) >= fewest:
                yield alias.kind, slug, now.slug
