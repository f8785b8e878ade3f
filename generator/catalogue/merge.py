"""Merges what digests, resolvers and curators say into one record for each paper.

Identity first: which entries are the same paper (``grouping``). Then precedence, field by field
(``precedence``). Every field keeps the place it came from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.catalogue.catalogue_problems import (
    AUTHOR_COUNT_MISMATCH,
    CONFLICTING_ENRICHMENT,
    SAME_AS_ITSELF,
    SAME_AS_LOOP,
)
from generator.catalogue.grouping import ListedEntry, group_entries, listed_entries
from generator.catalogue.paper_identity import distinct_papers
from generator.catalogue.paper_maker import PaperMaker
from generator.catalogue.paper_slugs import assign_slugs
from generator.catalogue.precedence import PaperSources
from generator.model.curation import Enrichment, PaperNotes
from generator.model.digest import Digest
from generator.model.identity import Slug, TitleKey, title_key
from generator.model.paper import Paper
from generator.model.permalink import Owner, Permalink
from generator.model.problem import Located, Problem
from generator.storage.cache import Cache, fingerprint, fingerprint_of_value


@dataclass(frozen=True, slots=True)
class Merged:
    """What digests, resolvers and curators say together."""

    papers: tuple[Paper, ...]
    """Newest first, without topics."""
    hidden: tuple[Paper, ...]
    """Those that a curator keeps out of the site, in the same order."""
    redirects: Mapping[Slug, Located[Slug]]
    """Slugs of papers that are the same as another, each with the slug of that one."""
    owners: Mapping[Slug, Owner]
    """What identifies each paper, by slug."""


def merge(
    digests: Iterable[Digest],
    enrichments: Iterable[Enrichment],
    paper_notes: Iterable[PaperNotes],
    mirrors: Mapping[str, str],
    cache: Cache | None = None,
    permalinks: Iterable[Permalink] = (),
) -> tuple[Merged, list[Problem]]:
    """All papers, and what contradicts itself. The cache only saves time."""
    cache = cache or Cache()
    by_title, problems = _index_enrichments(enrichments)
    oldest_first = sorted(digests, key=lambda digest: digest.slug)
    named = _named(oldest_first, by_title, tuple(permalinks), cache)
    by_slug = {slug: _entries(places, oldest_first) for slug, places in zip(named.slugs, named.entries, strict=True)}
    notes_of = {notes.slug: notes for notes in paper_notes}
    redirects, same_as_problems = _same_papers(notes_of, by_slug)
    distinct = distinct_papers(redirects, by_slug, by_title, notes_of)
    redirects = {slug: other for slug, other in redirects.items() if slug not in distinct}
    problems += [*same_as_problems, *distinct.values()]
    hidden = {slug for slug, notes in notes_of.items() if notes.is_hidden}
    every = {
        slug: PaperSources(joined, by_title, notes_of.get(slug)) for slug, joined in _joined(by_slug, redirects).items()
    }
    papers = _papers(every, mirrors, cache)
    for slug, sources in every.items():
        problems += () if slug in hidden else _contradictions(sources)
    papers.sort(key=lambda paper: paper.slug)
    papers.sort(key=lambda paper: paper.dated, reverse=True)
    shown = tuple(paper for paper in papers if paper.slug not in hidden)
    hidden_papers = tuple(paper for paper in papers if paper.slug in hidden)
    former = {slug: redirects.get(now.value, now) for slug, now in named.former.items()}
    redirects |= {slug: now for slug, now in former.items() if now.value not in hidden}
    return Merged(shown, hidden_papers, redirects, named.owners), problems


# --- what each stage depends on --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    """Which entries are the same paper, and what it is called."""

    slugs: tuple[Slug, ...]
    entries: tuple[tuple[tuple[int, int], ...], ...]
    """Of each paper: the number of the digest, and the position in it."""
    owners: dict[Slug, Owner]
    former: dict[Slug, Located[Slug]]


def _named(
    digests: Sequence[Digest],
    enrichments: Mapping[TitleKey, Sequence[Enrichment]],
    permalinks: Sequence[Permalink],
    cache: Cache,
) -> _Named:
    """The papers of all digests. A curator's notes change nothing here."""
    found = fingerprint_of_value((tuple(enrichments.items()), permalinks))
    key = fingerprint(found, *map(cache.fingerprint_of, digests))
    return cache.get_or_compute(key, partial(_newly_named, digests, enrichments, permalinks))


def _newly_named(
    digests: Sequence[Digest], enrichments: Mapping[TitleKey, Sequence[Enrichment]], permalinks: Sequence[Permalink]
) -> _Named:
    groups = group_entries(listed_entries(digests), enrichments)
    named = assign_slugs(groups, permalinks)
    numbers = {digest.slug: number for number, digest in enumerate(digests)}
    places = (tuple((numbers[one.digest.slug], one.position) for one in group.entries) for group in groups)
    return _Named(named.slugs, tuple(places), dict(named.owners), dict(named.former))


def _entries(places: Iterable[tuple[int, int]], digests: Sequence[Digest]) -> list[ListedEntry]:
    return [ListedEntry(digests[at].entries[position - 1], digests[at], position) for at, position in places]


def _papers(every: Mapping[Slug, PaperSources], mirrors: Mapping[str, str], cache: Cache) -> list[Paper]:
    """The paper of each slug; one is made anew when any of its sources has changed."""
    hosts = fingerprint("paper", repr(sorted(mirrors.items())))
    keys = [fingerprint(hosts, slug, *_parts(sources, cache)) for slug, sources in every.items()]
    return cache.map(PaperMaker(mirrors), list(every.items()), keys)


def _parts(sources: PaperSources, cache: Cache) -> Iterator[str]:
    """Fingerprints of all that a paper is made of. An entry is known by its place in a digest."""
    for listed in sources.entries:
        yield f"{cache.fingerprint_of(listed.digest)} {listed.position}"
    for enrichment in sources.enrichments:
        yield cache.fingerprint_of(enrichment)
    yield cache.fingerprint_of(sources.notes)


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


_IDS: tuple[tuple[str, str, Callable[[Enrichment], Located[str] | None]], ...] = (
    ("arxiv", "arXiv id", lambda item: item.arxiv),
    ("doi", "DOI", lambda item: item.doi),
    ("openreview", "OpenReview id", lambda item: item.openreview),
    ("acl", "ACL Anthology id", lambda item: item.acl),
)
"""Key, name and value of each id of an enrichment."""


def _disagreements(earlier: Sequence[Enrichment], enrichment: Enrichment) -> Iterator[Problem]:
    """Where enrichments of one title state different facts. The first that states a field counts."""
    for field, name, get in _IDS:
        first, stated = next((get(item) for item in earlier if get(item)), None), get(enrichment)
        if first and stated and first.value != stated.value:
            message = f"expected {name} {first.value} as in {first.place}, found {stated.value} for the same title"
            yield Problem(stated.place, field, f"{message}; keep one", CONFLICTING_ENRICHMENT, stated.value)
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


def _contradictions(sources: PaperSources) -> Iterator[Problem]:
    """Facts about a paper that cannot both be true."""
    names = next((enrichment.authors for enrichment in sources.enrichments if enrichment.authors), None)
    entries = [listed.entry for listed in sources.entries if listed.entry.author_count]
    counts = {entry.author_count: entry.place for entry in entries}
    if names and counts and len(names.value) not in counts:
        count, place = next(iter(counts.items()))
        message = f"expected {count} authors as in {place}, found {len(names.value)}; complete the list or remove it"
        yield Problem(names.place, "authors", message, AUTHOR_COUNT_MISMATCH, ", ".join(names.value))
