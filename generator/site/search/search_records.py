"""What Pagefind is told of each paper: the words to find it by, and the card to show.

A record has three fields that words are found in: ``title`` and ``by``, which Pagefind weighs by how
much of a query they cover, and the content. Pagefind makes every piece of metadata searchable, so the
card travels in the one place that it only stores, the address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.catalogue.badges import badges
from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.cards import LEAD_LENGTH, TOPICS
from generator.site.search.search_words import arxiv_word, parts_of, words_of
from generator.storage.cache import Cache, fingerprint
from generator.text import wording
from generator.text.excerpts import shortened
from generator.text.lead import lead_sentence

_BOUNDARY = " ; "
"""Stands between two names. It counts as a word, so that no phrase runs from one name into the next."""


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as Pagefind is told of it."""

    card: str
    """JSON of what a result shows."""
    title: str
    by: str
    """Authors and organisation."""
    content: str
    """Its arXiv id, parts of names in its title, abstract, topics and keywords; never empty, for Pagefind would
    leave it out.
    """


def records(catalogue: Catalogue, memory: Cache | None = None) -> Iterator[Record]:
    """One record for each paper, in the catalogue's order."""
    memory = memory or Cache()
    for paper in catalogue.papers:
        titles = (catalogue.topic[one.topic].title for one in paper.topics)
        key = fingerprint("search record", memory.fingerprint_of(paper), *titles)
        yield memory.get_or_compute(key, partial(_record, catalogue, paper))


def _record(catalogue: Catalogue, paper: Paper) -> Record:
    return Record(_card(paper), " ".join(words_of(paper.title.plain)), _by(paper), _content(catalogue, paper))


def _card(paper: Paper) -> str:
    lead = lead_sentence([paragraph.plain for paragraph in paper.abstract])
    shown = {
        "slug": paper.slug,
        "title": paper.title.plain,
        "lead": shortened(lead, LEAD_LENGTH) if lead else None,
        "by": wording.people(paper, 3),
        "when": wording.when(paper),
        "date": paper.dated.isoformat(),
        "since": paper.appearances[0].date.isoformat(),
        "comments": paper.comments,
        "has": list(badges(paper)),
        "topics": [one.topic for one in paper.topics[:TOPICS]],
    }
    return json.dumps({key: value for key, value in shown.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _by(paper: Paper) -> str:
    names = list(paper.authors)
    if paper.organisation:
        names += [paper.organisation.name, *([paper.organisation.handle] if paper.organisation.handle else [])]
    return _BOUNDARY.join(" ".join(words_of(name)) for name in names)


def _content(catalogue: Catalogue, paper: Paper) -> str:
    found = [arxiv_word(paper.arxiv)] if paper.arxiv else []
    found += parts_of(paper.title.plain)
    for paragraph in paper.abstract:
        found += words_of(paragraph.plain)
    for one in paper.topics:
        found += words_of(catalogue.topic[one.topic].title)
    for keyword in paper.keywords:
        found += words_of(keyword)
    return " ".join(found or [*words_of(paper.title.plain), *words_of(paper.slug)])
