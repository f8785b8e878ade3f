"""A small list in many scripts, the index of it, and queries as people type them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from support.project import ROOT

from generator.model.catalogue import Catalogue
from generator.model.curation import Area, Site
from generator.model.digest import BlockCounts, Digest, Organisation
from generator.model.identity import ArxivId, Doi, Slug
from generator.model.paper import Appearance, Paper
from generator.model.problem import Place
from generator.model.text import Span, Text
from generator.text.lead import lead_sentence

FIXTURES = ROOT / "tests/fixtures/search"


def small_catalogue() -> Catalogue:
    """The papers of ``papers.json``, newest first, as one digest lists them."""
    digest = Digest(date(2025, 10, 1), None, Slug("2025-10-01"), (), BlockCounts(0, 0, 0))
    records = _load("papers")["papers"]
    papers = [_paper(record, digest, position) for position, record in enumerate(records, start=1)]
    papers.sort(key=lambda paper: (paper.dated, paper.slug), reverse=True)
    return Catalogue(Site("Shelf", "A shelf.", (Area("theory", "Theory"),)), (digest,), tuple(papers), ())


def typed_queries() -> list[dict[str, Any]]:
    """The queries of ``typed_queries.json``."""
    queries: list[dict[str, Any]] = _load("typed_queries")["queries"]
    return queries


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _paper(record: dict[str, Any], digest: Digest, position: int) -> Paper:
    return Paper(
        slug=Slug(record["slug"]),
        title=Text((Span(record["title"]),)),
        abstract=(Text((Span(record["abstract"]),)),),
        authors=tuple(record["authors"]),
        author_count=None,
        organisation=Organisation(record["organisation"]) if "organisation" in record else None,
        published=date.fromisoformat(record["date"]),
        comments=None,
        upvotes=None,
        arxiv=ArxivId(record["arxiv"]) if "arxiv" in record else None,
        links=(),
        appearances=(Appearance(digest.slug, digest.date, position, Place("digests/2025-10-01.txt")),),
        origins=(),
        note=record.get("note"),
        doi=Doi(record["doi"]) if "doi" in record else None,
        venue=record.get("venue"),
        lead=lead_sentence([record["abstract"]], record["title"]),
    )
