"""What Pagefind indexes of each paper: the words by which it is found, and the card that a result shows.

A record has three fields in which words are found: ``title`` and ``by``, which Pagefind ranks by how
much of them a query covers, and the content. Pagefind makes all metadata searchable, so the card
travels in the one field that is only stored, the address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.cards import LEAD_LENGTH, TOPICS_ON_A_CARD
from generator.site.search.search_words import arxiv_word, parts_of, words_of
from generator.storage.cache import Cache, fingerprint
from generator.text import wording
from generator.text.excerpts import shortened
from generator.text.lead import lead_sentence

_BOUNDARY = " ; "
"""Separates two names. Pagefind counts it as a word, so that no phrase runs from one name into the next."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A paper as Pagefind indexes it."""

    card: str
    """JSON of what a result shows."""
    title: str
    by: str
    """Authors and organisation."""
    content: str
    """Its arXiv id, parts of names in its title, abstract, the curator's note, topics and keywords. Never
    empty, because Pagefind leaves out records without content.
    """


def records(catalogue: Catalogue, cache: Cache | None = None) -> Iterator[SearchRecord]:
    """One record for each paper, in the catalogue's order."""
    cache = cache or Cache()
    for paper in catalogue.papers:
        titles = (catalogue.topic[assignment.topic].title for assignment in paper.topics)
        key = fingerprint("search record", cache.fingerprint_of(paper), *titles)
        yield cache.get_or_compute(key, partial(_record, catalogue, paper))


def _record(catalogue: Catalogue, paper: Paper) -> SearchRecord:
    return SearchRecord(_card(paper), " ".join(words_of(paper.title.plain)), _by(paper), _content(catalogue, paper))


def _card(paper: Paper) -> str:
    lead = lead_sentence([paragraph.plain for paragraph in paper.abstract])
    shown = {
        "slug": paper.slug,
        "title": paper.title.plain,
        "lead": shortened(lead, LEAD_LENGTH) if lead else None,
        "by": wording.people(paper, 3),
        "when": " · ".join(wording.when_and_where(paper)),
        "date": paper.dated.isoformat(),
        "since": paper.appearances[0].date.isoformat(),
        "comments": paper.comments,
        "has": list(badges(paper)),
        "topics": [assignment.topic for assignment in paper.topics[:TOPICS_ON_A_CARD]],
    }
    return json.dumps({key: value for key, value in shown.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _by(paper: Paper) -> str:
    names = list(paper.authors)
    if paper.organisation:
        names += [paper.organisation.name, *([paper.organisation.handle] if paper.organisation.handle else [])]
    return _BOUNDARY.join(" ".join(words_of(name)) for name in names)


def _content(catalogue: Catalogue, paper: Paper) -> str:
    words = [arxiv_word(paper.arxiv)] if paper.arxiv else []
    words += parts_of(paper.title.plain)
    for text in _texts(catalogue, paper):
        words += words_of(text)
    return " ".join(words or [*words_of(paper.title.plain), *words_of(paper.slug)])


def _texts(catalogue: Catalogue, paper: Paper) -> Iterator[str]:
    """What is said of a paper besides its title."""
    yield from (paragraph.plain for paragraph in paper.abstract)
    if paper.note:
        yield paper.note
    yield from (catalogue.topic[assignment.topic].title for assignment in paper.topics)
    yield from paper.keywords
    yield from (paper.venue,) if paper.venue else ()
