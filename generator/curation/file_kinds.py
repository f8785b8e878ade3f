"""The kinds of curated files: each defined once, for reading, for JSON Schema and for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.curation.fields import ListKind, LocatedKind, MapKind, RecordKey, RecordKind
from generator.curation.record_kinds import PaperNotesKind, RuleKind, RulesKind
from generator.curation.text_kinds import (
    AddressKind,
    ArxivIdKind,
    CategoryKind,
    ChoiceKind,
    CountKind,
    DayKind,
    FlagKind,
    HostKind,
    PageNameKind,
    PhraseKind,
    SlugKind,
    WeightKind,
    WordsKind,
)
from generator.model.curation import (
    Area,
    Corrections,
    Enrichment,
    Link,
    LinkKind,
    PaperNotes,
    Rule,
    Site,
    Status,
    Target,
    Topic,
    TopicChanges,
    Updates,
    Where,
)

T = TypeVar("T")

_PHRASES = ListKind(PhraseKind())
_TOPIC_SLUGS = ListKind(LocatedKind(SlugKind("a topic's file name")))
_AUTHORS = ListKind(WordsKind(120), can_repeat=True)

TOPIC = RecordKind(
    Topic,
    title=RecordKey(WordsKind(60, shortest=3), "Name of the topic, as readers see it."),
    area=RecordKey(LocatedKind(SlugKind("the slug of an area in site.yml")), "The family of topics it belongs to."),
    scope=RecordKey(WordsKind(300, shortest=20), "One sentence that says what belongs here, and what does not."),
    rules=RecordKey(
        RulesKind(
            RuleKind(
                Rule,
                where=RecordKey(
                    ChoiceKind(Where), "The part of a paper that must hold the phrases; both when left out."
                ),
                any=RecordKey(_PHRASES, "Phrases of which one is enough."),
                all=RecordKey(_PHRASES, "Phrases that must all occur."),
                none=RecordKey(_PHRASES, "Phrases that must not occur."),
                times=RecordKey(
                    CountKind(2, 20), "How often phrases of 'any' must occur together; once when left out."
                ),
                weight=RecordKey(
                    WeightKind(), "What the rule contributes; a topic is given at 1, which is the default."
                ),
            )
        ),
        "When a paper is given this topic: the weights of the rules that match must add up to 1.",
    ),
    start_here=RecordKey(
        ListKind(LocatedKind(SlugKind("a paper's slug"))), "Slugs of the papers to read first, in reading order."
    ),
)

PAPER_NOTES = PaperNotesKind(
    PaperNotes,
    note=RecordKey(LocatedKind(WordsKind(600, shortest=20)), "Why to read it, in one or two sentences of your own."),
    featured=RecordKey(LocatedKind(FlagKind()), "Shown on the home page."),
    status=RecordKey(LocatedKind(ChoiceKind(Status)), "How far you have come with it."),
    hidden=RecordKey(LocatedKind(FlagKind()), "Keeps the paper out of the site."),
    topics=RecordKey(
        RecordKind(
            TopicChanges,
            add=RecordKey(_TOPIC_SLUGS, "Topics that the rules miss."),
            remove=RecordKey(_TOPIC_SLUGS, "Topics that the rules give wrongly."),
        ),
        "What the topic rules get wrong for this paper.",
    ),
    corrections=RecordKey(
        RecordKind(
            Corrections,
            title=RecordKey(LocatedKind(WordsKind(400)), "The right title; the address of the page stays."),
            abstract=RecordKey(LocatedKind(WordsKind(10_000, shortest=20)), "The right abstract."),
            authors=RecordKey(LocatedKind(_AUTHORS), "All authors, in order."),
            organisation=RecordKey(LocatedKind(WordsKind(120)), "Who published it, when no authors are known."),
            published=RecordKey(LocatedKind(DayKind()), "The day it was first published."),
            arxiv=RecordKey(LocatedKind(ArxivIdKind()), "Its arXiv id, in quotes."),
        ),
        "Fields that were scraped or resolved wrongly.",
    ),
    links=RecordKey(
        ListKind(
            RecordKind(
                Link,
                kind=RecordKey(ChoiceKind(LinkKind), "What the address leads to."),
                url=RecordKey(AddressKind(), "The address."),
            ),
            by="url",
        ),
        "Further addresses that belong to the paper.",
    ),
    same_as=RecordKey(
        LocatedKind(SlugKind("a paper's slug")),
        "The slug of the paper that this one is, under another title. The two become one page, at that"
        " slug, and this file says nothing else.",
    ),
)


@dataclass(frozen=True, slots=True)
class EnrichmentFile:
    """A file of ``enrichment/``: what was found out about the papers of a digest."""

    papers: tuple[Enrichment, ...]


ENRICHMENT = RecordKind(
    EnrichmentFile,
    papers=RecordKey(
        ListKind(
            RecordKind(
                Enrichment,
                title=RecordKey(
                    LocatedKind(WordsKind(400)), "The title in the digest, by which the paper is recognised."
                ),
                arxiv=RecordKey(LocatedKind(ArxivIdKind()), "Its arXiv id, in quotes."),
                authors=RecordKey(
                    LocatedKind(_AUTHORS), "All authors, in order; left out when the list is incomplete."
                ),
                published=RecordKey(LocatedKind(DayKind()), "The day of its first version on arXiv."),
                categories=RecordKey(ListKind(CategoryKind()), "Its categories on arXiv, the primary one first."),
                code=RecordKey(ListKind(AddressKind()), "Addresses of its code."),
                source=RecordKey(WordsKind(1000), "Public words that show the title together with the id."),
                found=RecordKey(DayKind(), "The day the source was seen."),
            ),
            by="title",
        ),
        "One item for each paper.",
    ),
)

SITE = RecordKind(
    Site,
    title=RecordKey(WordsKind(60), "Name of the list."),
    description=RecordKey(WordsKind(300, shortest=20), "What the list is, in one sentence."),
    areas=RecordKey(
        ListKind(
            RecordKind(
                Area,
                slug=RecordKey(SlugKind("a name"), "The area's name in topic files."),
                title=RecordKey(WordsKind(60), "The area's name for readers."),
            ),
            by="slug",
        ),
        "Families of topics, in the order of the site.",
    ),
    mirrors=RecordKey(MapKind(HostKind(), HostKind()), "Hosts of mirrors, each with the host it copies."),
    redirects=RecordKey(
        MapKind(PageNameKind("a former page"), LocatedKind(PageNameKind("a page"))),
        "Slugs that papers had before, each with the paper's slug now; topics and digests with their folder,"
        " as in topics/OLD: topics/NEW. An address, once published, goes on working.",
    ),
    updates=RecordKey(
        RecordKind(
            Updates,
            to=RecordKey(
                ChoiceKind(Target),
                "Where the daily run of digest.yml brings what it fetched: into a pull request, as when left out,"
                " or at once to main, and so onto the site. What the check refuses is never brought to main.",
            ),
            stale_after=RecordKey(
                CountKind(1, 60),
                "Working days without a digest after which freshness.yml opens an issue; 3 when left out.",
            ),
        ),
        "How the list keeps itself up to date.",
    ),
)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[T]):
    """One kind of curated file."""

    name: str
    pattern: str
    """Where such files lie, below the content folder."""
    purpose: str
    record: RecordKind[T]
    example: str
    """A sound file."""


FILE_KINDS: tuple[FileKind[Topic] | FileKind[PaperNotes] | FileKind[EnrichmentFile] | FileKind[Site], ...] = (
    FileKind(
        "site",
        "site.yml",
        "What is true of the whole list.",
        SITE,
        """\
title: Shelf
description: Papers on how machines prove theorems, kept since 2024.
areas:
  - {slug: proofs, title: Proofs}
  - {slug: agents, title: Agents}
mirrors:
  hf-mirror.com: huggingface.co
redirects:
  the-slug-it-had: the-slug-it-has
updates:
  to: main
  stale_after: 5
""",
    ),
    FileKind(
        "topic",
        "topics/*.yml",
        "A topic, and the rules that give it to papers. The file's name is its address.",
        TOPIC,
        """\
title: Proof assistants
area: proofs
scope: Proofs that a program checks, in Lean, Coq or Isabelle; not proofs in natural language.
rules:
  - where: title
    any: [Lean, Coq, Isabelle, proof assistant]
  - where: abstract
    any: [formal proof, Lean 4]
    none: [proof of concept]
    times: 2
start_here:
  - the-slug-of-a-paper
""",
    ),
    FileKind(
        "paper",
        "papers/*.yml",
        "What a curator says about one paper. The file's name is the last part of the address of its page.",
        PAPER_NOTES,
        """\
note: Shows on 200 problems what a proof assistant adds, and at what cost.
featured: true
status: read
topics:
  add: [agents]
corrections:
  published: 2025-10-31
  arxiv: '2510.12345'
links:
  - kind: code
    url: https://github.com/example/proofs
""",
    ),
    FileKind(
        "enrichment",
        "enrichment/*.yml",
        "What was looked up about papers that a digest names by title only, each fact with the words that show it.",
        ENRICHMENT,
        """\
papers:
  - title: 'Proofs in Ten Lines: A Study'
    arxiv: '2510.12345'
    authors: [Ada Lovelace, Emmy Noether]
    published: 2025-10-30
    categories: [cs.LO, cs.AI]
    source: 'Proofs in Ten Lines: A Study, arXiv:2510.12345'
    found: 2025-11-02
""",
    ),
)
