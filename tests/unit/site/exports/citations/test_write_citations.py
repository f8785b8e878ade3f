"""Bibliographies of the list are read back by independent libraries, and cite as the scripts do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import BibliographyData, parse_string
from pylatexenc.latex2text import LatexNodes2Text
from support.builders import REPOSITORY, paper
from support.project import TOY_CONTENT

from generator.content.read import read_content
from generator.model.catalogue import Catalogue
from generator.model.identity import ArxivId
from generator.site.exports.citations.bibtex_entry import bibtex_entry
from generator.site.exports.citations.cited_paper import CitedPaper, citation_key
from generator.site.exports.citations.coins import coins
from generator.site.exports.citations.csl_item import csl_item
from generator.site.exports.citations.ris_record import ris_record
from generator.site.exports.citations.write_citations import write_citations
from generator.site.exports.printed_papers import printed_papers
from generator.storage.cache import Cache

ROOT = "https://example.org/"
VECTORS = json.loads((REPOSITORY / "tests/fixtures/vectors/citations.json").read_text(encoding="utf-8"))["citations"]
plain = LatexNodes2Text(keep_braced_groups=False, math_mode="text").latex_to_text


def cited(record: Mapping[str, Any]) -> CitedPaper:
    """The record of a script as Python knows it."""
    known = {name: value for name, value in record.items() if name != "author_count"}
    day = date.fromisoformat(record["date"]) if record["date"] else None
    doi = record["doi"] or (f"10.48550/arXiv.{record['arxiv']}" if record["arxiv"] else None)
    return CitedPaper(**{**known, "authors": tuple(record["authors"]), "date": day, "doi": doi})


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["record"]["slug"] for vector in VECTORS])
def test_python_cites_as_the_scripts_do(vector: Mapping[str, Any]) -> None:
    known = cited(vector["record"])
    assert known.key == vector["key"]
    assert bibtex_entry(known) == vector["bibtex"]
    assert ris_record(known) == vector["ris"]
    assert csl_item(known) == vector["csl"]
    assert coins(known) == vector["coins"]


@pytest.fixture(scope="module", params=["toy", "shipped"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return read_content(TOY_CONTENT if request.param == "toy" else REPOSITORY / "content").catalogue


@pytest.fixture(scope="module")
def site(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_citations(folder, catalogue, printed_papers(catalogue, ROOT, Cache()))
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3 + 2 * len(catalogue.topics)
    return folder


def read_bibtex(path: Path) -> BibliographyData:
    return parse_string(path.read_text(encoding="utf-8"), "bibtex")


def test_bibtex_is_read_back_without_loss(catalogue: Catalogue, site: Path) -> None:
    entries = read_bibtex(site / "cite/all.bib").entries
    assert list(entries) == [citation_key(paper.slug) for paper in catalogue.papers]
    for listed in catalogue.papers:
        entry, known = entries[citation_key(listed.slug)], CitedPaper.of(listed, ROOT)
        assert " ".join(plain(entry.fields["title"]).split()) == known.title
        assert len(entry.persons.get("author", [])) == len(listed.authors)
        assert entry.fields.get("eprint") == known.arxiv
        assert entry.fields.get("doi") == known.doi
        assert entry.fields.get("year") == (str(known.year) if known.year else None)


def test_ris_and_csl_are_read_back_without_loss(catalogue: Catalogue, site: Path) -> None:
    references = rispy.loads((site / "cite/all.ris").read_text(encoding="utf-8"))
    items = json.loads((site / "cite/all.json").read_text(encoding="utf-8"))
    assert len(references) == len(items) == len(catalogue.papers)
    for listed, reference, item in zip(catalogue.papers, references, items, strict=True):
        known = CitedPaper.of(listed, ROOT)
        assert (reference["id"], item["id"]) == (known.key, known.key)
        assert (reference.get("title"), item["title"]) == (known.title, known.title)
        assert len(reference.get("authors", [])) == len(item.get("author", [])) == len(listed.authors)
        assert reference.get("doi") == item.get("DOI") == known.doi
        assert None not in item.values()


def test_each_topic_has_its_papers(catalogue: Catalogue, site: Path) -> None:
    for topic, papers in catalogue.by_topic.items():
        keys = [citation_key(paper.slug) for paper in papers]
        assert list(read_bibtex(site / f"cite/topics/{topic}.bib").entries) == keys
        assert [item["id"] for item in json.loads((site / f"cite/topics/{topic}.json").read_bytes())] == keys


def test_a_count_is_no_author_and_the_year_follows_from_the_id() -> None:
    known = CitedPaper.of(replace(paper("A Paper"), author_count=7, arxiv=ArxivId("2407.03203")), None)
    assert known.year == 2024
    assert "author" not in bibtex_entry(known)
    assert "author" not in csl_item(known)
    assert "AU  -" not in ris_record(known)
