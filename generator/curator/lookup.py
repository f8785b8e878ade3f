"""Finds a paper by slug, address, id or title."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from generator.catalogue.paper_index import id_in, slug_in
from generator.catalogue.permalink_list import PAPERS_AT, address_of
from generator.content.read import ContentResult
from generator.model.identity import slug_of, title_key
from generator.model.paper import Paper
from generator.model.problem import Located

_SHORTEST = 8
"""The least length of a title that can be recognised from its beginning."""


@dataclass(frozen=True, slots=True)
class LookupResult:
    """A paper, and how it was found."""

    paper: Paper
    redirect: Located[str] | None = None
    """The redirect that led to it."""


def look_up(result: ContentResult, text: str) -> LookupResult | None:
    """The paper that a text names exactly; hidden papers are included.

    The text is a slug, a former slug, a title, an arXiv id, or an address that ends in a slug or an
    arXiv id, whatever the host; or a DOI, or the address of the paper on OpenReview or in the ACL Anthology.
    """
    text = text.strip()
    papers = [*result.catalogue.papers, *result.hidden]
    by_slug: dict[str, Paper] = {paper.slug: paper for paper in papers}
    redirects = result.catalogue.site.redirects
    known, slug = id_in(text), slug_in(text)
    if known and (match := next((paper for paper in papers if known in paper.ids), None)):
        return LookupResult(match)
    if slug in by_slug:
        return LookupResult(by_slug[slug])
    if slug in redirects and redirects[slug].value in by_slug:
        return LookupResult(by_slug[redirects[slug].value], redirects[slug])
    key = title_key(text)
    by_title = next((paper for paper in papers if title_key(paper.title.plain) == key), None)
    scraped = by_title or by_slug.get(slug_of(text))
    return LookupResult(scraped) if scraped else None


def redirected_elsewhere(result: ContentResult, text: str) -> Located[str] | None:
    """Where a former slug of a paper redirects to, if that is not a paper."""
    target = result.catalogue.site.redirects.get(slug_in(text.strip()))
    return target if target and not address_of(target.value).startswith(f"{PAPERS_AT}/") else None


def near_slugs(result: ContentResult, text: str) -> list[str]:
    """At most three slugs of papers that may be meant: those that contain the text, otherwise similar ones."""
    wanted = slug_of(slug_in(text.strip()))
    slugs: list[str] = [paper.slug for paper in (*result.catalogue.papers, *result.hidden)]
    return [slug for slug in slugs if wanted in slug][:3] or difflib.get_close_matches(wanted, slugs, n=3, cutoff=0.5)


def nearest(result: ContentResult, title: str) -> Paper | None:
    """The one paper whose title is almost this, or begins with it; ``None`` if there are none or several."""
    key = title_key(title)
    papers: dict[str, Paper] = {
        title_key(paper.title.plain): paper for paper in (*result.catalogue.papers, *result.hidden)
    }
    if len(key) < _SHORTEST:
        return None
    near = [title for title in papers if title.startswith(key)] or difflib.get_close_matches(
        key, papers, n=2, cutoff=0.9
    )
    return papers[near[0]] if len(near) == 1 else None
