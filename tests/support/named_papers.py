"""Catalogues of papers that tests name by who wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from support.builders import digest, entry, paper

from generator.model.catalogue import Catalogue
from generator.model.contributors import Alias, ContributorKind, Orcid
from generator.model.curation import Site
from generator.model.digest import Organisation
from generator.model.identity import Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Located, Place

PLACE = Place("site.yml", 9)
FIRST_DAY = date(2025, 1, 1)


def by(*authors: str, organisation: str | None = None, day: int = 0, slug: str = "") -> Paper:
    """A paper that a digest lists so many days after the first, with its day in its slug."""
    listed = FIRST_DAY + timedelta(day)
    return replace(
        paper(f"Paper of {listed}", slug=slug or f"paper-{day}"),
        authors=authors,
        organisation=Organisation(organisation) if organisation else None,
        appearances=(Appearance(Slug(listed.isoformat()), listed, 1, Place(f"digests/{listed}.txt")),),
    )


def alias(name: str, *also: str, kind: ContributorKind = ContributorKind.AUTHOR, orcid: str | None = None) -> Alias:
    """An item of ``aliases``."""
    others = tuple(Located(other, PLACE) for other in also)
    return Alias(Located(name, PLACE), PLACE, others, kind, Located(Orcid(orcid), PLACE) if orcid else None)


def catalogue_of(papers: Iterable[Paper], *aliases: Alias) -> Catalogue:
    """A catalogue of papers in any order, with the digests that list them."""
    newest_first = sorted(papers, key=lambda one: (one.dated, one.slug), reverse=True)
    days = sorted({one.appearances[0].date for one in newest_first}, reverse=True)
    digests = (
        digest(f"{day}", *(entry(one.title.plain) for one in newest_first if one.appearances[0].date == day))
        for day in days
    )
    return Catalogue(Site("Shelf", "A shelf.", (), aliases=aliases), tuple(digests), tuple(newest_first), ())
