"""Finds the curated file that a reader can edit to improve a page."""

from __future__ import annotations

from collections.abc import Callable

from generator.content.file_templates import enrichment_template, paper_template
from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.heads import EditSource


def paper_source(catalogue: Catalogue, paper: Paper) -> EditSource:
    """What a curator says of a paper."""
    return _source(catalogue, f"papers/{paper.slug}", lambda: paper_template(paper))


def topic_source(catalogue: Catalogue, slug: str) -> EditSource:
    """What defines a topic; it always exists."""
    return _source(catalogue, f"topics/{slug}")


def digest_source(catalogue: Catalogue, digest: Digest) -> EditSource:
    """What is known of the papers of a digest beyond its scrape."""
    return _source(catalogue, f"enrichment/{digest.slug}", lambda: enrichment_template(digest))


def _source(catalogue: Catalogue, stem: str, start: Callable[[], str] | None = None) -> EditSource:
    for file in (f"{stem}.yml", f"{stem}.yaml"):
        if file in catalogue.files:
            return EditSource(file)
    return EditSource(f"{stem}.yml", start() if start else None)
