"""Writes the whole list, each topic and each digest as one file of each form: ``cite/all.bib`` and others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.site.exports.citations.bibtex_entry import bibtex_entry
from generator.site.exports.citations.cited_paper import CitedPaper
from generator.site.exports.citations.csl_item import csl_item
from generator.site.exports.citations.ris_record import ris_record
from generator.site.exports.exported_texts import site_root, write_texts

CITATIONS_FOLDER = "cite"


class _Printed(NamedTuple):
    bib: str
    ris: str
    json: str


class _Bibliographies:
    def __init__(self, catalogue: Catalogue, root: str | None) -> None:
        self.catalogue = catalogue
        self.root = root

    def lists(self) -> Iterator[tuple[str, Sequence[Paper]]]:
        """The name of each file, without its ending, and the papers in it."""
        yield "all", self.catalogue.papers
        for topic, papers in self.catalogue.by_topic.items():
            yield f"topics/{topic}", papers
        for digest, papers in self.catalogue.by_digest.items():
            yield f"digests/{digest}", papers

    @cached_property
    def printed(self) -> Mapping[str, _Printed]:
        """Each paper in each form, by slug: it is in several files."""
        return {paper.slug: self._print(paper) for paper in self.catalogue.papers}

    def _print(self, paper: Paper) -> _Printed:
        cited = CitedPaper.of(paper, self.root)
        return _Printed(bibtex_entry(cited), ris_record(cited), json.dumps(csl_item(cited), ensure_ascii=False))


def write_citations(site: Path, catalogue: Catalogue, site_url: str | None) -> list[str]:
    """Write the files; returns their paths below the site."""
    bibliographies = _Bibliographies(catalogue, site_root(site_url))
    written: list[str] = []
    for name, papers in bibliographies.lists():
        printed = [bibliographies.printed[paper.slug] for paper in papers]
        texts = {
            "bib": "\n".join(one.bib for one in printed),
            "ris": "".join(one.ris for one in printed),
            "json": "[\n" + ",\n".join(one.json for one in printed) + "\n]\n",
        }
        written += write_texts(site, {f"{CITATIONS_FOLDER}/{name}.{ending}": text for ending, text in texts.items()})
    return written
