"""The kinds of page that the shipped site has."""

from __future__ import annotations

from generator.catalogue.people.papers_by_name import people_of
from generator.model.catalogue import Catalogue
from generator.model.contributors import ContributorKind

KINDS = [
    "home",
    "topics",
    "topic",
    "unsorted",
    "digests",
    "digest",
    "digests of a week",
    "digests of a month",
    "digests of a year",
    "years",
    "year",
    "authors",
    "author",
    "organisations",
    "trends",
    "search",
    "my list",
    "new",
    "for you",
    "subscribe",
    "paper",
    "paper with a long title",
    "about",
    "guide of curators",
    "page of operators",
    "reference",
    "missing",
]


def addresses_of(catalogue: Catalogue) -> dict[str, str]:
    """Where each kind of page lies; the fullest of its kind, where there are several."""
    paper = max(catalogue.papers, key=lambda one: len(repr(one)))
    longest = max(catalogue.papers, key=lambda one: len(one.title.plain))
    topic = max(catalogue.by_topic, key=lambda slug: len(catalogue.by_topic[slug]))
    digest = max(catalogue.by_digest, key=lambda slug: len(catalogue.by_digest[slug]))
    author = max(people_of(catalogue).of(ContributorKind.AUTHOR), key=lambda one: len(one.papers))
    newest = catalogue.digests[0].date
    found = [
        "",
        "topics/",
        f"topics/{topic}/",
        "topics/unsorted/",
        "digests/",
        f"digests/{digest}/",
        f"digests/{newest:%G-w%V}/",
        f"digests/{newest:%Y-%m}/",
        f"digests/{newest:%Y}/",
        "years/",
        f"years/{catalogue.papers[0].dated.year}/",
        "authors/",
        f"authors/{author.slug}/",
        "organisations/",
        "trends/",
        "search/?q=models",
        "my-list/",
        "new/",
        "for-you/",
        "subscribe/",
        f"papers/{paper.slug}/",
        f"papers/{longest.slug}/",
        "about/",
        "about/curating/",
        "about/own-list/",
        "about/reference/",
        "papers/no-such-model/",
    ]
    return dict(zip(KINDS, found, strict=True))
