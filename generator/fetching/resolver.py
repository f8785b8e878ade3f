"""Finds ids, authors, dates, venues, categories and code of papers that lack them.

Hugging Face is searched by title first, then arXiv; Crossref is asked about DOIs, and about titles that are on
neither. Only a certain match is accepted; close ones are kept for a curator. Each result is saved before the next
paper is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from generator.content.folder import curated_files
from generator.content.read import read_content
from generator.curation.reading import read_curation
from generator.fetching.crossref_match import crossref_enrichment, is_from_crossref, match_by_doi, match_by_title
from generator.fetching.enrichment_files import save_enrichment
from generator.fetching.paper_match import SEVERAL_MATCHES, ServicePaper, WantedPaper, choose
from generator.fetching.paper_services import PaperServices
from generator.fetching.readable_enrichment import readable
from generator.fetching.unanswered import Candidate, Unanswered, Unresolved, read_unanswered, write_unanswered
from generator.model.catalogue import Catalogue
from generator.model.curation import Enrichment, LinkKind
from generator.model.identity import ArxivId, has_unknown_title, is_placeholder, title_key
from generator.model.paper import Paper, arxiv_month
from generator.model.problem import Located, Place
from generator.storage.folder_lock import locked

RETRY_INTERVAL = timedelta(days=30)
"""Time after which the services are asked again for a paper that they did not find."""
_NOWHERE = Place("")
"""The place of an enrichment that is not written yet."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result for one paper: an enrichment, or what remains uncertain."""

    wanted: WantedPaper
    enrichment: Enrichment | None
    unresolved: Unresolved | None
    left_out: tuple[str, ...] = ()
    """In words, what a service returned that a check would refuse."""


def wanted_papers(catalogue: Catalogue) -> list[WantedPaper]:
    """The papers that lack an id, authors or a date, newest first."""
    return [
        _wanted(catalogue, paper)
        for paper in catalogue.papers
        if not (paper.arxiv and paper.authors and paper.published) or has_unknown_title(paper.title.plain)
    ]


def resolve(
    content: Path,
    services: PaperServices,
    today: date,
    most: int,
    *,
    is_again: bool = False,
    on_paper: Callable[[int, int], None] | None = None,
) -> Generator[Resolution, None, None]:
    """Ask for papers one after the other; each result is saved before the next paper is asked for.

    ``on_paper`` is called with the number of each paper and the count of all. Raises ``Failed`` when a
    service does not respond.
    """
    unanswered = read_unanswered(content)
    catalogue = read_content(content).catalogue
    slug_by_id: dict[str, str] = {paper.arxiv: paper.slug for paper in catalogue.papers if paper.arxiv}
    slug_by_id |= {paper.doi: paper.slug for paper in catalogue.papers if paper.doi}
    known = _dois_from_crossref(content) if services.crossref else frozenset()
    wanted_now = (paper for paper in wanted_papers(catalogue) if paper.arxiv or paper.doi not in known)
    papers = [paper for paper in wanted_now if is_again or _is_due(paper, unanswered, today)][:most]
    # Papers of which only the id is known need no search, so that arXiv can be asked about many at once.
    services.fetch_arxiv([paper.arxiv for paper in papers if paper.arxiv and is_placeholder(paper.title)])
    for number, wanted in enumerate(papers, start=1):
        if on_paper:
            on_paper(number, len(papers))
        resolution = _readable(_unless_taken(_ask_for(wanted, services, today), slug_by_id, today), today)
        with locked(content):
            _save(content, resolution)
        yield resolution


def _save(content: Path, resolution: Resolution) -> None:
    """Save the result for one paper, beside what another run may have saved since the last one."""
    unanswered = read_unanswered(content)
    if resolution.enrichment:
        save_enrichment(content, resolution.wanted.digest, resolution.enrichment)
        unanswered = unanswered.without_paper(resolution.wanted.title)
    if resolution.unresolved:
        unanswered = unanswered.with_paper(resolution.unresolved)
    write_unanswered(content, unanswered)


def still_unresolved(content: Path, unanswered: Unanswered) -> list[Unresolved]:
    """The papers that were asked for without a certain match and that still lack something."""
    wanted = {title_key(paper.title) for paper in wanted_papers(read_content(content).catalogue)}
    return [paper for key, paper in sorted(unanswered.papers.items()) if key in wanted]


def _dois_from_crossref(content: Path) -> frozenset[str]:
    """The DOIs about which Crossref was asked before."""
    enrichments = read_curation(curated_files(content))[0].enrichments
    return frozenset(item.doi.value for item in enrichments if item.doi and is_from_crossref(item))


def _is_due(paper: WantedPaper, unanswered: Unanswered, today: date) -> bool:
    earlier = unanswered.papers.get(title_key(paper.title))
    # Where only the id is known, any answer for it is the paper, even if it was not accepted then.
    is_answered = earlier is not None and is_placeholder(paper.title) and bool(earlier.candidates)
    return earlier is None or is_answered or today - earlier.asked >= RETRY_INTERVAL


def _unless_taken(resolution: Resolution, slug_by_id: dict[str, str], today: date) -> Resolution:
    """Reject an id that another paper of the list has, because accepting it would merge the two, and one that is
    younger than the digest.
    """
    enrichment, wanted = resolution.enrichment, resolution.wanted
    stated = (enrichment.arxiv or enrichment.doi) if enrichment else None
    if stated is None:
        return resolution
    found = stated.value
    month, listed = (
        arxiv_month(enrichment.arxiv.value) if enrichment and enrichment.arxiv else None,
        date.fromisoformat(wanted.digest[:10]),
    )
    if month and month > listed + timedelta(days=1):
        doubt = f"an id of {month:%Y-%m}, but the paper was listed on {listed}"
        return Resolution(wanted, None, Unresolved(wanted.title, today, (Candidate(found, wanted.title, (doubt,)),)))
    owner = slug_by_id.setdefault(found, wanted.slug)
    if owner == wanted.slug:
        return resolution
    candidate = Candidate(found, wanted.title, (f"papers/{owner} has this id",))
    return Resolution(wanted, None, Unresolved(wanted.title, today, (candidate,)))


def _readable(resolution: Resolution, today: date) -> Resolution:
    """Leave out what a check would refuse. A paper of which nothing new is left counts as not found."""
    if resolution.enrichment is None:
        return resolution
    wanted = resolution.wanted
    enrichment, left_out = readable(resolution.enrichment)
    is_nothing = enrichment is None or (wanted.arxiv and not (enrichment.authors or enrichment.published))
    if left_out and is_nothing:
        found = resolution.enrichment.arxiv.value if resolution.enrichment.arxiv else ""
        return Resolution(
            wanted, None, Unresolved(wanted.title, today, (Candidate(found, wanted.title, left_out),)), left_out
        )
    return replace(resolution, enrichment=enrichment, left_out=left_out)


def _ask_for(wanted: WantedPaper, services: PaperServices, today: date) -> Resolution:
    if services.crossref and wanted.doi and not wanted.arxiv:
        match, near = match_by_doi(wanted, services.crossref)
        if match:
            return Resolution(wanted, crossref_enrichment(wanted, match, today), None)
        if near:
            return Resolution(wanted, None, Unresolved(wanted.title, today, tuple(near)))
    match, near = _by_id(wanted, services) if wanted.arxiv else _by_title(wanted, services)
    if match is None and not near and services.crossref and wanted.may_be_elsewhere:
        match, near = match_by_title(wanted, services.crossref)
        if match:
            return Resolution(wanted, crossref_enrichment(wanted, match, today), None)
    if match is None:
        return Resolution(wanted, None, Unresolved(wanted.title, today, tuple(near)))
    enrichment = _enrichment(wanted, match, _other_service(match, services), today)
    if enrichment is None:
        return Resolution(wanted, None, Unresolved(wanted.title, today))
    return Resolution(wanted, enrichment, None)


def _by_title(wanted: WantedPaper, services: PaperServices) -> tuple[ServicePaper | None, list[Candidate]]:
    papers = services.search_hub(wanted.title)
    match, near = choose(wanted, papers)
    if match or any(SEVERAL_MATCHES in candidate.doubts for candidate in near):
        return match, near
    # Hugging Face has only papers that somebody submitted; arXiv may have a second one of the same title.
    return choose(wanted, [*services.search_arxiv(wanted.title), *papers])


def _by_id(wanted: WantedPaper, services: PaperServices) -> tuple[ServicePaper | None, list[Candidate]]:
    paper = services.arxiv_paper(wanted.arxiv) if wanted.arxiv else None
    if is_placeholder(wanted.title):
        # The id is all that the digest says, so that nothing else can be compared.
        return paper, []
    return choose(wanted, [paper] if paper else [])


def _other_service(match: ServicePaper, services: PaperServices) -> ServicePaper | None:
    """The same paper on the other service: arXiv knows categories, Hugging Face code."""
    return services.hub_paper(match.arxiv) if match.service == "arXiv" else services.arxiv_paper(match.arxiv)


def _enrichment(wanted: WantedPaper, match: ServicePaper, other: ServicePaper | None, today: date) -> Enrichment | None:
    """What is new about a paper; ``None`` when nothing is."""
    both = [paper for paper in (match, other) if paper]
    code = [url for paper in both for url in paper.code if _code_key(url) not in wanted.code]
    authors = None if wanted.has_authors else next((paper.authors for paper in both if paper.authors), None)
    published = None if wanted.published else next((paper.published for paper in both if paper.published), None)
    has_only_id = is_placeholder(wanted.title)
    if wanted.arxiv and not (authors or published or has_only_id):
        return None
    is_same_title = (paper is match or title_key(paper.title) == title_key(match.title) for paper in both)
    return Enrichment(
        title=Located(wanted.title, _NOWHERE),
        source="; ".join(paper.evidence for paper, is_same in zip(both, is_same_title, strict=True) if is_same),
        found=today,
        place=_NOWHERE,
        arxiv=Located(ArxivId(match.arxiv), _NOWHERE),
        authors=Located(authors, _NOWHERE) if authors else None,
        published=Located(published, _NOWHERE) if published else None,
        categories=next((paper.categories for paper in both if paper.categories), ()),
        code=tuple(dict.fromkeys(code)),
        full_title=_located(match.title, 1, 400) if has_only_id else None,
        abstract=_located(match.abstract, 20, 10_000) if has_only_id else None,
    )


def _located(text: str, shortest: int, longest: int) -> Located[str] | None:
    """A text that a file of ``enrichment/`` can hold, on one line; nothing if it is no such text."""
    words = " ".join(text.split())
    return Located(words, _NOWHERE) if shortest <= len(words) <= longest else None


def _wanted(catalogue: Catalogue, paper: Paper) -> WantedPaper:
    first = paper.appearances[0]
    entry = catalogue.digest[first.digest].entries[first.position - 1]
    return WantedPaper(
        slug=paper.slug,
        title=entry.title,
        digest=first.digest,
        arxiv=paper.arxiv,
        abstract=" ".join(entry.abstract),
        published=paper.published,
        author_count=paper.author_count,
        has_authors=bool(paper.authors),
        code=frozenset(_code_key(link.url) for link in paper.links if link.kind is LinkKind.CODE),
        doi=paper.doi,
        may_be_elsewhere=not (paper.ids or any(listed.is_on_hugging_face for listed in paper.appearances)),
    )


def _code_key(url: str) -> str:
    """The address of a repository without what differs between its spellings."""
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url.casefold())
