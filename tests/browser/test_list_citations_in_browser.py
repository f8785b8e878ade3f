"""Bibliographies of lists that the browser makes, which are those that Python makes of the same papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.browsers import Tab

from generator.model.catalogue import Catalogue
from generator.site.exports.citations.bibtex_entry import bibtex_entry
from generator.site.exports.citations.cited_paper import CitedPaper
from generator.site.exports.citations.csl_item import csl_item
from generator.site.exports.citations.ris_record import ris_record

pytestmark = pytest.mark.browser
SITE_URL = "http://localhost:8000/"
"""What ``mkdocs.yml`` has where nothing else is said."""


@pytest.mark.parametrize(("form", "ending"), [("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json")])
def test_a_digest_is_downloaded_as_a_bibliography(
    at_desk: Tab, catalogue: Catalogue, tmp_path: Path, form: str, ending: str
) -> None:
    page = at_desk.open("digests/2025-03-17/")
    place = page.locator(".cite-list")
    page.locator(".tools select").select_option("Title")

    with page.expect_download() as download:
        place.get_by_role("button", name=form).click()

    assert download.value.suggested_filename == f"2025-03-17.{ending}"
    download.value.save_as(tmp_path / "file")
    text = (tmp_path / "file").read_bytes().decode()
    cited = [CitedPaper.of(paper, SITE_URL) for paper in catalogue.by_digest["2025-03-17"]]
    forms = {
        "bib": "\n".join(map(bibtex_entry, cited)),
        "ris": "".join(map(ris_record, cited)),
        "json": "[\n" + ",\n".join(json.dumps(csl_item(one), ensure_ascii=False) for one in cited) + "\n]\n",
    }
    assert len(cited) == 73
    if ending == "json":
        assert json.loads(text) == json.loads(forms["json"])
    else:
        assert text == forms[ending]


def test_a_topic_is_downloaded_as_ris_and_linked_in_other_forms(at_desk: Tab, tmp_path: Path) -> None:
    page = at_desk.open("topics/math-reasoning/")
    place = page.locator(".cite-list")
    assert place.locator("a, button").all_inner_texts() == ["BibTeX", "CSL-JSON", "RIS"]
    with page.expect_download() as download:
        place.get_by_role("button", name="RIS").click()
    assert download.value.suggested_filename == "math-reasoning.ris"
