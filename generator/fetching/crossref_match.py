"""Matches papers beyond arXiv with what Crossref says about them."""

from __future__ import annotations

from datetime import date

from generator.fetching.crossref import Crossref
from generator.fetching.paper_match import ServicePaper, WantedPaper, choose
from generator.fetching.unanswered import Candidate
from generator.model.curation import Enrichment
from generator.model.identity import title_key
from generator.model.problem import Located, Place

_NOWHERE = Place("")
"""The place of an enrichment that is not written yet."""
_SHORTEST_PART = 15
"""Letters of a title that can be recognised as the beginning of another."""
_SHORTEST_ABSTRACT, _LONGEST_ABSTRACT, _LONGEST_VENUE = 20, 10_000, 200
"""Characters that a file of ``enrichment/`` can hold."""


def match_by_doi(wanted: WantedPaper, crossref: Crossref) -> tuple[ServicePaper | None, list[Candidate]]:
    """The work with the DOI of a paper. It is certain unless its title is another: a DOI can be mistyped."""
    found = crossref.work(wanted.doi) if wanted.doi else None
    if found is None or _has_title_of(found, wanted):
        return found, []
    return None, [Candidate(found.name, found.title, ("a different title",))]


def match_by_title(wanted: WantedPaper, crossref: Crossref) -> tuple[ServicePaper | None, list[Candidate]]:
    """The one work that certainly is a paper of which only the title is known."""
    return choose(wanted, crossref.search(wanted.title))


def crossref_enrichment(wanted: WantedPaper, match: ServicePaper, today: date) -> Enrichment:
    """What Crossref says about a paper, as far as it is new."""
    authors = () if wanted.has_authors else match.authors
    published = None if wanted.published else match.published
    abstract = "" if wanted.abstract else " ".join(match.abstract.split())
    is_abstract = _SHORTEST_ABSTRACT <= len(abstract) <= _LONGEST_ABSTRACT
    return Enrichment(
        title=Located(wanted.title, _NOWHERE),
        source=match.evidence,
        found=today,
        place=_NOWHERE,
        authors=Located(authors, _NOWHERE) if authors else None,
        published=Located(published, _NOWHERE) if published else None,
        abstract=Located(abstract, _NOWHERE) if is_abstract else None,
        doi=Located(match.doi, _NOWHERE) if match.doi else None,
        venue=Located(match.venue, _NOWHERE) if match.venue and len(match.venue) <= _LONGEST_VENUE else None,
        stage=Located(match.stage, _NOWHERE) if match.stage else None,
    )


def is_from_crossref(enrichment: Enrichment) -> bool:
    """Was Crossref asked about this paper before? It need not be asked again."""
    return enrichment.doi is not None and "Crossref: " in enrichment.source


def _has_title_of(found: ServicePaper, wanted: WantedPaper) -> bool:
    """Is the title the same, or the same without a subtitle?"""
    key, other = title_key(found.title), title_key(wanted.title)
    is_long = min(len(key), len(other)) >= _SHORTEST_PART
    return key == other or (is_long and (key.startswith(other) or other.startswith(key)))
