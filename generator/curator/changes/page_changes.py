"""Pages that appear, disappear, break or are hidden."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.catalogue.permalink_list import DIGESTS_AT, PAPERS_AT, TOPICS_AT, address_of
from generator.curator.changes.change import Added, Broken, ChangedPage, Hidden, PageKind
from generator.curator.changes.page_matching import MatchedVersions
from generator.model.paper import Paper
from generator.model.problem import Place


def broken_addresses(versions: MatchedVersions) -> Iterator[Broken]:
    """Published addresses, and former ones, that lead nowhere now."""
    former = {address_of(old) for old in versions.before.site.redirects}
    moved = {move.page.address: move.target.address for move in versions.moves}
    for address in sorted({*versions.old, *former}):
        if address not in versions.new and address not in versions.redirects and not versions.is_hidden(address):
            page = versions.old.get(address) or ChangedPage(_kind(address), address, "a former address")
            yield Broken(page, moved.get(address) or _near_address(versions, address))


def _near_address(versions: MatchedVersions, address: str) -> str | None:
    if address.startswith(f"{PAPERS_AT}/"):
        return None
    kind = address.partition("/")[0]
    new = sorted(page for page in versions.new.keys() - versions.old.keys() if page.startswith(f"{kind}/"))
    near = difflib.get_close_matches(address, new, n=1, cutoff=0.7)
    return near[0] if near else None


def added_pages(versions: MatchedVersions) -> Iterator[Added]:
    """Digests, topics and papers that the first version has under no address."""
    come = versions.new.keys() - set(versions.now.values())
    for digest in versions.after.digests:
        if (address := f"{DIGESTS_AT}/{digest.slug}") in come:
            papers = len(versions.after.by_digest[digest.slug])
            yield Added(versions.new[address], Place(digest.file), papers)
    for topic in versions.after.topics:
        if (address := f"{TOPICS_AT}/{topic.slug}") in come:
            yield Added(versions.new[address], topic.place, len(versions.after.by_topic[topic.slug]))
    for paper in versions.after.papers:
        if (address := f"{PAPERS_AT}/{paper.slug}") in come and paper.slug not in versions.hidden_before:
            yield Added(versions.new[address], paper.appearances[0].place, topics=paper.topics)


def hidden_papers(versions: MatchedVersions) -> Iterator[Hidden]:
    """Papers whose page is gone because a curator hides them."""
    for slug in versions.hidden_after:
        page = versions.old.get(f"{PAPERS_AT}/{slug}")
        if page:
            yield Hidden(page, _origin(versions.hidden_after[slug], "hidden"))


def shown_papers(versions: MatchedVersions) -> Iterator[Hidden]:
    """Papers that were hidden before and have a page again."""
    for slug in versions.hidden_before:
        page = versions.new.get(f"{PAPERS_AT}/{slug}")
        if page:
            yield Hidden(page, None)


def _kind(address: str) -> PageKind:
    return {PAPERS_AT: PageKind.PAPER, TOPICS_AT: PageKind.TOPIC, DIGESTS_AT: PageKind.DIGEST}[
        address.partition("/")[0]
    ]


def _origin(paper: Paper, field: str) -> Place | None:
    return next((origin.place for origin in paper.origins if origin.field == field), None)
