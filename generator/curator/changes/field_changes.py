"""Fields of pages that changed: of the site, of digests, topics and papers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.permalink_list import DIGESTS_AT, PAPERS_AT, TOPICS_AT, address_of
from generator.curator.changes.change import ChangedPage, Edit, PageKind
from generator.curator.changes.page_matching import MatchedVersions
from generator.curator.changes.paper_facts import Facts, facts_of_paper, sources_of_paper
from generator.model.catalogue import Catalogue
from generator.model.curation import Site, Topic
from generator.model.digest import Digest
from generator.model.problem import Place


def edited_fields(versions: MatchedVersions) -> Iterator[Edit]:
    """Each changed field of a page that both versions have, with the site first."""
    site = ChangedPage(PageKind.SITE, "", versions.after.site.title)
    yield from _edits(
        site, _facts_of_site(versions.before.site, versions), _facts_of_site(versions.after.site, versions)
    )
    yield from _edits_of_digests(versions)
    yield from _edits_of_topics(versions)
    yield from _edits_of_papers(versions)


def _edits(page: ChangedPage, before: Facts, after: Facts) -> Iterator[Edit]:
    for field, (texts, place) in after.items():
        old_texts, old_place = before[field]
        if old_texts != texts:
            yield Edit(page, field, old_texts, texts, place if texts else old_place)


def _edits_of_papers(versions: MatchedVersions) -> Iterator[Edit]:
    for before, after in versions.papers_shown_by_both():
        page = versions.new[f"{PAPERS_AT}/{after.slug}"]
        edits = list(_edits(page, facts_of_paper(before), facts_of_paper(after)))
        # An edited field usually has another source as well, so sources are reported only on their own.
        yield from edits or _edits(page, sources_of_paper(before), sources_of_paper(after))


# --- the site --------------------------------------------------------------------------------


def _facts_of_site(site: Site, versions: MatchedVersions) -> Facts:
    place = Place("site.yml")
    redirects = tuple(
        f"{name}: {target.value}"
        for name, target in sorted(site.redirects.items())
        if address_of(name) not in versions.old and address_of(name) not in versions.new
    )
    return {
        "title": ((site.title,), place),
        "description": ((site.description,), place),
        "areas": (tuple(f"{area.title} ({area.slug})" for area in site.areas), place),
        "redirects": (redirects, place),
    }


# --- digests ---------------------------------------------------------------------------------


def _edits_of_digests(versions: MatchedVersions) -> Iterator[Edit]:
    for before in versions.before.digests:
        address = versions.now.get(f"{DIGESTS_AT}/{before.slug}")
        if address:
            after = versions.after.digest[address.removeprefix(f"{DIGESTS_AT}/")]
            yield from _order_edits(versions, before, after)


def _order_edits(versions: MatchedVersions, before: Digest, after: Digest) -> Iterator[Edit]:
    """Changes in the order and in the numbers of the papers that a digest listed and still lists."""
    page = versions.new[f"{DIGESTS_AT}/{after.slug}"]
    papers = versions.after.by_digest[after.slug]
    titles: dict[str, str] = {paper.slug: paper.title.plain for paper in papers}
    old_slugs = [versions.slug_now(paper.slug) for paper in versions.before.by_digest[before.slug]]
    # A digest can list a paper twice, under two titles.
    was = list(dict.fromkeys(slug for slug in old_slugs if slug in titles))
    now = list(dict.fromkeys(paper.slug for paper in papers if paper.slug in set(was)))
    if was != now:
        shown = tuple(titles[slug] for slug in was), tuple(titles[slug] for slug in now)
        yield Edit(page, "order", *shown, Place(after.file))
    positions = _positions(versions.before, before), _positions(versions.after, after)
    # Where papers were added or removed, which is reported, the numbers of all others change, too.
    is_same_papers = was == now and all(len(numbers) == len(now) for numbers in positions)
    if is_same_papers and positions[0] != positions[1]:
        yield Edit(page, "places", *positions, Place(after.file))


def _positions(catalogue: Catalogue, digest: Digest) -> tuple[str, ...]:
    """The numbers that a digest gives the papers that the site shows."""
    positions = {
        appearance.position
        for paper in catalogue.by_digest[digest.slug]
        for appearance in paper.appearances
        if appearance.digest == digest.slug
    }
    return tuple(str(position) for position in sorted(positions))


# --- topics ----------------------------------------------------------------------------------


def _edits_of_topics(versions: MatchedVersions) -> Iterator[Edit]:
    for before in versions.before.topics:
        address = versions.now.get(f"{TOPICS_AT}/{before.slug}")
        if address:
            after = versions.after.topic[address.removeprefix(f"{TOPICS_AT}/")]
            was = _facts_of_topic(before, versions, is_after=False)
            yield from _edits(versions.new[address], was, _facts_of_topic(after, versions, is_after=True))


def _facts_of_topic(topic: Topic, versions: MatchedVersions, *, is_after: bool) -> Facts:
    catalogue = versions.after if is_after else versions.before
    areas = {area.slug: area.title for area in catalogue.site.areas}
    start_here = topic.start_here[0].place if topic.start_here else topic.place
    return {
        "title": ((topic.title,), topic.place),
        "area": ((areas[topic.area.value],), topic.area.place),
        "scope": ((topic.scope,), topic.place),
        "start here": (_start_here(topic, versions, is_after=is_after), start_here),
    }


def _start_here(topic: Topic, versions: MatchedVersions, *, is_after: bool) -> tuple[str, ...]:
    """The titles of the papers to read first that the site shows, as they are now: a renamed paper is the same."""
    catalogue = versions.after if is_after else versions.before
    shown = [slug.value for slug in topic.start_here if slug.value in catalogue.by_slug]
    slugs = shown if is_after else [versions.slug_now(slug) for slug in shown]
    papers = {**versions.before.by_slug, **versions.after.by_slug}
    return tuple(papers[slug].title.plain for slug in slugs)
