"""Each paper as other programs read it, printed once for all files that have it, and kept from one build to the next.

A paper is in several bibliographies and in the API, and few papers change. What is printed here depends on the paper
alone, and on the address of the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TypeAlias

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper
from generator.pages.components.file_list import OfferedFile
from generator.site.exports.api.api_pages import record_bytes
from generator.site.exports.api.api_records import PaperRecord
from generator.site.exports.citations.bibtex_entry import bibtex_entry
from generator.site.exports.citations.cited_paper import CitedPaper
from generator.site.exports.citations.coins import coins
from generator.site.exports.citations.csl_item import csl_item
from generator.site.exports.citations.ris_record import ris_record
from generator.storage.cache import Cache, fingerprint


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper in each form."""

    bib: str
    ris: str
    json: str
    """As CSL-JSON."""
    coins: str
    """For pages that list it."""
    record: bytes
    """As the API has it."""


PrintedPapers: TypeAlias = Mapping[str, PrintedPaper]
"""By slug."""


def printed_papers(catalogue: Catalogue, root: str | None, cache: Cache) -> PrintedPapers:
    """All papers. ``root`` is the address of the site, if that is known."""
    in_order = sorted(catalogue.papers, key=lambda paper: (paper.appearances[0].digest, paper.slug))
    # By the digest that first listed them: a new one leaves the others as they are, and a value for each paper would
    # cost more to keep than to print.
    groups = [tuple(papers) for _, papers in groupby(in_order, key=lambda paper: paper.appearances[0].digest)]
    keys = [fingerprint(root or "", *map(cache.fingerprint_of, papers)) for papers in groups]
    printed = cache.map(partial(_print_all, root=root), groups, keys)
    pairs = zip(groups, printed, strict=True)
    return {paper.slug: one for papers, group in pairs for paper, one in zip(papers, group, strict=True)}


def file_sizes(printed: PrintedPapers) -> tuple[OfferedFile, ...]:
    """The files with all papers, with the sizes that ``write_citations`` and ``write_api`` give them."""
    papers = printed.values()
    between = max(0, len(papers) - 1)
    bib, ris, json_, api = (
        sum(map(len, texts))
        for texts in (
            (paper.bib.encode() for paper in papers),
            (paper.ris.encode() for paper in papers),
            (paper.json.encode() for paper in papers),
            (paper.record for paper in papers),
        )
    )
    return (
        OfferedFile("cite/all.bib", "BibTeX", bib + between),
        OfferedFile("cite/all.ris", "RIS", ris),
        OfferedFile("cite/all.json", "CSL-JSON", len("[\n\n]\n") + json_ + between * len(",\n")),
        OfferedFile("api/v1/index.json", "JSON, in pages that this file names", api, is_index=True),
    )


def _print_all(papers: Iterable[Paper], root: str | None) -> tuple[PrintedPaper, ...]:
    return tuple(_print_one(paper, root) for paper in papers)


def _print_one(paper: Paper, root: str | None) -> PrintedPaper:
    cited = CitedPaper.of(paper, root)
    return PrintedPaper(
        bib=bibtex_entry(cited),
        ris=ris_record(cited),
        json=json.dumps(csl_item(cited), ensure_ascii=False, separators=(",", ":")),
        coins=coins(cited),
        record=record_bytes(PaperRecord.of(paper)),
    )
