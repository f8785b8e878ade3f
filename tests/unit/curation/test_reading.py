"""Curated files become typed values; slips are golden cases in ``test_curation``."""

from __future__ import annotations

from datetime import date

from support.builders import SITE

from generator.curation.reading import Curation, read_curation
from generator.model.curation import (
    Area,
    Corrections,
    Enrichment,
    Link,
    LinkKind,
    PaperNotes,
    Rule,
    Status,
    Topic,
    TopicChanges,
    Where,
)
from generator.model.identity import ArxivId, Slug
from generator.model.problem import Located, Place


def read(**files: str) -> Curation:
    """The content of sound files; ``topics__x`` names ``topics/x.yml``."""
    named = {f"{name.replace('__', '/').replace('_', '-')}.yml": text.encode() for name, text in files.items()}
    curation, problems = read_curation({"site.yml": SITE.encode(), **named})
    assert problems == []
    return curation


def test_a_site() -> None:
    site = read(site=f"{SITE}mirrors:\n  hf-mirror.com: huggingface.co\n").site
    assert (site.title, site.description) == ("Shelf", "A reading list for tests, as small as it can be.")
    assert site.areas == (Area("theory", "Theory"), Area("vision", "Vision"))
    assert site.mirrors == {"hf-mirror.com": "huggingface.co"}


def test_the_redirects_of_a_site() -> None:
    site = read(site=f"{SITE}redirects:\n  the-old-name: the-new-name\n").site
    assert site.redirects == {
        "the-old-name": Located("the-new-name", Place("site.yml", 7, 17), Place("site.yml", 7, 3))
    }


def test_a_topic() -> None:
    text = """\
title: Vision
area: vision
scope: >
  Whatever looks at pictures
  and says what is in them.
rules:
  - any: [picture, no]
  - where: title
    any: ["3.10"]
    none: [off]
    times: 2
    weight: 0.5
start_here:
  - a-paper
"""
    file = "topics/my-topic.yml"
    assert read(topics__my_topic=text).topics == (
        Topic(
            slug=Slug("my-topic"),
            title="Vision",
            area=Located("vision", Place(file, 2, 7)),
            scope="Whatever looks at pictures and says what is in them.",
            rules=(
                Rule(Place(file, 7, 5), Where.BOTH, any=("picture", "no")),
                Rule(Place(file, 8, 5), Where.TITLE, any=("3.10",), none=("off",), times=2, weight=0.5),
            ),
            place=Place(file),
            start_here=(Located(Slug("a-paper"), Place(file, 14, 5)),),
        ),
    )


def test_an_overlay() -> None:
    text = """\
note: Read it because it is short.
featured: true
status: reading
hidden: false
topics:
  add: [one]
  remove: [two, three]
corrections:
  title: No
  abstract: There is no abstract, so here is one.
  authors: [Ada, Bob]
  organisation: Lab
  published: 2024-12-31
  arxiv: '2501.00010v3'
links:
  - {kind: demo, url: https://example.org/}
"""
    file = "papers/a-paper.yml"
    assert read(papers__a_paper=text).paper_notes == (
        PaperNotes(
            slug=Slug("a-paper"),
            place=Place(file),
            note=Located("Read it because it is short.", Place(file, 1, 7)),
            featured=Located(True, Place(file, 2, 11)),
            status=Located(Status.READING, Place(file, 3, 9)),
            hidden=Located(False, Place(file, 4, 9)),
            topics=TopicChanges(
                (Located(Slug("one"), Place(file, 6, 9)),),
                (Located(Slug("two"), Place(file, 7, 12)), Located(Slug("three"), Place(file, 7, 17))),
            ),
            corrections=Corrections(
                title=Located("No", Place(file, 9, 10)),
                abstract=Located("There is no abstract, so here is one.", Place(file, 10, 13)),
                authors=Located(("Ada", "Bob"), Place(file, 11, 12)),
                organisation=Located("Lab", Place(file, 12, 17)),
                published=Located(date(2024, 12, 31), Place(file, 13, 14)),
                arxiv=Located(ArxivId("2501.00010"), Place(file, 14, 10)),
            ),
            links=(Link(LinkKind.DEMO, "https://example.org/", Place(file, 16, 5)),),
        ),
    )


def test_findings() -> None:
    text = """\
papers:
  - title: A Paper
    source: 'A Paper, arXiv:2501.00010'
    found: 2025-02-01
    arxiv: '2501.00010'
    authors: [Ada]
    code: [https://github.com/a/b]
  - {title: Other, source: nowhere, found: 2025-02-02}
"""
    file = "enrichment/2025-01-01.yml"
    assert read(enrichment__2025_01_01=text).enrichments == (
        Enrichment(
            title=Located("A Paper", Place(file, 2, 12)),
            source="A Paper, arXiv:2501.00010",
            found=date(2025, 2, 1),
            place=Place(file, 2, 5),
            arxiv=Located(ArxivId("2501.00010"), Place(file, 5, 12)),
            authors=Located(("Ada",), Place(file, 6, 14)),
            code=("https://github.com/a/b",),
        ),
        Enrichment(Located("Other", Place(file, 8, 13)), "nowhere", date(2025, 2, 2), Place(file, 8, 5)),
    )


def test_a_file_that_cannot_be_read_leaves_the_others_alone() -> None:
    topic = b"title: Vision\narea: vision\nscope: Whatever looks at pictures.\nrules: [{any: [picture]}]\n"
    files = {"site.yml": SITE.encode(), "topics/a.yml": b"'", "topics/b.yml": topic, "topics/c.yml": b"\xff"}
    curation, problems = read_curation(files)
    assert [topic.slug for topic in curation.topics] == ["b"]
    assert [problem.place.file for problem in problems] == ["topics/a.yml", "topics/c.yml"]
