"""Merges what digests, resolvers and curators say into one record for each paper.

Identity first: which entries are the same paper. Then precedence, field by field: a curator's
correction, then enrichment, then the digests, the newest that states the field. Every field keeps
the place it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from generator.identity import letters, slug_of, slug_suffix, title_key
from generator.links import arranged, arxiv_links, kind_of, search_link
from generator.markup import addresses, understand
from generator.model import (
    Appearance,
    Corrections,
    Digest,
    Entry,
    Finding,
    Link,
    Located,
    Organisation,
    Origin,
    Overlay,
    Paper,
    Place,
    Problem,
    Severity,
    Text,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry together with the digest that lists it."""

    entry: Entry
    digest: Digest
    position: int

    @property
    def appearance(self) -> Appearance:
        """What remains of it on the paper's page."""
        return Appearance(self.digest.slug, self.digest.date, self.position, self.entry.place)


def merge(
    digests: Iterable[Digest],
    findings: Iterable[Finding],
    overlays: Iterable[Overlay],
    mirrors: Mapping[str, str],
) -> tuple[tuple[Paper, ...], list[Problem]]:
    """All papers, newest first, without topics; and what contradicts itself.

    Hidden papers are left out.
    """
    by_title, problems = _index_findings(findings)
    groups = _group(_listings(digests), by_title)
    slugs = _slugs(groups)
    overlay_of = {overlay.slug: overlay for overlay in overlays}
    papers: list[Paper] = []
    for slug, group in zip(slugs, groups, strict=True):
        overlay = overlay_of.get(slug)
        if overlay and overlay.hidden:
            continue
        paper = _Merger(slug, group, by_title, overlay, mirrors).merged()
        problems += _contradictions(paper, group, by_title)
        papers.append(paper)
    papers.sort(key=lambda paper: paper.slug)
    papers.sort(key=lambda paper: paper.dated, reverse=True)
    return tuple(papers), problems


def _index_findings(findings: Iterable[Finding]) -> tuple[dict[str, Finding], list[Problem]]:
    by_title: dict[str, Finding] = {}
    problems: list[Problem] = []
    for finding in findings:
        first = by_title.setdefault(title_key(finding.title), finding)
        if first is not finding and first.arxiv != finding.arxiv:
            message = (
                f"expected arXiv id {first.arxiv} as in {first.place}, found {finding.arxiv} for the same title;"
                " keep one"
            )
            problems.append(Problem(finding.place, "arxiv", message))
    return by_title, problems


# --- identity --------------------------------------------------------------------------------


def _listings(digests: Iterable[Digest]) -> Iterator[Listing]:
    """All entries, oldest first, each digest in its own order."""
    for digest in sorted(digests, key=lambda digest: digest.slug):
        for position, entry in enumerate(digest.entries, start=1):
            yield Listing(entry, digest, position)


def _group(listings: Iterable[Listing], by_title: Mapping[str, Finding]) -> list[list[Listing]]:
    """Listings of the same paper together, in the order of their first appearance.

    Equal arXiv ids make one paper, whatever the titles. An entry without an id belongs to the
    paper with its title; where two papers with different ids share a title, to the first.
    """
    by_arxiv: dict[str, list[Listing]] = {}
    by_key: dict[str, list[list[Listing]]] = defaultdict(list)
    nameless: list[tuple[str, Listing]] = []
    groups: list[list[Listing]] = []
    for listing in listings:
        key = title_key(listing.entry.title)
        finding = by_title.get(key)
        arxiv = listing.entry.arxiv or (finding.arxiv if finding else None)
        if arxiv is None:
            nameless.append((key, listing))
            continue
        group = by_arxiv.setdefault(arxiv, [])
        group.append(listing)
        if group not in by_key[key]:
            by_key[key].append(group)
        if len(group) == 1:
            groups.append(group)
    for key, listing in nameless:
        if not by_key[key]:
            by_key[key].append([])
            groups.append(by_key[key][0])
        by_key[key][0].append(listing)
    for group in groups:
        group.sort(key=lambda listing: (listing.digest.slug, listing.position))
    return sorted(groups, key=lambda group: (group[0].digest.slug, group[0].position))


def _slugs(groups: Iterable[Sequence[Listing]]) -> list[str]:
    """One slug for each paper: from the title it first appeared under, so that neither a later
    digest nor a correction moves its page. The first to appear keeps the plain slug.
    """
    taken: set[str] = set()
    slugs: list[str] = []
    for group in groups:
        entry = group[0].entry
        slug = slug_of(entry.title)
        if slug in taken:
            arxiv = next((listing.entry.arxiv for listing in group if listing.entry.arxiv), None)
            slug = f"{slug}-{slug_suffix(entry.title, arxiv)}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


# --- precedence ------------------------------------------------------------------------------


class _Merger:
    """Merges one paper, noting for each field where its value was found."""

    def __init__(
        self,
        slug: str,
        group: Sequence[Listing],
        by_title: Mapping[str, Finding],
        overlay: Overlay | None,
        mirrors: Mapping[str, str],
    ) -> None:
        self.slug = slug
        self.group = group
        self.newest_first = group[::-1]
        keys = [title_key(listing.entry.title) for listing in group]
        self.finding = next((by_title[key] for key in keys if key in by_title), None)
        self.overlay = overlay
        self.corrections = overlay.corrections if overlay else Corrections()
        self.mirrors = mirrors
        self.origins: list[Origin] = []

    def merged(self) -> Paper:
        title, abstract = self._title(), self._abstract()
        arxiv = self._arxiv()
        authors = self._authors()
        overlay = self.overlay
        return Paper(
            slug=self.slug,
            title=title,
            abstract=abstract,
            authors=authors,
            author_count=len(authors) or self._newest("author_count", lambda entry: entry.author_count),
            organisation=self._organisation(),
            published=self._published(),
            comments=self._newest("comments", lambda entry: entry.comments),
            upvotes=self._newest("upvotes", lambda entry: entry.upvotes),
            arxiv=arxiv,
            links=self._links(title, abstract, arxiv),
            appearances=tuple(listing.appearance for listing in self.group),
            origins=tuple(self.origins),
            note=self._corrected("note", overlay.note if overlay else None),
            featured=overlay.featured if overlay else False,
            status=overlay.status if overlay else None,
        )

    def _corrected(self, field: str, stated: Located[T] | None) -> T | None:
        if stated is None:
            return None
        self.origins.append(Origin(field, stated.place))
        return stated.value

    def _newest(self, field: str, get: Callable[[Entry], T | None]) -> T | None:
        for listing in self.newest_first:
            value = get(listing.entry)
            if value is not None:
                self.origins.append(Origin(field, listing.entry.place))
                return value
        return None

    def _title(self) -> Text:
        title = self._corrected("title", self.corrections.title)
        return understand(title or self._newest("title", lambda entry: entry.title) or "", self.mirrors)

    def _abstract(self) -> tuple[Text, ...]:
        """The newest abstract, but an older one where the newest is its cut-off beginning."""
        stated = self._corrected("abstract", self.corrections.abstract)
        if stated:
            return (understand(stated, self.mirrors),)
        best: Entry | None = None
        for listing in self.newest_first:
            entry = listing.entry
            if entry.abstract and (best is None or _continues(entry.abstract, best.abstract)):
                best = entry
        if best is None:
            return ()
        self.origins.append(Origin("abstract", best.place))
        return tuple(understand(paragraph, self.mirrors) for paragraph in best.abstract)

    def _arxiv(self) -> str | None:
        stated = self._corrected("arxiv", self.corrections.arxiv)
        if stated:
            return stated
        found = self._newest("arxiv", lambda entry: entry.arxiv)
        return found or self._found("arxiv", self.finding.arxiv if self.finding else None)

    def _found(self, field: str, value: T | None) -> T | None:
        if value and self.finding:
            self.origins.append(Origin(field, self.finding.place, self.finding.source))
            return value
        return None

    def _authors(self) -> tuple[str, ...]:
        stated = self._corrected("authors", self.corrections.authors)
        return stated or self._found("authors", self.finding.authors if self.finding else None) or ()

    def _organisation(self) -> Organisation | None:
        stated = self._corrected("organisation", self.corrections.organisation)
        if stated:
            return Organisation(stated)
        return self._newest("organisation", lambda entry: entry.organisation)

    def _published(self) -> date | None:
        stated = self._corrected("published", self.corrections.published)
        return stated or self._newest("published", lambda entry: entry.published)

    def _links(self, title: Text, abstract: Sequence[Text], arxiv: str | None) -> tuple[Link, ...]:
        links = list(self.overlay.links) if self.overlay else []
        if self.finding:
            links += [Link(kind_of(url), url, self.finding.place) for url in self.finding.code]
        place = next((origin.place for origin in self.origins if origin.field == "abstract"), None)
        links += [Link(kind_of(url), url, place) for paragraph in abstract for url in addresses(paragraph)]
        own = arxiv_links(arxiv) if arxiv else (search_link(title.plain),)
        return arranged([*own, *links])


def _continues(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    one, two = letters(" ".join(longer)), letters(" ".join(shorter))
    return len(one) > len(two) and one.startswith(two)


def _contradictions(paper: Paper, group: Sequence[Listing], by_title: Mapping[str, Finding]) -> Iterator[Problem]:
    """Facts of one paper that cannot both be true."""
    finding = next((by_title[k] for k in (title_key(item.entry.title) for item in group) if k in by_title), None)
    counts = {listing.entry.author_count: listing.entry.place for listing in group if listing.entry.author_count}
    if finding and finding.authors and counts and len(finding.authors) not in counts:
        count, place = next(iter(counts.items()))
        message = (
            f"expected {count} authors as {place} says, found {len(finding.authors)}; complete the list or remove it"
        )
        yield Problem(finding.place, "authors", message, Severity.WARNING)


def used_place(paper: Paper, field: str) -> Place | None:
    """Where a field of a paper was taken from."""
    return next((origin.place for origin in paper.origins if origin.field == field), None)
