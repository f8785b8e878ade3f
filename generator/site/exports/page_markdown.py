"""The Markdown of each page beside its HTML: that of ``topics/proofs/`` at ``topics/proofs.md``, that of the home page
at ``index.md``.

A host of static files cannot be told to answer one address in two forms, so it is a second file for each page, and
nearly doubles the files of a list. So lists with many papers have it only if ``site.yml`` says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs.structure.files import File

from generator.model.catalogue import Catalogue
from generator.site.generated_page import GeneratedFile

MOST_PAPERS = 2_000
"""A larger list has Markdown only if ``site.yml`` says so."""


def has_markdown(catalogue: Catalogue) -> bool:
    """Does the site have the Markdown of its pages?"""
    stated = catalogue.site.markdown
    return len(catalogue.papers) <= MOST_PAPERS if stated is None else stated


def write_markdown(site: Path, pages: Iterable[File], untouched: Collection[str]) -> list[str]:
    """Write the Markdown of pages below a site, under the paths of their sources; returns those that need not be
    written, because the page is kept and its Markdown is among the outputs that are as the last build left them.
    """
    kept = []
    for page in pages:
        is_kept = isinstance(page, GeneratedFile) and not page.is_new
        if is_kept and page.src_uri in untouched:
            kept.append(page.src_uri)
            continue
        path = site / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content_bytes)
    return kept
