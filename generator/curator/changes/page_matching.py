"""Two versions of the content, and which page of one is which page of the other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.catalogue.permalink_list import DIGESTS_AT, PAPERS_AT, TOPICS_AT, address_of, addresses
from generator.content.read import ContentResult
from generator.curator.changes.change import ChangedPage, Move, PageKind
from generator.model.identity import title_key
from generator.model.paper import Paper


class MatchedVersions:
    """Two versions, and where the pages of the first are in the second."""

    def __init__(self, before: ContentResult, after: ContentResult) -> None:
        self.before, self.after = before.catalogue, after.catalogue
        self.old, self.new = _pages(before), _pages(after)
        self.hidden_before = {paper.slug: paper for paper in before.hidden}
        self.hidden_after = {paper.slug: paper for paper in after.hidden}
        self.redirects = {address_of(old): new for old, new in self.after.site.redirects.items()}
        self.moves = [move for address in self.old if address not in self.new for move in self._move(address)]
        self.now = {address: address for address in self.old if address in self.new}
        renamed = [move for move in self.moves if move.target.address not in self.old]
        self.now |= {move.page.address: move.target.address for move in renamed}
        self.renamed = tuple(renamed)

    def _move(self, address: str) -> Iterator[Move]:
        """Where a page that is gone went: where it is redirected to, else to the paper it became."""
        redirect = self.redirects.get(address)
        if redirect:
            target = self.new.get(address_of(redirect.value))
            if target:
                yield Move(self.old[address], target, redirect.place)
        elif (successor := self._successor(address)) and not self.is_hidden(address):
            yield Move(self.old[address], self.new[successor], None)

    def _successor(self, address: str) -> str | None:
        """The paper that a gone one became: it has its entry of a digest now, or is new there and alike."""
        paper = self.before.by_slug.get(address.removeprefix(f"{PAPERS_AT}/"))
        if paper is None:
            return None
        entries = [(one.digest, self.before.digest[one.digest].entries[one.position - 1]) for one in paper.appearances]
        owner = next(
            (self._owners[key] for day, one in entries if (key := (day, title_key(one.title))) in self._owners), None
        )
        days = {day for day, _ in entries}
        alike = (
            other.slug
            for other in self.after.papers
            if other.slug not in self.before.by_slug
            and any(one.digest in days for one in other.appearances)
            and _is_alike(paper, other)
        )
        found = owner or next(alike, None)
        return f"{PAPERS_AT}/{found}" if found else None

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], str]:
        """The slug of the paper that each entry of a digest belongs to now, by digest and title key."""
        slugs = {(one.digest, one.position): paper.slug for paper in self.after.papers for one in paper.appearances}
        return {
            (digest.slug, title_key(entry.title)): slugs[digest.slug, position]
            for digest in self.after.digests
            for position, entry in enumerate(digest.entries, start=1)
            if (digest.slug, position) in slugs
        }

    def is_hidden(self, address: str) -> bool:
        """Whether an address is that of a paper that the second version hides."""
        return address.startswith(f"{PAPERS_AT}/") and address.removeprefix(f"{PAPERS_AT}/") in self.hidden_after

    def papers_shown_by_both(self) -> Iterator[tuple[Paper, Paper]]:
        """Each paper that both versions show, unless nothing at all is new about it."""
        for paper in self.before.papers:
            address = self.now.get(f"{PAPERS_AT}/{paper.slug}", "")
            other = self.after.by_slug.get(address.removeprefix(f"{PAPERS_AT}/"))
            if other and other != paper:
                yield paper, other

    def slug_now(self, slug: str) -> str:
        """The slug that a paper of the first version has in the second; its own when it is gone."""
        return self.now.get(f"{PAPERS_AT}/{slug}", slug).removeprefix(f"{PAPERS_AT}/")


def _pages(shelf: ContentResult) -> dict[str, ChangedPage]:
    catalogue = shelf.catalogue
    pages = {
        f"{DIGESTS_AT}/{one.slug}": ChangedPage(PageKind.DIGEST, f"{DIGESTS_AT}/{one.slug}", one.slug)
        for one in catalogue.digests
    }
    for topic in catalogue.topics:
        pages[f"{TOPICS_AT}/{topic.slug}"] = ChangedPage(PageKind.TOPIC, f"{TOPICS_AT}/{topic.slug}", topic.title)
    for paper in catalogue.papers:
        pages[f"{PAPERS_AT}/{paper.slug}"] = ChangedPage(PageKind.PAPER, f"{PAPERS_AT}/{paper.slug}", paper.title.plain)
    assert pages.keys() == addresses(catalogue)
    return pages


def _is_alike(before: Paper, after: Paper) -> bool:
    """Could be the same paper under another title?"""
    if before.arxiv and after.arxiv:
        return before.arxiv == after.arxiv
    same = [paragraph.plain for paragraph in before.abstract] == [paragraph.plain for paragraph in after.abstract]
    return bool(before.abstract and same) or bool(
        difflib.SequenceMatcher(None, before.title.plain.casefold(), after.title.plain.casefold()).ratio() > 0.8
    )
