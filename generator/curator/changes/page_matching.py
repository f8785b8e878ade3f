"""Two versions of the content, and which page of one is which page of the other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.catalogue.permalink_list import DIGESTS_AT, PAPERS_AT, TOPICS_AT, address_of, addresses
from generator.content.read import ContentResult
from generator.curator.changes.change import ChangedPage, Move, PageKind
from generator.model.catalogue import Catalogue
from generator.model.identity import title_key
from generator.model.paper import Paper

_ALIKE = 0.8
"""Similarity of their titles above which two papers may be one."""


class MatchedVersions:
    """Two versions, and what became of the pages of the first."""

    def __init__(self, before: ContentResult, after: ContentResult) -> None:
        self.before, self.after = before.catalogue, after.catalogue
        self.old, self.new = _site_pages(self.before), _site_pages(self.after)
        """Pages by address."""
        self.hidden_before = {paper.slug: paper for paper in before.hidden}
        self.hidden_after = {paper.slug: paper for paper in after.hidden}
        self.redirects = {address_of(old): new for old, new in self.after.site.redirects.items()}
        self.moves = tuple(move for address in self.old if address not in self.new for move in self._move(address))
        self.renamed = tuple(move for move in self.moves if move.target.address not in self.old)
        self.merged = tuple(move for move in self.moves if move not in self.renamed)
        self.now = {address: address for address in self.old if address in self.new}
        """The address that each page has now. Pages that are gone or merged into another have none."""
        self.now |= {move.page.address: move.target.address for move in self.renamed}

    def papers_shown_by_both(self) -> Iterator[tuple[Paper, Paper]]:
        """Each paper that both versions show, unless nothing about it changed."""
        for before in self.before.papers:
            address = self.now.get(f"{PAPERS_AT}/{before.slug}", "")
            after = self.after.by_slug.get(address.removeprefix(f"{PAPERS_AT}/"))
            if after and after != before:
                yield before, after

    def slug_now(self, slug: str) -> str:
        """The slug that a paper has now; its old one where it is gone."""
        return self.now.get(f"{PAPERS_AT}/{slug}", slug).removeprefix(f"{PAPERS_AT}/")

    def is_hidden(self, address: str) -> bool:
        """Does a curator hide the paper now?"""
        return address.startswith(f"{PAPERS_AT}/") and address.removeprefix(f"{PAPERS_AT}/") in self.hidden_after

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
        """The address of the paper that a gone one became: the one that now has its entry of a digest,
        else a new one with an entry in the same digest that resembles it.
        """
        paper = self.before.by_slug.get(address.removeprefix(f"{PAPERS_AT}/"))
        if paper is None:
            return None
        slug = self._owner_of_entries(paper) or self._similar(paper)
        return f"{PAPERS_AT}/{slug}" if slug else None

    def _owner_of_entries(self, paper: Paper) -> str | None:
        entries = (
            (appearance.digest, self.before.digest[appearance.digest].entries[appearance.position - 1])
            for appearance in paper.appearances
        )
        owners = (self._owners.get((digest, title_key(entry.title))) for digest, entry in entries)
        return next((owner for owner in owners if owner), None)

    def _similar(self, paper: Paper) -> str | None:
        digests = {appearance.digest for appearance in paper.appearances}
        candidates = (
            other.slug
            for other in self.after.papers
            if other.slug not in self.before.by_slug
            and any(appearance.digest in digests for appearance in other.appearances)
            and _is_alike(paper, other)
        )
        return next(candidates, None)

    @cached_property
    def _owners(self) -> Mapping[tuple[str, str], str]:
        """The slug of the paper that each entry of a digest belongs to now, by digest and title key."""
        slugs = {
            (appearance.digest, appearance.position): paper.slug
            for paper in self.after.papers
            for appearance in paper.appearances
        }
        return {
            (digest.slug, title_key(entry.title)): slugs[digest.slug, position]
            for digest in self.after.digests
            for position, entry in enumerate(digest.entries, start=1)
            if (digest.slug, position) in slugs
        }


def _site_pages(catalogue: Catalogue) -> dict[str, ChangedPage]:
    pages = [
        *(ChangedPage(PageKind.DIGEST, f"{DIGESTS_AT}/{digest.slug}", digest.slug) for digest in catalogue.digests),
        *(ChangedPage(PageKind.TOPIC, f"{TOPICS_AT}/{topic.slug}", topic.title) for topic in catalogue.topics),
        *(ChangedPage(PageKind.PAPER, f"{PAPERS_AT}/{paper.slug}", paper.title.plain) for paper in catalogue.papers),
    ]
    by_address = {page.address: page for page in pages}
    assert by_address.keys() == addresses(catalogue)
    return by_address


def _is_alike(before: Paper, after: Paper) -> bool:
    """Could they be the same paper under two titles?"""
    if before.arxiv and after.arxiv:
        return before.arxiv == after.arxiv
    old_abstract, new_abstract = ([paragraph.plain for paragraph in paper.abstract] for paper in (before, after))
    is_same_abstract = bool(old_abstract) and old_abstract == new_abstract
    old_title, new_title = (paper.title.plain.casefold() for paper in (before, after))
    return is_same_abstract or difflib.SequenceMatcher(None, old_title, new_title).ratio() > _ALIKE
