"""Merges what digests, resolvers and curators say into one record for each paper.

Identity first: which entries are the same paper. Then precedence, field by field: a curator's
correction, then enrichment, then the digests, the newest that states the field. Every field keeps
the place it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from generator.catalogue.links import arranged, arxiv_links, kind_of, search_link
from generator.model.curation import Corrections, Enrichment, Link, LinkKind, PaperNotes
from generator.model.digest import Digest, Entry, Organisation, Repository
from generator.model.identity import is_placeholder, letters, slug_of, slug_suffix, title_key
from generator.model.paper import Appearance, Origin, Paper
from generator.model.problem import Located, Place, Problem, Severity
from generator.model.text import Text
from generator.storage.cache import Cache, fingerprint
from generator.text.markup import addresses, understand, web_address

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry together with the digest that lists it."""

    entry: Entry
    digest: Digest
    position: int

    @property
    def appearance(self) -> Appearance:
        """What remains of it on the paper's page."""
        return Appearance(self.digest.slug, self.digest.date, self.position, self.entry.place)


@dataclass(frozen=True, slots=True)
class Merged:
    """What digests, resolvers and curators say together."""

    papers: tuple[Paper, ...]
    """Newest first, without topics."""
    hidden: tuple[Paper, ...]
    """Those that a curator keeps out of the site, in the same order."""
    redirects: Mapping[str, Located[str]]
    """Slugs of papers that are another one, each with the slug of that."""


def merge(
    digests: Iterable[Digest],
    enrichments: Iterable[Enrichment],
    paper_notes: Iterable[PaperNotes],
    mirrors: Mapping[str, str],
    memory: Cache | None = None,
) -> tuple[Merged, list[Problem]]:
    """All papers, and what contradicts itself. A memory only saves time."""
    memory = memory or Cache()
    host_names = fingerprint("paragraph", repr(sorted(mirrors.items())))

    def read(paragraph: str) -> Text:
        return memory.get_or_compute(fingerprint(host_names, paragraph), partial(understand, paragraph, mirrors))

    by_title, problems = _index_findings(enrichments)
    groups = _group(_listings(digests), by_title)
    by_slug = dict(zip(_slugs(groups), groups, strict=True))
    notes_of = {overlay.slug: overlay for overlay in paper_notes}
    redirects, found = _same(notes_of, by_slug)
    problems += found
    joined: dict[str, list[Sequence[ListedEntry]]] = defaultdict(list)
    for slug, group in by_slug.items():
        joined[redirects[slug].value if slug in redirects else slug].append(group)
    hidden = {slug for slug in joined if slug in notes_of and notes_of[slug].is_hidden}
    papers: list[Paper] = []
    for slug, same in joined.items():
        # The paper that keeps its slug comes first: where its groups disagree, it decides.
        own = [by_slug[slug], *(group for group in same if group is not by_slug[slug])]
        merger = _Merger(slug, own, by_title, notes_of.get(slug), mirrors, read)
        papers.append(merger.merged())
        problems += () if slug in hidden else merger.contradictions()
    papers.sort(key=lambda paper: paper.slug)
    papers.sort(key=lambda paper: paper.dated, reverse=True)
    shown = tuple(paper for paper in papers if paper.slug not in hidden)
    return Merged(shown, tuple(paper for paper in papers if paper.slug in hidden), redirects), problems


def _index_findings(enrichments: Iterable[Enrichment]) -> tuple[dict[str, list[Enrichment]], list[Problem]]:
    """Several findings on one title complete one another: each was seen on a day of its own, elsewhere."""
    by_title: dict[str, list[Enrichment]] = {}
    problems: list[Problem] = []
    for finding in enrichments:
        earlier = by_title.setdefault(title_key(finding.title.value), [])
        problems += _disagreements(earlier, finding)
        earlier.append(finding)
    return by_title, problems


def _disagreements(earlier: Sequence[Enrichment], finding: Enrichment) -> Iterator[Problem]:
    """What findings on one title state differently. The first that states a field counts."""
    first, arxiv = next((one.arxiv for one in earlier if one.arxiv), None), finding.arxiv
    if first and arxiv and first.value != arxiv.value:
        message = f"expected arXiv id {first.value} as in {first.place}, found {arxiv.value} for the same title"
        yield Problem(arxiv.place, "arxiv", f"{message}; keep one")
    names, authors = next((one.authors for one in earlier if one.authors), None), finding.authors
    if names and authors and names.value != authors.value:
        message = f"expected the authors that stand in {names.place}, found others for the same title; keep one"
        yield Problem(authors.place, "authors", message)
    day, published = next((one.published for one in earlier if one.published), None), finding.published
    if day and published and day.value != published.value:
        message = f"expected {day.value} as in {day.place}, found {published.value} for the same title; keep one"
        yield Problem(published.place, "published", message)


def _same(
    notes_of: Mapping[str, PaperNotes], by_slug: Mapping[str, object]
) -> tuple[dict[str, Located[str]], list[Problem]]:
    """The papers that curators say are another one, which must be a paper that stays."""
    stated = {slug: one.same_as for slug, one in notes_of.items() if one.same_as and slug in by_slug}
    sound: dict[str, Located[str]] = {}
    problems: list[Problem] = []
    for slug, other in stated.items():
        found = f"expected the slug of another paper, found '{other.value}'"
        chain = _chain(slug, stated)
        if other.value == slug:
            problems.append(Problem(other.place, "same_as", f"{found}, which is this file's own; name the other paper"))
        elif chain[-1] in stated:
            found = f"{found}, which leads round in a circle ({', '.join(chain)})"
            problems.append(Problem(other.place, "same_as", f"{found}; let one of the files name no other paper"))
        elif other.value in stated:
            continue
        elif other.value in by_slug and not (other.value in notes_of and notes_of[other.value].is_hidden):
            sound[slug] = other
    return sound, problems


def _chain(slug: str, stated: Mapping[str, Located[str]]) -> list[str]:
    """The papers that lead from one to the next, up to one that leads nowhere or was there before."""
    chain = [slug]
    while chain[-1] in stated and chain[-1] not in chain[:-1]:
        chain.append(stated[chain[-1]].value)
    return chain


# --- identity --------------------------------------------------------------------------------


def _listings(digests: Iterable[Digest]) -> Iterator[ListedEntry]:
    """All entries, oldest first, each digest in its own order."""
    for digest in sorted(digests, key=lambda digest: digest.slug):
        for position, entry in enumerate(digest.entries, start=1):
            yield ListedEntry(entry, digest, position)


def _group(listings: Iterable[ListedEntry], by_title: Mapping[str, Sequence[Enrichment]]) -> list[list[ListedEntry]]:
    """Listings of the same paper together, in the order of their first appearance.

    Equal arXiv ids make one paper, whatever the titles. An entry without an id belongs to the
    paper with its title; where two papers with different ids share a title, to the first.
    """
    by_arxiv: dict[str, list[ListedEntry]] = {}
    by_key: dict[str, list[list[ListedEntry]]] = defaultdict(list)
    nameless: list[tuple[str, ListedEntry]] = []
    groups: list[list[ListedEntry]] = []
    for listing in listings:
        key = title_key(listing.entry.title)
        found = (finding.arxiv.value for finding in by_title.get(key, ()) if finding.arxiv)
        arxiv = listing.entry.arxiv or next(found, None)
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


def _slugs(groups: Iterable[Sequence[ListedEntry]]) -> list[str]:
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
        groups: Sequence[Sequence[ListedEntry]],
        by_title: Mapping[str, Sequence[Enrichment]],
        overlay: PaperNotes | None,
        mirrors: Mapping[str, str],
        read: Callable[[str], Text],
    ) -> None:
        """``groups`` are the listings of the papers that are this one; of the one with the slug first.
        ``read`` understands a paragraph.
        """
        self.read = read
        self.slug = slug
        listings = [listing for group in groups for listing in group]
        self.group = sorted(listings, key=lambda listing: (listing.digest.slug, listing.position))
        self.newest_first = self.group[::-1]
        keys = dict.fromkeys(title_key(listing.entry.title) for listing in listings)
        self.enrichments = [finding for key in keys for finding in by_title.get(key, ())]
        self.overlay = overlay
        self.corrections = overlay.corrections if overlay else Corrections()
        self.mirrors = mirrors
        self.origins: list[Origin] = []

    def merged(self) -> Paper:
        title, abstract = self._title(), self._abstract()
        arxiv = self._arxiv()
        authors = self._authors()
        code, project = self._code(), self._newest("project", lambda entry: entry.project)
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
            links=self._links(title, abstract, arxiv, (code.url if code else None, project)),
            appearances=self._appearances(),
            note=self._corrected("note", overlay.note if overlay else None),
            featured=self._stated("featured", overlay.featured if overlay else None),
            status=self._corrected("status", overlay.status if overlay else None),
            submitter=self._newest("submitter", lambda entry: entry.submitter),
            keywords=self._newest("keywords", lambda entry: entry.keywords or None) or (),
            summary=self._newest("summary", lambda entry: entry.summary),
            code=code,
            # Last, because every field above adds its own.
            origins=self._all_origins(),
        )

    def _all_origins(self) -> tuple[Origin, ...]:
        self._stated("hidden", self.overlay.hidden if self.overlay else None)
        return tuple(self.origins)

    def contradictions(self) -> Iterator[Problem]:
        """Facts of the paper that cannot both be true."""
        names = next((finding.authors for finding in self.enrichments if finding.authors), None)
        counts = {item.entry.author_count: item.entry.place for item in self.group if item.entry.author_count}
        if names and counts and len(names.value) not in counts:
            count, place = next(iter(counts.items()))
            found = f"expected {count} authors as {place} says, found {len(names.value)}"
            yield Problem(names.place, "authors", f"{found}; complete the list or remove it", Severity.WARNING)

    def _appearances(self) -> tuple[Appearance, ...]:
        """One for each digest: a page can list a paper under two titles that are only similar."""
        first: dict[str, Appearance] = {}
        for listing in self.group:
            first.setdefault(listing.digest.slug, listing.appearance)
        return tuple(first.values())

    def _corrected(self, field: str, stated: Located[T] | None) -> T | None:
        if stated is None:
            return None
        self.origins.append(Origin(field, stated.place))
        return stated.value

    def _stated(self, field: str, stated: Located[bool] | None) -> bool:
        """``false`` states what would be so anyway, so nothing comes from there."""
        value = self._corrected(field, stated) if stated and stated.value else None
        return value is True

    def _newest(self, field: str, get: Callable[[Entry], T | None]) -> T | None:
        for listing in self.newest_first:
            value = get(listing.entry)
            if value is not None:
                self.origins.append(Origin(field, listing.entry.place))
                return value
        return None

    def _title(self) -> Text:
        title = self._corrected("title", self.corrections.title)
        # A list of ids names papers by them; any digest that knows a title knows better.
        title = title or self._newest("title", lambda entry: None if is_placeholder(entry.title) else entry.title)
        return understand(title or self._newest("title", lambda entry: entry.title) or "", self.mirrors)

    def _abstract(self) -> tuple[Text, ...]:
        """The newest abstract, but an older one where the newest is its cut-off beginning."""
        stated = self._corrected("abstract", self.corrections.abstract)
        if stated:
            return (self.read(stated),)
        best: Entry | None = None
        for listing in self.newest_first:
            entry = listing.entry
            if entry.abstract and (best is None or _continues(entry.abstract, best.abstract)):
                best = entry
        if best is None:
            return ()
        self.origins.append(Origin("abstract", best.place))
        return tuple(self.read(paragraph) for paragraph in best.abstract)

    def _arxiv(self) -> str | None:
        stated = self._corrected("arxiv", self.corrections.arxiv)
        if stated:
            return stated
        found = self._newest("arxiv", lambda entry: entry.arxiv)
        return found or self._found("arxiv", lambda finding: finding.arxiv)

    def _found(self, field: str, get: Callable[[Enrichment], Located[T] | None]) -> T | None:
        for finding in self.enrichments:
            if stated := get(finding):
                self.origins.append(Origin(field, finding.place, finding.source))
                return stated.value
        return None

    def _authors(self) -> tuple[str, ...]:
        stated = self._corrected("authors", self.corrections.authors)
        found = stated or self._found("authors", lambda finding: finding.authors)
        return found or self._newest("authors", lambda entry: entry.authors or None) or ()

    def _code(self) -> Repository | None:
        found = self._newest("code", lambda entry: entry.code)
        url = web_address(found.url, self.mirrors) if found else None
        return replace(found, url=url) if found and url else None

    def _organisation(self) -> Organisation | None:
        stated = self._corrected("organisation", self.corrections.organisation)
        if stated:
            return Organisation(stated)
        return self._newest("organisation", lambda entry: entry.organisation)

    def _published(self) -> date | None:
        stated = self._corrected("published", self.corrections.published)
        newest = stated or self._newest("published", lambda entry: entry.published)
        return newest or self._found("published", lambda finding: finding.published)

    def _links(
        self, title: Text, abstract: Sequence[Text], arxiv: str | None, stated: tuple[str | None, str | None]
    ) -> tuple[Link, ...]:
        links = list(self.overlay.links) if self.overlay else []
        links += [Link(kind_of(url), url, finding.place) for finding in self.enrichments for url in finding.code]
        for field, kind, found in zip(("code", "project"), (LinkKind.CODE, LinkKind.PROJECT), stated, strict=True):
            url = web_address(found, self.mirrors) if found else None
            links += [Link(kind, url, self._place_of(field))] if url else []
        place = self._place_of("abstract")
        links += [Link(kind_of(url), url, place) for paragraph in abstract for url in addresses(paragraph)]
        own = arxiv_links(arxiv) if arxiv else (search_link(title.plain),)
        return arranged([*own, *links])

    def _place_of(self, field: str) -> Place | None:
        return next((origin.place for origin in self.origins if origin.field == field), None)


def _continues(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    one, two = letters(" ".join(longer)), letters(" ".join(shorter))
    return len(one) > len(two) and one.startswith(two)


def used_place(paper: Paper, field: str) -> Place | None:
    """Where a field of a paper was taken from."""
    return next((origin.place for origin in paper.origins if origin.field == field), None)
