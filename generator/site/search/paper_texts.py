"""What is said of a paper, by field: what it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.site.search.search_words import arxiv_word


@dataclass(frozen=True, slots=True)
class PaperText:
    """The texts of a paper, best field first."""

    title: str
    names: tuple[str, ...]
    """Its authors, then its organisation."""
    rest: tuple[str, ...]
    """The curator's note, topics, keywords, venue and organisation."""
    ids: tuple[str, ...]
    """Its ids, each as one word."""
    abstract: tuple[str, ...]
    """Paragraphs."""


def paper_text(catalogue: Catalogue, paper: Paper) -> PaperText:
    """The texts of a paper."""
    return PaperText(
        paper.title.plain,
        tuple(_names(paper)),
        tuple(_rest(catalogue, paper)),
        tuple(_ids(paper)),
        tuple(paragraph.plain for paragraph in paper.abstract),
    )


def id_word(text: str) -> str:
    """An id other than arXiv's as one word: ``101145123456`` for ``10.1145/123.456``."""
    return re.sub("[^0-9a-z]", "", text.lower())


def _names(paper: Paper) -> Iterator[str]:
    yield from paper.authors
    if paper.organisation:
        yield " ".join(filter(None, (paper.organisation.name, paper.organisation.handle)))


def _rest(catalogue: Catalogue, paper: Paper) -> Iterator[str]:
    if paper.note:
        yield paper.note
    yield from (catalogue.topic[assignment.topic].title for assignment in paper.topics)
    yield from paper.keywords
    yield from (paper.venue,) if paper.venue else ()
    yield from (paper.organisation.name,) if paper.organisation else ()


def _ids(paper: Paper) -> Iterator[str]:
    if paper.arxiv:
        yield arxiv_word(paper.arxiv)
    yield from (id_word(paper_id) for paper_id in (paper.doi, paper.acl, paper.openreview) if paper_id)
