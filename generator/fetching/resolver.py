"""Finds arXiv ids, authors, dates, categories and code of papers that lack them.

Hugging Face is searched by title first, then arXiv. Only a certain match is accepted; similar papers are
left for a curator to decide. Each enrichment is saved before the next paper is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from generator.content.read import read_content
from generator.fetching.enrichment_files import save_enrichment
from generator.fetching.paper_matching import AMBIGUOUS, ServicePaper, Wanted, choose
from generator.fetching.services import Services
from generator.fetching.unanswered import Candidate, Unanswered, Unresolved, read_unanswered, write_unanswered
from generator.model.catalogue import Catalogue
from generator.model.curation import Enrichment, LinkKind
from generator.model.identity import ArxivId, title_key
from generator.model.paper import Paper
from generator.model.problem import Located, Place

RETRY_AFTER = timedelta(days=30)
"""How long a paper without a match is not looked up again."""
_NOWHERE = Place("")
"""The place of an enrichment that is not written yet."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of looking up a paper: an enrichment, or what remains uncertain."""

    wanted: Wanted
    enrichment: Enrichment | None
    unresolved: Unresolved | None


def wanted_papers(catalogue: Catalogue) -> list[Wanted]:
    """The papers that lack an id, authors or a date, newest first."""
    return [
        _wanted(catalogue, paper)
        for paper in catalogue.papers
        if not (paper.arxiv and paper.authors and paper.published)
    ]


def resolve(
    content: Path,
    services: Services,
    today: date,
    most: int,
    *,
    is_again: bool = False,
    on_paper: Callable[[int, int], None] | None = None,
) -> Generator[Resolution, None, None]:
    """Look up papers one after the other; each is saved before the next is requested."""
    asked = read_unanswered(content)
    catalogue = read_content(content).catalogue
    slug_of: dict[str, str] = {paper.arxiv: paper.slug for paper in catalogue.papers if paper.arxiv}
    wanted = [
        paper
        for paper in wanted_papers(catalogue)
        if is_again or not (known := asked.papers.get(title_key(paper.title))) or today - known.asked >= RETRY_AFTER
    ][:most]
    for number, paper in enumerate(wanted, start=1):
        if on_paper:
            on_paper(number, len(wanted))
        resolution = _unless_taken(_look_up(paper, services, today), slug_of, today)
        if resolution.enrichment:
            save_enrichment(content, paper.digest, resolution.enrichment)
            asked = asked.without_paper(paper.title)
        if resolution.unresolved:
            asked = asked.with_paper(resolution.unresolved)
        write_unanswered(content, asked)
        yield resolution


def _unless_taken(resolution: Resolution, slug_of: dict[str, str], today: date) -> Resolution:
    """Reject an id that another paper in the list has: accepting it would merge the two."""
    enrichment, wanted = resolution.enrichment, resolution.wanted
    if enrichment is None or enrichment.arxiv is None:
        return resolution
    arxiv = enrichment.arxiv.value
    other = slug_of.setdefault(arxiv, wanted.slug)
    if other == wanted.slug:
        return resolution
    candidate = Candidate(arxiv, wanted.title, (f"papers/{other} has this id",))
    return Resolution(wanted, None, Unresolved(wanted.title, today, (candidate,)))


def still_unresolved(content: Path, asked: Unanswered) -> list[Unresolved]:
    """The papers on record without a certain match that still lack something."""
    wanted = {title_key(paper.title) for paper in wanted_papers(read_content(content).catalogue)}
    return [paper for key, paper in sorted(asked.papers.items()) if key in wanted]


def _look_up(wanted: Wanted, services: Services, today: date) -> Resolution:
    match, near = _by_id(wanted, services) if wanted.arxiv else _by_title(wanted, services)
    if match is None:
        return Resolution(wanted, None, Unresolved(wanted.title, today, tuple(near)))
    other = _other_service(match, services)
    enrichment = _enrichment(wanted, match, other, today)
    if enrichment is None:
        return Resolution(wanted, None, Unresolved(wanted.title, today))
    return Resolution(wanted, enrichment, None)


def _by_title(wanted: Wanted, services: Services) -> tuple[ServicePaper | None, list[Candidate]]:
    on_hub = services.search_hub(wanted.title)
    match, near = choose(wanted, on_hub)
    if match or any(AMBIGUOUS in candidate.doubts for candidate in near):
        return match, near
    # Hugging Face has only papers that somebody submitted; arXiv may have another of the same title.
    return choose(wanted, [*services.search_arxiv(wanted.title), *on_hub])


def _by_id(wanted: Wanted, services: Services) -> tuple[ServicePaper | None, list[Candidate]]:
    paper = services.arxiv_paper(wanted.arxiv) if wanted.arxiv else None
    return choose(wanted, [paper] if paper else [])


def _other_service(match: ServicePaper, services: Services) -> ServicePaper | None:
    """The same paper from the other service: arXiv has categories, Hugging Face code."""
    return services.hub_paper(match.arxiv) if match.service == "arXiv" else services.arxiv_paper(match.arxiv)


def _enrichment(wanted: Wanted, match: ServicePaper, other: ServicePaper | None, today: date) -> Enrichment | None:
    """The new facts about a paper; ``None`` if there are none."""
    papers = [paper for paper in (match, other) if paper]
    code = [url for paper in papers for url in paper.code if _code_key(url) not in wanted.code]
    authors = None if wanted.has_authors else next((paper.authors for paper in papers if paper.authors), None)
    published = None if wanted.published else next((paper.published for paper in papers if paper.published), None)
    categories = next((paper.categories for paper in papers if paper.categories), ())
    if wanted.arxiv and not (authors or published):
        return None
    return Enrichment(
        title=Located(wanted.title, _NOWHERE),
        source="; ".join(
            paper.quotation for paper in papers if paper is match or title_key(paper.title) == title_key(match.title)
        ),
        found=today,
        place=_NOWHERE,
        arxiv=Located(ArxivId(match.arxiv), _NOWHERE),
        authors=Located(authors, _NOWHERE) if authors else None,
        published=Located(published, _NOWHERE) if published else None,
        categories=categories,
        code=tuple(dict.fromkeys(code)),
    )


def _wanted(catalogue: Catalogue, paper: Paper) -> Wanted:
    first = paper.appearances[0]
    entry = catalogue.digest[first.digest].entries[first.position - 1]
    return Wanted(
        slug=paper.slug,
        title=entry.title,
        digest=first.digest,
        arxiv=paper.arxiv,
        abstract=" ".join(entry.abstract),
        published=paper.published,
        author_count=paper.author_count,
        has_authors=bool(paper.authors),
        code=frozenset(_code_key(link.url) for link in paper.links if link.kind is LinkKind.CODE),
    )


def _code_key(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url.casefold())
