"""The line of facts on a paper's page: when and where it was published, and what readers made of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.curation import Status
from generator.model.paper import Paper
from generator.pages.components.bylines import NamedPage, organisation_link
from generator.pages.components.page_links import SearchLink
from generator.pages.document.vocabulary import Word
from generator.text import wording

_STATUS = {Status.TO_READ: "to read", Status.READING: "reading", Status.READ: "read"}


def publication_facts(paper: Paper, people: tuple[NamedPage, ...]) -> tuple[Word, ...]:
    """All facts, each after a dot but the first."""
    return tuple(word for fact in _lines_of_facts(paper, people) for word in (" · ", *fact))[1:]


def _lines_of_facts(paper: Paper, people: tuple[NamedPage, ...]) -> Iterator[tuple[Word, ...]]:
    yield from _when(paper)
    yield from ((fact,) for fact in _measures(paper))
    if paper.authors and paper.organisation:
        yield (organisation_link(paper.organisation.name, people),)
    if paper.status:
        yield (f"Curator's reading status: {_STATUS[paper.status]}",)
    if paper.unmapped_sections:
        yield (f"Listed under {wording.enumerated([f'“{section}”' for section in paper.unmapped_sections])}",)


def _when(paper: Paper) -> Iterator[tuple[Word, ...]]:
    """When and where it was published; the year is a link to all papers of the year."""
    if paper.published:
        yield _with_year(f"Published {wording.long_day(paper.published)}")
    elif paper.arxiv:
        yield _with_year(f"On arXiv since {wording.month(paper.dated)}")
    elif paper.year and str(paper.year) not in (paper.venue or "").split():
        yield _with_year(str(paper.year))
    if publication := wording.publication(paper):
        yield (publication[0].upper() + publication[1:],)


def _with_year(text: str) -> tuple[Word, ...]:
    before, space, year = text.rpartition(" ")
    link = SearchLink(year, f"year:{year}")
    return (f"{before}{space}", link) if space else (link,)


def _measures(paper: Paper) -> Iterator[str]:
    if paper.comments is not None:
        where = " on Hugging Face" if paper.has_comments_of_hugging_face else ""
        yield f"{wording.counted(paper.comments, 'comment')}{where}"
    if paper.upvotes is not None:
        yield wording.counted(paper.upvotes, "upvote")
    if paper.code and paper.code.stars is not None:
        yield f"{wording.counted(paper.code.stars, 'star')} on {_host(paper.code.url)}"
    if paper.submitter:
        yield f"submitted by {paper.submitter}"


def _host(url: str) -> str:
    return "GitHub" if "://github.com/" in url.casefold() else "its code"
