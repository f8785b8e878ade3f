"""The kinds of curated files: each defined once, for reading, for JSON Schema and for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.curation.file_keys import ENRICHMENT, PAPER_NOTES, SITE, TOPIC, EnrichmentFile
from generator.curation.learned_kinds import TOPIC_WORDS_FILE
from generator.curation.record_kinds import RecordKind
from generator.model.curation import PaperNotes, Site, Topic, TopicWords

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileKind(Generic[T]):
    """One kind of curated file."""

    name: str
    pattern: str
    """Where such files are, below the content folder."""
    purpose: str
    record: RecordKind[T]
    example: str
    """A valid file."""


CuratedFileKind = (
    FileKind[Topic] | FileKind[TopicWords] | FileKind[PaperNotes] | FileKind[EnrichmentFile] | FileKind[Site]
)

FILE_KINDS: tuple[CuratedFileKind, ...] = (
    FileKind(
        "site",
        "site.yml",
        "Settings for the whole list.",
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
sections:
  Theorem provers: proof-assistants
sources:
  - {from: "arxiv:q-bio.PE"}
  - {from: https://example.org/feed.xml, label: reefs}
markdown: false
updates:
  to: main
  stale_after: 5
newsletter:
  from: shelf@example.org
  list: shelf@lists.example.org
  subscribe: https://lists.example.org/shelf/
  unsubscribe: mailto:shelf-leave@lists.example.org
social_cards: lists
""",
    ),
    FileKind(
        "topic",
        "topics/*.yml",
        "A topic, and the rules that assign it to papers. The file's name is its address.",
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
examples:
  - the-slug-of-another-paper
""",
    ),
    FileKind(
        "learned",
        "learned/*.yml",
        "The words by which a topic is recognised where no rule matches, written by the command papershelf learn. The"
        " file has the name of the topic's.",
        TOPIC_WORDS_FILE,
        """\
basis: 212 of 9,300 papers
threshold: 32
words:
  isabelle: 9
  proof assistant: 12
  video: -3
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
  doi: 10.1234/proofs.12
  venue: ITP 2026
  stage: accepted
links:
  - kind: code
    url: https://github.com/example/proofs
""",
    ),
    FileKind(
        "enrichment",
        "enrichment/*.yml",
        "What was looked up about papers that a digest names by title only, each fact with the text that supports it.",
        ENRICHMENT,
        """\
papers:
  - title: 'Proofs in Ten Lines: A Study'
    arxiv: '2510.12345'
    authors: [Ada Lovelace, Emmy Noether]
    published: 2025-10-30
    doi: 10.1234/proofs.12
    venue: ITP 2026
    categories: [cs.LO, cs.AI]
    source: 'Proofs in Ten Lines: A Study, arXiv:2510.12345'
    found: 2025-11-02
""",
    ),
)
