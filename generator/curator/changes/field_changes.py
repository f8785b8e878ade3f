"""Fields of pages that change: of the site, of digests, of topics and of papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.permalink_list import DIGESTS_AT, PAPERS_AT, TOPICS_AT, address_of
from generator.curator.changes.change import ChangedPage, Edit, PageKind
from generator.curator.changes.page_matching import MatchedVersions
from generator.curator.changes.paper_facts import Facts, facts_of_paper, sources_of_paper
from generator.model.catalogue import Catalogue
from generator.model.curation import Topic
from generator.model.digest import Digest
from generator.model.problem import Place


def edited_fields(versions: MatchedVersions) -> Iterator[Edit]:
    """Each changed field of a page that both versions have, in the order of the site."""
    site = ChangedPage(PageKind.SITE, "", versions.after.site.title)
    yield from _differences(site, _facts_of_site(versions, is_after=False), _facts_of_site(versions, is_after=True))
    for digest in versions.before.digests:
        address = versions.now.get(f"{DIGESTS_AT}/{digest.slug}")
        if address:
            yield from _order(versions, digest, versions.after.digest[address.removeprefix(f"{DIGESTS_AT}/")])
    for topic in versions.before.topics:
        address = versions.now.get(f"{TOPICS_AT}/{topic.slug}")
        if address:
            other = versions.after.topic[address.removeprefix(f"{TOPICS_AT}/")]
            was, now = _facts_of_topic(versions, topic, is_after=False), _facts_of_topic(versions, other, is_after=True)
            yield from _differences(versions.new[address], was, now)
    for before, after in versions.papers_shown_by_both():
        page = versions.new[f"{PAPERS_AT}/{after.slug}"]
        edits = list(_differences(page, facts_of_paper(before), facts_of_paper(after)))
        # Whoever changes a field changes where it comes from; only alone is that worth telling.
        yield from edits or _differences(page, sources_of_paper(before), sources_of_paper(after))


def _order(versions: MatchedVersions, before: Digest, after: Digest) -> Iterator[Edit]:
    """The papers that a digest listed and still lists, when their order changed."""
    new = versions.after.by_digest[after.slug]
    titles: dict[str, str] = {paper.slug: paper.title.plain for paper in new}
    old = [versions.slug_now(paper.slug) for paper in versions.before.by_digest[before.slug]]
    was = list(dict.fromkeys(slug for slug in old if slug in titles))
    # A digest can list a paper twice, under two titles.
    now = list(dict.fromkeys(paper.slug for paper in new if paper.slug in set(was)))
    page = versions.new[f"{DIGESTS_AT}/{after.slug}"]
    if was != now:
        shown = tuple(titles[slug] for slug in was), tuple(titles[slug] for slug in now)
        yield Edit(page, "order", *shown, Place(after.file))
    places, others = _places(versions.before, before), _places(versions.after, after)
    # Where papers came or went, that is told, and all others moved up or down.
    if was == now and places != others and len(places) == len(others) == len(now):
        yield Edit(page, "places", places, others, Place(after.file))


def _facts_of_site(versions: MatchedVersions, *, is_after: bool) -> Facts:
    catalogue = versions.after if is_after else versions.before
    site = catalogue.site
    place = Place("site.yml")
    redirects = tuple(
        f"{old}: {new.value}"
        for old, new in sorted(site.redirects.items())
        if address_of(old) not in versions.old and address_of(old) not in versions.new
    )
    return {
        "title": ((site.title,), place),
        "description": ((site.description,), place),
        "areas": (tuple(f"{area.title} ({area.slug})" for area in site.areas), place),
        "redirects": (redirects, place),
    }


def _facts_of_topic(versions: MatchedVersions, topic: Topic, *, is_after: bool) -> Facts:
    catalogue = versions.after if is_after else versions.before
    # A page shows only papers that are there, and a paper with another title is no other paper.
    shown = [one.value for one in topic.start_here if one.value in catalogue.by_slug]
    slugs = shown if is_after else [versions.slug_now(slug) for slug in shown]
    titles = {**versions.before.by_slug, **versions.after.by_slug}
    start = tuple(titles[slug].title.plain for slug in slugs)
    areas = {area.slug: area.title for area in catalogue.site.areas}
    return {
        "title": ((topic.title,), topic.place),
        "area": ((areas[topic.area.value],), topic.area.place),
        "scope": ((topic.scope,), topic.place),
        "start here": (start, topic.start_here[0].place if topic.start_here else topic.place),
    }


def _differences(page: ChangedPage, before: Facts, after: Facts) -> Iterator[Edit]:
    for field, (now, place) in after.items():
        if before[field][0] != now:
            yield Edit(page, field, before[field][0], now, place if now else before[field][1])


def _places(catalogue: Catalogue, digest: Digest) -> tuple[str, ...]:
    """The numbers that a digest gives the papers that the site shows."""
    places = {
        one.position for p in catalogue.by_digest[digest.slug] for one in p.appearances if one.digest == digest.slug
    }
    return tuple(str(place) for place in sorted(places))
