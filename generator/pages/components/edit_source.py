"""Finds the curated file that a reader can edit to improve a page."""

from __future__ import annotations

from generator.content.file_templates import enrichment_template, paper_start
from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.components.heads import EditSource


def paper_file(catalogue: Catalogue, paper: Paper) -> str | None:
    """The file of what a curator says of a paper, if there is one."""
    return _existing(catalogue, f"papers/{paper.slug}")


def paper_source(paper: Paper, file: str | None) -> EditSource:
    """What a curator says of a paper."""
    return EditSource(file) if file else EditSource(f"papers/{paper.slug}.yml", paper_start(paper))


def topic_source(catalogue: Catalogue, slug: str) -> EditSource:
    """What defines a topic; it always exists."""
    return EditSource(_existing(catalogue, f"topics/{slug}") or f"topics/{slug}.yml")


def digest_source(catalogue: Catalogue, digest: Digest) -> EditSource:
    """What is known of the papers of a digest beyond its scrape."""
    stem = f"enrichment/{digest.slug}"
    file = _existing(catalogue, stem)
    return EditSource(file) if file else EditSource(f"{stem}.yml", enrichment_template(digest))


def _existing(catalogue: Catalogue, stem: str) -> str | None:
    return next((file for file in (f"{stem}.yml", f"{stem}.yaml") if file in catalogue.files), None)
