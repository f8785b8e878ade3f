"""Files at the root of a site that programs look for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from generator.model.catalogue import Catalogue
from generator.model.curation import Site
from generator.site.exports.page_markdown import has_markdown
from generator.site.exports.program_files import program_files

ROOT = "https://example.org/shelf/"
HOSTILE = 'Toys & <Trains> "for" [all](x) of us\x07'


def test_browsers_are_told_where_to_search() -> None:
    text = program_files(Catalogue(Site(HOSTILE, "", ()), (), (), ()), ROOT)["opensearch.xml"]
    found = {(element.tag.partition("}")[2], element.get("type")): element for element in ET.fromstring(text)}
    assert found["ShortName", None].text == "Toys & <Trains>"
    assert found["Url", "text/html"].get("template") == f"{ROOT}search/?q={{searchTerms}}"
    assert "opensearch.xml" not in program_files(Catalogue(Site(HOSTILE, "", ()), (), (), ()), None)


def test_language_models_are_told_what_there_is(catalogue: Catalogue) -> None:
    lines = program_files(catalogue, ROOT)["llms.txt"].splitlines()
    assert lines[0] == f"# {catalogue.site.title}"
    assert lines[2] == f"> {catalogue.site.description}"
    for topic in catalogue.topics:
        assert len([line for line in lines if f"]({ROOT}topics/{topic.slug}.md): " in line]) == 1
    without = replace(catalogue, site=replace(catalogue.site, markdown=False))
    assert f"]({ROOT}topics/{catalogue.topics[0].slug}/): " in program_files(without, ROOT)["llms.txt"]


def test_large_lists_have_no_markdown_unless_they_ask_for_it(catalogue: Catalogue) -> None:
    large = replace(catalogue, papers=catalogue.papers * 20)
    assert (has_markdown(catalogue), has_markdown(large)) == (True, False)
    assert has_markdown(replace(large, site=replace(large.site, markdown=True)))
