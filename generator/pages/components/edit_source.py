"""The curated file of a page: what "Improve this page" opens on the host of the repository."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.content.file_templates import enrichment_template, paper_template
from generator.model.catalogue import Catalogue
from generator.model.digest import Digest
from generator.model.paper import Paper
from generator.pages.printing.front_matter import Value


@dataclass(frozen=True, slots=True)
class Source:
    """A curated file, which may not be there yet."""

    file: str
    """Path below the content folder."""
    start: Callable[[], str] | None = None
    """What it can begin with, when it is not there."""

    @property
    def mark(self) -> str:
        """What of it a page prints."""
        return f"{self.file} {self.start is None}"

    def front_matter(self) -> Value:
        """What a template needs to link to it."""
        return {"file": self.file, "start": self.start() if self.start else None}


def paper_source(catalogue: Catalogue, paper: Paper) -> Source:
    """What a curator says of a paper."""
    return _source(catalogue, f"papers/{paper.slug}", lambda: paper_template(paper))


def topic_source(catalogue: Catalogue, slug: str) -> Source:
    """What makes a topic; it is always there."""
    return _source(catalogue, f"topics/{slug}")


def digest_source(catalogue: Catalogue, digest: Digest) -> Source:
    """What is known of the papers of a digest beyond its scrape."""
    return _source(catalogue, f"enrichment/{digest.slug}", lambda: enrichment_template(digest))


def _source(catalogue: Catalogue, stem: str, start: Callable[[], str] | None = None) -> Source:
    for file in (f"{stem}.yml", f"{stem}.yaml"):
        if file in catalogue.files:
            return Source(file)
    return Source(f"{stem}.yml", start)
