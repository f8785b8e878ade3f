"""Writes bibliographies: the whole list as BibTeX, RIS and CSL-JSON (``cite/all.bib`` and others), each topic as
BibTeX and CSL-JSON.

The number of files grows with topics, which are few, and not with digests. A digest, and a topic as RIS, are made by
the script of their pages (``overrides/assets/lists/list-citations.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.model.catalogue import Catalogue
from generator.site.exports.exported_texts import write_texts
from generator.site.exports.printed_papers import PrintedPaper, PrintedPapers

CITATIONS_FOLDER = "cite"


def write_citations(site: Path, catalogue: Catalogue, printed: PrintedPapers) -> None:
    """Write the files below the site."""
    everything = [printed[paper.slug] for paper in catalogue.papers]
    write_texts(site, _bibliographies("all", everything) | {f"{CITATIONS_FOLDER}/all.ris": _ris(everything)})
    for topic, papers in catalogue.by_topic.items():
        write_texts(site, _bibliographies(f"topics/{topic}", [printed[paper.slug] for paper in papers]))


def _bibliographies(name: str, papers: Sequence[PrintedPaper]) -> dict[str, str]:
    return {
        f"{CITATIONS_FOLDER}/{name}.bib": "\n".join(paper.bib for paper in papers),
        f"{CITATIONS_FOLDER}/{name}.json": "[\n" + ",\n".join(paper.json for paper in papers) + "\n]\n",
    }


def _ris(papers: Sequence[PrintedPaper]) -> str:
    return "".join(paper.ris for paper in papers)
