"""Is a content folder a list of its own, put in the place of another? Then it has no addresses of that one to keep."""

from __future__ import annotations

from generator.catalogue.name_problems import LOST_PERMALINK
from generator.content.read import ContentResult
from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.model.identity import Slug

NOTHING = ContentResult(Catalogue(Site("", "", ()), (), (), ()), ())
"""What a list is compared with that has no earlier version."""


def is_another_list(before: ContentResult, after: ContentResult) -> bool:
    """Has it another title, few of the papers, and no claim to an address of the earlier list?"""
    is_renamed = before.catalogue.site.title != after.catalogue.site.title
    claims_old = any(problem.kind is LOST_PERMALINK for problem in after.problems)
    old, new = _slugs(before), _slugs(after)
    return is_renamed and not claims_old and 2 * len(old & new) < len(old)


def _slugs(result: ContentResult) -> set[Slug]:
    return {paper.slug for paper in (*result.catalogue.papers, *result.hidden)}
