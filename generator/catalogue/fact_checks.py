"""Can what corrections and enrichment say about papers be true?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol, TypeVar

from generator.catalogue.catalogue_problems import (
    ID_AFTER_LISTING,
    PAPER_WITHOUT_TITLE,
    PUBLISHED_AFTER_LISTING,
    SHARED_ARXIV_ID,
    SHARED_TITLE,
)
from generator.catalogue.name_problems import UNKNOWN_TITLE
from generator.curation.reading import Curation
from generator.model.catalogue import Catalogue
from generator.model.curation import PaperNotes
from generator.model.identity import ArxivId, Slug, TitleKey, has_unknown_title, title_key
from generator.model.paper import Paper, arxiv_month
from generator.model.problem import Located, Problem
from generator.text.nearest import Names

_TOLERANCE = timedelta(days=1)
"""Dates of digests are local time, so that a paper can be listed a day before arXiv dates it."""
_NAMES_OF_IDS = {
    "arxiv": "an arXiv id",
    "doi": "a DOI",
    "openreview": "an OpenReview id",
    "acl": "an id of the ACL Anthology",
}
T_co = TypeVar("T_co", covariant=True)


def check_days(notes: PaperNotes, catalogue: Catalogue) -> Iterator[Problem]:
    """A paper was published, and got its arXiv id, before it was listed."""
    paper = catalogue.by_slug.get(notes.slug)
    if paper is None:
        return
    listed = paper.appearances[0].date
    published, arxiv = notes.corrections.published, notes.corrections.arxiv
    if published and published.value > listed + _TOLERANCE:
        message = (
            f"expected a date no later than {listed}, when {paper.appearances[0].place} lists the paper,"
            f" found '{published.value}'; correct it"
        )
        yield Problem(published.place, "corrections.published", message, PUBLISHED_AFTER_LISTING, str(published.value))
    if arxiv:
        yield from _check_month(arxiv, "corrections.arxiv", listed)


def _check_month(arxiv: Located[ArxivId], field: str, listed: date) -> Iterator[Problem]:
    month = arxiv_month(arxiv.value)
    if month and month > listed + _TOLERANCE:
        message = (
            f"expected an arXiv id from no later than {listed:%Y-%m}, the month in which a digest first lists the"
            " paper,"
            f" found '{arxiv.value}' from {month:%Y-%m}; look it up on arxiv.org"
        )
        yield Problem(arxiv.place, field, message, ID_AFTER_LISTING, arxiv.value)


def check_arxiv_ids(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Two pages with one id are one paper, or one of the ids is wrong."""
    owners: dict[tuple[str, str], list[Slug]] = defaultdict(list)
    for paper in catalogue.papers:
        for kind, known in _ids(paper).items():
            if known:
                owners[kind, known].append(paper.slug)
    for notes in curation.paper_notes:
        for kind, stated in _ids(notes.corrections).items():
            others = owners.get((kind, stated.value), ()) if stated else ()
            other = next((slug for slug in others if slug != notes.slug), None)
            if stated and other and notes.slug in catalogue.by_slug:
                message = (
                    f"expected {_NAMES_OF_IDS[kind]} that no other paper has, found '{stated.value}', which '{other}'"
                    f" also has; correct one, or reduce this file to 'same_as: {other}'"
                )
                yield Problem(stated.place, f"corrections.{kind}", message, SHARED_ARXIV_ID, stated.value)


class _HasIds(Protocol[T_co]):
    """A paper, or the corrections of one."""

    @property
    def arxiv(self) -> T_co | None: ...
    @property
    def doi(self) -> T_co | None: ...
    @property
    def openreview(self) -> T_co | None: ...
    @property
    def acl(self) -> T_co | None: ...


def _ids(known: _HasIds[T_co]) -> dict[str, T_co | None]:
    """All ids by their kinds, those that are not known too."""
    return {"arxiv": known.arxiv, "doi": known.doi, "openreview": known.openreview, "acl": known.acl}


def check_corrected_titles(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Two pages with one title are one paper, unless their ids tell them apart."""
    corrected = {notes.slug: notes.corrections.title for notes in curation.paper_notes if notes.corrections.title}
    keys = {title_key(title.value) for title in corrected.values()}
    alike = [paper for paper in catalogue.papers if keys and title_key(paper.title.plain) in keys]
    for slug, title in corrected.items():
        paper = catalogue.by_slug.get(slug)
        namesakes = (other for other in alike if title_key(other.title.plain) == title_key(title.value))
        other = next((other for other in namesakes if paper and _may_be_same(paper, other)), None)
        if other:
            message = (
                f"expected a title that no other paper has, found '{title.value}', which '{other.slug}' also has;"
                f" correct one, reduce this file to 'same_as: {other.slug}', or add the ids of both"
            )
            yield Problem(title.place, "corrections.title", message, SHARED_TITLE, title.value)


def _may_be_same(paper: Paper, other: Paper) -> bool:
    return other is not paper and not any(known and _ids(other)[kind] for kind, known in _ids(paper).items())


def check_listed_titles(catalogue: Catalogue) -> Iterator[Problem]:
    """Papers of which only the id is known: one problem for each digest that lists them first."""
    nameless: dict[str, list[Paper]] = defaultdict(list)
    for paper in catalogue.papers:
        if has_unknown_title(paper.title.plain):
            nameless[paper.appearances[0].place.file].append(paper)
    for papers in nameless.values():
        first = min(papers, key=lambda paper: paper.appearances[0].place)
        count = "one of them" if len(papers) == 1 else f"{len(papers):,} of them"
        message = (
            f"expected the titles of papers, found only ids of {count}, such as arXiv:{first.arxiv};"
            " look them up with papershelf resolve"
        )
        yield Problem(first.appearances[0].place, "title", message, PAPER_WITHOUT_TITLE)


def check_enrichments(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """What was looked up belongs to a title of a digest."""
    listed: dict[TitleKey, date] = {}
    titles: dict[TitleKey, str] = {}
    for digest in reversed(catalogue.digests):
        for entry in digest.entries:
            listed.setdefault(title_key(entry.title), digest.date)
            titles.setdefault(title_key(entry.title), entry.title)
    stated = {(item.place.file, title_key(item.title.value)) for item in curation.enrichments}
    names = Names(titles.values())
    for enrichment in curation.enrichments:
        title = enrichment.title
        first = listed.get(title_key(title.value))
        if first is None:
            near = names.near(title.value, cutoff=0.7)
            if near and (title.place.file, title_key(near)) in stated:
                # With the right title the file would have two items of it.
                near = None
            hint = f". Did you mean '{near}'?" if near else "; copy the title from the digest, or remove the item"
            message = f"expected a title in a digest, found '{title.value}'{hint}"
            yield Problem(title.place, "title", message, UNKNOWN_TITLE, title.value)
        elif enrichment.arxiv:
            yield from _check_month(enrichment.arxiv, "arxiv", first)
