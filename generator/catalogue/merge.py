"""Merges what digests, resolvers and curators say into one record for each paper.

Identity first: which entries are the same paper (``grouping``). Then precedence, field by field
(``precedence``). Every field keeps the place it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.catalogue.catalogue_problems import (
    AUTHOR_COUNT_MISMATCH,
    CONFLICTING_ENRICHMENT,
    SAME_AS_ITSELF,
    SAME_AS_LOOP,
)
from generator.catalogue.grouping import ListedEntry, group_entries, listed_entries, slugs_of
from generator.catalogue.links import arranged, arxiv_links, link_kind_of, search_link
from generator.catalogue.paper_identity import distinct_papers
from generator.catalogue.precedence import PaperSources, Sourced, origins_of, value_of
from generator.model.curation import Enrichment, Link, LinkKind, PaperNotes
from generator.model.digest import Digest, Repository
from generator.model.identity import ArxivId, Slug, TitleKey, title_key
from generator.model.paper import Appearance, Paper
from generator.model.problem import Located, Problem
from generator.model.text import Text
from generator.storage.cache import Cache, fingerprint
from generator.text.markup import addresses, understand, web_address
from generator.text.tex_commands import plain_name


@dataclass(frozen=True, slots=True)
class Merged:
    """What digests, resolvers and curators say together."""

    papers: tuple[Paper, ...]
    """Newest first, without topics."""
    hidden: tuple[Paper, ...]
    """Those that a curator keeps out of the site, in the same order."""
    redirects: Mapping[Slug, Located[Slug]]
    """Slugs of papers that are the same as another, each with the slug of that one."""


def merge(
    digests: Iterable[Digest],
    enrichments: Iterable[Enrichment],
    paper_notes: Iterable[PaperNotes],
    mirrors: Mapping[str, str],
    cache: Cache | None = None,
) -> tuple[Merged, list[Problem]]:
    """All papers, and what contradicts itself. The cache only saves time."""
    by_title, problems = _index_enrichments(enrichments)
    groups = group_entries(listed_entries(digests), by_title)
    by_slug = dict(zip(slugs_of(groups), groups, strict=True))
    notes_of = {notes.slug: notes for notes in paper_notes}
    redirects, same_as_problems = _same_papers(notes_of, by_slug)
    distinct = distinct_papers(redirects, by_slug, by_title, notes_of)
    redirects = {slug: other for slug, other in redirects.items() if slug not in distinct}
    problems += [*same_as_problems, *distinct.values()]
    hidden = {slug for slug, notes in notes_of.items() if notes.is_hidden}
    merger = _Merger(mirrors, _paragraph_reader(mirrors, cache or Cache()))
    papers: list[Paper] = []
    for slug, joined in _joined(by_slug, redirects).items():
        sources = PaperSources(joined, by_title, notes_of.get(slug))
        papers.append(merger.paper(slug, sources))
        problems += () if slug in hidden else _contradictions(sources)
    papers.sort(key=lambda paper: paper.slug)
    papers.sort(key=lambda paper: paper.dated, reverse=True)
    shown = tuple(paper for paper in papers if paper.slug not in hidden)
    return Merged(shown, tuple(paper for paper in papers if paper.slug in hidden), redirects), problems


def _paragraph_reader(mirrors: Mapping[str, str], cache: Cache) -> Callable[[str], Text]:
    host_names = fingerprint("paragraph", repr(sorted(mirrors.items())))

    def read(paragraph: str) -> Text:
        return cache.get_or_compute(fingerprint(host_names, paragraph), partial(understand, paragraph, mirrors))

    return read


# --- enrichment ------------------------------------------------------------------------------


def _index_enrichments(enrichments: Iterable[Enrichment]) -> tuple[dict[TitleKey, list[Enrichment]], list[Problem]]:
    """Several enrichments of one title complete one another: each was found on its own day, elsewhere."""
    by_title: dict[TitleKey, list[Enrichment]] = {}
    problems: list[Problem] = []
    for enrichment in enrichments:
        earlier = by_title.setdefault(title_key(enrichment.title.value), [])
        problems += _disagreements(earlier, enrichment)
        earlier.append(enrichment)
    return by_title, problems


def _disagreements(earlier: Sequence[Enrichment], enrichment: Enrichment) -> Iterator[Problem]:
    """Where enrichments of one title state different facts. The first that states a field counts."""
    first, arxiv = next((item.arxiv for item in earlier if item.arxiv), None), enrichment.arxiv
    if first and arxiv and first.value != arxiv.value:
        message = f"expected arXiv id {first.value} as in {first.place}, found {arxiv.value} for the same title"
        yield Problem(arxiv.place, "arxiv", f"{message}; keep one", CONFLICTING_ENRICHMENT, arxiv.value)
    names, authors = next((item.authors for item in earlier if item.authors), None), enrichment.authors
    if names and authors and names.value != authors.value:
        message = f"expected the authors in {names.place}, found different ones for the same title; keep one list"
        yield Problem(authors.place, "authors", message, CONFLICTING_ENRICHMENT, ", ".join(authors.value))
    day, published = next((item.published for item in earlier if item.published), None), enrichment.published
    if day and published and day.value != published.value:
        message = f"expected {day.value} as in {day.place}, found {published.value} for the same title; keep one"
        yield Problem(published.place, "published", message, CONFLICTING_ENRICHMENT, str(published.value))


# --- papers that are the same ----------------------------------------------------------------


def _same_papers(
    notes_of: Mapping[Slug, PaperNotes], by_slug: Mapping[Slug, object]
) -> tuple[dict[Slug, Located[Slug]], list[Problem]]:
    """The papers that curators say are the same as another, which must be a paper that stays."""
    stated = {slug: notes.same_as for slug, notes in notes_of.items() if notes.same_as and slug in by_slug}
    valid: dict[Slug, Located[Slug]] = {}
    problems: list[Problem] = []
    for slug, other in stated.items():
        expected = f"expected the slug of another paper, found '{other.value}'"
        chain = _chain(slug, stated)
        if other.value == slug:
            message = f"{expected}, this file's own; name the other paper"
            problems.append(Problem(other.place, "same_as", message, SAME_AS_ITSELF, other.value))
        elif chain[-1] in stated:
            message = f"{expected}, which forms a loop ({', '.join(chain)}); remove same_as from one of the files"
            problems.append(Problem(other.place, "same_as", message, SAME_AS_LOOP, other.value))
        elif other.value in stated:
            continue
        elif other.value in by_slug and not (other.value in notes_of and notes_of[other.value].is_hidden):
            valid[slug] = other
    return valid, problems


def _chain(slug: Slug, stated: Mapping[Slug, Located[Slug]]) -> list[Slug]:
    """The papers that lead from one to the next, up to one that leads nowhere or occurred before."""
    chain = [slug]
    while chain[-1] in stated and chain[-1] not in chain[:-1]:
        chain.append(stated[chain[-1]].value)
    return chain


def _joined(
    by_slug: Mapping[Slug, Sequence[ListedEntry]], redirects: Mapping[Slug, Located[Slug]]
) -> dict[Slug, list[Sequence[ListedEntry]]]:
    """The groups of each paper that stays, its own group first."""
    joined: dict[Slug, list[Sequence[ListedEntry]]] = defaultdict(list)
    for slug, group in by_slug.items():
        if slug in redirects:
            joined[redirects[slug].value].append(group)
        else:
            joined[slug].insert(0, group)
    return joined


# --- one paper -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Merger:
    """Makes one paper of all that its sources say."""

    mirrors: Mapping[str, str]
    read: Callable[[str], Text]
    """Understands a paragraph of scraped text."""

    def paper(self, slug: Slug, sources: PaperSources) -> Paper:
        title = understand(value_of(sources.title, ""), self.mirrors)
        abstract = tuple(self.read(paragraph) for paragraph in value_of(sources.abstract, ()))
        arxiv, authors = value_of(sources.arxiv, None), tuple(map(plain_name, value_of(sources.authors, ())))
        author_count = None if authors else sources.newest(lambda entry: entry.author_count)
        comments = sources.newest(lambda entry: entry.comments)
        upvotes = sources.newest(lambda entry: entry.upvotes)
        note, status = sources.noted(lambda notes: notes.note), sources.noted(lambda notes: notes.status)
        featured = sources.flagged(lambda notes: notes.featured)
        submitter = sources.newest(lambda entry: entry.submitter)
        keywords = sources.newest(lambda entry: entry.keywords or None)
        summary = sources.newest(lambda entry: entry.summary)
        return Paper(
            slug=slug,
            title=title,
            abstract=abstract,
            authors=authors,
            author_count=len(authors) or value_of(author_count, None),
            organisation=value_of(sources.organisation, None),
            published=value_of(sources.published, None),
            comments=value_of(comments, None),
            upvotes=value_of(upvotes, None),
            arxiv=arxiv,
            links=self._links(title, abstract, arxiv, sources),
            appearances=_appearances(sources.entries),
            note=value_of(note, None),
            featured=featured is not None,
            status=value_of(status, None),
            submitter=value_of(submitter, None),
            keywords=value_of(keywords, ()),
            summary=value_of(summary, None),
            code=self._code(sources.code),
            # In the order in which a page lists them.
            origins=origins_of(
                {
                    "title": sources.title,
                    "abstract": sources.abstract,
                    "arxiv": sources.arxiv,
                    "authors": sources.authors,
                    "code": sources.code,
                    "project": sources.project,
                    "author_count": author_count,
                    "organisation": sources.organisation,
                    "published": sources.published,
                    "comments": comments,
                    "upvotes": upvotes,
                    "note": note,
                    "featured": featured,
                    "status": status,
                    "submitter": submitter,
                    "keywords": keywords,
                    "summary": summary,
                    "hidden": sources.flagged(lambda notes: notes.hidden),
                }
            ),
        )

    def _code(self, code: Sourced[Repository] | None) -> Repository | None:
        url = web_address(code.value.url, self.mirrors) if code else None
        return replace(code.value, url=url) if code and url else None

    def _links(
        self, title: Text, abstract: Sequence[Text], arxiv: ArxivId | None, sources: PaperSources
    ) -> tuple[Link, ...]:
        links = list(sources.notes.links) if sources.notes else []
        for enrichment in sources.enrichments:
            links += [Link(link_kind_of(url), url, enrichment.place) for url in enrichment.code]
        if sources.code:
            links += self._stated(LinkKind.CODE, Sourced(sources.code.value.url, sources.code.place))
        links += self._stated(LinkKind.PROJECT, sources.project)
        place = sources.abstract.place if sources.abstract else None
        links += [Link(link_kind_of(url), url, place) for paragraph in abstract for url in addresses(paragraph)]
        return arranged([*self._own_links(title, arxiv, sources), *links])

    def _own_links(self, title: Text, arxiv: ArxivId | None, sources: PaperSources) -> tuple[Link, ...]:
        if arxiv is None:
            return (search_link(title.plain),)
        is_on_hugging_face = any(listed.digest.is_hugging_face for listed in sources.entries)
        return arxiv_links(arxiv, is_on_hugging_face=is_on_hugging_face)

    def _stated(self, kind: LinkKind, address: Sourced[str] | None) -> list[Link]:
        url = web_address(address.value, self.mirrors) if address else None
        return [Link(kind, url, address.place)] if address and url else []


def _appearances(entries: Iterable[ListedEntry]) -> tuple[Appearance, ...]:
    """One for each digest: a page can list a paper under two titles that are only similar."""
    first: dict[str, Appearance] = {}
    for listed in entries:
        first.setdefault(listed.digest.slug, listed.appearance)
    return tuple(first.values())


def _contradictions(sources: PaperSources) -> Iterator[Problem]:
    """Facts about a paper that cannot both be true."""
    names = next((enrichment.authors for enrichment in sources.enrichments if enrichment.authors), None)
    entries = [listed.entry for listed in sources.entries if listed.entry.author_count]
    counts = {entry.author_count: entry.place for entry in entries}
    if names and counts and len(names.value) not in counts:
        count, place = next(iter(counts.items()))
        message = f"expected {count} authors as in {place}, found {len(names.value)}; complete the list or remove it"
        yield Problem(names.place, "authors", message, AUTHOR_COUNT_MISMATCH, ", ".join(names.value))
