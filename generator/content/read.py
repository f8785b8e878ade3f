"""Reads a content folder: every stage in order, with the problems of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.catalogue.catalogue_problems import PAPER_OUTSIDE_TOPIC
from generator.catalogue.curation_checks import check_curation
from generator.catalogue.merge import merge
from generator.catalogue.name_hints import NameHints, without_repetitions
from generator.catalogue.name_problems import LOST_PERMALINK, NAMES_OF_NO_DIGEST, UNKNOWN_PAPER, UNKNOWN_TITLE
from generator.catalogue.permalink_list import PAPERS_AT, TOPICS_AT, addresses, lost_addresses, read_permalinks
from generator.catalogue.redirects import KnownPapers, check_redirects
from generator.catalogue.topics.arrangement import arrange_topics
from generator.catalogue.topics.assignment import assign_topics
from generator.content.content_problems import DUPLICATE_DIGEST
from generator.content.folder import check_folder, curated_files, digest_files, permalinks_file
from generator.curation.reading import Curation, read_curation
from generator.model.catalogue import UNSORTED, Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.model.permalink import Permalink
from generator.model.problem import Place, Problem, errors
from generator.storage.cache import Cache, fingerprint
from generator.text.excerpts import quoted


@dataclass(frozen=True, slots=True)
class ContentResult:
    """A content folder, read: the catalogue, and everything that is wrong with it."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    hidden: tuple[Paper, ...] = ()
    """Papers that curators keep out of the site, newest first."""


def read_content(
    folder: Path, cache: Cache | None = None, planned: Mapping[str, bytes | None] | None = None
) -> ContentResult:
    """Read everything in a content folder.

    What cannot be read is left out and reported; the catalogue holds everything that is valid. The
    cache only saves time. ``planned`` has digests as they are to be, by path: the result is that of writing them.
    """
    cache = cache or Cache()
    digests, problems = _read_digests(folder, cache, planned or {})
    files = curated_files(folder)
    unread_digests = {problem.place.file for problem in errors(problems)}
    curation, curation_problems = read_curation(files, cache)
    curation = replace(curation, in_doubt=curation.in_doubt | unread_digests)
    topics, topic_problems = arrange_topics(curation)
    permalinks, permalink_problems = _permalinks(permalinks_file(folder) or b"", cache)
    merged, merge_problems = merge(
        digests, curation.enrichments, curation.paper_notes, curation.site.mirrors, cache, permalinks
    )
    problems += [*curation_problems, *topic_problems, *permalink_problems, *merge_problems]
    sections = curation.site.sections
    learned = curation.learned
    assignments = assign_topics(merged.papers, topics, curation.paper_notes, cache, sections, learned)
    newest_first = tuple(sorted(digests, key=lambda digest: digest.slug, reverse=True))
    catalogue = Catalogue(
        curation.site,
        newest_first,
        assignments.papers,
        topics,
        frozenset(files),
        owners=merged.owners,
        learned={words.slug: words for words in learned},
    )
    known = KnownPapers.of(merged, curation)
    pages = {address for address in addresses(catalogue) if not address.startswith(f"{PAPERS_AT}/")}
    pages.add(f"{TOPICS_AT}/{UNSORTED}")
    hints = NameHints(catalogue, curation, known, pages)
    unread = _unread_pages(curation)
    redirects, redirect_problems = check_redirects(catalogue.site, known, merged, pages, hints.page, unread)
    problems += redirect_problems
    catalogue = replace(catalogue, site=replace(curation.site, redirects=redirects))
    problems += check_curation(catalogue, curation, known, hints, assignments)
    problems += check_folder(folder)
    hidden = assign_topics(merged.hidden, topics, curation.paper_notes, cache, sections, learned).papers
    problems += _lost_addresses(permalinks, catalogue, hidden, curation, errors(problems))
    problems = _without_what_follows([hints.completed(problem) for problem in problems], digests)
    problems.sort(key=lambda problem: (problem.place, problem.field, problem.message))
    return ContentResult(catalogue, tuple(without_repetitions(problems)), hidden)


def _read_digests(
    folder: Path, cache: Cache, planned: Mapping[str, bytes | None]
) -> tuple[list[Digest], list[Problem]]:
    by_slug: dict[str, Digest] = {}
    problems: list[Problem] = []
    files = list(digest_files(folder, planned))
    keys = [fingerprint("digest", file, hashlib.sha256(data).hexdigest()) for file, data in files]
    for digest, digest_problems in cache.map(digest_of, files, keys):
        problems += digest_problems
        if digest is None:
            continue
        first = by_slug.setdefault(digest.slug, digest)
        if first is not digest:
            message = (
                f"expected one file for {digest.slug}, found {first.file} as well;"
                f" add a label to one: {digest.date}-label"
            )
            problems.append(Problem(Place(digest.file), "file name", message, DUPLICATE_DIGEST))
    return list(by_slug.values()), problems


def digest_of(named: tuple[str, bytes]) -> tuple[Digest | None, list[Problem]]:
    """The digest of a file: its path below the content folder, and its content."""
    # To import all readers takes longer than all else does in a build for which no digest has changed.
    from generator.digests.reader import read_digest  # noqa: PLC0415

    return read_digest(*named)


def _permalinks(data: bytes, cache: Cache) -> tuple[tuple[Permalink, ...], list[Problem]]:
    return cache.get_or_compute(fingerprint(hashlib.sha256(data).hexdigest()), partial(read_permalinks, data))


_PAPERS_MISSING = (UNKNOWN_PAPER, UNKNOWN_TITLE, PAPER_OUTSIDE_TOPIC, LOST_PERMALINK)


def _without_what_follows(problems: Sequence[Problem], digests: Sequence[Digest]) -> list[Problem]:
    """A digest without papers is one mistake, and not as many as other files have names of its papers."""
    empty = next((digest for digest in digests if not digest.entries), None)
    names = [problem.subject or problem.field for problem in problems if problem.kind in _PAPERS_MISSING]
    if empty is None or not names:
        return list(problems)
    are = "1 name is" if len(names) == 1 else f"{len(names):,} names are"
    message = (
        f"expected the papers that other files name, found none; {are} in no other digest, such as {quoted(names[0])};"
        " save the page again, or remove this digest to see which names they are"
    )
    cause = Problem(Place(empty.file), "papers", message, NAMES_OF_NO_DIGEST)
    return [cause, *(problem for problem in problems if problem.kind not in _PAPERS_MISSING)]


def _unread_pages(curation: Curation) -> frozenset[str]:
    """The addresses of pages that are missing only because something else is wrong."""
    topics = {f"{TOPICS_AT}/{slug}" for slug in curation.topic_slugs}
    return frozenset(topics | curation.redirects_in_doubt | {file.rpartition(".")[0] for file in curation.in_doubt})


def _lost_addresses(
    permalinks: Sequence[Permalink],
    catalogue: Catalogue,
    hidden: Sequence[Paper],
    curation: Curation,
    faults: Sequence[Problem],
) -> list[Problem]:
    """Does every published address still lead somewhere? While ``site.yml`` is in doubt nothing can be said."""
    if not curation.is_valid("site.yml"):
        return []
    # A redirect that is reported itself need not be missed here, too.
    redirected = curation.site.redirects.keys() | catalogue.site.redirects.keys()
    unread = {problem.place.file for problem in faults}
    return lost_addresses(permalinks, catalogue, hidden, redirected, unread)
